"""Finishes what a crash left half done; every step may be done twice."""

import logging
from typing import Final

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import ServerId
from backend.domain.job import CANCELLED_OUTCOME, Job
from backend.repositories.cleanup_repository import CleanupRepository
from backend.repositories.job_store import JobStore
from backend.repositories.server_repository import ServerRepository
from backend.services.queue.external import ExternalJobs
from backend.services.queue.takes import TakeRecorder

log = logging.getLogger(__name__)

GRACE_SECONDS: Final = 5.0
"""For so long whoever committed a job is trusted to add its takes."""


class Recovery:
    """The sweeps that every process runs now and then, and that find nothing on a good day."""

    def __init__(
        self,
        store: JobStore,
        cleanups: CleanupRepository,
        servers: ServerRepository,
        recorder: TakeRecorder,
        external: ExternalJobs,
    ) -> None:
        self._store = store
        self._cleanups = cleanups
        self._servers = servers
        self._recorder = recorder
        self._external = external

    async def sweep(self) -> None:
        """Add the takes of committed jobs, have cancelled ones stopped, free those held up."""
        for job in await self._store.list_committed(seconds_ago=GRACE_SECONDS):
            try:
                await self._recorder.record(job)
            except DatabaseUnavailableError:
                raise
            except Exception:  # one job that cannot be finished must not hold up the others
                log.exception("the takes of job %s cannot be added", job.id)
        for job in await self._store.list_cleanup_due():
            await self.settle(job)
        await self._external.sweep()
        await self._release_pinned()

    async def settle(self, job: Job) -> None:
        """Note that a cancelled job's prompts must be stopped at their servers.

        A new try may have begun meanwhile, so it is not simply the latest one that must go.
        """
        for attempt in job.attempts:
            if attempt.outcome == CANCELLED_OUTCOME and not attempt.external:
                await self._cleanups.add(ServerId(attempt.lane_id), attempt.remote_id)
        await self._store.cleaned_up(job.job_id)

    async def _release_pinned(self) -> None:
        """Give jobs to the other servers that ask for one which is not registered any more.

        Those asked for are read first: each was registered then, or had been.
        """
        asked = await self._store.count_pinned_per_server()
        if not asked:
            return
        gone = asked.keys() - {server.id for server in await self._servers.list_registered()}
        if gone:
            await self._store.unpin(gone)
