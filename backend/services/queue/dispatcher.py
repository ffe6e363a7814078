"""Gives waiting jobs to free servers, as late as possible."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from backend.database.tasks import end_tasks
from backend.domain.errors import DatabaseUnavailableError, ValidationError
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId, ProjectId, derived_id
from backend.domain.job import Job, JobError
from backend.domain.times import utc_now
from backend.events.types import QueueUpdate
from backend.repositories.job_store import LaneFullError, LeaseLostError
from backend.repositories.pause_repository import PauseRepository
from backend.services.queue.lane_keeper import LaneKeeper
from backend.services.queue.placement import Candidate, Choice, LaneView, choose, unusable
from backend.services.queue.recovery import Recovery
from backend.services.queue.requests import needs_of
from backend.services.queue.runner import RunnerTools

log = logging.getLogger(__name__)

TICK: Final = 1.0
"""Seconds between two looks when nothing wakes us."""
SWEEP: Final = 5.0
"""Seconds between two looks for what a crash left behind."""
CANDIDATES_PER_LANE: Final = 16
FEWEST_CANDIDATES: Final = 64
PAGES_PER_TURN: Final = 8
"""So far is read on when those in front cannot run; the next turn goes on from there."""
NO_SERVER: Final = "No server is registered and active"
DISK_FULL: Final = "The disk for media is almost full"
DISK_BROKEN: Final = "The folder for media cannot be used"

Refusals = dict[JobId, list[str]]


class Dispatcher:
    """The queue's loop in one process: housekeeping each second, grants whenever woken."""

    def __init__(
        self,
        tools: RunnerTools,
        keeper: LaneKeeper,
        recovery: Recovery,
        pauses: PauseRepository,
        *,
        min_free_bytes: int,
    ) -> None:
        self._tools = tools
        self._store = tools.store
        self._keeper = keeper
        self._recovery = recovery
        self._pauses = pauses
        self._min_free_bytes = min_free_bytes
        self._wake = asyncio.Event()
        self._tended = float("-inf")
        self._swept = float("-inf")
        self._read_to = 0
        self._read_at = float("-inf")
        self._complaint = ""
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to dispatch."""
        self._tasks = [
            asyncio.create_task(self._run(), name="dispatch"),
            asyncio.create_task(self._keeper.keep_leases(), name="leases"),
        ]

    async def stop(self) -> None:
        """Grant nothing more and let go of the servers; what runs there runs on."""
        await end_tasks(self._tasks)
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
            steps = (self._tend, self._sweep, self._grant)
            if all([await self._guarded(step) for step in steps]):
                self._complaint = ""
            with contextlib.suppress(TimeoutError):
                # Not wait_for: on Python 3.11 it loses a cancellation that comes with the wake-up.
                async with asyncio.timeout(TICK):
                    await self._wake.wait()
            self._wake.clear()

    async def _guarded(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Take a step; trouble in one stops neither the others nor the next turn."""
        try:
            await step()
            return True
        except DatabaseUnavailableError:
            self._complain("the queue waits for the database")
        except Exception as bug:  # noqa: BLE001 - one bad document must not stop it for everyone
            self._complain(f"a turn of the queue failed: {bug!r}", bug)
        return False

    def _complain(self, text: str, bug: Exception | None = None) -> None:
        """Log trouble that may come again each second, once."""
        if text != self._complaint:
            self._complaint = text
            log.warning(text, exc_info=bug)

    async def _tend(self) -> None:
        now = time.monotonic()
        if now - self._tended >= TICK:
            self._tended = now
            await self._keeper.tend()

    async def _sweep(self) -> None:
        now = time.monotonic()
        if now - self._swept >= SWEEP:
            self._swept = now
            await self._recovery.sweep()

    async def _grant(self) -> None:
        if not self._keeper.is_sure:
            return
        pauses = await self._pauses.current()
        if self._keeper.speaks_for_all:
            await self._store.explain_paused(pauses)
        if not pauses.queue:
            await self._grant_to_lanes(pauses.projects)

    async def _grant_to_lanes(self, paused: Collection[ProjectId]) -> None:
        lanes = [worker.view() for worker in self._keeper.workers.values()]
        size = max(FEWEST_CANDIDATES, CANDIDATES_PER_LANE * len(lanes))
        head = await self._store.candidates(size, without=paused)
        if not head:
            return
        obstacle = await self._obstacle(lanes)
        if obstacle is not None:
            await self._explain(head, {job.job_id: obstacle for job in head})
            return
        lanes = await self._offer(head, lanes)
        if len(head) == size:
            await self._offer_further(size, lanes, paused)

    async def _offer_further(
        self, size: int, lanes: list[LaneView], paused: Collection[ProjectId]
    ) -> None:
        """Read on for servers that are still free: nobody hides behind jobs that cannot run.

        It is done once in a while, or again at once where it found something.
        """
        if time.monotonic() - self._read_at < TICK:
            return
        self._read_at = time.monotonic()
        for _ in range(PAGES_PER_TURN):
            if not any(lane.free > 0 and unusable(lane) is None for lane in lanes):
                return
            self._read_to = max(self._read_to, size)
            page = await self._store.candidates(size, skip=self._read_to, without=paused)
            free = sum(lane.free for lane in lanes)
            lanes = await self._offer(page, lanes)
            if sum(lane.free for lane in lanes) < free:
                self._read_at = float("-inf")
            elif len(page) < size:
                self._read_to = 0
                return
            else:
                self._read_to += size

    async def _offer(self, jobs: list[Job], lanes: list[LaneView]) -> list[LaneView]:
        """Grant what can be granted of these jobs, tell the rest why not; return what is free."""
        waiting = await self._candidates(jobs)
        refusals: Refusals = {}
        lanes = [await self._fill(lane, waiting, refusals) for lane in lanes]
        farm = [*lanes, *self._keeper.foreign]
        for lane in self._keeper.foreign:
            _note(lane, choose(lane, waiting, utc_now()), refusals)
        left = [candidate.job for candidate in waiting]
        hopeless = {id: "; ".join(why) for id, why in refusals.items() if len(why) == len(farm)}
        await self._explain(left, hopeless)
        await self._readmit([job for job in left if job.job_id in hopeless], farm)
        return lanes

    async def _obstacle(self, lanes: list[LaneView]) -> str | None:
        """Say why no job at all can be granted just now, or None."""
        if not lanes and not self._keeper.foreign:
            return NO_SERVER
        try:
            free = await self._tools.files.free_bytes()
        except OSError:
            return DISK_BROKEN
        return DISK_FULL if free < self._min_free_bytes else None

    async def _candidates(self, jobs: Iterable[Job]) -> list[Candidate]:
        candidates = []
        for job in jobs:
            try:
                candidates.append(Candidate(job, needs_of(job)))
            except ValidationError as error:
                await self._refuse_for_good(job, error)
        return candidates

    async def _refuse_for_good(self, job: Job, error: ValidationError) -> None:
        reason = JobError(code=error.code, message=error.message, failure=FailureClass.USER)
        with contextlib.suppress(LeaseLostError):
            failed = await self._store.fail(job.job_id, job.token, reason)
            self._tools.hub.publish(QueueUpdate.of(failed))

    async def _fill(self, lane: LaneView, waiting: list[Candidate], refusals: Refusals) -> LaneView:
        """Grant to one server until it is full, taking the granted out of those who wait."""
        while True:
            choice = choose(lane, waiting, utc_now())
            if choice.job is None:
                _note(lane, choice, refusals)
                return lane
            granted = choice.job.id
            try:
                if await self._claim(lane, choice.job):
                    lane = replace(lane, free=lane.free - 1)
            except LaneFullError:
                lane = replace(lane, free=0)
                continue
            waiting[:] = [candidate for candidate in waiting if candidate.job.id != granted]

    async def _claim(self, lane: LaneView, job: Job) -> bool:
        """Write the attempt and have the job run; False if another process was quicker.

        Raises:
            LaneFullError: an external worker took the last place there.
        """
        claimed = await self._store.claim(
            job,
            lane.id,
            lane.name,
            owner=self._keeper.owner,
            remote_id=derived_id("prompt", job.id, job.token + 1),
            seconds=self._keeper.lease_seconds,
            slots=self._keeper.workers[lane.id].slots(),
        )
        if claimed is None:
            return False
        self._keeper.workers[lane.id].run(claimed)
        return True

    async def _explain(self, jobs: Iterable[Job], reasons: Mapping[JobId, str]) -> None:
        """Tell each job what it waits for, if it is not simply behind others."""
        if not self._keeper.speaks_for_all:
            return
        news: dict[str | None, list[JobId]] = {}
        for job in jobs:
            reason = reasons.get(job.job_id)
            if reason != job.waiting:
                news.setdefault(reason, []).append(job.job_id)
        for reason, ids in news.items():
            await self._store.explain_waiting(ids, reason)

    async def _readmit(self, jobs: Iterable[Job], farm: Sequence[LaneView]) -> None:
        """Reopen the servers on which a job failed, if there is and will soon be no other."""
        shut_out = [
            job.job_id
            for job in jobs
            if job.excluded_lanes
            and all(lane.rests is None for lane in farm if lane.id not in job.excluded_lanes)
        ]
        if shut_out and self._keeper.speaks_for_all:
            await self._store.readmit_lanes(shut_out)
            self.wake()


def _note(lane: LaneView, choice: Choice, refusals: Refusals) -> None:
    for id, reason in choice.refusals.items():
        refusals.setdefault(id, []).append(f"{lane.name} {reason}")
