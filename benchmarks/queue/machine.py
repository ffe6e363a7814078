"""Servers in virtual time: they run what a policy gives them, and one may be lost."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Protocol

from benchmarks.queue.workload import LOAD, Server, Task, Workload

GAP: Final = 0.2
"""Seconds from the end of a job to the start of the next one."""
NOTICED: Final = 5.0
"""Seconds until it is noticed that a server was lost."""


@dataclass(eq=False)
class Machine:
    """A server at work.

    Attributes:
        line: what was handed over to it; the first of it runs.
        model: what is in its memory.
        rests: it takes nothing just now, for a job has just ended.
    """

    server: Server
    model: str | None
    line: list[Task] = field(default_factory=list)
    alive: bool = True
    rests: bool = False

    @property
    def free(self) -> bool:
        """Whether it has nothing to do."""
        return self.alive and not self.rests and not self.line


@dataclass(frozen=True)
class Run:
    """A job that ended.

    Attributes:
        load: seconds of loading its model, 0 if it was there.
    """

    task: Task
    machine: Machine
    began: float
    ended: float
    load: float


class Policy(Protocol):
    """Decides what runs where; it sees no `work`, only guesses."""

    def start(self, workload: Workload, machines: list[Machine]) -> None:
        """Get to know the servers."""

    def ready(self, task: Task, now: float) -> None:
        """Hear of a job that can run now, at first or once more."""

    def next(self, machine: Machine, now: float) -> Task | None:
        """Hand over a job; called again until there is none."""

    def look_again(self, now: float) -> float | None:
        """Say when to be asked again though nothing happened, after `next` had nothing."""

    def done(self, run: Run) -> None:
        """Hear of a job that ended."""

    def lost(self, machine: Machine) -> list[Task]:
        """Hear of a server that is gone; return the jobs still waiting for it alone."""


@dataclass(frozen=True)
class Outcome:
    """What came of a workload under a policy.

    Attributes:
        makespan: seconds from 0 to the end of the last job.
        waits: seconds from ready to done, by job.
    """

    makespan: float
    loads: int
    waits: dict[str, float]


class Simulation:
    """Runs one workload to its end."""

    def __init__(self, workload: Workload, policy: Policy) -> None:
        self._policy = policy
        self._machines = [Machine(each, model=each.resident) for each in workload.servers]
        self._children: dict[str, list[Task]] = {}
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._now = 0.0
        self._ready: dict[str, float] = {}
        self._waits: dict[str, float] = {}
        self._loads = 0
        for machine in self._machines:
            if machine.server.lost is not None:
                self._at(machine.server.lost, partial(self._lose, machine))
        for task in workload.tasks:
            if task.parent is None:
                self._at(task.ready, partial(self._become_ready, task))
            else:
                self._children.setdefault(task.parent, []).append(task)
        policy.start(workload, self._machines)

    def run(self) -> Outcome:
        """Let time pass until nothing is left to do."""
        while self._events:
            self._now = self._events[0][0]
            while self._events and self._events[0][0] <= self._now:
                heapq.heappop(self._events)[2]()
            for machine in self._machines:
                self._hand_over(machine)
        makespan = max(self._ready[id] + wait for id, wait in self._waits.items())
        return Outcome(makespan, self._loads, self._waits)

    def _at(self, moment: float, event: Callable[[], None]) -> None:
        heapq.heappush(self._events, (moment, next(self._order), event))

    def _become_ready(self, task: Task) -> None:
        self._ready.setdefault(task.id, self._now)
        self._policy.ready(task, self._now)

    def _hand_over(self, machine: Machine) -> None:
        while machine.alive and (task := self._policy.next(machine, self._now)) is not None:
            machine.line.append(task)
            if len(machine.line) == 1:
                self._begin(machine)
        again = self._policy.look_again(self._now)
        if again is not None:
            self._at(max(again, self._now + GAP), _nothing)

    def _begin(self, machine: Machine) -> None:
        task = machine.line[0]
        load = 0.0 if machine.model == task.model else LOAD
        machine.model = task.model
        self._loads += load > 0
        ended = self._now + load + task.work / machine.server.speed
        self._at(ended, partial(self._end, Run(task, machine, self._now, ended, load)))

    def _end(self, run: Run) -> None:
        """End the job; the next begins at once if it was there already, or else after the gap."""
        machine, task = run.machine, run.task
        if not machine.alive:
            return
        self._waits[task.id] = self._now - self._ready[task.id]
        machine.line.pop(0)
        self._policy.done(run)
        for child in self._children.get(task.id, ()):
            self._become_ready(child)
        if machine.line:
            self._begin(machine)
        else:
            machine.rests = True
            self._at(self._now + GAP, partial(setattr, machine, "rests", False))

    def _lose(self, machine: Machine) -> None:
        """Lose the server, with all it had."""
        machine.alive = False
        left = [*machine.line, *self._policy.lost(machine)]
        for task in left:
            self._at(self._now + NOTICED, partial(self._become_ready, task))


def _nothing() -> None:
    """Let the servers ask again."""
