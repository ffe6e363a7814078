"""The processes that run the queue, as they let each other know that they live."""

from typing import ClassVar, Final

from backend.repositories.collection import Collection, Index

FORGOTTEN_AFTER: Final = 3600


class ProcessRepository:
    """Stored processes, by the id under which they own servers and jobs."""

    collection_name: ClassVar[str] = "workers"
    indexes: ClassVar[tuple[Index, ...]] = (
        Index((("beat", 1),), options={"expireAfterSeconds": FORGOTTEN_AFTER}),
    )

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def build_indexes(self) -> None:
        """Build the indexes that are not there yet."""
        await self._collection.create_indexes(self.indexes)

    async def beat(self, id: str, *, host: str, pid: int, kind: str) -> None:
        """Say that the process lives.

        Args:
            kind: "api", or "worker" if it only runs jobs.
        """
        known = {"host": {"$literal": host}, "pid": pid, "kind": {"$literal": kind}}
        await self._collection.update_one(
            {"_id": id}, [{"$set": {**known, "beat": "$$NOW"}}], upsert=True
        )

    async def living(self, seconds: float) -> set[str]:
        """Return the ids of those that said so in the last seconds, by the database's clock."""
        recent = {"$gt": ["$beat", {"$subtract": ["$$NOW", int(seconds * 1000)]}]}
        found = await self._collection.find({"$expr": recent}, projection={"_id": 1})
        return {document["_id"] for document in found}

    async def leave(self, id: str) -> None:
        """The process ends."""
        await self._collection.delete_one({"_id": id})
