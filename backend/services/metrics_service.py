"""Metrics: what was measured, and how full the queue is just now."""

import asyncio

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.job_state import JobState, JobStatus
from backend.domain.lane import LaneState
from backend.observability.metrics import Metrics
from backend.repositories.draft_repository import DraftRepository
from backend.repositories.job_candidates import JobCandidates
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.task_lane_repository import TaskLaneRepository


class MetricsService:
    """Answers those who watch us."""

    def __init__(
        self,
        metrics: Metrics,
        jobs: JobCandidates,
        lanes: LaneRepository,
        task_lanes: TaskLaneRepository,
        drafts: DraftRepository,
    ) -> None:
        self._metrics = metrics
        self._jobs = jobs
        self._lanes = lanes
        self._task_lanes = task_lanes
        self._drafts = drafts

    async def text(self, accept: str) -> tuple[bytes, str]:
        """Return the measures and their content type; what the database knows in five commands."""
        try:
            jobs = await self._jobs.count_per_status((JobStatus.PENDING, JobStatus.PROCESSING))
            crowds = await self._jobs.standing()
            states = [lane.state for lane in (await self._lanes.holds()).values()]
            task_lanes = await self._task_lanes.states()
            drafts = await self._drafts.count_by_status()
        except DatabaseUnavailableError:
            self._metrics.queue_is_unknown()
            self._metrics.queue.is_unknown()
        else:
            self._metrics.queue_is(jobs, {state: states.count(state) for state in LaneState})
            ages = (each.seconds for (state, _), each in crowds.items() if state is JobState.READY)
            self._metrics.paid.stand([name for name, each in task_lanes.items() if each.paused])
            self._metrics.drafts_are(drafts)
            jobs_at = {place: each.jobs for place, each in crowds.items()}
            self._metrics.queue.stands(jobs_at, max(ages, default=0.0))
        return await asyncio.to_thread(self._metrics.text, accept)
