"""Our own placement in virtual time: the code that runs live, on what it would see live."""

import heapq
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from backend.domain.lane import LaneState
from backend.domain.media import MediaKind
from backend.domain.speed import Speeds
from backend.domain.work import Work
from backend.providers.base import Requirements
from backend.services.queue.farm import Choice, Farm, Grant, LaneView, Waiting
from backend.services.queue.placement import LONGEST_FIRST, affinity, choose, in_tail
from benchmarks.queue.machine import GAP, Machine, Policy, Run
from benchmarks.queue.workload import Task, Workload

ANYTHING: Final = Requirements(MediaKind.IMAGE)
FEWEST_CANDIDATES: Final = 16
CANDIDATES_PER_LANE: Final = 3
WARM_CANDIDATES: Final = 8


class Ours(Policy):
    """Asks `choose`, and keeps what the queue keeps: waiting jobs, shares and learned speeds.

    Attributes:
        overtaken: jobs that were overtaken by one that became ready too long after them.
    """

    def start(self, workload: Workload, machines: list[Machine]) -> None:
        """Begin with nothing learned, unless the workload says that speeds are known."""
        self.overtaken: list[str] = []
        self._machines = {machine.server.id: machine for machine in machines}
        self._waiting: dict[str, tuple[Waiting, Task]] = {}
        self._ready_at: dict[str, float] = {}
        self._running: dict[str, tuple[Grant, float]] = {}
        self._shares: dict[str, float] = {}
        self._again: float | None = None
        self._speeds = Speeds()
        for task, machine in product(workload.past, machines):
            took = task.work / machine.server.speed
            self._speeds.learn(machine.server.id, work_of(task), took)

    def ready(self, task: Task, now: float) -> None:
        """Queue it, at its old place if it was lost."""
        moment = self._ready_at.setdefault(task.id, now)
        job = Waiting(task.id, task.project, moment, moment, work_of(task), ANYTHING)
        self._shares.setdefault(task.project, min(self._shares.values(), default=0.0))
        self._waiting[task.id] = job, task

    def next(self, machine: Machine, now: float) -> Task | None:
        """Ask for the machine, if it has nothing to do."""
        if not machine.free or not self._waiting:
            return None
        farm = self._farm()
        lane = farm.lane(machine.server.id)
        choice = choose(lane, self._candidates(lane), farm, now)
        self._note_holds(choice, now)
        if not isinstance(choice.verdict, Grant):
            self._again = choice.verdict.until if choice.verdict else None
            return None
        grant = choice.verdict
        passed = [job for job in self._jobs() if job.id not in choice.held]
        self.overtaken += overtaken(lane, grant.job, passed, farm)
        self._shares = dict(farm.granted(lane, grant, now).shares)
        self._running[lane.id] = grant, now + grant.service
        return self._waiting.pop(grant.job.id)[1]

    def look_again(self, now: float) -> float | None:
        """Say when a job should no longer be held back."""
        again, self._again = self._again, None
        return again

    def done(self, run: Run) -> None:
        """Learn, and correct the project's share."""
        lane_id, project = run.machine.server.id, run.task.project
        grant, _ = self._running.pop(lane_id)
        took = run.ended - run.began
        self._speeds.learn(lane_id, grant.job.work, took - run.load, run.load or None)
        self._shares[project] += took - grant.service
        at_work = [each.job for each, _ in self._running.values()]
        if all(job.project != project for job in [*self._jobs(), *at_work]):
            del self._shares[project]

    def lost(self, machine: Machine) -> list[Task]:
        """Give back nothing: no job waits for one server alone."""
        self._running.pop(machine.server.id, None)
        return []

    def _jobs(self) -> Iterator[Waiting]:
        return (job for job, _ in self._waiting.values())

    def _farm(self) -> Farm:
        lanes = tuple(self._view(machine) for machine in self._machines.values() if machine.alive)
        return Farm(lanes, self._speeds, self._shares, len(self._waiting), GAP)

    def _view(self, machine: Machine) -> LaneView:
        id = machine.server.id
        return LaneView(
            id,
            id,
            free=int(machine.free),
            state=LaneState.ONLINE,
            refuse=_refuse_nothing,
            busy=(self._running[id][1],) if id in self._running else (),
            resident_model=machine.model,
        )

    def _candidates(self, lane: LaneView) -> list[Waiting]:
        """Return of each project the oldest jobs, and the oldest of those the lane is warm for."""
        size = max(FEWEST_CANDIDATES, CANDIDATES_PER_LANE * len(self._machines))
        found: dict[str, Waiting] = {}
        for project in self._shares:
            own = [job for job in self._jobs() if job.project == project]
            warm = [job for job in own if job.work.model_key == lane.resident_model]
            found |= {job.id: job for job in _oldest(own, size) + _oldest(warm, WARM_CANDIDATES)}
        return list(found.values())

    def _note_holds(self, choice: Choice, now: float) -> None:
        for id in choice.held:
            job, task = self._waiting[id]
            if job.held_since is None:
                self._waiting[id] = replace(job, held_since=now), task


def work_of(task: Task) -> Work:
    """Return what is known of a task before it runs."""
    family = f"{task.model}.{math.floor(math.log2(task.guess))}"
    return Work(family, task.model, task.guess, film=task.film)


def overtaken(
    lane: LaneView, granted: Waiting, waiting: Iterable[Waiting], farm: Farm
) -> list[str]:
    """Return those of the jobs passed over for another that waited too much longer than it."""
    ahead = LONGEST_FIRST if in_tail(farm) else 0.0
    if granted.work.model_key == lane.resident_model:
        ahead += affinity(lane, granted.work.model_key, farm)
    return [
        job.id
        for job in waiting
        if job.project == granted.project and granted.order_key > job.order_key + ahead
    ]


def _refuse_nothing(needs: Requirements) -> None:
    """Every server can do everything."""


def _oldest(jobs: list[Waiting], count: int) -> list[Waiting]:
    return heapq.nsmallest(count, jobs, key=lambda job: (job.order_key, job.id))
