"""When a job is left to a faster server that is busy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.lane import LaneState
from backend.domain.work import Work
from backend.services.queue.farm import Choice, Farm, Grant, Hold, LaneView, Waiting
from backend.services.queue.foresight import LEAST_PATIENCE, PATIENCE
from backend.services.queue.placement import choose
from tests.unit.services.queue.farms import NOW, farm, lane, learned, waiting

SLOW = lane("slow", resident_model="model")
KNOWN = {"slow": 1.0, "fast": 4.0}


def fast(rest: float = 10.0, **fields: object) -> LaneView:
    """Return a server four times as fast that is busy for so many seconds more."""
    return lane("fast", busy=(NOW + rest,), resident_model="model", **fields)


def chosen(other: LaneView, *jobs: Waiting, **fields: object) -> Choice:
    """Return what the slow server decides."""
    crowd = farm(SLOW, other, **{"speeds": learned(KNOWN), "gap": 0.2, **fields})
    return choose(SLOW, jobs, crowd, NOW)


def test_a_job_waits_for_a_server_that_should_end_it_sooner() -> None:
    choice = chosen(fast(rest=10), waiting(seconds=60))
    assert choice.verdict == Hold(until=NOW + 10.2, for_lane="fast")
    assert choice.held == {"job": choice.verdict}


def test_a_job_waits_for_no_server_that_should_end_it_later() -> None:
    assert isinstance(chosen(fast(rest=50), waiting(seconds=60)).verdict, Grant)


def test_a_job_waits_no_longer_for_a_server_whose_job_is_long_overdue() -> None:
    assert isinstance(chosen(fast(rest=-5), waiting(seconds=60)).verdict, Hold)
    assert isinstance(chosen(fast(rest=-50), waiting(seconds=60)).verdict, Grant)


def test_a_server_is_busy_with_all_jobs_that_were_left_to_it_before() -> None:
    jobs = [waiting(str(n), 9 - n, seconds=60) for n in range(6)]
    choice = chosen(fast(rest=10), *jobs)
    assert isinstance(choice.verdict, Grant)
    assert list(choice.held) == ["0", "1", "2"]
    assert choice.verdict.job.id == "3"
    starts = [hold.until for hold in choice.held.values()]
    assert starts == pytest.approx([NOW + 10.2, NOW + 25.4, NOW + 40.6])


def test_loading_counts_in_the_comparison() -> None:
    cold = lane("fast", busy=(NOW + 10,), resident_model="other")
    job, quick, long = waiting(seconds=60), learned(KNOWN, load=5), learned(KNOWN, load=60)
    assert isinstance(chosen(cold, job, speeds=quick).verdict, Hold)
    assert isinstance(chosen(cold, job, speeds=long).verdict, Grant)


@pytest.mark.parametrize("seen", [{"slow": 1.0}, {"fast": 4.0}])
def test_nothing_is_held_back_before_both_servers_were_observed(seen: dict[str, float]) -> None:
    choice = chosen(fast(rest=1), waiting(seconds=600), speeds=learned(seen))
    assert isinstance(choice.verdict, Grant)


def test_nothing_is_held_back_on_estimates_that_are_far_off() -> None:
    wild = learned(KNOWN)
    for seconds in (5.0, 80.0, 4.0, 100.0):
        wild.learn("slow", Work("model family", "model", 20.0), seconds)
    sigma = wild.sigma("model family")
    assert sigma is not None
    assert sigma > 0.7
    assert isinstance(chosen(fast(rest=1), waiting(seconds=60), speeds=wild).verdict, Grant)


@pytest.mark.parametrize(
    "other",
    [
        fast(state=LaneState.OFFLINE),
        fast(draining=True),
        fast(paused=True),
        fast(refuse=lambda needs: "lacks the model"),
    ],
)
def test_no_job_waits_for_a_server_that_will_not_take_it(other: LaneView) -> None:
    assert isinstance(chosen(other, waiting(seconds=60)).verdict, Grant)


def test_no_job_waits_for_a_server_it_may_not_run_at() -> None:
    for job in (waiting(pinned="slow"), waiting(excluded=frozenset({"fast"}))):
        assert isinstance(chosen(fast(rest=1), job).verdict, Grant)


def test_of_two_servers_that_are_free_the_faster_one_gets_the_job() -> None:
    free = lane("fast", resident_model="model")
    assert isinstance(chosen(free, waiting()).verdict, Hold)
    crowd = farm(SLOW, free, speeds=learned(KNOWN), gap=0.2)
    assert isinstance(choose(free, [waiting()], crowd, NOW).verdict, Grant)


def test_two_equal_servers_that_are_free_leave_nothing_to_each_other() -> None:
    known = learned({"slow": 1.0, "fast": 1.0})
    free = lane("fast", resident_model="model")
    assert isinstance(chosen(free, waiting(), speeds=known).verdict, Grant)


@given(st.floats(0, 300), st.floats(1, 200), st.floats(0, 400))
def test_no_job_is_held_back_longer_than_it_is_worth(
    rest: float, seconds: float, held: float
) -> None:
    job = waiting(seconds=seconds, held_since=NOW - held)
    verdict = chosen(fast(rest=rest), job).verdict
    if isinstance(verdict, Hold):
        cap = max(LEAST_PATIENCE, PATIENCE * seconds)
        assert verdict.until - (NOW - held) <= cap + 1e-6


@given(st.lists(st.floats(1, 200), min_size=1, max_size=12), st.floats(0, 100))
def test_somebody_always_goes_on(lengths: list[float], rest: float) -> None:
    jobs = [waiting(f"{n:02}", seconds=seconds) for n, seconds in enumerate(lengths)]
    free = lane("fast", resident_model="model")
    third = lane("third", busy=(NOW + rest,), resident_model="model")
    speeds = learned({**KNOWN, "third": 2.0})
    crowd: Farm = farm(SLOW, free, third, speeds=speeds, ready=len(jobs), gap=0.2)
    verdicts = [choose(each, jobs, crowd, NOW).verdict for each in (SLOW, free)]
    assert any(isinstance(verdict, Grant) for verdict in verdicts) or all(
        verdict.for_lane == "third" for verdict in verdicts if isinstance(verdict, Hold)
    )
