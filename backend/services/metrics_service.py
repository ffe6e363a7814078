"""Metrics: what was measured, and how full the queue is just now."""

import asyncio

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.job_state import JobState, JobStatus
from backend.domain.lane import LaneState
from backend.observability.metrics import Metrics
from backend.repositories.job_candidates import JobCandidates
from backend.repositories.lane_repository import LaneRepository


class MetricsService:
    """Answers those who watch us."""

    def __init__(self, metrics: Metrics, jobs: JobCandidates, lanes: LaneRepository) -> None:
        self._metrics = metrics
        self._jobs = jobs
        self._lanes = lanes

    async def text(self, accept: str) -> tuple[bytes, str]:
        """Return the measures and their content type; what the database knows in three commands."""
        try:
            jobs = await self._jobs.count_per_status((JobStatus.PENDING, JobStatus.PROCESSING))
            crowds = await self._jobs.standing()
            states = [lane.state for lane in (await self._lanes.holds()).values()]
        except DatabaseUnavailableError:
            self._metrics.queue_is_unknown()
            self._metrics.queue.is_unknown()
        else:
            self._metrics.queue_is(jobs, {state: states.count(state) for state in LaneState})
            ages = (each.seconds for (state, _), each in crowds.items() if state is JobState.READY)
            jobs_at = {place: each.jobs for place, each in crowds.items()}
            self._metrics.queue.stands(jobs_at, max(ages, default=0.0))
        return await asyncio.to_thread(self._metrics.text, accept)
