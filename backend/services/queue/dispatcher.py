"""Gives waiting jobs to free servers, as late as possible."""

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Awaitable, Callable
from typing import Final

from backend.database.tasks import end_tasks
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import JobId
from backend.repositories.pause_repository import PauseRepository
from backend.services.queue.candidate_book import CandidateBook
from backend.services.queue.explainer import Explainer
from backend.services.queue.forecaster import Forecaster
from backend.services.queue.grants import Grants
from backend.services.queue.lane_keeper import LaneKeeper
from backend.services.queue.recovery import Recovery
from backend.services.queue.runner_tools import RunnerTools
from backend.services.queue.wakeups import Wakeups

log = logging.getLogger(__name__)

TICK: Final = 1.0
"""Seconds between two looks at most, when nothing wakes us."""
SWEEP: Final = 5.0
"""Seconds between two looks for what a crash left behind."""
REFRESH: Final = 5.0
"""Seconds between two looks at what other processes learned."""
DISK_EVERY: Final = 1.0
DISK_FULL: Final = "The disk for media is almost full"
DISK_BROKEN: Final = "The folder for media cannot be used"


class Dispatcher:
    """The queue's loop in one process: housekeeping each second, grants whenever woken."""

    def __init__(
        self,
        tools: RunnerTools,
        keeper: LaneKeeper,
        recovery: Recovery,
        pauses: PauseRepository,
        *,
        min_free_bytes: int,
        tells_changes: Callable[[], bool],
    ) -> None:
        """Make a dispatcher that does nothing yet.

        Args:
            tells_changes: whether the database is a replica set, and tells of news at once.
        """
        self._tools = tools
        self._keeper = keeper
        self._recovery = recovery
        self._min_free_bytes = min_free_bytes
        self._tells_changes = tells_changes
        book = CandidateBook(tools.store, tools.hub)
        self._grants = Grants(tools, keeper, book)
        self._explainer = Explainer(tools, keeper, book, self._grants, pauses)
        self.forecast = Forecaster(tools, keeper, book, self._grants)
        self._wakeups = Wakeups(tools.store, wake=self.wake, drop=keeper.drop)
        self._wake = asyncio.Event()
        self._done_at: dict[object, float] = {}
        self._obstacle: str | None = None
        self._complaint = ""
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def owned(self) -> list[str]:
        """The names of the servers that are this process's just now."""
        return [worker.server.name for worker in self._keeper.workers.values()]

    async def start(self) -> None:
        """Begin to dispatch."""
        works = {"dispatch": self._run(), "leases": self._keeper.keep_leases()}
        if self._tells_changes():
            works["wake-ups"] = self._wakeups.listen()
        self._tasks = [asyncio.create_task(work, name=name) for name, work in works.items()]

    async def stop(self) -> None:
        """Grant nothing more and let go of the servers; what runs there runs on."""
        await self.forecast.stop()
        await end_tasks(self._tasks)
        await self._keeper.close()

    def wake(self) -> None:
        """Look at the queue now: a job came, a slot got free, a server changed."""
        self._wake.set()

    def servers_changed(self) -> None:
        """A person registered, changed or removed a server: look at all of them at once."""
        self._keeper.look_again()
        self._tend_now()

    def drop(self, id: JobId) -> None:
        """Stop running a job at once, because it was cancelled."""
        self._keeper.drop(id)
        self._tend_now()

    def _tend_now(self) -> None:
        self._done_at.pop(self._tend, None)
        self.wake()

    async def _run(self) -> None:
        while True:
            steps = (self._tend, self._sweep, self._grant, self._explain, self._refresh)
            if all([await self._guarded(step) for step in steps]):
                self._complaint = ""
            with contextlib.suppress(TimeoutError):
                # Not wait_for: on Python 3.11 it loses a cancellation that comes with the wake-up.
                async with asyncio.timeout(TICK * random.uniform(0.5, 1.0)):  # noqa: S311 - no secret
                    await self._wake.wait()
            self._wake.clear()

    async def _guarded(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Take a step; trouble in one stops neither the others nor the next turn."""
        try:
            await step()
            return True
        except DatabaseUnavailableError:
            self._complain("the queue waits for the database")
        except Exception as bug:  # noqa: BLE001 - one bad document must not stop it for everyone
            self._complain(f"a turn of the queue failed: {bug!r}", bug)
        return False

    def _complain(self, text: str, bug: Exception | None = None) -> None:
        """Log trouble that may come again each second, once."""
        if text != self._complaint:
            self._complaint = text
            log.warning(text, exc_info=bug)

    def _is_due(self, step: object, every: float) -> bool:
        """Tell whether a step was not taken for so many seconds, and note that it is now."""
        now = time.monotonic()
        if now - self._done_at.get(step, float("-inf")) < every:
            return False
        self._done_at[step] = now
        return True

    async def _tend(self) -> None:
        if self._is_due(self._tend, TICK):
            await self._keeper.tend()

    async def _sweep(self) -> None:
        if self._is_due(self._sweep, SWEEP):
            await self._recovery.sweep()

    async def _refresh(self) -> None:
        if self._is_due(self._refresh, REFRESH):
            await self._tools.speeds.refresh()

    async def _grant(self) -> None:
        await self._look_at_disk()
        if self._keeper.is_sure and self._obstacle is None:
            await self._grants.turn()

    async def _explain(self) -> None:
        if await self._explainer.speak(self._obstacle):
            self.wake()

    async def _look_at_disk(self) -> None:
        """Find out whether files of new jobs could be kept."""
        if self._is_due(self._look_at_disk, DISK_EVERY):
            try:
                free = await self._tools.files.free_bytes()
                self._obstacle = DISK_FULL if free < self._min_free_bytes else None
            except OSError:
                self._obstacle = DISK_BROKEN
