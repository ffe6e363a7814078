"""One reader of the events: which ones it wants, and those that wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from backend.events.buffer import EventBuffer
from backend.events.types import Event, Resync

PROGRESS_ROOM: Final = 200
STATUS_ROOM: Final = 5000


@dataclass(frozen=True)
class EventFilter:
    """Which events a reader wants.

    Attributes:
        project_id: those of one project, and those of none; absent: of all projects.
        types: by their `type`; absent: all.
    """

    project_id: str | None = None
    types: frozenset[str] | None = None

    def matches(self, event: Event) -> bool:
        """Tell whether the reader wants this event."""
        ours = self.project_id is None or event.project_id in (None, self.project_id)
        return ours and (self.types is None or event.type in self.types)


EVERYTHING: Final = EventFilter()


class Subscription:
    """Events on their way to one reader, who iterates over it.

    A reader who is too slow loses the oldest progress messages. One who is hopelessly behind gets
    a single `Resync` for all that waited: no change of status is lost without a word.
    """

    def __init__(self, wanted: EventFilter) -> None:
        self._wanted = wanted
        self._waiting: EventBuffer[Event] = EventBuffer(PROGRESS_ROOM)

    def offer(self, events: Iterable[Event]) -> None:
        """Pass on those events the reader wants; never waits."""
        for event in filter(self._wanted.matches, events):
            if len(self._waiting) < STATUS_ROOM:
                self._waiting.put(event)
            else:
                self._waiting.clear()
                self._waiting.put(Resync(id=event.id))

    def close(self) -> None:
        """End the reader's iteration after what is waiting."""
        self._waiting.close()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Event:
        for event in await self._waiting.take(1):
            return event
        raise StopAsyncIteration
