"""Events waiting for a reader who may be slow: what matters least gives way, oldest first."""

import asyncio
from collections import deque
from itertools import count, islice
from typing import Generic, TypeVar

from backend.events.types import BaseEvent, Importance

E = TypeVar("E", bound=BaseEvent)


class EventBuffer(Generic[E]):
    """Events in order; of those that may give way, at most `room` are kept."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._events: dict[int, E] = {}
        self._expendable: dict[Importance, deque[int]] = {
            Importance.GLIMPSE: deque(),
            Importance.PROGRESS: deque(),
        }
        self._places = count()
        self._changed = asyncio.Event()
        self._closed = False

    def __len__(self) -> int:
        return len(self._events)

    def put(self, event: E) -> None:
        """Add an event; it never waits and never fails."""
        place = next(self._places)
        self._events[place] = event
        if event.importance in self._expendable:
            self._expendable[event.importance].append(place)
            self._make_room()
        self._changed.set()

    async def take(self, most: int) -> list[E]:
        """Wait for events and return the oldest; an empty list means that no more will come."""
        while not self._events and not self._closed:
            self._changed.clear()
            await self._changed.wait()
        taken = list(islice(self._events.items(), most))
        for place, event in taken:
            del self._events[place]
            if event.importance in self._expendable:
                self._expendable[event.importance].popleft()
        return [event for _, event in taken]

    def clear(self) -> None:
        """Forget all events."""
        self._events.clear()
        for places in self._expendable.values():
            places.clear()

    def close(self) -> None:
        """Let the reader have what is there, and then the end."""
        self._closed = True
        self._changed.set()

    def _make_room(self) -> None:
        if sum(map(len, self._expendable.values())) > self._room:
            least = next(filter(None, self._expendable.values()))
            del self._events[least.popleft()]
