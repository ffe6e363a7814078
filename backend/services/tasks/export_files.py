"""The folder of finished exports: a file is whole under its name, or not there."""

import asyncio
import hashlib
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from pathlib import Path
from typing import Final

from backend.services.media_store import (
    LEFTOVER_SECONDS,
    MediaStore,
    disk_errors,
    is_older,
    sync_folder,
)

FOLDER: Final = "exports"
_LARGEST: Final = 2**40
_BLOCK: Final = 1024 * 1024

OnProgress = Callable[[int], Awaitable[None]]


class ExportFiles:
    """Files by name, `<job id>.<token>.<extension>`: two runs of a job never write the same one."""

    def __init__(self, store: MediaStore, root: Path) -> None:
        self._store = store
        self._folder = root / FOLDER

    async def write(
        self, name: str, content: bytes | AsyncIterator[bytes], on_progress: OnProgress
    ) -> str:
        """Write a file and return the SHA-256 of its content.

        Args:
            on_progress: called with the bytes written so far; what it raises ends the writing.

        Raises:
            StorageFullError: it does not fit on the disk; nothing is left of it.
        """
        digest = hashlib.sha256()

        async def watched() -> AsyncIterator[bytes]:
            written = 0
            async for block in _blocks(content):
                await asyncio.to_thread(digest.update, block)
                yield block
                written += len(block)
                await on_progress(written)

        async with self._store.receive(watched(), limit=_LARGEST) as temporary:
            with disk_errors():
                await asyncio.to_thread(self._keep, temporary, name)
        return digest.hexdigest()

    def path(self, name: str) -> Path:
        """Return where the file of that name is or would be."""
        return self._folder / name

    async def stat(self, name: str) -> os.stat_result | None:
        """Return size and time of a file, or None if it was removed."""
        try:
            return await asyncio.to_thread(self.path(name).stat)
        except FileNotFoundError:
            return None

    async def remove(self, names: Collection[str]) -> None:
        """Remove files, those that are there."""
        await asyncio.to_thread(self._remove, names)

    async def sweep(self, used: Collection[str]) -> None:
        """Remove the files that nothing refers to; young ones may be about to be referred to."""
        await asyncio.to_thread(self._sweep, used)

    def _keep(self, temporary: Path, name: str) -> None:
        self._folder.mkdir(exist_ok=True)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(self.path(name))
        sync_folder(self._folder)

    def _remove(self, names: Collection[str]) -> None:
        for name in names:
            self.path(name).unlink(missing_ok=True)

    def _sweep(self, used: Collection[str]) -> None:
        old = time.time() - LEFTOVER_SECONDS
        names = {path.name for path in self._folder.glob("*") if is_older(path, old)}
        self._remove(names.difference(used))


async def _blocks(content: bytes | AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    if isinstance(content, bytes):
        for start in range(0, len(content), _BLOCK):
            yield content[start : start + _BLOCK]
        return
    async for block in content:
        yield block
