"""Zip files that are sent while they are read."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from zipstream import ZipStream  # type: ignore[import-untyped]

_READ: Final = 256 * 1024
_BLOCK: Final = 1024 * 1024


@dataclass(frozen=True)
class Member:
    """A file in a zip: its bytes, where they lie, or what makes them when their turn comes.

    Attributes:
        size: in bytes; None for what is still to be made.
    """

    name: str
    content: bytes | Path | Callable[[], bytes]
    size: int | None


class _DatedZip(ZipStream):  # type: ignore[misc]
    """A stored zip with one date on all members, so that the same content gives the same bytes.

    The library stamps members with the clock, so the stamp is put over its own: bytes 10 to 14 of
    a member's header, and the date that the directory at the end repeats.
    """

    def __init__(self, moment: datetime, *, sized: bool) -> None:
        super().__init__(sized=sized)
        year = min(max(moment.year, 1980), 2107)
        self._date = (year, *moment.timetuple()[1:6])
        date = (year - 1980) << 9 | moment.month << 5 | moment.day
        time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
        self._stamp = time.to_bytes(2, "little") + date.to_bytes(2, "little")

    def _gen_file_entry(self, **member: Any) -> Iterator[bytes]:
        parts = super()._gen_file_entry(**member)
        header = next(parts)
        yield header[:10] + self._stamp + header[14:]
        yield from parts
        self._filelist[-1].date_time = self._date


def open_zip(members: Iterable[Member], moment: datetime) -> tuple[int, AsyncIterator[bytes]]:
    """Return the length of a zip in bytes, known before its first byte, and its content.

    It is read as that of `stream_zip` is. All members say their size.
    """
    archive = _zip_of(members, moment, sized=True)
    return len(archive), _blocks(archive)


def stream_zip(members: Iterable[Member], moment: datetime) -> AsyncIterator[bytes]:
    """Return the content of a zip, read in threads while it is sent, a block at a time.

    A file that is gone or has another size when its turn comes raises in the middle: a zip cut
    short must never look whole. Whoever asks for no more blocks has no more read.
    """
    return _blocks(_zip_of(members, moment, sized=False))


def _zip_of(members: Iterable[Member], moment: datetime, *, sized: bool) -> _DatedZip:
    archive = _DatedZip(moment, sized=sized)
    for member in members:
        archive.add(_chunks(member.content), member.name, size=member.size)
    return archive


def _chunks(content: bytes | Path | Callable[[], bytes]) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
    elif isinstance(content, Path):
        with content.open("rb") as file:
            while chunk := file.read(_READ):
                yield chunk
    else:
        yield content()


async def _blocks(archive: Iterable[bytes]) -> AsyncIterator[bytes]:
    chunks = iter(archive)
    while block := await asyncio.to_thread(_block, chunks):
        yield block


def _block(chunks: Iterator[bytes]) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size >= _BLOCK:
            break
    return b"".join(parts)
