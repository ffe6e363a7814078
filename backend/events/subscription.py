"""One reader of the events: which ones it wants, and those that wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self, get_args

from backend.events.buffer import EventBuffer
from backend.events.types import Event, EventType, Resync

PROGRESS_ROOM: Final = 200
STATUS_ROOM: Final = 5000
ALL_TYPES: Final[frozenset[str]] = frozenset(get_args(EventType))


@dataclass(frozen=True)
class Interests:
    """Which events a reader wants: pairs of a project, None for every one, and a type.

    Events that belong to no project are of interest to whoever wants their type.
    """

    pairs: frozenset[tuple[str | None, str]] = frozenset()

    @classmethod
    def of(cls, project_id: str | None = None, types: Iterable[str] = ALL_TYPES) -> Self:
        """Return the interest in some types of one project, or of all."""
        return cls(frozenset((project_id, type) for type in types))

    def __or__(self, more: "Interests") -> "Interests":
        return Interests(self.pairs | more.pairs)

    def without(self, less: "Interests") -> "Interests":
        """Take interests away; one in a type of every project takes it away of each."""
        return Interests(
            frozenset(
                (project_id, type)
                for project_id, type in self.pairs
                if (project_id, type) not in less.pairs and (None, type) not in less.pairs
            )
        )

    def matches(self, event: Event) -> bool:
        """Tell whether the reader wants this event."""
        if event.project_id is None:
            return any(type == event.type for _, type in self.pairs)
        return not self.pairs.isdisjoint({(None, event.type), (event.project_id, event.type)})


NOTHING: Final = Interests()
EVERYTHING: Final = Interests.of()


class Subscription:
    """Events on their way to one reader, who iterates over it.

    A reader who is too slow loses the oldest previews, then the oldest progress messages. One who
    is hopelessly behind gets a single `Resync` for all that waited: no change of status is lost
    without a word.
    """

    def __init__(self, wanted: Interests) -> None:
        self._wanted = wanted
        self._waiting: EventBuffer[Event] = EventBuffer(PROGRESS_ROOM)

    def add(self, wanted: Interests, missed: Iterable[Event] = ()) -> None:
        """Want more from now on, and first those of the missed events that were not wanted yet."""
        before, self._wanted = self._wanted, self._wanted | wanted
        for event in missed:
            if isinstance(event, Resync) or (wanted.matches(event) and not before.matches(event)):
                self._put(event)

    def drop(self, unwanted: Interests) -> None:
        """Want less from now on."""
        self._wanted = self._wanted.without(unwanted)

    def offer(self, events: Iterable[Event]) -> None:
        """Pass on those events the reader wants; never waits."""
        for event in filter(self._wanted.matches, events):
            self._put(event)

    def close(self) -> None:
        """End the reader's iteration after what is waiting."""
        self._waiting.close()

    def _put(self, event: Event) -> None:
        if len(self._waiting) < STATUS_ROOM:
            self._waiting.put(event)
        else:
            self._waiting.clear()
            self._waiting.put(Resync(id=event.id))

    def __len__(self) -> int:
        return len(self._waiting)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Event:
        for event in await self._waiting.take(1):
            return event
        raise StopAsyncIteration
