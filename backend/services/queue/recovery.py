"""Finishes what a crash left half done; every step may be done twice."""

from backend.domain.ids import ServerId
from backend.domain.job import Job
from backend.repositories.cleanup_repository import CleanupRepository
from backend.repositories.job_store import JobStore
from backend.services.queue.takes import TakeRecorder


class Recovery:
    """The sweeps that every process runs each second, and that find nothing on a good day."""

    def __init__(
        self, store: JobStore, cleanups: CleanupRepository, recorder: TakeRecorder
    ) -> None:
        self._store = store
        self._cleanups = cleanups
        self._recorder = recorder

    async def sweep(self) -> None:
        """Add the takes of committed jobs, and charge somebody with stopping cancelled ones."""
        for job in await self._store.list_committed():
            await self._recorder.record(job)
        for job in await self._store.list_cleanup_due():
            await self.settle(job)

    async def settle(self, job: Job) -> None:
        """Note that a cancelled job's prompt must be stopped at its server."""
        attempt = job.attempt
        if attempt is not None:
            await self._cleanups.add(ServerId(attempt.lane_id), attempt.remote_id)
        await self._store.cleaned_up(job.job_id)
