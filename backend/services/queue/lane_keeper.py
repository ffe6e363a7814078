"""Which servers this process owns, and which jobs it holds: leases taken, kept and lost."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId, ServerId, new_id
from backend.domain.job import JobError
from backend.domain.server import ComfyUIServer
from backend.providers.base import MediaBackend
from backend.repositories.job_store import LeaseLostError
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.queue.lane_worker import LaneWorker
from backend.services.queue.runner import RunnerTools

log = logging.getLogger(__name__)

BackendFactory = Callable[[ComfyUIServer], MediaBackend]
SERVER_REMOVED = JobError(
    code="SERVER_REMOVED", message="its server was removed", failure=FailureClass.UNREACHABLE
)


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
        self._tools = tools
        self._store = tools.store
        self._lanes = lanes
        self._servers = servers
        self._make_backend = make_backend
        self._wake = wake
        self._renewed = time.monotonic()

    async def tend(self) -> None:
        """Own every free server, leave those that went away, pay debts, take over lost jobs."""
        registered = {ServerId(s.id): s for s in await self._servers.list_registered()}
        servers = {id: server for id, server in registered.items() if server.is_active}
        for id, worker in list(self.workers.items()):
            if servers.get(id) != worker.server:
                await self._leave(id, removed=id not in registered)
        for server in servers.values():
            await self._own(server)
        await self._pay_debts()
        await self._take_over(set(registered))

    async def keep_leases(self) -> None:
        """Prolong our leases for ever, and drop the jobs that were taken from us meanwhile."""
        while True:
            await asyncio.sleep(min(1.0, self.lease_seconds / 6))
            try:
                if time.monotonic() - self._renewed >= self.lease_seconds / 3:
                    await self._store.renew(self.owner, self.lease_seconds)
                    self._renewed = time.monotonic()
                await self._drop_lost()
            except DatabaseUnavailableError:
                self._drop_all_if_silent()

    async def close(self) -> None:
        """Let go of everything at once; what runs on the servers runs on."""
        await asyncio.gather(*(worker.stop() for worker in self.workers.values()))
        self.workers.clear()
        with contextlib.suppress(DatabaseUnavailableError):
            await self._store.release(self.owner)
            await self._lanes.release(self.owner)

    def drop(self, id: JobId) -> None:
        """Stop running a job at once, because it was cancelled."""
        for worker in self.workers.values():
            worker.drop(id)

    async def _own(self, server: ComfyUIServer) -> None:
        id = ServerId(server.id)
        lane = await self._lanes.acquire(id, self.owner, self.lease_seconds)
        if lane is None:
            await self._leave(id)
        elif id in self.workers:
            self.workers[id].refresh(lane)
        else:
            backend = self._make_backend(server)
            worker = LaneWorker(server, lane, backend, self._lanes, self._tools, self._wake)
            self.workers[id] = worker
            await worker.start()

    async def _leave(self, id: ServerId, *, removed: bool = False) -> None:
        worker = self.workers.pop(id, None)
        if worker is None:
            return
        held = worker.tokens()
        await worker.stop()
        if removed:
            for job_id, token in held.items():
                await self._requeue(job_id, token)

    async def _pay_debts(self) -> None:
        debts = await self._tools.cleanups.list_by_lane()
        for id, worker in self.workers.items():
            worker.owe(debts.get(id, []))

    async def _take_over(self, registered: set[ServerId]) -> None:
        """Go on with jobs whose process fell silent, and with our own that lost their runner."""
        for job in await self._store.list_expired():
            adopted = await self._store.adopt(job, owner=self.owner, seconds=self.lease_seconds)
            if adopted is not None:
                log.info("job %s was taken over from a silent process", job.id)
        for job in await self._store.list_held_by(self.owner):
            worker = self.workers.get(ServerId(job.server_id or ""))
            if worker is not None:
                worker.run(job, adopted=True)
            elif job.server_id not in registered:
                await self._requeue(job.job_id, job.token)

    async def _requeue(self, id: JobId, token: int) -> None:
        with contextlib.suppress(LeaseLostError):
            await self._store.requeue(
                id, token, SERVER_REMOVED, counted=False, delay=0.0, exclude_lane=False
            )

    async def _drop_lost(self) -> None:
        running = [
            (worker, item) for worker in self.workers.values() for item in worker.tokens().items()
        ]
        if not running:
            return
        tokens = await self._store.tokens_of([id for _, (id, _) in running])
        for worker, (id, token) in running:
            if tokens.get(id) != token:
                worker.drop(id)

    def _drop_all_if_silent(self) -> None:
        """Too long without the database: another process may own our jobs, so do nothing more."""
        if time.monotonic() - self._renewed < self.lease_seconds * 2 / 3:
            return
        for worker in self.workers.values():
            for id in worker.tokens():
                worker.drop(id)
