"""Gives waiting jobs to free servers, as late as possible."""

import asyncio
import contextlib
import logging
import time
from dataclasses import replace
from typing import Final

from backend.domain.errors import DatabaseUnavailableError, ValidationError
from backend.domain.ids import JobId, derived_id
from backend.domain.job import Job
from backend.domain.times import utc_now
from backend.services.queue.lane_keeper import LaneKeeper
from backend.services.queue.placement import Candidate, LaneView, choose
from backend.services.queue.recovery import Recovery
from backend.services.queue.requests import needs_of
from backend.services.queue.runner import RunnerTools

log = logging.getLogger(__name__)

TICK: Final = 1.0
"""Seconds between two looks when nothing wakes us."""
CANDIDATES_PER_LANE: Final = 16
FEWEST_CANDIDATES: Final = 64
NO_SERVER: Final = "No server is registered"
DISK_FULL: Final = "The disk for media is almost full"


class Dispatcher:
    """The queue's loop in one process: housekeeping each second, grants whenever woken."""

    def __init__(
        self, tools: RunnerTools, keeper: LaneKeeper, recovery: Recovery, *, min_free_bytes: int
    ) -> None:
        self._tools = tools
        self._store = tools.store
        self._keeper = keeper
        self._recovery = recovery
        self._min_free_bytes = min_free_bytes
        self._wake = asyncio.Event()
        self._tended = float("-inf")
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to dispatch."""
        self._tasks = [
            asyncio.create_task(self._run(), name="dispatch"),
            asyncio.create_task(self._keeper.keep_leases(), name="leases"),
        ]

    async def stop(self) -> None:
        """Grant nothing more and let go of the servers; what runs there runs on."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._keeper.close()

    def wake(self) -> None:
        """Look at the queue now: a job came, a slot got free, a server changed."""
        self._wake.set()

    def servers_changed(self) -> None:
        """A server was registered, changed or removed: look at once."""
        self._tended = float("-inf")
        self.wake()

    def drop(self, id: JobId) -> None:
        """Stop running a job at once, because it was cancelled."""
        self._keeper.drop(id)
        self.servers_changed()

    async def _run(self) -> None:
        while True:
            try:
                if time.monotonic() - self._tended >= TICK:
                    self._tended = time.monotonic()
                    await self._keeper.tend()
                    await self._recovery.sweep()
                await self._grant()
            except DatabaseUnavailableError:
                log.warning("the queue waits for the database")
            except Exception:  # one bad document must not stop the queue for everyone
                log.exception("a turn of the queue failed")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), TICK)
            self._wake.clear()

    async def _grant(self) -> None:
        lanes = [worker.view() for worker in self._keeper.workers.values()]
        waiting = await self._candidates(max(FEWEST_CANDIDATES, CANDIDATES_PER_LANE * len(lanes)))
        obstacle = await self._obstacle(lanes) if waiting else None
        if obstacle is not None:
            await self._explain(
                waiting, {candidate.job.job_id: [obstacle] for candidate in waiting}
            )
            return
        refusals: dict[JobId, list[str]] = {}
        for lane in lanes:
            waiting = await self._fill(lane, waiting, refusals)
        hopeless = {id: reasons for id, reasons in refusals.items() if len(reasons) == len(lanes)}
        await self._explain(waiting, hopeless)

    async def _obstacle(self, lanes: list[LaneView]) -> str | None:
        """Say why no job at all can be granted just now, or None."""
        if not lanes:
            return NO_SERVER
        free = await self._tools.files.free_bytes()
        return DISK_FULL if free < self._min_free_bytes else None

    async def _candidates(self, limit: int) -> list[Candidate]:
        candidates = []
        for job in await self._store.candidates(limit):
            try:
                candidates.append(Candidate(job, needs_of(job)))
            except ValidationError as error:
                await self._store.explain_waiting(job.job_id, error.message)
        return candidates

    async def _fill(
        self, lane: LaneView, waiting: list[Candidate], refusals: dict[JobId, list[str]]
    ) -> list[Candidate]:
        """Grant to one server until it is full; return who still waits."""
        while True:
            choice = choose(lane, waiting, utc_now())
            if choice.job is None:
                for id, reason in choice.refusals.items():
                    refusals.setdefault(id, []).append(f"{lane.name} {reason}")
                return waiting
            granted = choice.job.id
            waiting = [candidate for candidate in waiting if candidate.job.id != granted]
            if await self._claim(lane, choice.job):
                lane = replace(lane, free=lane.free - 1)

    async def _claim(self, lane: LaneView, job: Job) -> bool:
        """Write the attempt and have the job run; False if another process was quicker."""
        claimed = await self._store.claim(
            job,
            lane.id,
            lane.name,
            owner=self._keeper.owner,
            remote_id=derived_id("prompt", job.id, len(job.attempts) + 1),
            seconds=self._keeper.lease_seconds,
        )
        if claimed is None:
            return False
        self._keeper.workers[lane.id].run(claimed)
        return True

    async def _explain(self, waiting: list[Candidate], hopeless: dict[JobId, list[str]]) -> None:
        """Tell each job what it waits for, and reopen servers it has nowhere else to go but."""
        for candidate in waiting:
            job = candidate.job
            reasons = hopeless.get(job.job_id)
            if reasons and job.excluded_lanes:
                await self._store.readmit_lanes(job.job_id)
            reason = "; ".join(reasons) if reasons else None
            if reason is not None and reason != job.waiting:
                await self._store.explain_waiting(job.job_id, reason)
