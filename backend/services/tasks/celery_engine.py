"""The engine that has Celery workers run tasks: a message is a job's id, and nothing else."""

import asyncio
import logging
from datetime import datetime
from typing import Final

from kombu.exceptions import KombuError

from backend.database.tasks import end_tasks
from backend.domain.ids import JobId
from backend.services.queue.engine import EngineCapabilities
from backend.services.tasks.celery_app import EXPIRES, QUEUE, RUN, make_celery
from backend.services.tasks.task_runner import TaskRunner

log = logging.getLogger(__name__)

AHEAD: Final = 10.0
LOOK_SECONDS: Final = 5.0


class CeleryEngine:
    """Sends messages; `CeleryWorker` is who hears them, in processes of its own."""

    def __init__(
        self, runner: TaskRunner, broker_url: str, *, look_seconds: float = LOOK_SECONDS
    ) -> None:
        """Make it.

        Args:
            look_seconds: so often the database is looked at for words that were lost.
        """
        self._runner = runner
        self._look_seconds = look_seconds
        self._app = make_celery(broker_url)
        self._outbox: asyncio.Queue[tuple[JobId, datetime | None]] = asyncio.Queue()
        self._told: dict[JobId, float] = {}
        self._away = False
        self._sender: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to send."""
        self._sender = asyncio.create_task(self._send_all(), name="celery sender")

    async def stop(self, grace: float) -> None:
        """Send no more; if this process is a worker, what runs here is given back."""
        if self._sender is not None:
            await end_tasks([self._sender])
        await self._runner.stop(grace)
        await asyncio.to_thread(self._app.close)

    def notify(self, id: JobId, not_before: datetime | None = None) -> None:
        """Send the job's id, unless that was done a moment ago."""
        now = asyncio.get_running_loop().time()
        self._told = {each: at for each, at in self._told.items() if now - at < self._look_seconds}
        if id not in self._told:
            self._told[id] = now
            self._outbox.put_nowait((id, not_before))

    def capabilities(self) -> EngineCapabilities:
        """Return what this engine is like."""
        return EngineCapabilities("celery", ahead=AHEAD, look_every=self._look_seconds)

    async def _send_all(self) -> None:
        while True:
            id, not_before = await self._outbox.get()
            try:
                await asyncio.to_thread(self._send, id, not_before)
                self._away = False
            except (KombuError, OSError) as error:
                # It is said again at the next look: nothing is lost with the message.
                if not self._away:
                    log.warning("the broker cannot be reached: %s", error)
                self._away = True

    def _send(self, id: JobId, not_before: datetime | None) -> None:
        self._app.send_task(RUN, args=[id], queue=QUEUE, eta=not_before, expires=EXPIRES)
