"""Where a job's time went, as far as its server's hints tell."""

from types import SimpleNamespace

import pytest

from backend.providers.base import RemoteEvent
from backend.services.queue import stopwatch
from backend.services.queue.stopwatch import Laps, Stopwatch

BEGINS = RemoteEvent("p", node="1")
STEPS = RemoteEvent("p", progress=0.2, steps=True)
ENDS = RemoteEvent("p", finished=True)


class Clock:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(stopwatch, "time", SimpleNamespace(monotonic=clock.monotonic))
    return clock


def watched(clock: Clock, *hints: tuple[float, RemoteEvent]) -> Stopwatch:
    """Return a watch that was handed a job at 100 and these hints at their times."""
    watch = Stopwatch()
    watch.posted()
    for at, hint in hints:
        clock.now = at
        watch.notice(hint)
    return watch


def test_a_load_ends_with_the_first_step(clock: Clock) -> None:
    watch = watched(clock, (102, BEGINS), (132, STEPS), (133, STEPS), (140, ENDS))
    assert watch.laps(loads=True) == Laps(load=30, run=8)


def test_with_the_model_in_memory_all_is_work(clock: Clock) -> None:
    watch = watched(clock, (102, BEGINS), (103, STEPS), (110, ENDS))
    assert watch.laps(loads=False) == Laps(load=None, run=8)


def test_a_job_that_had_to_wait_there_began_with_its_first_hint(clock: Clock) -> None:
    assert watched(clock, (150, BEGINS), (155, ENDS)).laps(loads=False) == Laps(None, 5)


def test_without_hints_the_record_tells_how_long_it_took(clock: Clock) -> None:
    watch = watched(clock)
    clock.now = 120
    watch.ended()
    assert watch.laps(loads=True) == Laps(load=None, run=20)


def test_the_record_does_not_prolong_what_a_hint_said_was_over(clock: Clock) -> None:
    watch = watched(clock, (101, BEGINS), (110, ENDS))
    clock.now = 115
    watch.ended()
    assert watch.laps(loads=False) == Laps(None, 9)


def test_nothing_is_known_of_a_job_that_began_unseen_or_never_ended(clock: Clock) -> None:
    adopted = Stopwatch()
    adopted.notice(STEPS)
    adopted.ended()
    assert adopted.laps(loads=True) is None
    assert watched(clock, (101, BEGINS)).laps(loads=True) is None
