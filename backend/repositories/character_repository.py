"""Characters in the database."""

from backend.domain.character import Character
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Index


class CharacterRepository(BaseRepository[Character]):
    """Stored characters, newest first."""

    entity = Character
    collection_name = "characters"
    media_fields = ("reference_images", "face_image", "full_body_image")
    indexes = (Index((("project_id", 1), *NEWEST_FIRST)),)

    async def list_of_project(self, project_id: str) -> list[Character]:
        """Return the project's characters."""
        return await self.list({"project_id": project_id})
