"""The leases on jobs that this process holds: kept, lost, and taken over from silent processes."""

import contextlib
import logging
from collections.abc import Collection, Mapping

from backend.domain.ids import JobId, ServerId
from backend.domain.job import Job
from backend.repositories.job_store import LeaseLostError
from backend.services.queue.external import SERVER_GONE
from backend.services.queue.lane_worker import LaneWorker
from backend.services.queue.runner_tools import RunnerTools

log = logging.getLogger(__name__)


class JobKeeper:
    """Holds jobs for the servers that this process owns."""

    def __init__(
        self,
        tools: RunnerTools,
        workers: Mapping[ServerId, LaneWorker],
        *,
        owner: str,
        lease_seconds: float,
    ) -> None:
        """Make a keeper; `workers` are the servers owned at any time."""
        self._tools = tools
        self._store = tools.store
        self._workers = workers
        self._owner = owner
        self._lease_seconds = lease_seconds

    async def take_over(self, active: Collection[ServerId]) -> None:
        """Go on with jobs whose process fell silent, and with our own that lost their runner."""
        running = [id for worker in self._workers.values() for id in worker.running()]
        astray = await self._store.list_astray(self._owner, running)
        lent = [job for job in astray if job.is_lent and job.slot is not None]
        for id, worker in self._workers.items():
            worker.lend([job for job in lent if job.server_id == id])
        for job in astray:
            if not job.is_lent:
                await self._take_over_one(job, active)

    async def requeue(self, job: Job) -> None:
        """Give a job back whose server is gone; it does not count as a try."""
        with contextlib.suppress(LeaseLostError):
            await self._store.requeue(
                job.job_id, job.token, SERVER_GONE, counted=False, delay=0.0, exclude_lane=False
            )

    async def renew(self) -> None:
        """Prolong all leases."""
        await self._store.renew(self._owner, self._lease_seconds)

    async def release(self) -> None:
        """Let all leases run out now."""
        await self._store.release(self._owner)

    async def drop_lost(self) -> None:
        """Stop working on jobs that were taken from us or cancelled."""
        running = [
            (worker, job) for worker in self._workers.values() for job in worker.jobs().values()
        ]
        if not running:
            return
        tokens = await self._store.tokens_of([job.job_id for _, job in running])
        for worker, job in running:
            if tokens.get(job.job_id) != job.token:
                self._tools.measures.lost_lease()
                worker.drop(job.job_id)

    def drop_all(self) -> None:
        """Stop working on everything: another process may own it."""
        for worker in self._workers.values():
            for id in worker.jobs():
                worker.drop(id)

    def drop(self, id: JobId) -> None:
        """Stop working on a job at once, because it was cancelled."""
        for worker in self._workers.values():
            worker.drop(id)

    async def _take_over_one(self, job: Job, active: Collection[ServerId]) -> None:
        id = job.server_id or ServerId("")
        is_ours = job.lease is not None and job.lease.owner == self._owner
        if id in active and id not in self._workers:
            if is_ours:
                await self._store.let_go(job.job_id, job.token)
            return
        held = job if is_ours else await self._adopt(job)
        if held is not None and id in self._workers:
            self._workers[id].run(held, adopted=True)
        elif held is not None:
            await self._tools.cleanups.add(id, held.attempts[-1].remote_id)
            await self.requeue(held)

    async def _adopt(self, job: Job) -> Job | None:
        seconds = self._lease_seconds
        adopted = await self._store.adopt(job, owner=self._owner, seconds=seconds)
        if adopted is not None:
            log.info("job %s was taken over from a silent process", job.id)
        return adopted
