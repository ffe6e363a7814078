"""Prompts that are still to be stopped at a server, even after their job is gone."""

from typing import ClassVar

from backend.domain.ids import ServerId
from backend.repositories.collection import Collection, Index


class CleanupRepository:
    """Stored debts, by the prompt's id at the server."""

    collection_name: ClassVar[str] = "cleanups"
    indexes = (Index((("lane_id", 1),)),)

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def build_indexes(self) -> None:
        """Build the indexes that are not there yet."""
        await self._collection.create_indexes(self.indexes)

    async def add(self, lane_id: ServerId, remote_id: str) -> None:
        """Note that the prompt must go; noting it twice is the same."""
        await self._collection.update_one(
            {"_id": remote_id}, {"$set": {"lane_id": lane_id}}, upsert=True
        )

    async def list_by_lane(self) -> dict[ServerId, list[str]]:
        """Return the prompts that must go, server by server."""
        debts: dict[ServerId, list[str]] = {}
        for document in await self._collection.find({}):
            debts.setdefault(document["lane_id"], []).append(document["_id"])
        return debts

    async def remove(self, remote_id: str) -> None:
        """The prompt is gone."""
        await self._collection.delete_one({"_id": remote_id})

    async def forget_lane(self, lane_id: ServerId) -> None:
        """The server itself is gone."""
        await self._collection.delete_many({"lane_id": lane_id})
