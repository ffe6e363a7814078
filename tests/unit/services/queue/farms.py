"""Servers and waiting jobs for tests of placement: whatever a test is not about is filled in."""

from collections.abc import Mapping
from typing import Any

from backend.domain.lane import LaneState
from backend.domain.media import MediaKind
from backend.domain.speed import Speeds
from backend.domain.work import Work
from backend.providers.base import Requirements
from backend.services.queue.farm import Farm, LaneView, Waiting

NOW = 1_000_000.0
ANYTHING = Requirements(MediaKind.IMAGE)


def anything_goes(needs: Requirements) -> str | None:
    return None


def lane(id: str = "gpu", **fields: Any) -> LaneView:
    """Return a server that is free, unless it is busy."""
    free = 0 if fields.get("busy") else 1
    usual = {"name": id, "free": free, "state": LaneState.ONLINE, "refuse": anything_goes}
    return LaneView(id, **{**usual, **fields})


def waiting(id: str = "job", waited: float = 0.0, **fields: Any) -> Waiting:
    """Return a job that became ready so many seconds ago and takes `seconds` at speed 1."""
    seconds, model = fields.pop("seconds", 20.0), fields.pop("model", "model")
    usual = {
        "project": "P",
        "order_key": NOW - waited,
        "created_at": NOW - waited,
        "work": Work(f"{model} family", model, seconds),
        "needs": ANYTHING,
    }
    return Waiting(id, **{**usual, **fields})


def farm(*lanes: LaneView, **fields: Any) -> Farm:
    """Return a farm whose queue is long."""
    return Farm(lanes, **{"speeds": Speeds(), "ready": 1000, **fields})


def learned(speeds: Mapping[str, float], model: str = "model", load: float = 30.0) -> Speeds:
    """Return what is known when each server ran one job of 20 s at speed 1, and loaded."""
    known = Speeds()
    for id, speed in speeds.items():
        known.learn(id, Work(f"{model} family", model, 20.0), 20.0 / speed, load)
    return known
