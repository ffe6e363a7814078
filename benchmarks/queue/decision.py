"""How much computing one decision and one forecast take when many jobs are queued."""

import random
import statistics
import time
from collections.abc import Callable
from typing import Final

from backend.domain.lane import LaneState
from backend.domain.speed import Speeds
from backend.domain.work import Work
from backend.services.queue.eta import FORESEEN, etas
from backend.services.queue.farm import Farm, LaneView, Waiting
from backend.services.queue.placement import choose
from benchmarks.queue.ours import ANYTHING

LANES: Final = 8
PROJECTS: Final = 20
CANDIDATES: Final = 32
"""Of each project: the oldest ones and those with the model in memory."""
QUEUED: Final = 10_000
ROUNDS: Final = 50
DECISION_GOAL: Final = 0.010
FORECAST_GOAL: Final = 0.050


def decision_times() -> tuple[float, float]:
    """Return the median seconds of computing, for a decision and for a forecast."""
    dice = random.Random(1)
    lanes = tuple(_lane(n) for n in range(LANES))
    jobs = [_job(dice, n) for n in range(PROJECTS * CANDIDATES)]
    speeds = Speeds()
    for lane in lanes:
        for job in jobs[:100]:
            speeds.learn(lane.id, job.work, job.work.figure * dice.uniform(0.5, 1.5), 30.0)

    def farm() -> Farm:
        return Farm(lanes, speeds, {str(n): 0.0 for n in range(PROJECTS)}, QUEUED)

    decide = _median(lambda: choose(lanes[0], jobs, farm(), 1000.0))
    return decide, _median(lambda: etas(jobs[:FORESEEN], farm(), 1000.0))


def _median(act: Callable[[], object]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        act()
        seconds.append(time.process_time() - began)
    return statistics.median(seconds)


def _lane(n: int) -> LaneView:
    return LaneView(
        f"server {n}",
        "",
        int(n == 0),
        LaneState.ONLINE,
        lambda needs: None,
        (1000.0 + n,)[n == 0 :],
    )


def _job(dice: random.Random, n: int) -> Waiting:
    figure, model = dice.uniform(5, 60), f"model {dice.randrange(6)}"
    work = Work(f"{model}.{int(figure).bit_length()}", model, figure)
    return Waiting(f"job {n}", str(n % PROJECTS), float(n), float(n), work, ANYTHING)
