"""When waiting jobs should be done: placement played forward in virtual time, pure."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from backend.services.queue.farm import Farm, Grant, LaneView, Waiting
from backend.services.queue.placement import choose

FORESEEN: Final = 200
"""So many jobs are played forward one by one; what is further back is only added up."""
DEPTH: Final = 16
"""Each decision looks at so many jobs of each project and model: they go by age among them."""


def etas(jobs: Sequence[Waiting], farm: Farm, now: float) -> dict[str, float | None]:
    """Return in how many seconds each job should be done; None if no open server can run it.

    Args:
        jobs: all that are ready and not paused; those that wait for a retry may be among them.
    """
    lanes = tuple(lane for lane in farm.lanes if lane.closed is None)
    ordered = sorted(jobs, key=lambda job: (job.order_key, job.created_at, job.id))
    able = [job for job in ordered if any(farm.refusal(lane, job) is None for lane in lanes)]
    play = _Play(able[:FORESEEN], replace(farm, lanes=lanes, ready=len(able)), now)
    play.run()
    play.add_up(able[FORESEEN:])
    return {job.id: play.ends[job.id] - now if job.id in play.ends else None for job in jobs}


class _Play:
    """The farm in virtual time.

    Attributes:
        ends: when each job will be done.
    """

    def __init__(self, jobs: Sequence[Waiting], farm: Farm, now: float) -> None:
        self.ends: dict[str, float] = {}
        self._now = now
        self._able = {
            lane.id: {job.id for job in jobs if farm.refusal(lane, job) is None}
            for lane in farm.lanes
        }
        self._groups: dict[tuple[str, str], dict[str, Waiting]] = {}
        for job in jobs:
            self._groups.setdefault((job.project, job.work.model_key), {})[job.id] = job
        self._farm = replace(farm, lanes=tuple(_plain(lane, now) for lane in farm.lanes))
        ends = {end + farm.gap for lane in self._farm.lanes for end in lane.busy}
        self._moments = sorted({now, *ends})
        """When something may be decided, as a heap."""

    def run(self) -> None:
        """Let time pass until all jobs are placed."""
        while self._moments and any(self._groups.values()):
            self._now = heapq.heappop(self._moments)
            self._farm = self._freed()
            for lane in self._farm.lanes:
                self._fill(lane)

    def add_up(self, jobs: Iterable[Waiting]) -> None:
        """Have the jobs follow all others: the work ahead over the speed of who can do it."""
        lanes = self._farm.lanes
        moments = [moment for lane in lanes for moment in (*lane.busy, *[self._now] * lane.free)]
        ahead = sum(moments) / len(moments) if moments else self._now
        for job in jobs:
            able = [lane for lane in lanes if self._farm.refusal(lane, job) is None]
            seconds = [self._farm.speeds.run(lane.id, job.work) for lane in able]
            places = [lane.free + len(lane.busy) for lane in able]
            self.ends[job.id] = ahead + min(seconds)
            ahead += 1 / sum(n / each for n, each in zip(places, seconds, strict=True))

    def _freed(self) -> Farm:
        """Return the farm with the places free whose jobs have ended."""
        return replace(self._farm, lanes=tuple(map(self._after, self._farm.lanes)))

    def _after(self, lane: LaneView) -> LaneView:
        busy = tuple(end for end in lane.busy if end + self._farm.gap > self._now)
        return replace(lane, free=lane.free + len(lane.busy) - len(busy), busy=busy)

    def _fill(self, lane: LaneView) -> None:
        """Grant to the server until it is full or its jobs are held back for others."""
        while lane.free > 0:
            choice = choose(lane, self._candidates(lane), self._farm, self._now)
            if not isinstance(choice.verdict, Grant):
                return
            grant = choice.verdict
            self.ends[grant.job.id] = end = self._now + grant.service
            del self._groups[grant.job.project, grant.job.work.model_key][grant.job.id]
            self._farm = self._farm.granted(lane, grant, self._now)
            lane = self._farm.lane(lane.id)
            heapq.heappush(self._moments, end + self._farm.gap)

    def _candidates(self, lane: LaneView) -> list[Waiting]:
        able = self._able[lane.id]
        return [
            job
            for group in self._groups.values()
            for job in islice((job for job in group.values() if job.id in able), DEPTH)
        ]


def _plain(lane: LaneView, now: float) -> LaneView:
    """Return the server without jobs that were handed over early: each place has one job.

    One that takes no job though none is known to run there is about to be free.
    """
    ends = tuple(lane.soon(now))
    free = max(lane.free, 0 if ends else 1)
    return replace(lane, free=free, busy=ends, queued=0, over_queue=False)
