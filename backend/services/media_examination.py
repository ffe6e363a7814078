"""What is done with a received file before it is kept."""

from dataclasses import dataclass
from pathlib import Path

from backend.domain.errors import UnsupportedMediaError
from backend.domain.media import MediaFacts, MediaKind
from backend.services.media_probe import make_thumbnail, measure
from backend.services.media_strip import strip_metadata


@dataclass(frozen=True)
class Examined:
    """What a received file turned out to be."""

    facts: MediaFacts
    size_bytes: int
    thumbnail: bytes | None


def examine(path: Path, kinds: frozenset[MediaKind], *, strip: bool) -> Examined:
    """Measure a received file, and again if something was stripped from it. Blocking.

    Raises:
        UnsupportedMediaError: it is none of the kinds, or no media.
    """
    facts = measure(path)
    if facts.kind not in kinds:
        wanted = " or ".join(sorted(kinds))
        raise UnsupportedMediaError(
            f"The file's content is {facts.content_type}; wanted is {wanted}",
            details={"found": facts.content_type, "kinds": sorted(kinds)},
        )
    if strip and strip_metadata(path, facts.extension):
        facts = measure(path)
    return Examined(facts, path.stat().st_size, make_thumbnail(path, facts))
