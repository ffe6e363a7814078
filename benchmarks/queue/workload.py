"""The workloads: what must be done by which servers, drawn anew for each seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

LOAD: Final = 30.0
"""Seconds to load a model, on every server."""
SHORTEST: Final = 5.0
LONGEST: Final = 60.0
MISJUDGED: Final = 0.3
"""What is known of a job before it ran is off by at most this share."""
LESSONS: Final = 10
EQUAL: Final = (1.0, 1.0, 1.0, 1.0)
UNEQUAL: Final = (1.0, 2.0, 4.0)


@dataclass(frozen=True)
class Task:
    """A job.

    Attributes:
        work: seconds on a server of speed 1.
        guess: what the work looks like before it ran.
        ready: the moment it could start at; for a task with a parent, the moment it was queued.
    """

    id: str
    work: float
    guess: float
    model: str
    ready: float = 0.0
    project: str = "A"
    parent: str | None = None
    film: bool = False


@dataclass(frozen=True)
class Server:
    """A server: how fast it is, what it holds at the start, and when it is lost for good."""

    id: str
    speed: float
    resident: str | None = None
    lost: float | None = None


@dataclass(frozen=True)
class Workload:
    """One draw; each server has done the `past` tasks before, so that its speed is known."""

    tasks: tuple[Task, ...]
    servers: tuple[Server, ...]
    past: tuple[Task, ...] = ()


def _farm(speeds: tuple[float, ...], resident: str | None = None) -> tuple[Server, ...]:
    return tuple(Server(f"server {n}", speed, resident) for n, speed in enumerate(speeds))


def _tasks(
    dice: random.Random,
    count: int,
    *,
    models: int = 1,
    prefix: str = "job",
    low: float = SHORTEST,
    high: float = LONGEST,
) -> list[Task]:
    names = [f"model {n}" for n in range(models)]
    zipf = [1 / (n + 1) for n in range(models)]
    return [
        _task(dice, f"{prefix} {n:03}", dice.choices(names, zipf)[0], low, high)
        for n in range(count)
    ]


def _task(dice: random.Random, id: str, model: str, low: float, high: float) -> Task:
    work = dice.uniform(low, high)
    return Task(id, work, work * dice.uniform(1 - MISJUDGED, 1 + MISJUDGED), model)


def _spread(
    dice: random.Random, tasks: list[Task], speeds: tuple[float, ...], load: float
) -> list[Task]:
    """Have the tasks come one by one at random, so that they keep the servers busy to a share."""
    rate = load * sum(speeds) / ((SHORTEST + LONGEST) / 2)
    spread, now = [], 0.0
    for task in tasks:
        now += dice.expovariate(rate)
        spread.append(replace(task, ready=now))
    return spread


def _batch(
    count: int, models: int, speeds: tuple[float, ...], *, known: bool = False
) -> Callable[[random.Random], Workload]:
    def draw(dice: random.Random) -> Workload:
        resident = "model 0" if models == 1 else None
        tasks = _tasks(dice, count, models=models)
        past = _tasks(dice, LESSONS, models=models) if known else []
        return Workload(tuple(tasks), _farm(speeds, resident), tuple(past))

    return draw


def _stream(
    models: int, speeds: tuple[float, ...], load: float
) -> Callable[[random.Random], Workload]:
    def draw(dice: random.Random) -> Workload:
        tasks = _spread(dice, _tasks(dice, 200, models=models), speeds, load)
        return Workload(tuple(tasks), _farm(speeds))

    return draw


def _lost(
    models: int, speeds: tuple[float, ...], moment: float
) -> Callable[[random.Random], Workload]:
    """Lose the fastest server, or the last of equal ones."""

    def draw(dice: random.Random) -> Workload:
        *others, fastest = _farm(speeds, "model 0" if models == 1 else None)
        tasks = _tasks(dice, 200, models=models)
        return Workload(tuple(tasks), (*others, replace(fastest, lost=moment)))

    return draw


def _films(dice: random.Random) -> Workload:
    """Make a picture for each clip, and a film of each picture."""
    pictures = [_task(dice, f"picture {n:02}", "pictures", 5, 20) for n in range(40)]
    films = [
        replace(
            _task(dice, f"film {n:02}", "films", 60, 180),
            parent=picture.id,
            film=True,
        )
        for n, picture in enumerate(pictures)
    ]
    return Workload((*pictures, *films), _farm(UNEQUAL))


def _flood(dice: random.Random) -> Workload:
    tasks = [
        replace(task, project=project, ready=ready)
        for project, count, ready in (("A", 150, 0.0), ("B", 5, 60.0), ("C", 5, 120.0))
        for task in _tasks(dice, count, models=3, prefix=project)
    ]
    return Workload(tuple(tasks), _farm(EQUAL))


def _rare(dice: random.Random) -> Workload:
    tasks = _spread(dice, _tasks(dice, 300), EQUAL, 0.9)
    tasks = [replace(task, model="rare") if n % 40 == 39 else task for n, task in enumerate(tasks)]
    return Workload(tuple(tasks), _farm(EQUAL, "model 0"))


@dataclass(frozen=True)
class Plan:
    """A workload and what we promise of it.

    Attributes:
        goal: the mean of makespan over the lower bound is at most this; None: no promise.
        others_wait: the mean seconds from ready to done of all projects but A are at most this.
    """

    draw: Callable[[random.Random], Workload]
    goal: float | None
    others_wait: float | None = None


PLANS: Final = {
    "one model, 4 equal": Plan(_batch(200, 1, EQUAL), 1.03),
    "one model, 1:2:4": Plan(_batch(200, 1, UNEQUAL), 1.03),
    "6 models, 4 equal": Plan(_batch(200, 6, EQUAL), 1.05),
    "6 models, 4 equal, coming at 0.7": Plan(_stream(6, EQUAL, 0.7), 1.05),
    "6 models, 1:2:4": Plan(_batch(200, 6, UNEQUAL), 1.10),
    "6 models, 1:2:4, coming at 0.6": Plan(_stream(6, UNEQUAL, 0.6), 1.10),
    "one model, 1 of 4 lost": Plan(_lost(1, EQUAL, 400.0), 1.08),
    "6 models, 1 of 4 lost": Plan(_lost(6, EQUAL, 400.0), 1.08),
    "4 models, 1:2:4, fastest lost": Plan(_lost(4, UNEQUAL, 300.0), 1.08),
    "8 jobs, 1:2:4": Plan(_batch(8, 1, UNEQUAL), 1.35),
    "8 jobs, 1:2:4, speeds known": Plan(_batch(8, 1, UNEQUAL, known=True), 1.20),
    "40 pictures to films, 1:2:4": Plan(_films, 1.10),
    "flood, 3 models": Plan(_flood, 1.07, others_wait=155.0),
    "a rare model, coming at 0.9": Plan(_rare, None),
}


def drawn(name: str, seed: int) -> Workload:
    """Return the workload of that name, always the same for a seed."""
    return PLANS[name].draw(random.Random(f"{name} {seed}"))
