"""Where the pieces of a media file lie: chunks, boxes, elements, segments and blocks."""

import mmap
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

Bytes = bytes | mmap.mmap

# Sizes from here on are written by programs that could not go back to fill in the real one.
_UNKNOWN_RIFF_SIZE: Final = 0x7FFF_F000


class Piece(NamedTuple):
    """A piece of a file, by offsets in bytes; of a file cut short, `end` may lie behind its end."""

    name: bytes
    start: int
    body: int
    end: int


def png_chunks(data: Bytes) -> Iterator[Piece]:
    """Yield the chunks of a PNG, each with its checksum."""
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        yield Piece(data[at + 4 : at + 8], at, at + 8, end)
        at = end


def jpeg_segments(data: Bytes) -> Iterator[Piece]:
    """Yield the segments of a JPEG that stand before its first scan; the name is the marker."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        if data[at + 1] == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        yield Piece(data[at + 1 : at + 2], at, at + 4, end)
        at = end


def riff_chunks(data: Bytes) -> Iterator[Piece]:
    """Yield the chunks of a WAV or WebP; `end` does not count the byte that makes it even."""
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = len(data) if size >= _UNKNOWN_RIFF_SIZE else at + 8 + size
        yield Piece(data[at : at + 4], at, at + 8, end)
        at = end + end % 2


def flac_blocks(data: Bytes) -> Iterator[Piece]:
    """Yield the metadata blocks of a FLAC; the name is the type with the last-block flag."""
    at, last = 4, False
    while not last and at + 4 <= len(data):
        end = at + 4 + int.from_bytes(data[at + 1 : at + 4])
        yield Piece(data[at : at + 1], at, at + 4, end)
        at, last = end, data[at] >= 0x80


def iso_boxes(data: Bytes, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """Yield the boxes of an MP4, MOV or M4A, or those inside one of its boxes."""
    at, stop = start, len(data) if end is None else min(end, len(data))
    while at + 8 <= stop:
        size, body = int.from_bytes(data[at : at + 4]), at + 8
        if size == 0:
            size = stop - at
        elif size == 1:
            size, body = int.from_bytes(data[at + 8 : at + 16]), at + 16
        if size < body - at:
            return
        yield Piece(data[at + 4 : at + 8], at, body, at + size)
        at += size


def ebml_elements(data: Bytes, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """Yield the elements of a WebM, or those inside one; an unknown size reaches to the end."""
    at, stop = start, len(data) if end is None else min(end, len(data))
    while at + 2 <= stop and data[at] and at + _width(data[at]) < stop:
        sized = at + _width(data[at])
        if not data[sized]:
            return
        body = sized + _width(data[sized])
        size = int.from_bytes(data[sized:body])
        unmarked = (1 << 7 * (body - sized)) - 1
        after = stop if size & unmarked == unmarked else body + (size & unmarked)
        yield Piece(data[at:sized], at, body, after)
        at = after


def _width(first: int) -> int:
    """Length of an EBML number: one more than the zero bits its first byte begins with."""
    return 9 - first.bit_length()


_PIECES: Final[dict[str, Callable[[Bytes], Iterator[Piece]]]] = {
    "mp4": iso_boxes,
    "mov": iso_boxes,
    "m4a": iso_boxes,
    "webm": ebml_elements,
    "wav": riff_chunks,
}


def is_cut_short(data: Bytes, extension: str) -> bool:
    """Tell whether a piece says that it reaches behind the file's end.

    Always False for formats whose decoder notices by itself, or that say nothing of their length.
    """
    pieces = _PIECES.get(extension)
    return pieces is not None and any(piece.end > len(data) for piece in pieces(data))
