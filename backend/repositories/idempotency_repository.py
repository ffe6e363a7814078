"""Keys that requests came with, so that what is sent twice is done once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from backend.domain.ids import new_id
from backend.repositories.collection import Collection, Document, Index

KEPT: Final = timedelta(hours=24)


@dataclass(frozen=True)
class KeyRecord:
    """What is known of a key.

    Attributes:
        body_hash: of the request that came with it first.
        answered: all that the request makes was stored.
        seed: of the ids of what it makes; a key that was forgotten gets another.
    """

    body_hash: str
    answered: bool
    seed: str


class IdempotencyRepository:
    """Stored keys; each is forgotten a day after it came first."""

    collection_name: ClassVar[str] = "idempotency"
    indexes = (
        Index((("created_at", 1),), options={"expireAfterSeconds": int(KEPT.total_seconds())}),
    )

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def build_indexes(self) -> None:
        """Build the indexes that are not there yet."""
        await self._collection.create_indexes(self.indexes)

    async def begin(self, id: str, body_hash: str) -> KeyRecord:
        """Store a key unless it is there, and return what is known of it."""
        seed = new_id()
        first: Document = {
            "body_hash": {"$ifNull": ["$body_hash", body_hash]},
            "answered": {"$ifNull": ["$answered", False]},
            "seed": {"$ifNull": ["$seed", seed]},
            "created_at": {"$ifNull": ["$created_at", "$$NOW"]},
        }
        stored = await self._collection.find_one_and_update(
            {"_id": id}, [{"$set": first}], upsert=True
        )
        known = stored or {"body_hash": body_hash, "answered": False, "seed": seed}
        return KeyRecord(known["body_hash"], known["answered"], known["seed"])

    async def answered(self, id: str) -> None:
        """Note that all is stored which the request makes."""
        await self._collection.update_one({"_id": id}, {"$set": {"answered": True}})

    async def forget(self, id: str) -> None:
        """Let a key be used for another request: this one was refused."""
        await self._collection.delete_one({"_id": id, "answered": False})
