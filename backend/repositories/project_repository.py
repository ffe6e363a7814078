"""Projects in the database."""

from collections.abc import Mapping
from typing import Any

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId
from backend.domain.project import Project
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository, changed
from backend.repositories.child_order import NEXT_ORDER, next_order_below
from backend.repositories.collection import Filter, Index, Session

_EXISTING: Filter = {"deleting": {"$in": [None, False]}}
"""Spelled as equality: only so can the index give the order too."""


class ProjectRepository(BaseRepository[Project]):
    """Stored projects, newest first."""

    entity = Project
    collection_name = "projects"
    media_fields = ("music_file", "thumbnail_url")
    indexes = (Index((("deleting", 1), *NEWEST_FIRST)),)
    existing = _EXISTING

    async def find_by_id(self, id: str) -> Project | None:
        """Return the project, or None; one whose deletion has begun is gone."""
        found = await super().find_by_id(id)
        return None if found is None or found.deleting else found

    async def update(self, id: str, changes: Mapping[str, Any]) -> Project:
        """Set some fields in one atomic step; one whose deletion has begun is gone."""
        return await self._change(id, changed(changes), _EXISTING)

    async def touch(self, id: str, session: Session = None) -> Project:
        """Raise the revision: something below the project changed.

        Raises:
            ResourceNotFoundError: there is no such project, or its deletion has begun.
        """
        return await self._change(id, {"$inc": {"rev": 1}}, _EXISTING, session)

    async def next_scene_order(self, id: ProjectId) -> int:
        """Return the order that puts a scene last in the project.

        Raises:
            ResourceNotFoundError: there is no such project, or its deletion has begun.
        """
        found = await self._collection.aggregate(
            [
                {"$match": {"_id": id, **_EXISTING}},
                *next_order_below("scenes", "project_id"),
                {"$project": {NEXT_ORDER: 1}},
            ]
        )
        if not found:
            raise ResourceNotFoundError(self.kind(), id)
        return int(found[0][NEXT_ORDER])

    async def mark_deleting(self, id: str) -> Project:
        """Mark the root of a deletion, so that a crash in the middle is finished later.

        Raises:
            ResourceNotFoundError: there is no such project, or its deletion has begun.
        """
        return await self._change(id, {"$set": {"deleting": True}, "$inc": {"rev": 1}}, _EXISTING)

    async def list_deleting(self) -> list[Project]:
        """Return the projects whose deletion was begun and not ended."""
        return await self.list({"deleting": True})

    async def set_thumbnail_if_none(self, id: str, key: str) -> None:
        """Give the project its first picture."""
        await self._collection.update_one(
            {"_id": id, "thumbnail_url": None}, {"$set": {"thumbnail_url": key}, "$inc": {"rev": 1}}
        )
