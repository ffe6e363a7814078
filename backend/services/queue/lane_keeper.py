"""Which servers this process owns: taken, kept, handed on, and lost."""

import asyncio
import contextlib
import logging
import os
import socket
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Final

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import JobId, ServerId, new_id
from backend.domain.server import ComfyUIServer
from backend.providers.base import MediaBackend
from backend.repositories.lane_repository import LaneHold
from backend.repositories.process_repository import ProcessRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.queue.farm import LaneView
from backend.services.queue.foreign_lanes import ForeignLanes
from backend.services.queue.job_keeper import JobKeeper
from backend.services.queue.lane_split import has_too_many, may_take
from backend.services.queue.lane_worker import LaneWorker
from backend.services.queue.runner_tools import RunnerTools

log = logging.getLogger(__name__)

BackendFactory = Callable[[ComfyUIServer], MediaBackend]
PARTING_SECONDS: Final = 3.0
HESITATION: Final = 3.0
"""Seconds for which a server is left to processes that have fewer."""
UNWANTED: Final = 60.0
"""Seconds for which none is offered to them any more after they left one lying idle."""


class LaneKeeper:
    """Holds the leases of one process: on servers, and on the jobs that run there."""

    def __init__(
        self,
        tools: RunnerTools,
        servers: ServerRepository,
        processes: ProcessRepository,
        make_backend: BackendFactory,
        *,
        kind: str,
        lease_seconds: float,
        wake: Callable[[], None],
    ) -> None:
        """Make a keeper that owns nothing yet.

        Args:
            kind: what the process is: "api" or "worker".
        """
        self.owner = new_id()
        self.lease_seconds = lease_seconds
        self.workers: dict[ServerId, LaneWorker] = {}
        self.foreign: list[LaneView] = []
        """The active servers that other processes speak to."""
        self.registered: list[ServerId] = []
        self.speaks_for_all = True
        """Whether this process tells jobs why they wait: one of several does."""
        self.abilities: frozenset[tuple[ServerId, int]] = frozenset()
        """Which active servers there are; the numbers rise as they can do other things."""
        self._tools = tools
        self._lanes = tools.lanes
        self._servers = servers
        self._processes = processes
        self._make_backend = make_backend
        self._kind = kind
        self._wake = wake
        self._jobs = JobKeeper(tools, self.workers, owner=self.owner, lease_seconds=lease_seconds)
        self._others = ForeignLanes(tools.lanes)
        self._living: set[str] = set()
        self._free_since: dict[ServerId, float] = {}
        self._keeps_all_until = float("-inf")
        self._renewed = float("-inf")
        self._sure_until = time.monotonic() + lease_seconds * 2 / 3

    @property
    def is_sure(self) -> bool:
        """Whether our leases were prolonged so lately that nobody can have taken them."""
        return time.monotonic() < self._sure_until

    def views(self) -> list[LaneView]:
        """Return our servers as placement sees them."""
        return [worker.view() for worker in self.workers.values()]

    async def tend(self) -> None:
        """Own our part of the servers, leave those that went away, take over lost jobs."""
        registered = await self._servers.list_registered()
        self.registered = [ServerId(server.id) for server in registered]
        active = {ServerId(server.id): server for server in registered if server.is_active}
        for id, worker in list(self.workers.items()):
            await self._revise(id, worker.server, active.get(id))
        holds = await self._lanes.holds()
        if holds:
            self._tools.clock.set(next(iter(holds.values())).now)
        await self._share_out(active, holds)
        await self._look_around(active, holds)
        await self._pay_debts(self.registered)
        await self._jobs.take_over(active)

    async def keep_leases(self) -> None:
        """Prolong our leases for ever, and drop the jobs that were taken from us meanwhile."""
        while True:
            try:
                async with asyncio.timeout(self.lease_seconds / 3):
                    await self._renew()
                    await self._jobs.drop_lost()
            except (DatabaseUnavailableError, TimeoutError):
                if not self.is_sure:
                    self._jobs.drop_all()
            except Exception:  # without leases every job would be lost: go on, whatever it is
                log.exception("the leases could not be kept")
            await asyncio.sleep(min(0.8, self.lease_seconds / 6))

    async def close(self) -> None:
        """Let go of everything at once; what runs on the servers runs on."""
        stops = (worker.stop() for worker in self.workers.values())
        await asyncio.gather(*stops, return_exceptions=True)
        self.workers.clear()
        with contextlib.suppress(DatabaseUnavailableError, TimeoutError):
            async with asyncio.timeout(PARTING_SECONDS):
                await self._jobs.release()
                await self._lanes.release(self.owner)
                await self._processes.leave(self.owner)

    def drop(self, id: JobId) -> None:
        """Stop working on a job at once, because it was cancelled."""
        self._jobs.drop(id)

    def look_again(self) -> None:
        """Look at our servers now, however long those in trouble would be left alone."""
        for worker in self.workers.values():
            worker.look_again()

    async def _renew(self) -> None:
        """Prolong all leases, when it is time for it."""
        now = time.monotonic()
        if now - self._renewed >= self.lease_seconds / 3:
            await self._jobs.renew()
            await self._lanes.renew(self.owner, self.lease_seconds)
            await self._processes.beat(
                self.owner, host=socket.gethostname(), pid=os.getpid(), kind=self._kind
            )
            self._renewed = now
            self._sure_until = now + self.lease_seconds * 2 / 3

    async def _revise(self, id: ServerId, was: ComfyUIServer, now: ComfyUIServer | None) -> None:
        """Leave a server that was changed; what runs there is given up only if it is gone."""
        if now is None or now.url != was.url:
            worker = self.workers.pop(id)
            jobs = worker.jobs()
            await worker.stop(prompts=[job.attempts[-1].remote_id for job in jobs.values()])
            for job in jobs.values():
                await self._jobs.requeue(job)
        elif now != was:
            await self._leave(id)

    async def _share_out(
        self, active: Mapping[ServerId, ComfyUIServer], holds: Mapping[ServerId, LaneHold]
    ) -> None:
        """Take free servers up to our part of them, and hand one on if we have too many."""
        self._living = await self._processes.living(self.lease_seconds)
        for server in active.values():
            try:
                await self._own(server, len(active), holds.get(ServerId(server.id)))
            except DatabaseUnavailableError:
                raise
            except Exception:  # one server that we cannot handle must not stop the others
                log.exception("%s cannot be used", server.name)
        held = Counter(hold.owner for id, hold in holds.items() if hold.held and id in active)
        others = {owner: count for owner, count in held.items() if owner and owner != self.owner}
        too_many = has_too_many(len(self.workers), others, self._living - {self.owner})
        await self._hand_on(too_many and time.monotonic() > self._keeps_all_until)

    async def _own(self, server: ComfyUIServer, servers: int, hold: LaneHold | None) -> None:
        id = ServerId(server.id)
        if hold is not None and hold.owner == self.owner and id in self.workers:
            self.workers[id].draining = hold.draining
            return
        free = hold is None or hold.owner in {None, self.owner} or not hold.held
        is_ours = id in self.workers or (hold is not None and hold.owner == self.owner)
        wanted = free and (is_ours or self._may_take(id, servers))
        lane = await self._lanes.acquire(id, self.owner, self.lease_seconds) if wanted else None
        if not free or lane is not None:
            self._free_since.pop(id, None)
        if lane is None:
            await self._leave(id)
        elif id not in self.workers:
            worker = LaneWorker(server, lane, self._make_backend(server), self._tools, self._wake)
            self.workers[id] = worker
            await worker.start()

    def _may_take(self, id: ServerId, servers: int) -> bool:
        now = time.monotonic()
        lay_idle = now - self._free_since.setdefault(id, now) > HESITATION
        if lay_idle:
            self._keeps_all_until = now + UNWANTED
        processes = len(self._living | {self.owner})
        return may_take(len(self.workers), servers, processes, lay_idle=lay_idle)

    async def _hand_on(self, too_many: bool) -> None:
        """Let go of one server as soon as it is idle; until then it is given no more jobs."""
        parting = next((each for each in self.workers.values() if each.parting), None)
        if parting is None and too_many:
            workers = list(self.workers.values())
            parting = next((each for each in workers if each.is_idle), workers[-1])
            parting.parting = True
        if parting is not None and not too_many:
            parting.parting = False
        elif parting is not None and parting.is_idle:
            await self._leave(parting.id)
            await self._lanes.release(self.owner, parting.id)

    async def _leave(self, id: ServerId) -> None:
        worker = self.workers.pop(id, None)
        if worker is not None:
            await worker.stop()

    async def _look_around(
        self, active: Mapping[ServerId, ComfyUIServer], holds: Mapping[ServerId, LaneHold]
    ) -> None:
        strange = {id: server for id, server in active.items() if id not in self.workers}
        self.foreign = await self._others.views(strange, holds)
        self.speaks_for_all = not active or next(iter(active)) in self.workers
        self.abilities = frozenset(
            (id, holds[id].capabilities_rev if id in holds else 0) for id in active
        )
        if len(self._living) > 1:
            await self._others.tell(self.owner, self.views())

    async def _pay_debts(self, registered: Collection[ServerId]) -> None:
        debts = await self._tools.cleanups.list_by_lane()
        for id, worker in self.workers.items():
            worker.owe(debts.get(id, []))
        for id in debts.keys() - set(registered):
            await self._tools.cleanups.forget_lane(id)
        await self._tools.speeds.forget_all_but(registered)
