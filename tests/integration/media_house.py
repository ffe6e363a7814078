"""The media service on a real disk and a real database, for tests."""

import os
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

from backend.database.client import Database
from backend.domain.times import utc_now
from backend.events.hub import EventHub
from backend.repositories.event_repository import EventRepository
from backend.repositories.media_repository import MediaRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.media_service import MediaService
from backend.services.media_store import MediaStore

MEGABYTE = 1024 * 1024


class House:
    """The service and what is behind it."""

    def __init__(self, database: Database, root: Path) -> None:
        self.root = root
        self.store = MediaStore(root)
        self.documents = MediaRepository(database.collection("media"))
        self.projects = ProjectRepository(database.collection("projects"))
        self.media = MediaService(
            self.store,
            self.documents,
            self.projects,
            EventHub(
                EventRepository(database.collection("events"), database.collection("counters"))
            ),
            max_music_bytes=MEGABYTE,
            max_image_bytes=MEGABYTE // 2,
        )

    def files(self) -> set[str]:
        """The names of all files, finished or not."""
        return {path.name for path in self.root.rglob("*") if path.is_file()}

    async def age(self, hours: int = 2) -> None:
        """Let everything look as if it had been there for hours."""
        then = time.time() - hours * 3600
        for path in self.root.rglob("*.*"):
            os.utime(path, (then, then))
        for media in await self.documents.list():
            old = {"updated_at": utc_now() - timedelta(hours=hours)}
            await self.documents._collection.update_one({"_id": media.id}, {"$set": old})


class Sent:
    """An upload as a client sends it."""

    def __init__(self, content: bytes, name: str | None = None) -> None:
        self.opened = False
        self._content = content
        self._name = name

    async def open(self, limit: int) -> tuple[str | None, AsyncIterator[bytes]]:
        self.opened = True
        return self._name, self._chunks()

    async def _chunks(self) -> AsyncIterator[bytes]:
        for at in range(0, len(self._content), 65_536):
            yield self._content[at : at + 65_536]
