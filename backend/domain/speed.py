"""How long jobs take at which server: learned from those that ended, guessed for the others."""

import math
from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import BaseModel

from backend.domain.work import Work

LEAST_WEIGHT: Final = 0.2
"""What the latest job counts at least in a mean: servers and files change."""
REMEMBERED: Final = 50
USUAL_LOAD: Final = 30.0
SECONDS_PER_FIGURE: Final = 0.5
WELL_KNOWN: Final = 5
"""After so many jobs a server's speed tells more of a new family than others of its model do."""
LEAST_LIMIT: Final = 150.0
LIMIT_FACTOR: Final = 4.0
PICTURE_LIMIT: Final = 900.0
FILM_LIMIT: Final = 3600.0


class PairSpeed(BaseModel):
    """What one server taught about one family: a document that only the server's owner writes.

    Attributes:
        run_seconds: mean seconds of the work itself, the latest counting most.
        figure: mean of the jobs' figures, in the same way.
        reference: seconds per figure on a server of speed 1. It is judged at the family's first
            run and then stays: were it learned along with the speeds, both would drift.
        recent: the latest runs' seconds, oldest first.
        load_seconds: mean seconds of loading the model.
        surprise: mean square of ln(actual / estimate), over the runs that could be estimated.
    """

    lane_id: str
    family: str
    model_key: str
    runs: int = 0
    run_seconds: float = 0.0
    figure: float = 1.0
    reference: float
    recent: list[float] = []
    loads: int = 0
    load_seconds: float = 0.0
    surprises: int = 0
    surprise: float = 0.0


class LaneSpeed(BaseModel):
    """How fast one server is beside the others: a document that only the server's owner writes."""

    lane_id: str
    runs: int = 0
    speed: float = 1.0


class Speeds:
    """All that was learned.

    Estimates are in seconds. Nothing but `learn` changes them.
    """

    def __init__(
        self,
        pairs: Iterable[PairSpeed] = (),
        lanes: Iterable[LaneSpeed] = (),
        devices: Mapping[str, str] | None = None,
    ) -> None:
        """Take up what was stored.

        Args:
            devices: the name of each server's GPU, as far as it is known.
        """
        self._lanes = {lane.lane_id: lane for lane in lanes}
        self._devices = devices or {}
        self._families: dict[str, dict[str, PairSpeed]] = {}
        self._models: dict[str, set[str]] = {}
        for pair in pairs:
            self._put(pair)
        self._runs: dict[tuple[str, Work], float] = {}
        self._loads: dict[tuple[str, str], float | None] = {}

    def run(self, lane_id: str, work: Work) -> float:
        """Return how long the work itself should take there."""
        known = self._runs.get((lane_id, work))
        if known is None:
            known = self._runs[lane_id, work] = self._run(lane_id, work)
        return known

    def load(self, lane_id: str, model_key: str) -> float | None:
        """Return how long it should take to load the model there, or None if nobody knows."""
        key = (lane_id, model_key)
        if key not in self._loads:
            self._loads[key] = self._load(lane_id, model_key)
        return self._loads[key]

    def seconds(self, lane_id: str, work: Work, *, resident: bool) -> float:
        """Return how long a job should take there, its loading included."""
        if resident:
            return self.run(lane_id, work)
        load = self.load(lane_id, work.model_key)
        return self.run(lane_id, work) + (USUAL_LOAD if load is None else load)

    def observed(self, lane_id: str) -> bool:
        """Tell whether a job ever ended there."""
        return lane_id in self._lanes and self._lanes[lane_id].runs > 0

    def speed(self, lane_id: str) -> float:
        """Return how much work the server does in a second; 1 is nothing special."""
        if self.observed(lane_id):
            return self._lanes[lane_id].speed
        seen = {id: lane.speed for id, lane in self._lanes.items() if lane.runs}
        device = self._devices.get(lane_id)
        alike = [speed for id, speed in seen.items() if device and self._devices.get(id) == device]
        return _mean(alike or seen.values(), usual=1.0)

    def sigma(self, family: str) -> float | None:
        """Return how far off estimates are, as the deviation of ln(actual / estimate)."""
        pairs = self._families.get(family, {}).values()
        count = sum(pair.surprises for pair in pairs)
        if not count:
            return None
        return math.sqrt(sum(pair.surprises * pair.surprise for pair in pairs) / count)

    def time_limit(self, lane_id: str, work: Work) -> float:
        """Return after how many seconds, loading included, a job is stuck there for sure."""
        pairs = self._families.get(work.family)
        if not pairs:
            return FILM_LIMIT if work.film else PICTURE_LIMIT
        here = pairs.get(lane_id)
        longest = _p95(here.recent) if here else self.run(lane_id, work)
        load = self.load(lane_id, work.model_key)
        return max(LEAST_LIMIT, LIMIT_FACTOR * longest + (USUAL_LOAD if load is None else load))

    def learn(
        self, lane_id: str, work: Work, run: float, load: float | None = None
    ) -> tuple[PairSpeed, LaneSpeed]:
        """Take up a completed job and return what is to be stored; failed ones teach nothing.

        Args:
            run: seconds of the work itself.
            load: seconds of loading its model; None if it was there, or if nobody knows.
        """
        run = max(run, 0.001)
        pair = self._learnt_pair(lane_id, work, run, load)
        lane = self._learnt_lane(lane_id, pair.reference, work, run)
        self._put(pair)
        self._lanes[lane_id] = lane
        self._runs.clear()
        self._loads.clear()
        return pair, lane

    def _learnt_pair(self, lane_id: str, work: Work, run: float, load: float | None) -> PairSpeed:
        pair = self._families.get(work.family, {}).get(lane_id) or PairSpeed(
            lane_id=lane_id,
            family=work.family,
            model_key=work.model_key,
            reference=self._reference(lane_id, work, run),
        )
        after = pair.model_copy(
            update={
                "runs": pair.runs + 1,
                "run_seconds": _moved(pair.run_seconds, run, pair.runs),
                "figure": _moved(pair.figure, work.figure, pair.runs),
                "recent": [*pair.recent, run][-REMEMBERED:],
            }
        )
        if load is not None:
            after.load_seconds = _moved(pair.load_seconds, load, pair.loads)
            after.loads += 1
        if self.observed(lane_id) and self._rate(work) is not None:
            miss = math.log(run / self.run(lane_id, work))
            after.surprise = _moved(pair.surprise, miss**2, pair.surprises)
            after.surprises += 1
        return after

    def _learnt_lane(self, lane_id: str, reference: float, work: Work, run: float) -> LaneSpeed:
        lane = self._lanes.get(lane_id) or LaneSpeed(lane_id=lane_id)
        speed = _moved(lane.speed, reference * work.figure / run, lane.runs)
        return lane.model_copy(update={"runs": lane.runs + 1, "speed": speed})

    def _reference(self, lane_id: str, work: Work, run: float) -> float:
        """Judge a family by others of its model, or by a server whose speed is well known."""
        family = self._families.get(work.family, {}).values()
        model = [
            pair.reference
            for each in self._models.get(work.model_key, set())
            for pair in self._families[each].values()
        ]
        runs = self._lanes[lane_id].runs if self.observed(lane_id) else 0
        if not family and (runs >= WELL_KNOWN or (runs and not model)):
            return run * self.speed(lane_id) / work.figure
        return _mean([pair.reference for pair in family] or model, usual=SECONDS_PER_FIGURE)

    def _run(self, lane_id: str, work: Work) -> float:
        pair = self._families.get(work.family, {}).get(lane_id)
        if pair is not None and pair.runs:
            return pair.run_seconds * work.figure / pair.figure
        rate = self._rate(work)
        expected = work.figure * (SECONDS_PER_FIGURE if rate is None else rate)
        return expected / self.speed(lane_id)

    def _rate(self, work: Work) -> float | None:
        """Return seconds per figure at speed 1, of the family or else of its model."""
        known = work.family in self._families
        families = {work.family} if known else self._models.get(work.model_key, set())
        rates = [
            (pair.runs, pair.run_seconds * self.speed(pair.lane_id) / pair.figure)
            for family in families
            for pair in self._families[family].values()
        ]
        runs = sum(count for count, _ in rates)
        return sum(count * rate for count, rate in rates) / runs if runs else None

    def _load(self, lane_id: str, model_key: str) -> float | None:
        """Return the mean of the model's loads there, else of all its loads."""
        pairs = [
            pair
            for family in self._models.get(model_key, set())
            for pair in self._families[family].values()
            if pair.loads
        ]
        there = [pair for pair in pairs if pair.lane_id == lane_id] or pairs
        loads = sum(pair.loads for pair in there)
        return sum(pair.loads * pair.load_seconds for pair in there) / loads if loads else None

    def _put(self, pair: PairSpeed) -> None:
        self._families.setdefault(pair.family, {})[pair.lane_id] = pair
        self._models.setdefault(pair.model_key, set()).add(pair.family)


def _moved(mean: float, value: float, seen: int) -> float:
    """Return the mean after one more value, where `seen` went into it before."""
    return mean + max(LEAST_WEIGHT, 1 / (seen + 1)) * (value - mean)


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[math.ceil(0.95 * len(seconds)) - 1]


def _mean(values: Iterable[float], *, usual: float) -> float:
    found = list(values)
    return sum(found) / len(found) if found else usual
