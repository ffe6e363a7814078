"""What the queue's front asks of whatever runs the jobs behind it."""

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
