"""Pauses in the database: of the whole queue and of projects, the same for every process."""

from typing import ClassVar, Final

from backend.domain.ids import ProjectId
from backend.domain.pause import Pauses
from backend.repositories.collection import Collection, Index

QUEUE: Final = "queue"


class PauseRepository:
    """Stored pauses; a pause's id is its project's, or a word that no project has for an id."""

    collection_name: ClassVar[str] = "pauses"
    indexes: ClassVar[tuple[Index, ...]] = ()

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def build_indexes(self) -> None:
        """Build nothing: every pause is read, or found by its id."""

    async def current(self) -> Pauses:
        """Return what is paused."""
        paused = {document["_id"] for document in await self._collection.find({})}
        return Pauses(QUEUE in paused, frozenset(map(ProjectId, paused - {QUEUE})))

    async def pause(self, project_id: ProjectId | None = None) -> None:
        """Pause a project, or without one the whole queue; doing it again changes nothing."""
        since = [{"$set": {"since": {"$ifNull": ["$since", "$$NOW"]}}}]
        await self._collection.update_one({"_id": project_id or QUEUE}, since, upsert=True)

    async def resume(self, project_id: ProjectId | None = None) -> None:
        """End a pause; doing it again changes nothing."""
        await self._collection.delete_one({"_id": project_id or QUEUE})
