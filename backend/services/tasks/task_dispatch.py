"""Looks whose turn it is on the task lanes, and has the engine see to it."""

import asyncio
import contextlib
import logging
from typing import Final

from backend.database.tasks import end_tasks
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import JobId
from backend.services.queue.engine import TaskEngine
from backend.services.tasks.task_lanes import TaskLanes
from backend.services.tasks.task_runner import TaskRunner

log = logging.getLogger(__name__)

AWAY_PAUSE: Final = 1.0


class TaskDispatch:
    """The loop of the task lanes in one process; every process may have one.

    To look at the database is all it needs: whatever an engine loses, the next look says again.
    """

    def __init__(self, lanes: TaskLanes, runner: TaskRunner, engine: TaskEngine) -> None:
        self._lanes = lanes
        self._runner = runner
        self._engine = engine
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look."""
        await self._engine.start()
        self._task = asyncio.create_task(self._run(), name="task lanes")

    async def stop(self) -> None:
        """Look no more; what runs here is given back."""
        if self._task is not None:
            await end_tasks([self._task])
        await self._engine.stop(grace=0)

    def wake(self) -> None:
        """Look now."""
        self._wake.set()

    def servers_changed(self) -> None:
        """Servers are nothing to tasks."""

    def drop(self, id: JobId) -> None:
        """Stop working on a job that was cancelled, if it runs here, and fill its place."""
        self._runner.drop(id)
        self.wake()

    async def _run(self) -> None:
        known = self._engine.capabilities()
        while True:
            self._wake.clear()
            pause = known.look_every if await self._look(known.ahead) else AWAY_PAUSE
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def _look(self, ahead: float) -> bool:
        try:
            await self._lanes.tend()
            for due in await self._lanes.due(ahead=ahead):
                self._engine.notify(due.id, due.not_before)
        except DatabaseUnavailableError:
            return False
        except Exception:  # one look that fails for a reason nobody foresaw must not be the last
            log.exception("the task lanes could not be looked at")
            return False
        return True
