"""Runs tasks in this process, each no more than once at a time over all processes."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import JobId, new_id
from backend.events.types import QueueUpdate
from backend.services.queue.job_log import logged
from backend.services.tasks.task_run import RunTools, TaskRun

log = logging.getLogger(__name__)

_STEP: Final = 0.05


class TaskRunner:
    """Takes jobs whose turn it is and runs them."""

    def __init__(self, tools: RunTools, on_end: Callable[[], None]) -> None:
        """Make the runner.

        Args:
            on_end: called when a job has ended and left its place to another.
        """
        self._tools = tools
        self._on_end = on_end
        self._owner = new_id()
        self._runs: dict[JobId, TaskRun] = {}
        self._closed = False

    @property
    def running(self) -> int:
        """How many jobs run here."""
        return len(self._runs)

    async def run_once(self, id: JobId) -> bool:
        """Run a job if it is its turn and nobody else does; tell whether that was so.

        However often and wherever it is called, the job runs once: the place on its lane and the
        lease are won in one step in the database.
        """
        if self._closed or id in self._runs:
            return False
        granted = await self._tools.lanes.grant(id, owner=self._owner)
        if granted is None:
            return False
        run = self._runs[id] = TaskRun(granted, self._tools)
        self._tools.hub.publish(QueueUpdate.of(granted.job))
        try:
            with logged(run):
                await run.run()
        except DatabaseUnavailableError:
            log.warning("the end of job %s is left to the sweep: the database is away", id)
        finally:
            del self._runs[id]
            self._on_end()
        return True

    def drop(self, id: JobId) -> None:
        """Stop working on a job that was cancelled."""
        if id in self._runs:
            self._runs[id].drop()

    async def stop(self, grace: float = 0.0) -> None:
        """Begin nothing more; what does not end within the grace goes back to the queue.

        Args:
            grace: seconds.
        """
        self._closed = True
        clock = asyncio.get_running_loop().time
        until = clock() + grace
        while self._runs:
            if clock() >= until:
                for run in self._runs.values():
                    run.stop()
            await asyncio.sleep(_STEP)
