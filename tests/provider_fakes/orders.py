"""Orders of pictures, films and speech, with what a test is not about filled in."""

from typing import Any

from backend.domain.errors import ProviderError
from backend.domain.ids import new_id
from backend.domain.media import MediaKind
from backend.providers.generation import MediaGenerator, MediaOrder, Reference, RemoteFile

PICTURE = Reference("image/png", b"pixels")
PICTURE_URI = "data:image/png;base64,cGl4ZWxz"


def make_order(kind: MediaKind = MediaKind.IMAGE, **fields: Any) -> MediaOrder:
    """Return an order of a fox."""
    known = {"task_id": new_id(), "model": "some/model", "prompt": "A fox in the snow."}
    return MediaOrder(kind, **{**known, **fields})


async def fetched(generator: MediaGenerator, file: RemoteFile) -> bytes:
    """Return what is in a file."""
    if file.content is not None:
        return file.content
    return b"".join([chunk async for chunk in generator.fetch(file, limit=1000)])


def told(error: ProviderError) -> str:
    """Return all that people and logs may see of an error."""
    return f"{error} {error.message} {error.details} {error.args}"
