"""What is learned from jobs that ended, and what is guessed from it."""

import math
import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.speed import (
    FILM_LIMIT,
    LEAST_LIMIT,
    PICTURE_LIMIT,
    REMEMBERED,
    SECONDS_PER_FIGURE,
    USUAL_LOAD,
    LaneSpeed,
    PairSpeed,
    Speeds,
)
from backend.domain.work import Work

WORK = Work("family", "model", 20.0)
OTHER = Work("other family", "model", 40.0)
STRANGE = Work("strange family", "strange model", 10.0)


def taught(*runs: float, lane: str = "gpu", work: Work = WORK) -> Speeds:
    speeds = Speeds()
    for run in runs:
        speeds.learn(lane, work, run)
    return speeds


def test_before_anything_was_learned_the_figure_decides() -> None:
    assert Speeds().run("gpu", WORK) == 20.0 * SECONDS_PER_FIGURE
    assert Speeds().load("gpu", "model") is None
    assert Speeds().seconds("gpu", WORK, resident=False) == 10.0 + USUAL_LOAD
    assert Speeds().sigma("family") is None
    assert not Speeds().observed("gpu")


def test_the_first_runs_are_averaged_and_later_ones_count_a_fifth() -> None:
    assert taught(10, 20, 30).run("gpu", WORK) == pytest.approx(20)
    assert taught(*[10] * 20, 20).run("gpu", WORK) == pytest.approx(12)


def test_a_larger_job_of_a_family_takes_longer_in_proportion() -> None:
    assert taught(10).run("gpu", Work("family", "model", 30.0)) == pytest.approx(15)


def test_loading_is_learned_apart_from_running() -> None:
    speeds = Speeds()
    speeds.learn("gpu", WORK, 10.0, 40.0)
    speeds.learn("gpu", WORK, 10.0)
    assert speeds.seconds("gpu", WORK, resident=True) == 10.0
    assert speeds.seconds("gpu", WORK, resident=False) == 50.0
    assert speeds.load("another", "model") == 40.0
    assert speeds.load("gpu", "strange model") is None


def test_what_a_server_never_ran_is_estimated_from_others_and_from_its_speed() -> None:
    speeds = taught(40)
    speeds.learn("fast", WORK, 10.0)
    speeds.learn("fast", OTHER, 20.0)
    assert speeds.speed("fast") == pytest.approx(4 * speeds.speed("gpu"))
    assert speeds.run("gpu", OTHER) == pytest.approx(80)


def test_a_family_nobody_ran_is_estimated_from_others_of_its_model() -> None:
    assert taught(40).run("gpu", OTHER) == pytest.approx(80)


def test_a_model_nobody_ran_does_not_change_what_is_known_of_a_server() -> None:
    speeds = taught(40)
    before = speeds.speed("gpu")
    speeds.learn("gpu", STRANGE, 5000.0)
    assert speeds.speed("gpu") == before
    assert speeds.run("gpu", STRANGE) == pytest.approx(5000)


def test_speeds_do_not_drift_however_many_noisy_jobs_they_were_learned_from() -> None:
    dice = random.Random(1)
    speeds = Speeds()
    for _ in range(3000):
        for lane, speed in (("slow", 1.0), ("fast", 4.0)):
            work = dice.choice([WORK, OTHER, STRANGE])
            speeds.learn(lane, work, work.figure / speed * dice.uniform(0.5, 1.5))
    assert 0.2 < speeds.speed("slow") < 5
    assert speeds.speed("fast") / speeds.speed("slow") == pytest.approx(4, rel=0.5)


def test_an_unknown_server_is_as_fast_as_those_with_the_same_gpu_or_else_as_all() -> None:
    speeds = Speeds(
        lanes=[LaneSpeed(lane_id="a", runs=3, speed=4), LaneSpeed(lane_id="b", runs=3, speed=1)],
        devices={"a": "RTX", "b": "GTX", "c": "RTX"},
    )
    assert speeds.speed("c") == 4
    assert speeds.speed("d") == pytest.approx(2.5)
    assert Speeds().speed("d") == 1


def test_how_far_estimates_are_off_is_the_deviation_of_their_logarithm() -> None:
    speeds = taught(10, 20, 10 * math.sqrt(2))
    assert speeds.sigma("family") == pytest.approx(
        math.sqrt((math.log(2) ** 2 + math.log(math.sqrt(2) / 1.5) ** 2) / 2)
    )


def test_the_first_run_of_a_server_or_of_a_model_is_no_surprise() -> None:
    speeds = taught(1000)
    speeds.learn("gpu", STRANGE, 5000.0)
    assert speeds.sigma("family") is None
    assert speeds.sigma("strange family") is None


def test_what_was_stored_teaches_the_same_as_what_was_learned() -> None:
    speeds = Speeds()
    stored: dict[str, tuple[PairSpeed, LaneSpeed]] = {}
    for lane, run in (("a", 10.0), ("b", 20.0), ("a", 14.0)):
        stored[lane] = speeds.learn(lane, WORK, run, 5.0)
    again = Speeds(
        [PairSpeed.model_validate_json(pair.model_dump_json()) for pair, _ in stored.values()],
        [LaneSpeed.model_validate_json(lane.model_dump_json()) for _, lane in stored.values()],
    )
    for lane in ("a", "b", "c"):
        for work in (WORK, OTHER, STRANGE):
            assert again.seconds(lane, work, resident=False) == speeds.seconds(
                lane, work, resident=False
            )


def limits(runs: Iterable[float]) -> float:
    return taught(*runs).time_limit("gpu", WORK)


def test_the_time_limit_follows_the_slowest_twentieth() -> None:
    assert limits([100.0] * 47 + [300.0] * 3) == 4 * 300.0 + USUAL_LOAD
    assert limits([100.0] * 48 + [300.0] * 2) == 4 * 100.0 + USUAL_LOAD


def test_the_time_limit_is_never_short_and_generous_before_anything_is_known() -> None:
    assert limits([1.0]) == LEAST_LIMIT
    assert Speeds().time_limit("gpu", WORK) == PICTURE_LIMIT
    assert Speeds().time_limit("gpu", Work("f", "m", 20.0, film=True)) == FILM_LIMIT


def test_only_the_latest_runs_are_kept() -> None:
    pair, _ = taught(*range(1, 60)).learn("gpu", WORK, 99.0)
    assert pair.recent == [*map(float, range(11, 60)), 99.0]
    assert len(pair.recent) == REMEMBERED
    assert pair.runs == 60


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from([WORK, OTHER, STRANGE]), st.floats(0)),
        max_size=30,
    )
)
def test_estimates_are_positive_whatever_was_measured(
    runs: list[tuple[str, Work, float]],
) -> None:
    speeds = Speeds()
    for lane, work, seconds in runs:
        speeds.learn(lane, work, min(seconds, 1e6))
    for lane in "abcd":
        for work in (WORK, OTHER, STRANGE):
            assert 0 < speeds.run(lane, work) < math.inf
            assert speeds.time_limit(lane, work) >= LEAST_LIMIT
