"""Which job a free server runs next, and why it refuses others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.ids import ServerId
from backend.domain.job import Job
from backend.domain.lane import Capabilities, LaneState
from backend.domain.media import MediaKind
from backend.providers.base import Requirements
from backend.repositories.job_repository import AGEING_MS
from backend.services.queue.placement import AFFINITY_SECONDS, Candidate, LaneView, choose
from tests.factories import make_job

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LANE = LaneView(
    id=ServerId("gpu"),
    name="gpu",
    free=1,
    state=LaneState.ONLINE,
    capabilities=Capabilities(),
    refuse=lambda needs, can: None,
    resident_model="warm",
)


def waiting(seconds: float = 0.0, *, priority: int = 0, **fields: Any) -> Candidate:
    """Return a job that became ready so many seconds ago."""
    ready_at = NOW - timedelta(seconds=seconds)
    order_key = ready_at - timedelta(milliseconds=AGEING_MS * priority)
    job = make_job(created_at=ready_at, order_key=order_key, priority=priority, **fields)
    return Candidate(job, Requirements(kind=MediaKind.IMAGE, model=job.model))


def chosen(lane: LaneView, *candidates: Candidate) -> Job | None:
    return choose(lane, candidates, NOW).job


def test_the_longest_waiting_job_comes_first() -> None:
    old, new = waiting(10), waiting(1)
    assert chosen(LANE, new, old) is old.job


def test_a_step_of_priority_counts_as_ten_minutes() -> None:
    urgent, older, old = waiting(0, priority=1), waiting(601), waiting(599)
    assert chosen(LANE, old, urgent) is urgent.job
    assert chosen(LANE, older, urgent) is older.job


def test_a_resident_model_is_worth_a_bounded_wait() -> None:
    warm = waiting(0, model="warm")
    a_little_older, much_older = waiting(AFFINITY_SECONDS - 1), waiting(AFFINITY_SECONDS + 1)
    assert chosen(LANE, a_little_older, warm) is warm.job
    assert chosen(LANE, much_older, warm) is much_older.job


def test_of_equal_jobs_the_one_with_the_smaller_id_wins_in_any_order() -> None:
    first, second = waiting(5, id="a"), waiting(5, id="b")
    assert chosen(LANE, second, first) is first.job
    assert chosen(LANE, first, second) is first.job


def test_a_full_server_takes_none_and_refuses_none() -> None:
    choice = choose(replace(LANE, free=0), [waiting()], NOW)
    assert (choice.job, choice.refusals) == (None, {})


@pytest.mark.parametrize(
    ("lane", "fields", "reason"),
    [
        (LANE, {"pinned_server_id": "other"}, "is not the server that the job asks for"),
        (LANE, {"excluded_lanes": ["gpu"]}, "failed at this job before"),
        (replace(LANE, draining=True), {}, "is being drained"),
        (replace(LANE, state=LaneState.OFFLINE), {}, "is offline"),
        (replace(LANE, state=LaneState.STUCK), {}, "is stuck"),
        (replace(LANE, capabilities=None), {}, "was never seen at work"),
        (replace(LANE, rests="rests after a failure"), {}, "rests after a failure"),
        (replace(LANE, refuse=lambda needs, can: "lacks node X"), {}, "lacks node X"),
    ],
)
def test_a_refusal_has_its_reason(lane: LaneView, fields: dict[str, Any], reason: str) -> None:
    refused, fine = waiting(9, **fields), waiting()
    choice = choose(lane, [refused], NOW)
    assert (choice.job, choice.refusals) == (None, {refused.job.job_id: reason})
    if fields:
        assert chosen(lane, refused, fine) is fine.job


def test_a_pinned_job_runs_where_it_is_pinned() -> None:
    pinned = waiting(pinned_server_id=LANE.id)
    assert chosen(LANE, pinned) is pinned.job


def test_a_job_that_breaks_the_question_does_not_hide_the_others() -> None:
    def refuse(needs: Requirements, can: Capabilities) -> str | None:
        if needs.model == "odd":
            raise TypeError
        return None

    odd, fine = waiting(9, model="odd"), waiting()
    choice = choose(replace(LANE, refuse=refuse), [odd, fine], NOW)
    assert choice.job is fine.job
    assert "TypeError" in choice.refusals[odd.job.job_id]


jobs = st.builds(
    waiting,
    st.integers(0, 1000),
    model=st.sampled_from(["warm", "cold", None]),
    excluded_lanes=st.sampled_from([[], [], ["gpu"]]),
)


@given(st.lists(jobs, min_size=1, max_size=12))
def test_a_job_is_overtaken_only_by_jobs_ready_at_most_the_affinity_after_it(
    candidates: Sequence[Candidate],
) -> None:
    winner = chosen(LANE, *candidates)
    able = [each.job for each in candidates if LANE.id not in each.job.excluded_lanes]
    if winner is None:
        assert not able
        return
    bound = timedelta(seconds=AFFINITY_SECONDS)
    assert all(winner.created_at - job.created_at <= bound for job in able)


@given(st.lists(jobs, max_size=8), st.randoms())
def test_the_choice_does_not_depend_on_the_order_of_the_question(
    candidates: list[Candidate], random: Any
) -> None:
    shuffled = random.sample(candidates, len(candidates))
    first, second = choose(LANE, candidates, NOW), choose(LANE, shuffled, NOW)
    assert first == second
