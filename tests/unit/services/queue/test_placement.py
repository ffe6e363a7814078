"""Which job a free server runs next, and why others wait."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.lane import LaneState
from backend.providers.base import Requirements
from backend.services.queue.farm import Choice, Farm, Grant, LaneView, Waiting
from backend.services.queue.placement import (
    AFFINITY_UNKNOWN,
    FAIR_WINDOW,
    LONGEST_FIRST,
    MOST_AFFINITY,
    affinity,
    choose,
    in_tail,
)
from tests.unit.services.queue.farms import NOW, farm, lane, learned, waiting

WARM = lane(resident_model="warm")


def chosen(server: LaneView, *jobs: Waiting, **fields: object) -> str | None:
    """Return the id of the job that a server alone in its farm is granted."""
    verdict = choose(server, jobs, farm(server, **fields), NOW).verdict
    return verdict.job.id if isinstance(verdict, Grant) else None


def test_the_job_that_waited_longest_is_granted() -> None:
    assert chosen(lane(), waiting("new", 5), waiting("old", 9), waiting("newer", 1)) == "old"


def test_ties_go_to_the_older_job_and_then_by_id() -> None:
    assert chosen(lane(), waiting("a", 5, created_at=2.0), waiting("b", 5, created_at=1.0)) == "b"
    assert chosen(lane(), waiting("b", 5), waiting("a", 5)) == "a"


def test_a_job_whose_model_is_in_memory_overtakes_within_bounds() -> None:
    young = waiting("young", 0, model="warm")
    assert chosen(WARM, young, waiting("old", AFFINITY_UNKNOWN - 1)) == "young"
    assert chosen(WARM, young, waiting("old", AFFINITY_UNKNOWN + 1)) == "old"


@pytest.mark.parametrize(("load", "bound"), [(2.0, 30.0), (50.0, 200.0), (500.0, 600.0)])
def test_how_far_a_warm_job_overtakes_follows_from_what_loading_takes(
    load: float, bound: float
) -> None:
    known = learned({"gpu": 1.0}, "warm", load)
    assert affinity(WARM, "warm", farm(WARM, speeds=known)) == bound
    young = waiting("young", 0, model="warm")
    assert chosen(WARM, young, waiting("old", bound - 1), speeds=known) == "young"
    assert chosen(WARM, young, waiting("old", bound + 1), speeds=known) == "old"


def test_no_model_in_memory_is_no_advantage_for_jobs_that_need_none() -> None:
    assert chosen(lane(resident_model=""), waiting("young", model=""), waiting("old", 1)) == "old"


def test_near_the_end_the_longest_job_comes_first() -> None:
    known = learned({"gpu": 1.0})
    jobs = waiting("old", 30, seconds=10.0), waiting("long", 0, seconds=50.0)
    assert chosen(lane(), *jobs, speeds=known, ready=3) == "long"
    assert chosen(lane(), *jobs, speeds=known, ready=4) == "old"


def test_the_longest_job_does_not_come_first_before_every_server_was_observed() -> None:
    other = lane("other", busy=(NOW + 9,))
    assert in_tail(farm(lane(), other, speeds=learned({"gpu": 1, "other": 1}), ready=3))
    assert not in_tail(farm(lane(), other, speeds=learned({"gpu": 1}), ready=3))


def test_a_project_that_had_more_than_its_share_waits() -> None:
    flood, rare = waiting("flood", 900, project="A"), waiting("rare", 0, project="B")
    shares = {"A": FAIR_WINDOW + 1, "B": 0.0}
    choice = choose(lane(), [flood, rare], farm(lane(), shares=shares), NOW)
    assert isinstance(choice.verdict, Grant)
    assert choice.verdict.job is rare
    assert choice.unfair == {"flood"}
    assert chosen(lane(), flood, rare, shares={"A": FAIR_WINDOW, "B": 0.0}) == "flood"


def test_a_project_that_returns_starts_where_the_least_served_one_is() -> None:
    after = farm(lane(), shares={"A": 500.0, "B": 400.0})
    assert after.given("C") == 400.0


def test_a_project_that_this_server_cannot_serve_holds_nobody_up() -> None:
    starving = waiting("starving", project="B", pinned="another server")
    shares = {"A": 1000.0, "B": 0.0}
    assert chosen(lane(), waiting("flood", project="A"), starving, shares=shares) == "flood"


def test_a_grant_adds_its_service_to_the_share_of_the_project() -> None:
    first = farm(lane(), speeds=learned({"gpu": 1.0}), shares={"P": 7.0}, ready=2)
    grant = Grant(waiting(), 50.0)
    after = first.granted(lane(), grant, NOW)
    assert after.shares == {"P": 57.0}
    assert after.ready == 1
    assert after.lane("gpu") == lane(free=0, busy=(NOW + 50.0,), resident_model="model")


@given(st.lists(st.tuples(st.floats(1, 90), st.floats(1, 90)), min_size=5, max_size=40))
def test_projects_that_have_work_are_served_alike(lengths: list[tuple[float, float]]) -> None:
    jobs = [
        waiting(f"{project}{n}", dice, project=project, seconds=seconds)
        for n, pair in enumerate(lengths)
        for project, seconds, dice in zip("AB", pair, (900, 0), strict=True)
    ]
    crowd = farm(WARM, speeds=learned({"gpu": 1.0}, load=10), shares={"A": 0.0, "B": 0.0})
    while {job.project for job in jobs} == {"A", "B"}:
        grant = choose(WARM, jobs, crowd, NOW).verdict
        assert isinstance(grant, Grant)
        jobs.remove(grant.job)
        crowd = replace(crowd, shares=crowd.granted(WARM, grant, NOW).shares)
        assert abs(crowd.given("A") - crowd.given("B")) <= FAIR_WINDOW + 90 + 10


@pytest.mark.parametrize(
    ("server", "reason"),
    [
        (lane(rests="rests after a failure"), "rests after a failure"),
        (lane(state=LaneState.OFFLINE), "is offline"),
        (lane(refuse=None), "was never seen at work"),
        (lane(paused=True), "is paused"),
        (lane(draining=True), "is being drained"),
    ],
)
def test_a_server_that_takes_nothing_says_why(server: LaneView, reason: str) -> None:
    choice = choose(server, [waiting()], farm(server), NOW)
    assert choice == Choice(refusals={"job": reason})


def test_a_job_that_may_not_run_here_is_told_why() -> None:
    def refuse(needs: Requirements) -> str | None:
        return "lacks the model"

    jobs = [waiting("pinned", pinned="b"), waiting("failed", excluded=frozenset({"gpu"}))]
    server = lane(refuse=refuse)
    choice = choose(server, [*jobs, waiting("other")], farm(server), NOW)
    assert choice.verdict is None
    assert choice.refusals == {
        "pinned": "is not the server that the job asks for",
        "failed": "failed at this job before",
        "other": "lacks the model",
    }


def test_a_job_nobody_can_ask_about_hides_no_other() -> None:
    def refuse(needs: Requirements) -> str | None:
        raise KeyError("inputs")

    server = lane(refuse=refuse)
    choice = choose(server, [waiting()], farm(server), NOW)
    assert choice.refusals == {"job": "cannot be asked about this job (KeyError)"}


def test_each_server_is_asked_once_about_each_job() -> None:
    asked: list[Requirements] = []

    def refuse(needs: Requirements) -> str | None:
        asked.append(needs)
        return None

    server = lane(refuse=refuse)
    crowd = farm(server)
    choose(server, [waiting()], crowd, NOW)
    choose(server, [waiting()], crowd, NOW)
    assert len(asked) == 1


def test_a_server_that_is_full_gets_nothing_but_still_says_what_it_refuses() -> None:
    server = lane(busy=(NOW + 0.5,))
    choice = choose(server, [waiting("a"), waiting("b", pinned="c")], farm(server), NOW)
    assert choice == Choice(refusals={"b": "is not the server that the job asks for"})


def busy_for(seconds: float, **fields: Any) -> LaneView:
    """Return a server that is busy, and may be handed a job before its turn."""
    return lane(busy=(NOW + seconds,), over_queue=True, resident_model="model", **fields)


def test_a_job_is_handed_over_early_only_when_the_server_is_almost_free_or_jobs_are_short() -> None:
    known = learned({"gpu": 1.0})
    assert chosen(busy_for(0.5), waiting(seconds=50.0), speeds=known) == "job"
    assert chosen(busy_for(3), waiting(seconds=50.0), speeds=known) is None
    assert chosen(busy_for(3), waiting(seconds=4.0), speeds=known) == "job"
    assert chosen(busy_for(6), waiting(seconds=4.0), speeds=known) is None


def test_no_job_is_handed_over_early_twice_nor_on_a_guess_nor_behind_an_overdue_one() -> None:
    known = learned({"gpu": 1.0})
    twice = replace(busy_for(0.5, queued=1), busy=(NOW + 0.5, NOW + 0.7))
    assert chosen(twice, waiting(), speeds=known) is None
    assert chosen(busy_for(0.5), waiting()) is None
    assert chosen(busy_for(-1), waiting(), speeds=known) is None
    assert chosen(replace(busy_for(0.5), over_queue=False), waiting(), speeds=known) is None


def test_an_early_grant_begins_when_the_job_before_it_ends() -> None:
    server = busy_for(0.5)
    crowd = farm(server, speeds=learned({"gpu": 1.0}))
    grant = choose(server, [waiting(seconds=50.0)], crowd, NOW).verdict
    assert isinstance(grant, Grant)
    assert grant.over
    after = crowd.granted(server, grant, NOW).lane("gpu")
    assert (after.free, after.queued, after.busy) == (0, 1, (NOW + 0.5, NOW + 50.5))
    assert after.frees == [NOW + 50.5]


jobs_of_any_kind = st.lists(
    st.builds(
        waiting,
        st.uuids().map(str),
        st.floats(0, 2000),
        model=st.sampled_from(["warm", "cold", ""]),
        project=st.sampled_from(["P", "Q", "R"]),
        seconds=st.floats(1, 200),
        pinned=st.sampled_from([None, None, "gpu", "fast"]),
    ),
    max_size=30,
    unique_by=lambda job: job.id,
)


@st.composite
def farms(draw: Callable[[st.SearchStrategy[int]], int]) -> Farm:
    """Return a farm of the server in question and a faster one, in all kinds of states."""
    number = st.integers(0, 3)
    fast = lane("fast", busy=[(), (NOW + 1,), (NOW + 20,), (NOW + 90,)][draw(number)])
    speeds = [{}, {"gpu": 1.0}, {"gpu": 1.0, "fast": 4.0}, {"gpu": 1.0, "fast": 0.5}][draw(number)]
    shares = {"P": 100.0, "Q": draw(number) * 50.0}
    return farm(WARM, fast, speeds=learned(speeds), shares=shares, ready=draw(number) * 5)


@given(jobs_of_any_kind, farms(), st.randoms())
def test_the_order_of_candidates_does_not_matter_and_asking_changes_nothing(
    jobs: list[Waiting], crowd: Farm, dice: random.Random
) -> None:
    first = choose(WARM, jobs, crowd, NOW)
    shuffled = dice.sample(jobs, len(jobs))
    assert choose(WARM, shuffled, crowd, NOW) == first == choose(WARM, jobs, crowd, NOW)


@given(jobs_of_any_kind, farms())
def test_a_job_that_is_not_held_is_overtaken_only_by_jobs_ready_shortly_after_it(
    jobs: list[Waiting], crowd: Farm
) -> None:
    choice = choose(WARM, jobs, crowd, NOW)
    if isinstance(choice.verdict, Grant):
        granted = choice.verdict.job
        bound = affinity(WARM, "warm", crowd) + (LONGEST_FIRST if in_tail(crowd) else 0.0)
        assert bound <= MOST_AFFINITY + LONGEST_FIRST
        for job in jobs:
            passed_over = job.id not in {*choice.refusals, *choice.held}
            if passed_over and job.project == granted.project:
                assert granted.order_key <= job.order_key + bound


@given(jobs_of_any_kind, farms())
def test_a_free_server_idles_only_if_every_job_is_refused_or_held_or_had_its_share(
    jobs: list[Waiting], crowd: Farm
) -> None:
    choice = choose(WARM, jobs, crowd, NOW)
    told = {*choice.refusals, *choice.held, *choice.unfair}
    if not isinstance(choice.verdict, Grant):
        assert told == {job.id for job in jobs}
        assert choice.held or not choice.unfair
