"""Jobs in the hands of external workers, which fetch them over HTTP and may never come back."""

import contextlib
from collections.abc import Callable
from typing import Final

from backend.domain.errors import JobOverrunError, ProviderError
from backend.domain.failures import FailureClass
from backend.domain.ids import ServerId
from backend.domain.job import Job, JobError
from backend.events.hub import EventHub
from backend.events.types import QueueUpdate
from backend.repositories.job_store import JobStore, LeaseLostError
from backend.services.queue.ending import end_try
from backend.services.queue.retry import classify, decide

SERVER_GONE: Final = JobError(
    code="SERVER_REMOVED",
    message="its server was removed, moved or switched off",
    failure=FailureClass.UNREACHABLE,
)


class ExternalJobs:
    """Takes jobs back from external workers."""

    def __init__(self, store: JobStore, hub: EventHub, wake: Callable[[], None]) -> None:
        self._store = store
        self._hub = hub
        self._wake = wake

    async def give_back(self, job: Job, error: ProviderError) -> Job:
        """Let the queue decide what becomes of a job whose worker failed.

        Raises:
            LeaseLostError: somebody else decides about it now.
        """
        failure = classify(error, accepted=True)
        decision = decide(job, error, failure)
        return self._noted(await end_try(self._store, job, error, failure, decision))

    async def sweep(self) -> None:
        """Take back what a worker kept for longer than its lease."""
        await self._store.vacate_unreadable()
        for job in await self._store.list_external():
            late = JobOverrunError(job.server_name or "The worker", "did not deliver in time")
            with contextlib.suppress(LeaseLostError):
                await self.give_back(job, late)

    async def withdraw(self, server_id: ServerId) -> None:
        """Take back everything from a server that is gone; it does not count as a try."""
        for job in await self._store.list_external(server_id):
            with contextlib.suppress(LeaseLostError):
                gone = await self._store.requeue(
                    job.job_id, job.token, SERVER_GONE, counted=False, delay=0, exclude_lane=False
                )
                self._noted(gone)

    def _noted(self, job: Job) -> Job:
        self._hub.publish(QueueUpdate.of(job))
        self._wake()
        return job
