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
        return await self._find({"$gt": id}, limit=limit)

    async def between(self, id: int, up_to: int, *, without: str) -> list[Document]:
        """Return the events after one number up to another, like `after`, but not of one type."""
        return await self._find({"$gt": id, "$lte": up_to}, type={"$ne": without})

    async def reaches(self, id: int) -> bool:
        """Tell whether the events after this number are all there still.

        Events go in the order of their numbers, except that previews go first. So as long as
        one is there that is as old as the first of these, no other was removed.
        """
        return bool(await self._find({"$lte": id + 1}, limit=1))

    async def news(self) -> AsyncIterator[int]:
        """Yield the number of each event touched, by whichever process; on a replica set only."""
        async for change in self._events.changes():
            yield change["documentKey"]["_id"]

    async def _find(self, numbers: Filter, *, limit: int = 0, **more: Any) -> list[Document]:
        wanted = {"_id": numbers, **more}
        found = await self._events.find(wanted, sort=OLDEST_FIRST, limit=limit)
        return [{**document, "id": document["_id"]} for document in found]

    async def _take_numbers(self, count: int) -> int:
        """Return the first of so many numbers that nobody else gets."""
        before = await self._counters.find_one_and_update(
            {"_id": self.collection_name}, {"$inc": {"value": count}}, upsert=True, before=True
        )
        return int(before["value"]) + 1 if before else 1
