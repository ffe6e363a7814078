"""What is written down about task lanes: pauses and rests, the same for every process."""

from typing import ClassVar, Final

from backend.domain.task_lane import TaskLaneState
from backend.repositories.collection import Collection, Document, Index

_SHORTEST_REST: Final = 5_000
_LONGEST_REST: Final = 300_000


class TaskLaneRepository:
    """Stored states by the lane's name; a lane that never had trouble has none."""

    collection_name: ClassVar[str] = "task_lanes"
    indexes: ClassVar[tuple[Index, ...]] = ()

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def build_indexes(self) -> None:
        """Build nothing: every lane is read, or found by its name."""

    async def states(self) -> dict[str, TaskLaneState]:
        """Return what is known, by name; whether a rest is over is told by the database's clock."""
        resting = {"$gt": [{"$ifNull": ["$rests_until", "$$NOW"]}, "$$NOW"]}
        found = await self._collection.aggregate([{"$set": {"resting": resting}}])
        return {document["_id"]: TaskLaneState.model_validate(document) for document in found}

    async def pause(self, name: str, reason: str) -> None:
        """Let nothing begin until the lane is resumed; the first reason stays."""
        since = {"$cond": ["$paused", "$since", "$$NOW"]}
        told = {"$cond": ["$paused", "$reason", {"$literal": reason}]}
        await self._set(name, {"paused": True, "reason": told, "since": since})

    async def resume(self, name: str, *, unless: str = "") -> None:
        """End a pause or a rest; doing it again changes nothing.

        Args:
            unless: the reason of those that do not end.
        """
        await self._collection.delete_one({"_id": name, "reason": {"$ne": unless}})

    async def rest(self, name: str, seconds: float, reason: str) -> None:
        """Let nothing begin for some seconds, as the provider asked."""
        until = {"$add": ["$$NOW", int(seconds * 1000)]}
        await self._set(name, {"rests_until": {"$max": ["$rests_until", until]}, **_said(reason)})

    async def back_off(self, name: str, reason: str) -> None:
        """Let nothing begin for a while, which doubles from one call to the next."""
        doubled = {"$multiply": [{"$ifNull": ["$rest_ms", _SHORTEST_REST / 2]}, 2]}
        length: Document = {"$toLong": {"$min": [doubled, _LONGEST_REST]}}
        until = {"$add": ["$$NOW", length]}
        await self._set(name, {"rest_ms": length, "rests_until": until, **_said(reason)})

    async def works(self, name: str) -> None:
        """Forget the lane's trouble: a job came to its end there."""
        await self._collection.delete_one({"_id": name, "paused": {"$ne": True}})

    async def _set(self, name: str, news: Document) -> None:
        await self._collection.update_one({"_id": name}, [{"$set": news}], upsert=True)


def _said(reason: str) -> Document:
    """Why it rests; what a person is told of a pause stays."""
    return {
        "reason": {"$cond": ["$paused", "$reason", {"$literal": reason}]},
        "since": {"$cond": ["$paused", "$since", "$$NOW"]},
    }
