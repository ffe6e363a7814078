"""Learned speeds in the database: what each server taught, for all processes."""

from collections.abc import Collection as Ids
from datetime import datetime, timedelta
from typing import ClassVar, Final

from pydantic import BaseModel

from backend.domain.ids import ServerId
from backend.domain.speed import LaneSpeed, PairSpeed
from backend.repositories.collection import Collection, Document, Index

_OVERLAP: Final = timedelta(seconds=5)
"""A write may become visible a little after the time it bears."""


class SpeedRepository:
    """Stored speeds; only a server's owner writes what it taught, so each write is of the whole."""

    collection_name: ClassVar[str] = "speeds"
    indexes: ClassVar[tuple[Index, ...]] = (Index((("updated_at", 1),)), Index((("lane_id", 1),)))

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def build_indexes(self) -> None:
        """Build the indexes that are not there yet."""
        await self._collection.create_indexes(self.indexes)

    async def save(self, pair: PairSpeed, lane: LaneSpeed) -> None:
        """Store what a completed job taught."""
        documents = {f"{pair.lane_id}/{pair.family}": pair, lane.lane_id: lane}
        await self._collection.upsert_each(
            [({"_id": id}, _whole(id, document)) for id, document in documents.items()]
        )

    async def since(
        self, moment: datetime | None
    ) -> tuple[list[PairSpeed], list[LaneSpeed], datetime | None]:
        """Return what was stored since a moment, or ever, and the moment to ask for next."""
        recent = {"updated_at": {"$gt": moment - _OVERLAP}} if moment else {}
        found = await self._collection.find(recent)
        pairs = [PairSpeed.model_validate(each) for each in found if "family" in each]
        lanes = [LaneSpeed.model_validate(each) for each in found if "family" not in each]
        return pairs, lanes, max((each["updated_at"] for each in found), default=moment)

    async def forget_all_but(self, lane_ids: Ids[ServerId]) -> None:
        """Forget the servers that are no longer registered."""
        await self._collection.delete_many({"lane_id": {"$nin": list(lane_ids)}})


def _whole(id: str, document: BaseModel) -> list[Document]:
    """Return the update that makes this the document, with the database's time."""
    return [
        {
            "$replaceWith": {
                "$mergeObjects": [
                    {"$literal": document.model_dump()},
                    {"_id": {"$literal": id}, "updated_at": "$$NOW"},
                ]
            }
        }
    ]
