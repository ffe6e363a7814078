"""Prompts, workflows and tags taken out of media files, with every coded pixel and sample kept."""

import mmap
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from backend.services.media_containers import (
    Bytes,
    Piece,
    ebml_elements,
    flac_blocks,
    iso_boxes,
    jpeg_segments,
    png_chunks,
    riff_chunks,
)

_BLOCK: Final = 1024 * 1024

# What a picture needs to look as it does; anything else is text, or private to some program.
_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND acTL fcTL fdAT "
    b"tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs".split()
)
_WEBP_KEPT: Final = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_SAYS_EXIF_OR_XMP: Final = 0x08 | 0x04
_WAV_KEPT: Final = frozenset((b"fmt ", b"fact", b"data"))
# JFIF, colour profile, Adobe's colour transform are kept of the application segments.
_JPEG_DROPPED: Final = {*range(0xE0, 0xF0), 0xFE} - {0xE0, 0xE2, 0xEE}
_FLAC_DROPPED: Final = {2, 4, 6}
_FLAC_PADDING: Final = 1
_ISO_DROPPED: Final = frozenset((b"udta", b"meta", b"uuid"))
_ISO_ENTERED: Final = frozenset((b"moov", b"trak"))
_WEBM_SEGMENT, _WEBM_INFO = b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66"
_WEBM_TAGS, _WEBM_ATTACHMENTS, _WEBM_TITLE = b"\x12\x54\xc3\x67", b"\x19\x41\xa4\x69", b"\x7b\xa9"
_WEBM_DROPPED: Final = frozenset((_WEBM_TAGS, _WEBM_ATTACHMENTS, _WEBM_TITLE))


class Edit(NamedTuple):
    """Bytes from `start` to before `end`, and what stands there afterwards."""

    start: int
    end: int
    replacement: bytes = b""


def strip_metadata(path: Path, extension: str) -> bool:
    """Rewrite the file without what people or programs wrote into it; tell if there was any.

    In containers whose index counts bytes, it becomes padding of the same size, so nothing
    moves. GIF and Ogg are left as they are. Blocking.
    """
    if extension not in _FINDERS:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        edits = sorted(_FINDERS[extension](data))
        if not edits:
            return False
        clean = path.with_name(f"{path.name}.clean")
        with clean.open("wb") as out:
            for block in _edited(data, edits):
                out.write(block)
    clean.replace(path)
    return True


def _edited(data: Bytes, edits: Iterable[Edit]) -> Iterator[bytes]:
    at = 0
    for edit in (*edits, Edit(len(data), len(data))):
        for start in range(at, edit.start, _BLOCK):
            yield data[start : min(start + _BLOCK, edit.start)]
        yield edit.replacement
        at = edit.end


def _png_edits(data: Bytes) -> Iterator[Edit]:
    for chunk in png_chunks(data):
        if chunk.name not in _PNG_KEPT:
            yield Edit(chunk.start, chunk.end)
        if chunk.name == b"IEND":
            if chunk.end < len(data):
                yield Edit(chunk.end, len(data))
            return


def _jpeg_edits(data: Bytes) -> Iterator[Edit]:
    for segment in jpeg_segments(data):
        if segment.name[0] in _JPEG_DROPPED:
            yield Edit(segment.start, segment.end)


def _webp_edits(data: Bytes) -> Iterator[Edit]:
    for chunk in riff_chunks(data):
        if chunk.name == b"VP8X" and data[chunk.body] & _WEBP_SAYS_EXIF_OR_XMP:
            flags = data[chunk.body] & ~_WEBP_SAYS_EXIF_OR_XMP
            yield Edit(chunk.body, chunk.body + 1, bytes([flags]))
    yield from _riff_edits(data, _WEBP_KEPT)


def _wav_edits(data: Bytes) -> Iterator[Edit]:
    return _riff_edits(data, _WAV_KEPT)


def _riff_edits(data: Bytes, kept: frozenset[bytes]) -> Iterator[Edit]:
    dropped = [
        Edit(chunk.start, min(chunk.end + chunk.end % 2, len(data)))
        for chunk in riff_chunks(data)
        if chunk.name not in kept
    ]
    if dropped:
        left = len(data) - 8 - sum(edit.end - edit.start for edit in dropped)
        yield Edit(4, 8, left.to_bytes(4, "little"))
        yield from dropped


def _mp3_edits(data: Bytes) -> Iterator[Edit]:
    """ID3v2 stands before the sound, its size in seven bits a byte; ID3v1 is the last 128 bytes."""
    if data[:3] == b"ID3":
        size = sum(byte << 7 * place for place, byte in enumerate(reversed(data[6:10])))
        has_footer = data[5] & 0x10
        yield Edit(0, min(10 + size + (10 if has_footer else 0), len(data)))
    if data[-128:-125] == b"TAG":
        yield Edit(len(data) - 128, len(data))


def _flac_edits(data: Bytes) -> Iterator[Edit]:
    for block in flac_blocks(data):
        flag, type = block.name[0] & 0x80, block.name[0] & 0x7F
        if type in _FLAC_DROPPED:
            yield Edit(block.start, block.start + 1, bytes([flag | _FLAC_PADDING]))
            yield Edit(block.body, block.end, bytes(block.end - block.body))


def _iso_edits(data: Bytes, start: int = 0, end: int | None = None) -> Iterator[Edit]:
    for box in iso_boxes(data, start, end):
        if box.name in _ISO_DROPPED:
            yield Edit(box.start + 4, box.start + 8, b"free")
            yield Edit(box.body, box.end, bytes(box.end - box.body))
        elif box.name in _ISO_ENTERED:
            yield from _iso_edits(data, box.body, box.end)


def _webm_edits(data: Bytes, start: int = 0, end: int | None = None) -> Iterator[Edit]:
    for element in ebml_elements(data, start, end):
        if element.name in _WEBM_DROPPED:
            yield Edit(element.start, element.end, _void(element))
        elif element.name in (_WEBM_SEGMENT, _WEBM_INFO):
            yield from _webm_edits(data, element.body, element.end)


def _void(element: Piece) -> bytes:
    """A Void element as long as the given one, with its size in one byte or in eight."""
    length = element.end - element.start
    if length <= 128:
        return (b"\xec" + bytes([0x80 | length - 2])).ljust(length, b"\0")
    return (b"\xec" + (1 << 56 | length - 9).to_bytes(8)).ljust(length, b"\0")


_FINDERS: Final[dict[str, Callable[[Bytes], Iterator[Edit]]]] = {
    "png": _png_edits,
    "jpg": _jpeg_edits,
    "webp": _webp_edits,
    "wav": _wav_edits,
    "mp3": _mp3_edits,
    "flac": _flac_edits,
    "mp4": _iso_edits,
    "mov": _iso_edits,
    "m4a": _iso_edits,
    "webm": _webm_edits,
}
