"""Finishes what a crash left half done; every step may be done twice."""

import contextlib
import logging
from typing import Final

from backend.domain.errors import DatabaseUnavailableError, ProviderOutOfMemoryError
from backend.domain.failures import FailureClass
from backend.domain.ids import ServerId
from backend.domain.job import CANCELLED_OUTCOME, SERVERS, Job, JobError
from backend.events.hub import EventHub
from backend.events.types import QueueUpdate
from backend.repositories.cleanup_repository import CleanupRepository
from backend.repositories.job_store import JobStore, LeaseLostError
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.queue.dependants import Dependants
from backend.services.queue.external import ExternalJobs
from backend.services.queue.takes import TakeRecorder

log = logging.getLogger(__name__)

GRACE_SECONDS: Final = 5.0
"""For so long whoever committed a job is trusted to add its takes."""

TOO_BIG: Final = JobError(
    code=ProviderOutOfMemoryError.code,
    message="It does not fit into the memory of any server: make it smaller or shorter",
    failure=FailureClass.OOM,
)


class Recovery:
    """The sweeps that every process runs now and then, and that find nothing on a good day."""

    def __init__(
        self,
        store: JobStore,
        cleanups: CleanupRepository,
        servers: ServerRepository,
        recorder: TakeRecorder,
        external: ExternalJobs,
        dependants: Dependants,
        lanes: LaneRepository,
        hub: EventHub,
    ) -> None:
        self._store = store
        self._cleanups = cleanups
        self._servers = servers
        self._recorder = recorder
        self._external = external
        self._dependants = dependants
        self._lanes = lanes
        self._hub = hub

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
        await self._dependants.sweep()
        await self._release_pinned()
        await self._give_up_too_big()

    async def settle(self, job: Job) -> None:
        """Note that a cancelled job's prompts must be stopped at their servers.

        A new try may have begun meanwhile, so it is not simply the latest one that must go.
        """
        at_servers = job.attempts if job.lane_group == SERVERS else []
        for attempt in at_servers:
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

    async def _give_up_too_big(self) -> None:
        """Give jobs up that did not fit into a server's memory, where no server has more."""
        jobs = await self._store.list_too_big()
        if not jobs:
            return
        most = await self._largest_memory()
        for job in jobs:
            if most is not None and (job.min_vram or 0) >= most:
                with contextlib.suppress(LeaseLostError):
                    failed = await self._store.fail(job.job_id, job.token, TOO_BIG)
                    self._hub.publish(QueueUpdate.of(failed))

    async def _largest_memory(self) -> int | None:
        """Return the most bytes of video memory any server has; None: one was never seen."""
        active = [each.id for each in await self._servers.list_registered() if each.is_active]
        lanes = await self._lanes.get_many(active)
        seen = [lane.capabilities for lane in lanes.values() if lane.capabilities is not None]
        if len(seen) < len(active):
            return None
        return max((each.vram_total or 0 for each in seen), default=None)
