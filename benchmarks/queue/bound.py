"""A lower bound of the makespan: no schedule whatever ends sooner."""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from scipy.optimize import Bounds, LinearConstraint, milp

from benchmarks.queue.workload import LOAD, Server, Task, Workload

SAMPLES: Final = 12
SOLVER_SECONDS: Final = 20.0


def lower_bound(workload: Workload) -> float:
    """Return seconds from time 0 that every schedule needs, whoever makes it."""
    releases = _releases(workload)
    tasks = sorted(workload.tasks, key=lambda task: releases[task.id])
    moments = sorted({releases[task.id] for task in tasks})
    sampled = moments[:: max(1, len(moments) // SAMPLES)] + moments[-1:]
    return max(
        max(releases[task.id] + task.work / _fastest(workload) for task in tasks),
        *_by_largest(workload),
        *(
            release + _by_loads(workload, [t for t in tasks if releases[t.id] >= release], release)
            for release in sampled
        ),
    )


def _fastest(workload: Workload) -> float:
    return max(server.speed for server in workload.servers)


def _releases(workload: Workload) -> dict[str, float]:
    """Return when each task can start at the earliest: its parent is not done before."""
    tasks = {task.id: task for task in workload.tasks}

    def release(task: Task) -> float:
        if task.parent is None:
            return task.ready
        parent = tasks[task.parent]
        return max(task.ready, release(parent) + parent.work / _fastest(workload))

    return {task.id: release(task) for task in workload.tasks}


def _by_largest(workload: Workload) -> Iterable[float]:
    """k tasks run on at most k servers at a time: the k largest ones on the k fastest."""
    works = sorted((task.work for task in workload.tasks), reverse=True)
    speeds = sorted((server.speed for server in workload.servers), reverse=True)
    for k in range(1, len(speeds)):
        yield sum(works[:k]) / sum(speeds[:k])


def _by_loads(workload: Workload, tasks: list[Task], release: float) -> float:
    """Return how long the tasks take that come no sooner than `release`, if work could be split.

    Every server that does some of a model's work must load the model, save the one it has.
    """
    work: dict[str, float] = defaultdict(float)
    for task in tasks:
        work[task.model] += task.work
    return _Program(list(work.items()), workload.servers, release).least()


class _Program:
    """Minimise T over how much work X of each model each server does.

    The columns are X (models x servers), y (loads, 0 or 1), z (a load saved by a server, 0 to 1)
    and T.
    """

    def __init__(
        self, work: list[tuple[str, float]], servers: tuple[Server, ...], release: float
    ) -> None:
        self._work = work
        self._servers = servers
        self._release = release
        self._cells = len(work) * len(servers)
        self._columns = 2 * self._cells + len(servers) + 1
        self._rows: list[tuple[dict[int, float], float, float]] = []

    def least(self) -> float:
        """Return what the solver proved: T is no less in any solution."""
        for m in range(len(self._work)):
            self._share_out(m)
        for i, server in enumerate(self._servers):
            self._fill(i, server)
        result = milp(
            [0.0] * (self._columns - 1) + [1.0],
            constraints=self._constraints(),
            bounds=Bounds([0.0] * self._columns, self._most()),
            integrality=self._integrality(),
            options={"time_limit": SOLVER_SECONDS, "mip_rel_gap": 1e-3},
        )
        if result.mip_dual_bound is None:
            raise RuntimeError(f"no bound was found: {result.message}")
        return float(result.mip_dual_bound)

    def _share_out(self, m: int) -> None:
        """All work of the model is done; none of it where it is not loaded."""
        total = self._work[m][1]
        self._rows.append(({self._x(m, i): 1.0 for i in self._all()}, total, total))
        for i in self._all():
            self._rows.append(({self._x(m, i): 1.0, self._y(m, i): -total}, -math.inf, 0.0))

    def _fill(self, i: int, server: Server) -> None:
        """The server's work and loads, save one, end in time and before it is lost."""
        models = range(len(self._work))
        busy = {self._x(m, i): 1 / server.speed for m in models}
        busy |= {self._y(m, i): LOAD for m in models}
        busy[self._z(i)] = -LOAD
        self._rows.append(({**busy, self._columns - 1: -1.0}, -math.inf, 0.0))
        if server.lost is not None:
            self._rows.append((busy, -math.inf, max(0.0, server.lost - self._release)))
        saved = {self._y(m, i): -1.0 for m in models} | {self._z(i): 1.0}
        self._rows.append((saved, -math.inf, 0.0))

    def _most(self) -> list[float]:
        """Return the largest value of each column; X and T are bounded by the rows."""
        wanted = {model for model, _ in self._work}
        saved = [float(self._release > 0 or server.resident in wanted) for server in self._servers]
        return [math.inf] * self._cells + [1.0] * self._cells + saved + [math.inf]

    def _integrality(self) -> list[int]:
        others = len(self._servers) + 1
        return [0] * self._cells + [1] * self._cells + [0] * others

    def _constraints(self) -> LinearConstraint:
        matrix = [[cells.get(n, 0.0) for n in range(self._columns)] for cells, _, _ in self._rows]
        lows, highs = [low for _, low, _ in self._rows], [high for _, _, high in self._rows]
        return LinearConstraint(matrix, lows, highs)

    def _all(self) -> range:
        return range(len(self._servers))

    def _x(self, m: int, i: int) -> int:
        return m * len(self._servers) + i

    def _y(self, m: int, i: int) -> int:
        return self._cells + self._x(m, i)

    def _z(self, i: int) -> int:
        return 2 * self._cells + i
