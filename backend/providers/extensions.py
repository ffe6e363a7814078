"""What a file is, by its extension: a first guess, the content decides later."""

from pathlib import PurePosixPath
from typing import Final

from backend.domain.media import MediaKind

_KINDS: Final = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".tiff"), MediaKind.IMAGE),
    **dict.fromkeys((".mp4", ".webm", ".mkv", ".mov", ".m4v", ".avi"), MediaKind.VIDEO),
    **dict.fromkeys((".flac", ".mp3", ".wav", ".ogg", ".opus", ".m4a"), MediaKind.AUDIO),
}


def kind_of(filename: str) -> MediaKind | None:
    """Return the kind of media, None for what is none."""
    return _KINDS.get(PurePosixPath(filename).suffix.lower())
