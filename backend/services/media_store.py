"""The folder of all media files: each is named after its content, so none is ever changed."""

import asyncio
import errno
import hashlib
import os
import shutil
import time
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime
from io import BufferedWriter
from pathlib import Path
from typing import Final

from backend.domain.errors import PayloadTooLargeError, ResourceNotFoundError, StorageFullError
from backend.domain.ids import new_id
from backend.domain.media import is_media_key, thumbnail_key

LEFTOVER_SECONDS: Final = 2700
_BLOCK: Final = 1024 * 1024
_SHARDS: Final = "[0-9a-f][0-9a-f]"
_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT))


@contextmanager
def disk_errors() -> Iterator[None]:
    """Say that the disk is full in our own words."""
    try:
        yield
    except OSError as exc:
        if exc.errno in _FULL:
            raise StorageFullError("The disk that holds the media is full") from exc
        raise


class MediaStore:
    """Files by storage key: `<sha256>.<extension>`, and `<sha256>.thumb.jpg` beside it.

    A file is written under `incoming`, flushed to the disk, and then renamed, so under its key it
    is always complete. Any method that writes may raise StorageFullError.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"

    def path(self, key: str) -> Path:
        """Return where the file with that key is or would be.

        Raises:
            ResourceNotFoundError: the text is not a storage key, so nothing can be there.
        """
        if not is_media_key(key):
            raise ResourceNotFoundError("Media", key)
        return self._root / key[:2] / key

    async def stat(self, key: str) -> os.stat_result | None:
        """Return size and time of the file with that key, or None if there is no such file."""
        try:
            return await asyncio.to_thread(self.path(key).stat)
        except FileNotFoundError:
            return None

    @asynccontextmanager
    async def receive(self, chunks: AsyncIterable[bytes], *, limit: int) -> AsyncIterator[Path]:
        """Write the stream to a temporary file, which is gone when the block is left.

        Raises:
            PayloadTooLargeError: the stream passed `limit` bytes; no more of it is read.
        """
        temporary = self._incoming / new_id()
        try:
            await self._write(chunks, temporary, limit)
            yield temporary
        finally:
            await asyncio.to_thread(temporary.unlink, missing_ok=True)

    async def keep(self, temporary: Path, extension: str) -> str:
        """Name a received file after its content, and return that name: its storage key."""
        with disk_errors():
            return await asyncio.to_thread(self._keep, temporary, extension)

    async def keep_thumbnail(self, key: str, jpeg: bytes) -> str:
        """Store the thumbnail of a file, and return its own storage key."""
        with disk_errors():
            return await asyncio.to_thread(self._keep_thumbnail, key, jpeg)

    async def delete(self, key: str, *, untouched_since: datetime | None = None) -> None:
        """Remove the file, unless it was stored again since then."""
        await asyncio.to_thread(self._delete, key, untouched_since)

    async def keys(self, *, untouched_since: datetime) -> list[str]:
        """Return the keys of all files, thumbnails included, that were not stored since then."""
        return await asyncio.to_thread(self._keys, untouched_since.timestamp())

    async def free_bytes(self) -> int:
        """Return how much the disk can still take."""
        return await asyncio.to_thread(self._free_bytes)

    async def sweep(self) -> None:
        """Remove what processes that died left behind while they were receiving."""
        await asyncio.to_thread(self._sweep)

    async def _write(self, chunks: AsyncIterable[bytes], path: Path, limit: int) -> None:
        with disk_errors():
            file = await _created(path)
            try:
                received, block = 0, bytearray()
                async for chunk in chunks:
                    received += len(chunk)
                    if received > limit:
                        raise PayloadTooLargeError(
                            f"The file is larger than {limit} bytes", details={"limit": limit}
                        )
                    block += chunk
                    if len(block) >= _BLOCK:
                        await asyncio.to_thread(file.write, block)
                        block = bytearray()
                await asyncio.to_thread(file.write, block)
            finally:
                file.close()  # not in a thread: a second cancellation would keep it from starting

    def _keep(self, temporary: Path, extension: str) -> str:
        with temporary.open("rb+") as file:
            key = f"{hashlib.file_digest(file, 'sha256').hexdigest()}.{extension}"
            os.fsync(file.fileno())
        self._rename(temporary, key)
        return key

    def _keep_thumbnail(self, key: str, jpeg: bytes) -> str:
        temporary = self._incoming / new_id()
        with _create(temporary) as file:
            file.write(jpeg)
            file.flush()
            os.fsync(file.fileno())
        thumbnail = thumbnail_key(key)
        self._rename(temporary, thumbnail)
        return thumbnail

    def _rename(self, temporary: Path, key: str) -> None:
        """Put the file in its place, also over an equal one: that makes it young again."""
        path = self.path(key)
        path.parent.mkdir(exist_ok=True)
        temporary.replace(path)
        sync_folder(path.parent)
        sync_folder(self._root)

    def _delete(self, key: str, untouched_since: datetime | None) -> None:
        path = self.path(key)
        if untouched_since is None or is_older(path, untouched_since.timestamp()):
            path.unlink(missing_ok=True)

    def _keys(self, untouched_since: float) -> list[str]:
        return [
            path.name
            for path in self._root.glob(f"{_SHARDS}/*")
            if is_media_key(path.name) and is_older(path, untouched_since)
        ]

    def _free_bytes(self) -> int:
        self._root.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self._root).free

    def _sweep(self) -> None:
        old = time.time() - LEFTOVER_SECONDS
        for path in self._incoming.glob("*"):
            if is_older(path, old):
                path.unlink(missing_ok=True)


def is_older(path: Path, moment: float) -> bool:
    """Tell whether the file was written before then; one that has just gone was not."""
    try:
        return path.stat().st_mtime < moment
    except FileNotFoundError:
        return False


async def _created(path: Path) -> BufferedWriter:
    """Create a file; whoever is stopped meanwhile does not leave it open."""
    creating = asyncio.create_task(asyncio.to_thread(_create, path))
    try:
        return await asyncio.shield(creating)
    except asyncio.CancelledError:
        with suppress(OSError):
            (await creating).close()
        raise


def _create(path: Path) -> BufferedWriter:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("wb")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder as durable as the files; Windows has no such call."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
