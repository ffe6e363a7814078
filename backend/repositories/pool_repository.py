"""The pools of projects in the database."""

import contextlib
from collections.abc import Sequence

from backend.domain.ids import CharacterId, ProjectId
from backend.domain.media import MediaKind
from backend.domain.pool import PoolItem
from backend.domain.stored import StoredList
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Document, Index
from backend.repositories.errors import DuplicateKeyConflict
from backend.repositories.stored_lists import Parent


class PoolRepository(BaseRepository[PoolItem]):
    """Stored items of pools, newest first."""

    entity = PoolItem
    collection_name = "pool_items"
    media_fields = ("media_url", "thumbnail_url")
    indexes = (
        Index((("project_id", 1), *NEWEST_FIRST)),
        Index((("project_id", 1), ("content_type", 1), *NEWEST_FIRST)),
        Index((("project_id", 1), ("tags", 1), *NEWEST_FIRST)),
        Index((("metadata.character_id", 1), *NEWEST_FIRST)),
    )

    async def list_stored(
        self,
        project: Parent,
        *,
        content_type: MediaKind | None = None,
        tags: Sequence[str] = (),
        skip: int = 0,
        limit: int | None = None,
    ) -> StoredList[PoolItem]:
        """Return the project's items of one kind or any, that have all of the tags.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        wanted: Document = {"project_id": project.id}
        if content_type is not None:
            wanted["content_type"] = content_type
        if tags:
            wanted["tags"] = {"$all": list(tags)}
        return await self.stored(wanted, skip=skip, limit=limit, parent=project)

    async def list_of_character(self, id: CharacterId, purpose: str) -> list[PoolItem]:
        """Return the pictures that were generated of a character for one purpose."""
        return await self.list({"metadata.character_id": id, "metadata.purpose": purpose})

    async def create_once(self, item: PoolItem) -> None:
        """Store an item, unless there is one of its id."""
        with contextlib.suppress(DuplicateKeyConflict):  # another process stored it just now
            document = self._to_document(item)
            await self._collection.update_one(
                {"_id": document.pop("_id")}, {"$setOnInsert": document}, upsert=True
            )

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Remove the whole pool of the project."""
        await self.delete_all({"project_id": project_id})
