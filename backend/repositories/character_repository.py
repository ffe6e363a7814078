"""Characters in the database."""

from backend.domain.character import Character
from backend.domain.ids import ProjectId
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Index


class CharacterRepository(BaseRepository[Character]):
    """Stored characters, newest first."""

    entity = Character
    collection_name = "characters"
    indexes = (Index((("project_id", 1), *NEWEST_FIRST)),)

    async def list_of_project(self, project_id: ProjectId) -> list[Character]:
        """Return the project's characters."""
        return await self.list({"project_id": project_id})
