"""Metrics: what was measured, and how full the queue is just now."""

import asyncio

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.job import JobStatus
from backend.domain.lane import LaneState
from backend.observability.metrics import Metrics
from backend.repositories.job_repository import JobRepository
from backend.repositories.lane_repository import LaneRepository


class MetricsService:
    """Answers those who watch us."""

    def __init__(self, metrics: Metrics, jobs: JobRepository, lanes: LaneRepository) -> None:
        self._metrics = metrics
        self._jobs = jobs
        self._lanes = lanes

    async def text(self, accept: str) -> tuple[bytes, str]:
        """Return the measures and their content type; what the database knows in two commands."""
        try:
            jobs = await self._jobs.count_per_status((JobStatus.PENDING, JobStatus.PROCESSING))
            states = [lane.state for lane in (await self._lanes.holds()).values()]
        except DatabaseUnavailableError:
            self._metrics.queue_is_unknown()
        else:
            self._metrics.queue_is(jobs, {state: states.count(state) for state in LaneState})
        return await asyncio.to_thread(self._metrics.text, accept)
