"""What tests of services have in common: an order to change, and files in one piece."""

from typing import Any

from backend.domain.media import MediaKind
from backend.providers.generation import MediaGenerator, MediaOrder, Reference, RemoteWork
from tests.unit.services.media_samples import flat_png

FIRST = Reference("image/png", flat_png(), role="first_frame")
LAST = Reference("image/png", flat_png(), role="last_frame")
LIKE = Reference("image/png", flat_png())


def an_order(kind: MediaKind, model: str, **fields: Any) -> MediaOrder:
    """Return an order; what the test is about is given."""
    known = {"task_id": "5b0c7b51-7a0e-4a57-9d5b-0d7e3c1b2a10", "prompt": "A fox in the rain."}
    return MediaOrder(**{"kind": kind, "model": model, **known, **fields})


async def file_of(maker: MediaGenerator, work: RemoteWork, *, limit: int = 1_000_000) -> bytes:
    """Return the first file of work that is done."""
    [file] = work.files
    if file.content is not None:
        return file.content
    return b"".join([part async for part in maker.fetch(file, limit=limit)])
