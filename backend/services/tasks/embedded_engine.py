"""The engine that runs tasks in this very process."""

import asyncio
from datetime import datetime
from typing import Final

from backend.database.tasks import end_tasks
from backend.domain.ids import JobId
from backend.services.queue.engine import EngineCapabilities
from backend.services.tasks.task_runner import TaskRunner

CAPABILITIES: Final = EngineCapabilities("embedded", ahead=0.0, look_every=1.0)


class EmbeddedEngine:
    """Each task is a task of the event loop; many processes may do so side by side."""

    def __init__(self, runner: TaskRunner) -> None:
        self._runner = runner
        self._runs: dict[JobId, asyncio.Task[bool]] = {}

    async def start(self) -> None:
        """Need nothing."""

    async def stop(self, grace: float) -> None:
        """Let the jobs end, or give them back."""
        await self._runner.stop(grace)
        await end_tasks(self._runs.values())

    def notify(self, id: JobId, not_before: datetime | None = None) -> None:
        """Run the job, unless that is tried already."""
        if id not in self._runs:
            run = self._runs[id] = asyncio.create_task(self._runner.run_once(id), name=f"run {id}")
            run.add_done_callback(lambda _: self._runs.pop(id))

    def capabilities(self) -> EngineCapabilities:
        """Return what this engine is like."""
        return CAPABILITIES
