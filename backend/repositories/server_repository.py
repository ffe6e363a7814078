"""Registered ComfyUI servers in the database."""

from backend.domain.server import ComfyUIServer
from backend.repositories.base_repository import BaseRepository
from backend.repositories.collection import Index, Sort

REGISTRATION_ORDER: Sort = (("created_at", 1), ("_id", 1))


class ServerRepository(BaseRepository[ComfyUIServer]):
    """Stored servers, in the order of their registration."""

    entity = ComfyUIServer
    collection_name = "comfyui_servers"
    indexes = (Index((("url", 1),), unique=True), Index(REGISTRATION_ORDER))

    async def list_registered(self) -> list[ComfyUIServer]:
        """Return all servers."""
        return await self.list(sort=REGISTRATION_ORDER)
