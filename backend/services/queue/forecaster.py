"""When jobs should be done, worked out while somebody asks: in each process for itself."""

import asyncio
import time
from collections.abc import Container, Mapping, Sequence
from typing import Final

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import JobId
from backend.domain.job import Job
from backend.domain.job_state import AT_SERVER, JobState
from backend.domain.work import work_of
from backend.repositories.job_candidates import Reading
from backend.services.queue.candidate_book import CandidateBook
from backend.services.queue.eta import etas
from backend.services.queue.grants import Grants
from backend.services.queue.lane_keeper import LaneKeeper
from backend.services.queue.runner_tools import RunnerTools

ANEW_AFTER: Final = 2.0
TOO_OLD: Final = 10.0
MOST_READ: Final = 1000
FEW: Final = 16


class Forecaster:
    """Plays the queue forward now and then; several askers share what came of it."""

    def __init__(
        self, tools: RunnerTools, keeper: LaneKeeper, book: CandidateBook, grants: Grants
    ) -> None:
        self._tools = tools
        self._keeper = keeper
        self._book = book
        self._grants = grants
        self._ends: dict[str, float] = {}
        self._last_end = 0.0
        self._made_at = float("-inf")
        self._making: asyncio.Task[None] | None = None

    async def eta(self, ids: Sequence[JobId], waiting: Container[str]) -> Mapping[JobId, float]:
        """Return the seconds until the jobs should be done; those it cannot tell are missing.

        What is told of waiting jobs may be some seconds old.

        Args:
            waiting: those of them that wait for certain; the others may have begun since.
        """
        age = time.monotonic() - self._made_at
        if age > ANEW_AFTER and (self._making is None or self._making.done()):
            self._making = asyncio.create_task(self._make(), name="forecast")
        if age > TOO_OLD and self._making is not None:
            await asyncio.shield(self._making)
        now = self._tools.clock.now()
        known = {
            id: max(0.0, self._ends[id] - now) for id in ids if id in waiting and id in self._ends
        }
        unknown = [id for id in ids if id not in known]
        if unknown:
            for job in await self._tools.store.find_readable(unknown):
                end = await self._end_of(job, alone=len(ids) == 1)
                if end is not None:
                    known[job.job_id] = max(0.0, end - now)
        return {id: round(seconds, 1) for id, seconds in known.items()}

    async def stop(self) -> None:
        """Work out nothing more."""
        if self._making is not None:
            self._making.cancel()
            await asyncio.gather(self._making, return_exceptions=True)

    async def _make(self) -> None:
        """Play the queue forward. It takes a while, so the loop is not held up by it."""
        try:
            reading = await self._read()
        except DatabaseUnavailableError:
            return
        ends: dict[str, float] = {}
        if reading is not None and reading.given:
            waiting = await self._book.waiting(reading.heads)
            farm = self._grants.farm(reading, apart=True)
            now = self._tools.clock.now()
            foreseen = await asyncio.to_thread(etas, waiting, farm, now)
            ends = {id: now + eta for id, eta in foreseen.items() if eta is not None}
        self._ends = ends
        self._last_end = max(ends.values(), default=0.0)
        self._made_at = time.monotonic()

    async def _read(self) -> Reading | None:
        """Return the first jobs of each project: about MOST_READ, or one each of more projects."""
        read, servers = self._tools.store.read_waiting, self._keeper.registered
        first = await read(servers, depth=1, projects=MOST_READ)
        if first is None or first.projects >= MOST_READ:
            return first
        return await read(servers, depth=MOST_READ // first.projects, projects=MOST_READ)

    async def _end_of(self, job: Job, *, alone: bool) -> float | None:
        """Return when a job should end that runs, or waits behind all that were looked at."""
        if job.state in AT_SERVER and job.server_id is not None:
            seconds = self._tools.speeds.speeds.seconds(job.server_id, work_of(job), resident=True)
            return job.attempts[-1].intent_at.timestamp() + seconds
        if job.state is not JobState.READY:
            return None
        if job.id in self._ends:
            return self._ends[job.id]
        if not alone or len(self._ends) < FEW:
            return None
        position = await self._tools.store.position(job)
        if position is None or position <= len(self._ends):
            return None
        now = self._tools.clock.now()
        return now + (self._last_end - now) * position / len(self._ends)
