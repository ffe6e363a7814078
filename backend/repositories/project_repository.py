"""Projects in the database."""

from collections.abc import Mapping
from typing import Any

from backend.domain.project import Project
from backend.domain.times import utc_now
from backend.repositories.base_repository import BaseRepository
from backend.repositories.collection import Filter, Index

_EXISTING: Filter = {"deleting": {"$ne": True}}


class ProjectRepository(BaseRepository[Project]):
    """Stored projects, newest first."""

    entity = Project
    collection_name = "projects"
    media_fields = ("music_file", "thumbnail_url")
    indexes = (
        Index((("created_at", -1), ("_id", -1))),
        Index((("deleting", 1),), options={"partialFilterExpression": {"deleting": True}}),
    )

    async def find_by_id(self, id: str) -> Project | None:
        """Return the project, or None; one whose deletion has begun is gone."""
        found = await super().find_by_id(id)
        return None if found is None or found.deleting else found

    async def update(self, id: str, changes: Mapping[str, Any]) -> Project:
        """Set some fields in one atomic step; one whose deletion has begun is gone."""
        return await self._change(id, {"$set": {**changes, "updated_at": utc_now()}}, _EXISTING)

    async def list_newest_first(self, *, skip: int = 0, limit: int | None = None) -> list[Project]:
        """Return projects; without a limit, all of them."""
        return await self.list(_EXISTING, skip=skip, limit=limit)

    async def count_existing(self) -> int:
        """Count the projects that are not being deleted."""
        return await self.count(_EXISTING)

    async def mark_deleting(self, id: str) -> Project:
        """Mark the root of a deletion, so that a crash in the middle is finished later."""
        return await self._change(id, {"$set": {"deleting": True}})

    async def list_deleting(self) -> list[Project]:
        """Return the projects whose deletion was begun and not ended."""
        return await self.list({"deleting": True})

    async def set_thumbnail_if_none(self, id: str, key: str) -> None:
        """Give the project its first picture."""
        await self._collection.update_one(
            {"_id": id, "thumbnail_url": None}, {"$set": {"thumbnail_url": key}}
        )
