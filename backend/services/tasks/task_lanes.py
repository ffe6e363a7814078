"""The task lanes as all processes share them: what may begin, what must wait, and why."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from backend.domain.errors import (
    JobLostError,
    ProviderError,
    ProviderRateLimitedError,
    ResourceNotFoundError,
)
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId, ServerId, derived_id
from backend.domain.job import Job
from backend.domain.job_state import HELD
from backend.domain.task_lane import DueTask, ProjectOnLane, TaskLaneState, TaskLaneStatus
from backend.repositories.job_store import LaneFullError, LeaseLostError
from backend.repositories.job_tasks import JobTasks
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.task_lane_repository import TaskLaneRepository
from backend.services.queue.ending import end_try
from backend.services.queue.retry import decide
from backend.services.tasks.fair_turns import in_turn
from backend.services.tasks.handler import JobHandler, TaskLane

PAUSED_BY_PERSON: Final = "A person paused it"


@dataclass(frozen=True)
class Granted:
    """A job that is ours to run, and who does the work."""

    job: Job
    lane: TaskLane
    handler: JobHandler


class TaskLanes:
    """What may run on which lane."""

    def __init__(
        self,
        store: JobTasks,
        states: TaskLaneRepository,
        pauses: PauseRepository,
        lanes: Iterable[TaskLane],
        *,
        lease_seconds: float,
    ) -> None:
        self._store = store
        self._states = states
        self._pauses = pauses
        self._lanes = {lane.name: lane for lane in lanes}
        self._lease_seconds = lease_seconds

    @property
    def names(self) -> list[str]:
        """What the lanes are called."""
        return list(self._lanes)

    async def due(self, *, ahead: float = 0.0) -> list[DueTask]:
        """Return the jobs whose turn it is, and those whose holder fell silent.

        Args:
            ahead: seconds; jobs whose time comes so soon are among them.
        """
        rows = await self._rows(ahead=ahead)
        if not rows:
            return []
        states, pauses = await asyncio.gather(self._states.states(), self._pauses.current())
        due = [DueTask(id=id) for lane in rows.values() for row in lane for id in row.silent]
        for name, on_lane in rows.items():
            lane, state = self._lanes.get(name), states.get(name, TaskLaneState())
            if lane is None or pauses.queue or state.paused or state.resting:
                continue
            free = lane.concurrency - sum(row.slots for row in on_lane)
            due += in_turn(on_lane, free, paused=pauses.projects)
        return due

    async def grant(self, id: JobId, *, owner: str) -> Granted | None:
        """Take a job if it is its turn; None if it is not, or another process was quicker."""
        job = await self._store.find_by_id(id)
        lane = self._lanes.get(job.lane_group) if job else None
        if job is None or lane is None or id not in {each.id for each in await self.due()}:
            return None
        if job.state in HELD:
            await self._take_back(job, lane, owner)
            return None
        handler = lane.handler_of(job)
        granted = await self._claim(job, lane, owner) if handler else None
        return Granted(granted, lane, handler) if granted and handler else None

    async def overview(self) -> list[TaskLaneStatus]:
        """Return how each lane is used."""
        rows, states = await asyncio.gather(self._rows(), self._states.states())
        return [
            TaskLaneStatus(
                **states.get(name, TaskLaneState()).model_dump(),
                name=name,
                concurrency=lane.concurrency,
                depth=sum(row.depth for row in rows.get(name, ())),
                running=sum(row.running for row in rows.get(name, ())),
            )
            for name, lane in self._lanes.items()
        ]

    async def status(self, name: str) -> TaskLaneStatus:
        """Return how a lane is used; raises ResourceNotFoundError."""
        self._known(name)
        return next(each for each in await self.overview() if each.name == name)

    async def pause(self, name: str) -> None:
        """Let nothing begin on a lane; raises ResourceNotFoundError."""
        await self._states.pause(self._known(name), PAUSED_BY_PERSON)

    async def resume(self, name: str) -> None:
        """Let jobs begin again, whoever paused the lane; raises ResourceNotFoundError."""
        await self._states.resume(self._known(name))

    async def works(self, lane: TaskLane) -> None:
        """A job came to its end: what troubled the lane is over."""
        await self._states.works(lane.name)

    async def troubled(self, lane: TaskLane, error: ProviderError, failure: FailureClass) -> None:
        """A try failed: spare the provider, where that is what it asks for."""
        match failure:
            case FailureClass.LANE_AUTH:
                await self._states.pause(lane.name, error.message)
            case FailureClass.THROTTLED:
                wait = error.retry_after if isinstance(error, ProviderRateLimitedError) else 10.0
                await self._states.rest(lane.name, wait, error.message)
            case FailureClass.UNREACHABLE:
                await self._states.back_off(lane.name, error.message)

    async def _claim(self, job: Job, lane: TaskLane, owner: str) -> Job | None:
        try:
            return await self._store.claim(
                job,
                ServerId(lane.name),
                lane.label,
                owner=owner,
                remote_id=derived_id("task", job.id, job.token + 1),
                seconds=self._lease_seconds,
                slots=range(lane.concurrency),
            )
        except LaneFullError:
            return None

    async def _take_back(self, job: Job, lane: TaskLane, owner: str) -> None:
        """Give a job back to the queue whose process died; one that kills them ends that way."""
        with contextlib.suppress(LeaseLostError):
            job = await self._store.adopt(job, owner=owner, seconds=self._lease_seconds) or job
            died = JobLostError(lane.label, "the process that did the work died")
            decision = decide(job, died, died.failure)
            await end_try(self._store, job, died, died.failure, decision)

    async def _rows(self, *, ahead: float = 0.0) -> dict[str, Sequence[ProjectOnLane]]:
        rows: defaultdict[str, list[ProjectOnLane]] = defaultdict(list)
        for row in await self._store.on_task_lanes(ahead=ahead):
            rows[row.lane].append(row)
        return dict(rows)

    def _known(self, name: str) -> str:
        if name not in self._lanes:
            raise ResourceNotFoundError("Lane", name)
        return name
