"""Lanes in the database: who speaks to a server, and what it was seen to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from backend.domain.ids import ServerId
from backend.domain.lane import Capabilities, Lane, LaneOutlook, LaneState
from backend.repositories.collection import Collection, Document, Index
from backend.repositories.errors import DuplicateKeyConflict


@dataclass(frozen=True)
class LaneHold:
    """Who speaks to a server, without all that is known of it.

    Attributes:
        held: by the database's clock the owner's lease has not run out.
        now: what that clock shows.
        capabilities_rev: rises when the server can do something else than before.
    """

    id: ServerId
    owner: str | None
    held: bool
    state: LaneState
    draining: bool
    now: datetime
    capabilities_rev: int
    resident_key: str
    outlook: LaneOutlook


class LaneRepository:
    """Stored lanes; a lane's id is its server's."""

    collection_name: ClassVar[str] = "lanes"
    indexes = (Index((("owner", 1),)),)

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def build_indexes(self) -> None:
        """Build the indexes that are not there yet."""
        await self._collection.create_indexes(self.indexes)

    async def acquire(self, id: ServerId, owner: str, seconds: float) -> Lane | None:
        """Take or prolong a lane; None while another process has it."""
        free = {
            "_id": id,
            "$or": [
                {"owner": owner},
                {"owner": None},
                {"$expr": {"$lt": ["$lease_until", "$$NOW"]}},
            ],
        }
        until = {"$add": ["$$NOW", int(seconds * 1000)]}
        lease = [{"$set": {"owner": owner, "lease_until": until}}]
        document = await self._collection.find_one_and_update(free, lease)
        if document is None and await self._is_new(id):
            document = await self._collection.find_one_and_update(free, lease)
        return None if document is None else _to_lane(document)

    async def _is_new(self, id: ServerId) -> bool:
        """Make the lane if nobody did yet; tell whether that was so."""
        try:
            unowned = {"$setOnInsert": {"owner": None}}
            return not await self._collection.update_one({"_id": id}, unowned, upsert=True)
        except DuplicateKeyConflict:
            return False

    async def holds(self) -> dict[ServerId, LaneHold]:
        """Return who has which lane, of all lanes."""
        found = await self._collection.aggregate(
            [
                {
                    "$project": {
                        "owner": 1,
                        "held": {"$gt": ["$lease_until", "$$NOW"]},
                        "state": {"$ifNull": ["$state", LaneState.UNKNOWN]},
                        "draining": {"$ifNull": ["$draining", False]},
                        "now": "$$NOW",
                        "capabilities_rev": {"$ifNull": ["$capabilities_rev", 0]},
                        "resident_key": {"$ifNull": ["$resident_key", ""]},
                        "outlook": {"$ifNull": ["$outlook", {}]},
                    }
                }
            ]
        )
        return {hold.id: hold for hold in map(_to_hold, found)}

    async def renew(self, owner: str, seconds: float) -> None:
        """Prolong a process's hold of all its lanes."""
        until = {"$add": ["$$NOW", int(seconds * 1000)]}
        await self._collection.update_many({"owner": owner}, [{"$set": {"lease_until": until}}])

    async def release(self, owner: str, id: ServerId | None = None) -> None:
        """Give back every lane of a process, or one of them."""
        mine = {"owner": owner} if id is None else {"_id": id, "owner": owner}
        await self._collection.update_many(mine, {"$set": {"owner": None, "lease_until": None}})

    async def note_outlook(self, id: ServerId, owner: str, outlook: LaneOutlook) -> None:
        """Tell the other processes what the server has to do."""
        news = {"$set": {"outlook": outlook.model_dump()}}
        await self._collection.update_one({"_id": id, "owner": owner}, news)

    async def get_many(self, ids: Iterable[str]) -> dict[str, Lane]:
        """Return the known lanes among these."""
        found = await self._collection.find({"_id": {"$in": list(ids)}})
        return {document["_id"]: _to_lane(document) for document in found}

    async def find_by_id(self, id: str) -> Lane | None:
        """Return the lane, or None if no process looked at the server yet."""
        return (await self.get_many([id])).get(id)

    async def seen(self, id: ServerId, capabilities: Capabilities) -> Lane | None:
        """The server answered and works."""
        return await self._observe(
            id,
            LaneState.ONLINE,
            None,
            {
                **_looked_at(capabilities),
                "backoff_until": None,
                "backoff_seconds": 0.0,
            },
        )

    async def synced(self, id: ServerId, capabilities: Capabilities) -> Lane:
        """Note what the server can do; how it is, its owner finds out."""
        seen = [{"$set": _looked_at(capabilities)}]
        document = await self._collection.find_one_and_update({"_id": id}, seen)
        return _to_lane(document or {"_id": id, "capabilities": capabilities})

    async def missed(
        self, id: ServerId, state: LaneState, reason: str, backoff: float
    ) -> Lane | None:
        """The server cannot be used; leave it alone for some seconds."""
        return await self._observe(
            id,
            state,
            reason,
            {
                "last_error": {"$literal": reason},
                "backoff_seconds": backoff,
                "backoff_until": {"$add": ["$$NOW", int(backoff * 1000)]},
            },
        )

    async def count_done(
        self, id: ServerId, *, seconds: float, model: str | None = None, model_key: str = ""
    ) -> None:
        """Count a job that ran for some seconds, and note the model it left in memory, if known.

        Args:
            model: by the name of its file.
            model_key: as jobs ask for it.
        """
        counted = {"stats.completed": 1, "stats.run_seconds": seconds}
        resident = {"resident_model": model, "resident_key": model_key}
        left: Document = {} if model is None else {"$set": resident}
        await self._collection.update_one({"_id": id}, {"$inc": counted, **left})

    async def count_failed(self, id: ServerId) -> None:
        """Count a job that was given up here."""
        await self._collection.update_one({"_id": id}, {"$inc": {"stats.failed": 1}})

    async def set_draining(self, id: ServerId, draining: bool) -> Lane:
        """Give the server no new jobs, or again some."""
        document = await self._collection.find_one_and_update(
            {"_id": id}, {"$set": {"draining": draining}}, upsert=True
        )
        return _to_lane(document or {"_id": id, "draining": draining})

    async def delete(self, id: ServerId) -> None:
        """Forget the lane."""
        await self._collection.delete_one({"_id": id})

    async def _observe(
        self, id: ServerId, state: LaneState, reason: str | None, more: Document
    ) -> Lane | None:
        since = {"$cond": [{"$eq": ["$state", state]}, "$state_since", "$$NOW"]}
        document = await self._collection.find_one_and_update(
            {"_id": id},
            [
                {
                    "$set": {
                        "state": state,
                        "state_reason": {"$literal": reason},
                        "state_since": since,
                        **more,
                    }
                }
            ],
        )
        return None if document is None else _to_lane(document)


def _looked_at(capabilities: Capabilities) -> Document:
    """Return what a look at the server changes."""
    can = capabilities.model_dump()
    as_before = {"$mergeObjects": ["$capabilities", {"vram_free": can["vram_free"]}]}
    changed = {"$cond": [{"$eq": [as_before, {"$literal": can}]}, 0, 1]}
    return {
        "capabilities": {"$literal": can},
        "capabilities_rev": {"$add": [{"$ifNull": ["$capabilities_rev", 0]}, changed]},
        "last_seen_at": "$$NOW",
    }


def _to_hold(document: Document) -> LaneHold:
    return LaneHold(
        id=document["_id"],
        owner=document.get("owner"),
        held=document["held"],
        state=LaneState(document["state"]),
        draining=document["draining"],
        now=document["now"],
        capabilities_rev=document["capabilities_rev"],
        resident_key=document["resident_key"],
        outlook=LaneOutlook.model_validate(document["outlook"]),
    )


def _to_lane(document: Document) -> Lane:
    return Lane.model_validate({**document, "id": document["_id"]})
