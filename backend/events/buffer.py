"""Events waiting for a reader who may be slow: what is expendable gives way, oldest first."""

import asyncio
from collections import deque
from itertools import count, islice
from typing import Generic, TypeVar

from backend.events.types import BaseEvent

E = TypeVar("E", bound=BaseEvent)


class EventBuffer(Generic[E]):
    """Events in order; beyond `room` expendable ones, the oldest of those are dropped."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._events: dict[int, E] = {}
        self._expendable: deque[int] = deque()
        self._places = count()
        self._changed = asyncio.Event()
        self._closed = False

    def __len__(self) -> int:
        return len(self._events)

    def put(self, event: E) -> None:
        """Add an event; it never waits and never fails."""
        place = next(self._places)
        self._events[place] = event
        if event.expendable:
            self._expendable.append(place)
            if len(self._expendable) > self._room:
                del self._events[self._expendable.popleft()]
        self._changed.set()

    async def take(self, most: int) -> list[E]:
        """Wait for events and return the oldest; an empty list means that no more will come."""
        while not self._events and not self._closed:
            self._changed.clear()
            await self._changed.wait()
        places = list(islice(self._events, most))
        while self._expendable and places and self._expendable[0] <= places[-1]:
            self._expendable.popleft()
        return [self._events.pop(place) for place in places]

    def clear(self) -> None:
        """Forget all events."""
        self._events.clear()
        self._expendable.clear()

    def close(self) -> None:
        """Let the reader have what is there, and then the end."""
        self._closed = True
        self._changed.set()
