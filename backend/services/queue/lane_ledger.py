"""What one server was given to do: when it should be done, and what its ends teach."""

import contextlib
from dataclasses import dataclass
from typing import Final

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import JobId, ServerId
from backend.domain.job import Job
from backend.domain.job_state import JobState
from backend.domain.lane import Lane
from backend.domain.work import Work, work_of
from backend.services.queue.runner_tools import RunnerTools
from backend.services.queue.stopwatch import Laps, Stopwatch

_MADE: Final = frozenset({JobState.COMMITTED, JobState.DONE})


@dataclass
class Shift:
    """A job at the server, and what was expected of it.

    Attributes:
        loads: its model was not in memory.
        service: the seconds it was expected to take, loading included.
        begins, ends: by the database's clock; the end is a guess.
    """

    work: Work
    loads: bool
    service: float
    begins: float
    ends: float
    adopted: bool
    took: float = 0.0
    laps: Laps | None = None


class LaneLedger:
    """The books of one server, kept by its owner."""

    def __init__(self, lane: Lane, name: str, tools: RunnerTools) -> None:
        self.resident = lane.resident_key
        """The model in memory once the jobs handed over have run, as jobs ask for it."""
        self._id = lane.id
        self._name = name
        self._tools = tools
        self._shifts: dict[JobId, Shift] = {}
        self._left_at = 0.0

    def begin(self, job: Job, *, adopted: bool, ahead: bool = False) -> None:
        """A job is handed over, or was before this process took it over.

        Args:
            ahead: it has to wait there for a place.
        """
        work, now = work_of(job), self._tools.clock.now()
        attempt = job.attempts[-1]
        loads = work.model_key != self.resident
        service = self._tools.speeds.speeds.seconds(self._id, work, resident=not loads)
        begins = max(now, min(self.ends())) if ahead and self.ends() else now
        if adopted:
            begins = attempt.intent_at.timestamp()
        self._shifts[job.job_id] = Shift(
            work, loads, service, begins, begins + service, adopted=adopted
        )
        self.resident = work.model_key
        if adopted:
            self._tools.measures.adopted()
        else:
            waited = now - job.created_at.timestamp() if attempt.n == 1 else None
            self._tools.measures.granted(job.generation_type, waited, loads=loads)

    def accepted(self, job: Job) -> None:
        """The server took the job: it stood idle since the one before, if that is over."""
        ready_at = (job.not_before or job.created_at).timestamp()
        if ready_at <= self._left_at and job.attempts[-1].n == 1:
            self._tools.measures.handed_over(self._tools.clock.now() - self._left_at)
        self._left_at = 0.0

    def time_limit(self, job: Job) -> float:
        """Return the seconds after which a try of the job counts as stuck here."""
        return self._tools.speeds.speeds.time_limit(self._id, self._shifts[job.job_id].work)

    def remaining(self, job: Job) -> float | None:
        """Return in how many seconds the server should be done with a job; None if it is."""
        shift = self._shifts.get(job.job_id)
        if shift is None or shift.took:
            return None
        return round(max(0.0, shift.ends - self._tools.clock.now()), 1)

    def left(self, job: Job, watch: Stopwatch | None = None) -> None:
        """The server is done with a job, well or not."""
        shift = self._shifts.get(job.job_id)
        if shift is None or shift.took:
            return
        now = self._tools.clock.now()
        shift.took = max(0.001, now - shift.begins)
        shift.laps = watch.laps(loads=shift.loads) if watch is not None else None
        others = [other for other in self._shifts.values() if not other.took]
        self._left_at = 0.0 if others else now
        for other in others:
            if other.begins > now:
                other.begins, other.ends = now, now + other.service
                self._tools.measures.handed_over(0.0)
        self._tools.measures.worked(self._name, shift.took)

    def end_of(self, job: Job) -> float:
        """Return when a job should end that somebody else has of this server."""
        seconds = self._tools.speeds.speeds.seconds(self._id, work_of(job), resident=False)
        return job.attempts[-1].intent_at.timestamp() + seconds

    def ends(self) -> list[float]:
        """Return when each job that the server has should end."""
        return [shift.ends for shift in self._shifts.values() if not shift.took]

    async def close(self, job: Job) -> None:
        """A job is over here: correct what was counted of it, and learn if it was completed."""
        self.left(job)
        shift = self._shifts.pop(job.job_id)
        with contextlib.suppress(DatabaseUnavailableError):
            if not shift.adopted:
                more = shift.took - shift.service
                await self._tools.shares.correct(job.project_id, more)
            if job.state in _MADE:
                await self._learn(job, shift)

    async def _learn(self, job: Job, shift: Shift) -> None:
        posted, ended = job.attempts[-1].posted_at, job.attempts[-1].ended_at
        if posted and ended:
            await self._tools.lanes.count_done(
                self._id,
                seconds=(ended - posted).total_seconds(),
                model=str(job.applied.get("model", "")),
                model_key=shift.work.model_key,
            )
        if shift.laps is not None and not shift.adopted:
            run, load = shift.laps.run, shift.laps.load
            self._tools.measures.ran(job.generation_type, run, load)
            await self._tools.speeds.learn(ServerId(self._id), shift.work, run, load)
