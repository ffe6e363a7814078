"""Characters in the database."""

from collections.abc import Collection

from backend.domain.character import MAX_REFERENCES, Character
from backend.domain.ids import CharacterId, ProjectId
from backend.domain.stored import StoredList
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository, changed
from backend.repositories.collection import Index


class CharacterRepository(BaseRepository[Character]):
    """Stored characters, newest first."""

    entity = Character
    collection_name = "characters"
    media_fields = ("reference_images", "face_image", "full_body_image")
    indexes = (Index((("project_id", 1), *NEWEST_FIRST)), Index(NEWEST_FIRST))

    async def list_of_project(self, project_id: str, used: Collection[str] = ()) -> list[Character]:
        """Return the project's own characters, and those of others that it uses."""
        return await self.list({"$or": [{"project_id": project_id}, {"_id": {"$in": list(used)}}]})

    async def list_stored(
        self, project_id: ProjectId | None, *, skip: int = 0, limit: int | None = None
    ) -> StoredList[Character]:
        """Return the project's characters, or everybody."""
        wanted = {} if project_id is None else {"project_id": project_id}
        return await self.stored(wanted, skip=skip, limit=limit)

    async def add_reference(self, id: CharacterId, key: str) -> None:
        """Append a picture that is not there yet, if there is room; nothing else changes."""
        full = f"reference_images.{MAX_REFERENCES - 1}"
        await self._collection.update_one(
            {"_id": id, "reference_images": {"$ne": key}, full: {"$exists": False}},
            {**changed({}), "$push": {"reference_images": key}},
        )

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Remove all characters of the project."""
        await self.delete_all({"project_id": project_id})
