"""Which servers this process owns, and which jobs it holds: leases taken, kept and lost."""

import asyncio
import contextlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Final

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import JobId, ServerId, new_id
from backend.domain.job import Job
from backend.domain.lane import Capabilities, LaneState
from backend.domain.server import ComfyUIServer
from backend.providers.base import MediaBackend
from backend.repositories.job_store import LeaseLostError
from backend.repositories.lane_repository import LaneHold, LaneRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.queue.external import SERVER_GONE
from backend.services.queue.lane_worker import LaneWorker
from backend.services.queue.placement import LaneView
from backend.services.queue.runner import RunnerTools

log = logging.getLogger(__name__)

BackendFactory = Callable[[ComfyUIServer], MediaBackend]
PARTING_SECONDS: Final = 3.0


class LaneKeeper:
    """Holds the leases of one process: on servers, and on the jobs that run there."""

    def __init__(
        self,
        tools: RunnerTools,
        lanes: LaneRepository,
        servers: ServerRepository,
        make_backend: BackendFactory,
        *,
        lease_seconds: float,
        wake: Callable[[], None],
    ) -> None:
        self.owner = new_id()
        self.lease_seconds = lease_seconds
        self.workers: dict[ServerId, LaneWorker] = {}
        self.foreign: list[LaneView] = []
        """The active servers that other processes speak to."""
        self.speaks_for_all = True
        """Whether it is for this process to tell jobs why they wait: one of several does."""
        self._tools = tools
        self._store = tools.store
        self._lanes = lanes
        self._servers = servers
        self._make_backend = make_backend
        self._wake = wake
        self._renewed = time.monotonic()

    @property
    def is_sure(self) -> bool:
        """Whether our leases were prolonged so lately that nobody can have taken them."""
        return time.monotonic() - self._renewed < self.lease_seconds * 2 / 3

    async def tend(self) -> None:
        """Own every free server, leave those that went away, pay debts, take over lost jobs."""
        registered = await self._servers.list_registered()
        active = {ServerId(server.id): server for server in registered if server.is_active}
        for id, worker in list(self.workers.items()):
            await self._revise(id, worker.server, active.get(id))
        holds = await self._lanes.holds()
        for server in active.values():
            try:
                await self._own(server, holds.get(ServerId(server.id)))
            except DatabaseUnavailableError:
                raise
            except Exception:  # one server that we cannot handle must not stop the others
                log.exception("%s cannot be used", server.name)
        self._look_around(active, holds)
        await self._pay_debts({ServerId(server.id) for server in registered})
        await self._take_over(active)

    async def keep_leases(self) -> None:
        """Prolong our leases for ever, and drop the jobs that were taken from us meanwhile."""
        while True:
            await asyncio.sleep(min(1.0, self.lease_seconds / 6))
            try:
                async with asyncio.timeout(self.lease_seconds / 3):
                    await self._renew()
                    await self._drop_lost()
            except (DatabaseUnavailableError, TimeoutError):
                self._drop_all_unless_sure()
            except Exception:  # without leases every job would be lost: go on, whatever it is
                log.exception("the leases could not be kept")

    async def close(self) -> None:
        """Let go of everything at once; what runs on the servers runs on."""
        stops = (worker.stop() for worker in self.workers.values())
        await asyncio.gather(*stops, return_exceptions=True)
        self.workers.clear()
        with contextlib.suppress(DatabaseUnavailableError, TimeoutError):
            async with asyncio.timeout(PARTING_SECONDS):
                await self._store.release(self.owner)
                await self._lanes.release(self.owner)

    def drop(self, id: JobId) -> None:
        """Stop running a job at once, because it was cancelled."""
        for worker in self.workers.values():
            worker.drop(id)

    async def _revise(self, id: ServerId, was: ComfyUIServer, now: ComfyUIServer | None) -> None:
        """Leave a server that was changed; what runs there is given up only if it is gone."""
        if now is None or now.url != was.url:
            worker = self.workers.pop(id)
            jobs = worker.jobs()
            await worker.stop(prompts=[job.attempts[-1].remote_id for job in jobs.values()])
            for job in jobs.values():
                await self._requeue(job)
        elif now != was:
            await self._leave(id)

    async def _own(self, server: ComfyUIServer, hold: LaneHold | None) -> None:
        id = ServerId(server.id)
        if hold is not None and hold.owner == self.owner and id in self.workers:
            self.workers[id].draining = hold.draining
            return
        free = hold is None or hold.owner in {None, self.owner} or not hold.held
        lane = await self._lanes.acquire(id, self.owner, self.lease_seconds) if free else None
        if lane is None:
            await self._leave(id)
        elif id not in self.workers:
            backend = self._make_backend(server)
            worker = LaneWorker(server, lane, backend, self._lanes, self._tools, self._wake)
            self.workers[id] = worker
            await worker.start()

    async def _leave(self, id: ServerId) -> None:
        worker = self.workers.pop(id, None)
        if worker is not None:
            await worker.stop()

    def _look_around(
        self, active: Mapping[ServerId, ComfyUIServer], holds: Mapping[ServerId, LaneHold]
    ) -> None:
        self.foreign = [
            _foreign(server, holds.get(id))
            for id, server in active.items()
            if id not in self.workers
        ]
        self.speaks_for_all = not active or next(iter(active)) in self.workers

    async def _pay_debts(self, registered: Collection[ServerId]) -> None:
        debts = await self._tools.cleanups.list_by_lane()
        for id, worker in self.workers.items():
            worker.owe(debts.get(id, []))
        for id in debts.keys() - set(registered):
            await self._tools.cleanups.forget_lane(id)

    async def _take_over(self, active: Collection[ServerId]) -> None:
        """Go on with jobs whose process fell silent, and with our own that lost their runner."""
        running = [id for worker in self.workers.values() for id in worker.running()]
        astray = await self._store.list_astray(self.owner, running)
        lent = Counter(job.server_id for job in astray if job.is_lent and job.slot is not None)
        for id, worker in self.workers.items():
            worker.lent = lent[id]
        for job in astray:
            if not job.is_lent:
                await self._take_over_one(job, active)

    async def _take_over_one(self, job: Job, active: Collection[ServerId]) -> None:
        id = job.server_id or ServerId("")
        is_ours = job.lease is not None and job.lease.owner == self.owner
        if id in active and id not in self.workers:
            if is_ours:
                await self._store.let_go(job.job_id, job.token)
            return
        held = job if is_ours else await self._adopt(job)
        if held is not None and id in self.workers:
            self.workers[id].run(held, adopted=True)
        elif held is not None:
            await self._tools.cleanups.add(id, held.attempts[-1].remote_id)
            await self._requeue(held)

    async def _adopt(self, job: Job) -> Job | None:
        adopted = await self._store.adopt(job, owner=self.owner, seconds=self.lease_seconds)
        if adopted is not None:
            log.info("job %s was taken over from a silent process", job.id)
        return adopted

    async def _requeue(self, job: Job) -> None:
        with contextlib.suppress(LeaseLostError):
            await self._store.requeue(
                job.job_id, job.token, SERVER_GONE, counted=False, delay=0.0, exclude_lane=False
            )

    async def _renew(self) -> None:
        """Prolong all leases, when it is time for it."""
        now = time.monotonic()
        if now - self._renewed >= self.lease_seconds / 3:
            await self._store.renew(self.owner, self.lease_seconds)
            await self._lanes.renew(self.owner, self.lease_seconds)
            self._renewed = now

    async def _drop_lost(self) -> None:
        running = [
            (worker, job) for worker in self.workers.values() for job in worker.jobs().values()
        ]
        if not running:
            return
        tokens = await self._store.tokens_of([job.job_id for _, job in running])
        for worker, job in running:
            if tokens.get(job.job_id) != job.token:
                worker.drop(job.job_id)

    def _drop_all_unless_sure(self) -> None:
        """Too long without the database: another process may own our jobs, so do nothing more."""
        if not self.is_sure:
            for worker in self.workers.values():
                for id in worker.jobs():
                    worker.drop(id)


def _foreign(server: ComfyUIServer, hold: LaneHold | None) -> LaneView:
    """Return a server of another process as far as it matters here: that it may do a job."""
    return LaneView(
        id=ServerId(server.id),
        name=server.name,
        free=0,
        state=hold.state if hold is not None else LaneState.UNKNOWN,
        capabilities=Capabilities(),
        refuse=lambda needs, can: None,
        draining=hold is not None and hold.draining,
    )
