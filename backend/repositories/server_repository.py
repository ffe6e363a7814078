"""Registered ComfyUI servers in the database."""

import logging

from pydantic import ValidationError

from backend.domain.server import ComfyUIServer
from backend.repositories.base_repository import BaseRepository
from backend.repositories.collection import Collection, Document, Index, Sort

log = logging.getLogger(__name__)

REGISTRATION_ORDER: Sort = (("created_at", 1), ("_id", 1))


class ServerRepository(BaseRepository[ComfyUIServer]):
    """Stored servers, in the order of their registration."""

    entity = ComfyUIServer
    collection_name = "comfyui_servers"
    indexes = (Index((("url", 1),), unique=True), Index(REGISTRATION_ORDER))

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        self._unreadable: set[str] = set()

    async def list_registered(self) -> list[ComfyUIServer]:
        """Return all servers, but for those that cannot be read: they stop nobody else."""
        found = await self._collection.find({}, sort=REGISTRATION_ORDER)
        return [server for document in found if (server := self._read(document)) is not None]

    def _read(self, document: Document) -> ComfyUIServer | None:
        id = document["_id"]
        try:
            server = self._from_document(document)
        except ValidationError as error:
            if id not in self._unreadable:
                self._unreadable.add(id)
                # The values may be secrets.
                fields = [".".join(map(str, each["loc"])) for each in error.errors()]
                log.error("server %s cannot be read and is left alone: %s", id, fields)
            return None
        self._unreadable.discard(id)
        return server
