"""Whether a job had better wait for another server that should end it sooner: pure."""

from typing import Final

from backend.services.queue.farm import Farm, Hold, LaneView, Waiting

LEAST_PATIENCE: Final = 30.0
PATIENCE: Final = 2.0
"""A job is held back for at most so many times the seconds it would take here."""
UNSURE: Final = 0.7
"""No job is held back on estimates that are off by more, as the deviation of their logarithm."""


class Foresight:
    """Plays forward what other servers do with the jobs that one server leaves to them."""

    def __init__(self, lane: LaneView, farm: Farm, now: float) -> None:
        self._lane = lane
        self._start = now if lane.free > 0 else lane.frees[0]
        self._farm = farm
        self._now = now
        self._sure = farm.speeds.observed(lane.id)
        others = farm.lanes if self._sure else ()
        self._others = [
            _Future(other, farm, now)
            for other in others
            if other.id != lane.id and other.closed is None and farm.speeds.observed(other.id)
        ]

    def hold(self, job: Waiting) -> Hold | None:
        """Leave the job to the server that ends it soonest; None if that is this one.

        Servers count as busy with all that was left to them before.
        """
        sigma = self._farm.speeds.sigma(job.work.family)
        if not self._others or (sigma is not None and sigma > UNSURE):
            return None
        here = self._farm.service(self._lane, job)
        since = self._now if job.held_since is None else job.held_since
        latest = since + max(LEAST_PATIENCE, PATIENCE * here)
        able = [each for each in self._others if self._farm.refusal(each.lane, job) is None]
        best = min(able, key=lambda each: (each.end(job), each.lane.id), default=None)
        if best is None or best.end(job) >= self._start + here or best.start > latest:
            return None
        hold = Hold(until=best.start, for_lane=best.lane.id)
        best.take(job)
        return hold


class _Future:
    """A server as it will be."""

    def __init__(self, lane: LaneView, farm: Farm, now: float) -> None:
        self.lane = lane
        self._farm = farm
        free = [now] * lane.free + lane.soon(now) or [now]
        self._starts = [moment + farm.gap for moment in free]
        self._resident = lane.resident_model

    @property
    def start(self) -> float:
        return min(self._starts)

    def end(self, job: Waiting) -> float:
        resident = job.work.model_key == self._resident
        return self.start + self._farm.speeds.seconds(self.lane.id, job.work, resident=resident)

    def take(self, job: Waiting) -> None:
        end = self.end(job)
        self._starts.remove(self.start)
        self._starts.append(end + self._farm.gap)
        self._resident = job.work.model_key
