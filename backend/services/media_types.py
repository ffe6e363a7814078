"""The kinds of file that are taken, told apart by their content and never by their name."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import filetype  # type: ignore[import-untyped]

from backend.domain.errors import UnsupportedMediaError, invalid_field
from backend.domain.media import MediaKind

HEAD_BYTES: Final = 8192


@dataclass(frozen=True)
class FileType:
    """A format we take.

    Attributes:
        decoder: the only reader its content is given to: a Pillow format or an FFmpeg demuxer.
    """

    kind: MediaKind
    content_type: str
    extension: str
    decoder: str


M4A: Final = FileType(MediaKind.AUDIO, "audio/mp4", "m4a", "mp4")

_TYPES: Final = (
    FileType(MediaKind.IMAGE, "image/png", "png", "PNG"),
    FileType(MediaKind.IMAGE, "image/jpeg", "jpg", "JPEG"),
    FileType(MediaKind.IMAGE, "image/webp", "webp", "WEBP"),
    FileType(MediaKind.IMAGE, "image/gif", "gif", "GIF"),
    FileType(MediaKind.VIDEO, "video/mp4", "mp4", "mp4"),
    FileType(MediaKind.VIDEO, "video/quicktime", "mov", "mov"),
    FileType(MediaKind.VIDEO, "video/webm", "webm", "webm"),
    FileType(MediaKind.AUDIO, "audio/mpeg", "mp3", "mp3"),
    FileType(MediaKind.AUDIO, "audio/wav", "wav", "wav"),
    FileType(MediaKind.AUDIO, "audio/flac", "flac", "flac"),
    FileType(MediaKind.AUDIO, "audio/ogg", "ogg", "ogg"),
    M4A,
)
TYPE_OF: Final = {type.extension: type for type in _TYPES}
"""A format by the extension its files are stored with."""

# An animated PNG is a PNG to everything that reads one.
_SAME: Final = {"apng": "png"}


def sniff(path: Path) -> FileType:
    """Return the format that the content shows.

    Raises:
        ValidationError: the file is empty.
        UnsupportedMediaError: it is none of the formats we take.
    """
    with path.open("rb") as file:
        return type_of(file.read(HEAD_BYTES))


def type_of(head: bytes) -> FileType:
    """Return the format that the first HEAD_BYTES of a file show; raises as `sniff` does."""
    if not head:
        raise invalid_field("file", "is empty")
    guess = filetype.guess(head)
    extension = guess.extension if guess else ""
    found = TYPE_OF.get(_SAME.get(extension, extension))
    if found is None:
        seen = guess.mime if guess else "no known media"
        raise UnsupportedMediaError(
            f"The file's content is {seen}; taken are {', '.join(TYPE_OF)}",
            details={"found": seen, "taken": list(TYPE_OF)},
        )
    return found
