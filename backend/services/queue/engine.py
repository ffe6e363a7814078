"""What the queue's front asks of whatever runs the jobs behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from backend.domain.ids import JobId


class Engine(Protocol):
    """Runs jobs; the dispatcher in this process is one."""

    async def start(self) -> None:
        """Begin to run jobs."""

    async def stop(self) -> None:
        """Start no more; what runs at the servers runs on and is adopted later."""

    def wake(self) -> None:
        """There is something new in the queue. Calls may be lost: the engine looks by itself."""

    def servers_changed(self) -> None:
        """A server was registered, changed or removed: look at once."""

    def drop(self, id: JobId) -> None:
        """A job was cancelled: stop working on it."""


class Engines:
    """Several engines as one: each is told everything, and knows which jobs are its own."""

    def __init__(self, *engines: Engine) -> None:
        self._engines: Sequence[Engine] = engines

    async def start(self) -> None:
        """Begin to run jobs."""
        for each in self._engines:
            await each.start()

    async def stop(self) -> None:
        """Start no more, on any of them."""
        for each in reversed(self._engines):
            await each.stop()

    def wake(self) -> None:
        """There is something new in the queue."""
        for each in self._engines:
            each.wake()

    def servers_changed(self) -> None:
        """A server was registered, changed or removed."""
        for each in self._engines:
            each.servers_changed()

    def drop(self, id: JobId) -> None:
        """A job was cancelled."""
        for each in self._engines:
            each.drop(id)


@dataclass(frozen=True)
class EngineCapabilities:
    """What sets one engine of tasks apart from another.

    Attributes:
        name: as the setting QUEUE_ENGINE has it.
        ahead: seconds; it may be told so long before a job's time comes.
        look_every: seconds; so often it is told again of what has not begun.
    """

    name: str
    ahead: float
    look_every: float


class TaskEngine(Protocol):
    """Has a process take up a task: this one, or any that listens.

    It only carries the word. What a job is, whose turn it is and who has it stands in the
    database, so that a word may be lost, come twice, or too late.
    """

    async def start(self) -> None:
        """Begin to carry words."""

    async def stop(self, grace: float) -> None:
        """Carry no more; what runs in this process has so many seconds to end by itself."""

    def notify(self, id: JobId, not_before: datetime | None = None) -> None:
        """It is this job's turn, or will be at that time; returns at once."""

    def capabilities(self) -> EngineCapabilities:
        """Return what this engine is like."""
        ...
