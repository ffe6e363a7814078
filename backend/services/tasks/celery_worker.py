"""A Celery worker inside one of our processes: its threads wait, the event loop does the work."""

import asyncio
import threading
from typing import Final

from celery.app.trace import setup_worker_optimizations
from celery.worker import state

from backend.domain.ids import JobId
from backend.services.tasks.celery_app import QUEUE, RUN, make_celery
from backend.services.tasks.task_runner import TaskRunner

STOP_SECONDS: Final = 10.0


class CeleryWorker:
    """Hears of jobs and tries to run each; whether it may is decided in the database."""

    def __init__(self, runner: TaskRunner, broker_url: str, *, threads: int) -> None:
        """Make it.

        Args:
            threads: so many jobs run here at once.
        """
        self._runner = runner
        self._app = make_celery(broker_url)
        self._threads = threads
        self._thread: threading.Thread | None = None

    async def start(self) -> None:
        """Begin to listen, now or once the broker can be reached."""
        loop = asyncio.get_running_loop()

        def run(id: str) -> None:
            asyncio.run_coroutine_threadsafe(self._runner.run_once(JobId(id)), loop).result()

        state.should_stop = None
        self._app.task(name=RUN, shared=False)(run)
        worker = self._app.WorkController(
            app=self._app,
            queues=[QUEUE],
            pool="threads",
            concurrency=self._threads,
            use_eventloop=False,  # its own would be shared by all of the process
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
        )
        # Celery's own command does this too: it has the threads find the task.
        setup_worker_optimizations(self._app, worker.hostname)
        self._thread = threading.Thread(target=worker.start, name="celery", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Listen no more; the jobs that run here are given back first, to free the threads."""
        await self._runner.stop()
        if self._thread is not None:
            # To its own thread the worker says so itself: stopped from another it may hang.
            state.should_stop = 0
            await asyncio.to_thread(self._thread.join, STOP_SECONDS)
