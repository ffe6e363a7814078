"""Which job a server should run next: a pure function of what is known now.

The jobs that may run here are ranked by how long they wait, where it counts as waiting, too, that
their model is in memory. The first is granted, unless another server should end it sooner.
"""

from collections.abc import Callable, Iterable
from typing import Final

from backend.services.queue.farm import Choice, Farm, Grant, LaneView, Waiting
from backend.services.queue.foresight import Foresight

AFFINITY_UNKNOWN: Final = 120.0
LEAST_AFFINITY: Final = 30.0
MOST_AFFINITY: Final = 600.0
LOADS_WORTH: Final = 4.0
"""A job that needs no load may overtake others by as much as so many loads take: the load is saved
for all that follow. It is bounded, since a rare model would wait for ever."""
TAIL_PER_LANE: Final = 3
LONGEST_FIRST: Final = 60.0
FAIR_WINDOW: Final = 60.0
"""Seconds of service a project may be ahead of the one that was given least."""
ALMOST_FREE: Final = 1.0
VERY_SHORT: Final = 5.0

Rank = tuple[float, float, str]


def choose(lane: LaneView, candidates: Iterable[Waiting], farm: Farm, now: float) -> Choice:
    """Choose what the server does next; ties go to the older job, then by id.

    Overtaking is bounded: on a server that can run both, within one project and priority, a job
    that is not held back is overtaken only by jobs that became ready at most `affinity` after it,
    and LONGEST_FIRST more when few jobs are left.
    """
    choice = Choice()
    able = []
    for job in candidates:
        reason = farm.refusal(lane, job)
        if reason is None:
            able.append(job)
        else:
            choice.refusals[job.id] = reason
    if lane.free > 0 or _takes_more(lane, farm, now):
        fair = _fair(able, farm)
        choice.unfair = {job.id for job in able} - {job.id for job in fair}
        _decide(lane, sorted(fair, key=_rank(lane, farm)), farm, now, choice)
    return choice


def affinity(lane: LaneView, model_key: str, farm: Farm) -> float:
    """Return by how many seconds of waiting a job is preferred whose model is in memory."""
    load = farm.speeds.load(lane.id, model_key)
    if load is None:
        return AFFINITY_UNKNOWN
    return min(max(LOADS_WORTH * load, LEAST_AFFINITY), MOST_AFFINITY)


def _decide(lane: LaneView, ranked: list[Waiting], farm: Farm, now: float, choice: Choice) -> None:
    """Grant the first job that is not better left to another server."""
    foresight = Foresight(lane, farm, now)
    for job in ranked:
        hold = foresight.hold(job)
        if hold is None:
            choice.verdict = _grant(lane, job, farm, now)
            return
        choice.held[job.id] = hold
    choice.verdict = min(choice.held.values(), key=lambda hold: hold.until, default=None)


def _grant(lane: LaneView, job: Waiting, farm: Farm, now: float) -> Grant | None:
    """Grant the job; to a server that is not free yet only if one of both is over very soon."""
    service = farm.service(lane, job)
    if lane.free > 0:
        return Grant(job, service)
    short = service < VERY_SHORT or lane.frees[0] - now < ALMOST_FREE
    return Grant(job, service, over=True) if short else None


def _fair(able: list[Waiting], farm: Farm) -> list[Waiting]:
    """Leave out projects that were given more than their share (start-time fair queueing)."""
    given = {job.project: farm.given(job.project) for job in able}
    most = min(given.values(), default=0.0) + FAIR_WINDOW
    return [job for job in able if given[job.project] <= most]


def _rank(lane: LaneView, farm: Farm) -> Callable[[Waiting], Rank]:
    """Return the sorting key of jobs at this server: less is sooner."""
    tail = in_tail(farm)
    warm = lane.resident_model
    bonus = affinity(lane, warm, farm) if warm else 0.0

    def rank(job: Waiting) -> Rank:
        moment = job.order_key
        if warm and job.work.model_key == warm:
            moment -= bonus
        if tail:
            moment -= min(farm.speeds.run(lane.id, job.work), LONGEST_FIRST)
        return moment, job.created_at, job.id

    return rank


def in_tail(farm: Farm) -> bool:
    """Tell whether so few jobs are left that the longest should come first.

    It needs estimates that were learned at every server.
    """
    lanes = [lane for lane in farm.lanes if lane.closed is None]
    few = farm.ready <= TAIL_PER_LANE * len(lanes)
    return few and all(farm.speeds.observed(lane.id) for lane in lanes)


def _takes_more(lane: LaneView, farm: Farm, now: float) -> bool:
    """Tell whether a job may be handed over before its turn, if it is short enough.

    What runs there must be about to end, by an estimate that was learned.
    """
    if not lane.over_queue or lane.queued or not lane.busy or not farm.speeds.observed(lane.id):
        return False
    return 0 <= lane.frees[0] - now < VERY_SHORT
