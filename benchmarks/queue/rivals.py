"""Other policies, to compare with: two that push, and three that bind late."""

from collections import defaultdict, deque
from typing import Final

from benchmarks.queue.machine import Machine, Policy, Run
from benchmarks.queue.workload import Task, Workload

WARM_WINDOW: Final = 32


class _Rival(Policy):
    """What they have in common: a list of waiting jobs, oldest first, and nothing to learn."""

    def start(self, workload: Workload, machines: list[Machine]) -> None:
        self.waiting: list[Task] = []
        self.machines = machines

    def ready(self, task: Task, now: float) -> None:
        self.waiting.append(task)

    def next(self, machine: Machine, now: float) -> Task | None:
        if not self.waiting or not machine.free:
            return None
        task = self.pick(machine, now)
        self.waiting.remove(task)
        return task

    def pick(self, machine: Machine, now: float) -> Task:
        """Return the job for a server that is free."""
        return self.waiting[0]

    def look_again(self, now: float) -> float | None:
        return None

    def done(self, run: Run) -> None:
        return None

    def lost(self, machine: Machine) -> list[Task]:
        return []


class LateFifo(_Rival):
    """The oldest job goes to whichever server is free."""


class _Push(_Rival):
    """Each job is given to a server as soon as it can run, and stays there."""

    def start(self, workload: Workload, machines: list[Machine]) -> None:
        super().start(workload, machines)
        self.lines: dict[str, deque[Task]] = defaultdict(deque)
        self.turn = 0

    def ready(self, task: Task, now: float) -> None:
        self.lines[self.target().server.id].append(task)

    def target(self) -> Machine:
        """Return the server for the next job."""
        raise NotImplementedError

    def next(self, machine: Machine, now: float) -> Task | None:
        line = self.lines[machine.server.id]
        return line.popleft() if line and machine.free else None

    def lost(self, machine: Machine) -> list[Task]:
        return list(self.lines.pop(machine.server.id, ()))


class RoundRobinPush(_Push):
    """Servers take turns."""

    def target(self) -> Machine:
        alive = [machine for machine in self.machines if machine.alive]
        self.turn += 1
        return alive[self.turn % len(alive)]


class LeastQueuePush(_Push):
    """The server with the fewest jobs gets the next."""

    def target(self) -> Machine:
        alive = [machine for machine in self.machines if machine.alive]
        return min(alive, key=lambda each: len(self.lines[each.server.id]) + len(each.line))


class InvokeLike(_Rival):
    """In the manner of InvokeAI: the first job with the loaded model among the first few."""

    def pick(self, machine: Machine, now: float) -> Task:
        warm = (task for task in self.waiting[:WARM_WINDOW] if task.model == machine.model)
        return next(warm, self.waiting[0])


class SwarmLike(_Rival):
    """In the manner of SwarmUI: one job waits at each server; models press to be loaded.

    A server goes on with the model it has. One that has nothing to do for it loads the model for
    which most waiting was done so far.
    """

    def next(self, machine: Machine, now: float) -> Task | None:
        if not self.waiting or not machine.alive or machine.rests or len(machine.line) > 1:
            return None
        model = machine.line[-1].model if machine.line else machine.model
        task = next((task for task in self.waiting if task.model == model), None)
        if task is None and not machine.line:
            task = self._most_wanted(now)
        if task is not None:
            self.waiting.remove(task)
        return task

    def _most_wanted(self, now: float) -> Task:
        pressure: dict[str, float] = defaultdict(float)
        for task in self.waiting:
            pressure[task.model] += 1 + now - task.ready
        model = max(pressure, key=pressure.__getitem__)
        return next(task for task in self.waiting if task.model == model)


RIVALS: Final = {
    "round robin push": RoundRobinPush,
    "least queue push": LeastQueuePush,
    "late FIFO": LateFifo,
    "like SwarmUI": SwarmLike,
    "like InvokeAI": InvokeLike,
}
