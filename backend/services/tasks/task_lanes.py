"""The task lanes as all processes share them: what may begin, what must wait, and why."""

import asyncio
import contextlib
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from backend.domain.errors import (
    JobLostError,
    ProviderError,
    ResourceNotFoundError,
)
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId, ProjectId, ServerId, derived_id
from backend.domain.job import SERVERS, Job
from backend.domain.job_state import FINAL, HELD
from backend.domain.task_lane import DueTask, ProjectOnLane, TaskLaneState, TaskLaneStatus
from backend.repositories.job_store import LaneFullError, LeaseLostError
from backend.repositories.job_tasks import JobTasks
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.task_lane_repository import TaskLaneRepository
from backend.services.lane_trouble import spare
from backend.services.queue.ending import end_try
from backend.services.queue.retry import decide
from backend.services.tasks.fair_turns import in_turn
from backend.services.tasks.handler import JobHandler, TaskLane

PAUSED_BY_PERSON: Final = "A person paused it"
SENT_ON_AT_ONCE: Final = 100
LOOKED_AT_ONCE: Final = 20
"""Of so many projects at a look it is seen whether there is money now."""


@dataclass(frozen=True)
class Granted:
    """A job that is ours to run, and who does the work."""

    job: Job
    lane: TaskLane
    handler: JobHandler


class Purse(Protocol):
    """Who knows what may be spent."""

    async def reserve(self, job: Job, usd: float) -> str | None:
        """Set aside what a job will cost; return why not, if there is not so much."""
        ...

    async def settle(self, job: Job, *, stopped: bool = False) -> None:
        """Count what a job that is over has cost."""

    async def able(self, wanted: Mapping[ProjectId, float]) -> list[ProjectId]:
        """Return those of the projects that may spend so much."""
        ...


class TaskLanes:
    """What may run on which lane."""

    def __init__(
        self,
        store: JobTasks,
        states: TaskLaneRepository,
        pauses: PauseRepository,
        lanes: Iterable[TaskLane],
        purse: Purse,
        *,
        lease_seconds: float,
    ) -> None:
        self._store = store
        self._states = states
        self._pauses = pauses
        self._lanes = {lane.name: lane for lane in lanes}
        self._purse = purse
        self._held: dict[ProjectId, float] = {}
        """What the cheapest job costs that waits for money, by project, at the latest look."""
        self._lease_seconds = lease_seconds

    @property
    def names(self) -> list[str]:
        """What the lanes are called."""
        return list(self._lanes)

    @property
    def places(self) -> int:
        """How many jobs run at once, over all lanes."""
        return sum(lane.concurrency for lane in self._lanes.values())

    def add(self, lane: TaskLane) -> None:
        """Run jobs on one more lane."""
        self._lanes[lane.name] = lane

    def remove(self, name: str) -> None:
        """Begin nothing more on a lane, if there is one; what runs on it runs on."""
        self._lanes.pop(name, None)

    async def tend(self) -> None:
        """Send jobs on that their lanes will not do, and try those again that waited for money."""
        states = await self._states.states()
        shut = {name for name, state in states.items() if state.paused}
        open_lanes = self._lanes.keys() - shut
        for job in await self._store.list_stranded(sorted(open_lanes), limit=SENT_ON_AT_ONCE):
            to = next((lane for lane in job.routes if lane == SERVERS or lane in open_lanes), None)
            if to is not None:
                with contextlib.suppress(LeaseLostError):
                    await self._store.reroute(job, to)
        if self._held:
            some = random.sample(sorted(self._held), min(LOOKED_AT_ONCE, len(self._held)))
            wanted = {id: self._held[id] for id in some}
            await self._store.go_on(await self._purse.able(wanted))

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

    async def forgive(self, name: str) -> None:
        """Let jobs begin again on a lane, unless a person paused it."""
        await self._states.resume(name, unless=PAUSED_BY_PERSON)

    async def works(self, lane: TaskLane) -> None:
        """A job came to its end: what troubled the lane is over."""
        await self._states.works(lane.name)

    async def troubled(self, lane: TaskLane, error: ProviderError, failure: FailureClass) -> None:
        """A try failed: spare the provider, where that is what it asks for."""
        await spare(self._states, lane.name, error, failure)

    async def _claim(self, job: Job, lane: TaskLane, owner: str) -> Job | None:
        cost = None
        if lane.estimate is not None:
            cost = lane.estimate(job)
            why_not = await self._purse.reserve(job, cost or 0.0)
            if why_not is not None:
                await self._wait_for_money(job, cost, why_not)
                return None
        try:
            return await self._store.claim(
                job,
                ServerId(lane.name),
                lane.label,
                owner=owner,
                remote_id=derived_id("task", job.id, job.token + 1),
                seconds=self._lease_seconds,
                slots=range(lane.concurrency),
                cost_estimate=cost,
            )
        except LaneFullError:
            return None

    async def _wait_for_money(self, job: Job, cost: float | None, why: str) -> None:
        """Have a job wait that costs too much, unless there is another lane for it."""
        to = next((lane for lane in job.routes if lane == SERVERS or lane in self._lanes), None)
        if to is None:
            await self._store.hold_for_money(job, cost, why)
            return
        with contextlib.suppress(LeaseLostError):
            await self._store.reroute(job, to)

    async def _take_back(self, job: Job, lane: TaskLane, owner: str) -> None:
        """Give a job back to the queue whose process died; one that kills them ends that way."""
        with contextlib.suppress(LeaseLostError):
            job = await self._store.adopt(job, owner=owner, seconds=self._lease_seconds) or job
            died = JobLostError(lane.label, "the process that did the work died")
            failure = FailureClass.INTERRUPTED
            decision = decide(job, died, failure)
            ended = await end_try(self._store, job, died, failure, decision)
            if ended.state in FINAL:
                await self._purse.settle(ended)

    async def _rows(self, *, ahead: float = 0.0) -> dict[str, Sequence[ProjectOnLane]]:
        rows: defaultdict[str, list[ProjectOnLane]] = defaultdict(list)
        held: dict[ProjectId, float] = {}
        for row in await self._store.on_task_lanes(ahead=ahead):
            rows[row.lane].append(row)
            if row.project_id and row.cheapest_held is not None:
                held[row.project_id] = min(row.cheapest_held, held.get(row.project_id, math.inf))
        self._held = held
        return dict(rows)

    def _known(self, name: str) -> str:
        if name not in self._lanes:
            raise ResourceNotFoundError("Lane", name)
        return name
