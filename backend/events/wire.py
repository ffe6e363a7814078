"""An event as clients read it, written once for all readers who see the same addresses."""

from functools import lru_cache
from typing import Final

from backend.domain.media import media_base
from backend.events.types import Event

# Readers of one event come close together; a preview has some 50 kB.
KEPT: Final = 128


def event_text(event: Event) -> str:
    """Return the event as JSON, with media addresses of the host that the reader asked."""
    return _written(event, media_base.get())


@lru_cache(maxsize=KEPT)
def _written(event: Event, _base: str) -> str:
    return event.model_dump_json()
