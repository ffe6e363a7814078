"""The log of events that all processes share: numbered documents that go by themselves."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from backend.domain.times import utc_now
from backend.repositories.collection import Collection, Document, Filter, Index, Sort

OLDEST_FIRST: Sort = (("_id", 1),)
NewEvent = tuple[Mapping[str, Any], timedelta]
"""The fields of an event, and how long it is kept."""


class EventRepository:
    """Stored events by number; the numbers of all processes form one row."""

    collection_name = "events"
    counters_name = "counters"
    indexes = (Index((("expires_at", 1),), options={"expireAfterSeconds": 0}),)

    def __init__(self, events: Collection, counters: Collection) -> None:
        self._events = events
        self._counters = counters

    async def build_indexes(self) -> None:
        """Build the indexes that are not there yet."""
        await self._events.create_indexes(self.indexes)

    async def append(self, entries: Sequence[NewEvent]) -> None:
        """Store events under the next free numbers.

        Called again after an error, it may store some twice and loses none.
        """
        first = await self._take_numbers(len(entries))
        now = utc_now()
        await self._events.insert_many(
            [
                {**fields, "_id": first + place, "expires_at": now + kept}
                for place, (fields, kept) in enumerate(entries)
            ]
        )

    async def last_id(self) -> int:
        """Return the highest number given so far; 0 before the first."""
        counter = await self._counters.find_one({"_id": self.collection_name})
        return int(counter["value"]) if counter else 0

    async def after(self, id: int, *, limit: int) -> list[Document]:
        """Return the events with higher numbers, oldest first, each with its `id`."""
        return await self._find({"$gt": id}, limit)

    async def missed(self, id: int, up_to: int, *, limit: int) -> list[Document] | None:
        """Return the events between two numbers, or None if they are too many or not all there.

        Events go in the order of their numbers, except that previews go first. So as long as
        one is there that is as old as the first missed one, no other was removed.
        """
        if id == up_to:
            return []
        oldest = await self._find({"$lte": id + 1}, 1)
        missed = await self._find({"$gt": id, "$lte": up_to}, limit + 1)
        return missed if oldest and id < up_to and len(missed) <= limit else None

    def news(self) -> AsyncIterator[Document]:
        """Yield whenever something was stored, by whichever process; on a replica set only."""
        return self._events.changes()

    async def _find(self, numbers: Filter, limit: int) -> list[Document]:
        found = await self._events.find({"_id": numbers}, sort=OLDEST_FIRST, limit=limit)
        return [{**document, "id": document["_id"]} for document in found]

    async def _take_numbers(self, count: int) -> int:
        """Return the first of so many numbers that nobody else gets."""
        before = await self._counters.find_one_and_update(
            {"_id": self.collection_name}, {"$inc": {"value": count}}, upsert=True, before=True
        )
        return int(before["value"]) + 1 if before else 1
