"""What becomes of a job after a failed try."""

from typing import Any

import pytest

from backend.domain.errors import ProviderError, ProviderRateLimitedError, ProviderUnavailableError
from backend.domain.failures import FailureClass
from backend.domain.ids import ServerId
from backend.domain.job import Attempt, Job
from backend.domain.times import utc_now
from backend.services.queue.retry import FOR_GOOD, STORAGE_DELAY, Decision, classify, decide
from tests.factories import make_job

F = FailureClass
ERROR = ProviderError("gpu", "broke")


def tried(*failures: FailureClass, round: int = 0, **fields: Any) -> Job:
    """Return a job whose earlier tries failed so."""
    attempts = [
        Attempt(
            n=n,
            round=round,
            lane_id=ServerId("gpu"),
            remote_id=f"r{n}",
            token=n,
            intent_at=utc_now(),
            failure=failure,
        )
        for n, failure in enumerate(failures, start=1)
    ]
    return make_job(**{"attempts": attempts, "failures": len(failures), **fields})


@pytest.mark.parametrize(
    ("earlier", "failure", "expected"),
    [
        ([], F.USER, Decision(again=False)),
        ([], F.RUNTIME, Decision(again=True, exclude_lane=True)),
        ([F.RUNTIME], F.RUNTIME, Decision(again=False, exclude_lane=True)),
        ([], F.GARBAGE, Decision(again=True, exclude_lane=True)),
        ([F.GARBAGE], F.GARBAGE, Decision(again=False, exclude_lane=True)),
        ([F.INFRASTRUCTURE], F.GARBAGE, Decision(again=True, exclude_lane=True)),
        ([], F.OOM, Decision(again=True, free_memory=True)),
        ([F.OOM], F.OOM, Decision(again=True, free_memory=True, larger_only=True)),
        ([F.OOM] * 2, F.OOM, Decision(again=False, free_memory=True)),
        ([], F.OVERRUN, Decision(again=True, exclude_lane=True)),
        ([F.OVERRUN] * 3, F.OVERRUN, Decision(again=False, exclude_lane=True)),
        ([], F.INFRASTRUCTURE, Decision(again=True, delay=2, rest_lane=True)),
        ([F.INFRASTRUCTURE], F.INFRASTRUCTURE, Decision(again=True, delay=4, rest_lane=True)),
        (
            [F.INFRASTRUCTURE] * 2,
            F.INFRASTRUCTURE,
            Decision(again=False, quarantined=True, delay=8, rest_lane=True),
        ),
        ([F.INTERRUPTED] * 8, F.INTERRUPTED, Decision(again=True, counted=False, delay=2)),
        (
            [F.INTERRUPTED] * 9,
            F.INTERRUPTED,
            Decision(again=False, counted=False, quarantined=True, delay=2),
        ),
        ([], F.UNREACHABLE, Decision(again=True, counted=False, rest_lane=True)),
        ([], F.LANE_AUTH, Decision(again=True, counted=False, pause_lane=FOR_GOOD)),
        ([], F.STORAGE, Decision(again=True, counted=False, delay=STORAGE_DELAY)),
        ([], F.THROTTLED, Decision(again=True, counted=False, pause_lane=10)),
        ([], F.DEPENDENCY, Decision(again=False)),
    ],
)
def test_each_class_of_failure_has_its_answer(
    earlier: list[FailureClass], failure: FailureClass, expected: Decision
) -> None:
    assert decide(tried(*earlier), ERROR, failure) == expected


UNCOUNTED = {F.INTERRUPTED, F.UNREACHABLE, F.LANE_AUTH, F.THROTTLED, F.STORAGE}


def test_processes_that_died_at_the_work_do_not_count_against_its_service() -> None:
    job = tried(*[F.INTERRUPTED] * 9, failures=0)
    assert decide(job, ERROR, F.INFRASTRUCTURE).again


@pytest.mark.parametrize("failure", sorted(set(F) - UNCOUNTED))
def test_nothing_that_counts_is_tried_more_often_than_allowed(failure: FailureClass) -> None:
    assert not decide(tried(failures=3), ERROR, failure).again


@pytest.mark.parametrize(
    ("lost_at", "now_at", "deadly"),
    [([], "a", False), (["a"], "a", False), (["a"], "b", True), (["b"], "a", True)],
)
def test_a_job_around_which_two_servers_were_lost_is_kept_from_the_others(
    lost_at: list[str], now_at: str, deadly: bool
) -> None:
    job = tried(*[F.INFRASTRUCTURE for _ in lost_at], F.RUNTIME)
    for attempt, lane in zip(job.attempts, [*lost_at, now_at], strict=True):
        attempt.lane_id = ServerId(lane)
    decision = decide(job, ERROR, F.INFRASTRUCTURE)
    assert (decision.again, decision.quarantined) == (not deadly, deadly)


def test_servers_lost_in_an_earlier_round_are_forgiven() -> None:
    job = tried(F.INFRASTRUCTURE, failures=0)
    job.attempts.append(job.attempts[0].model_copy(update={"lane_id": "b", "round": 1}))
    job.attempts[-1].failure = None
    assert decide(job.model_copy(update={"round": 1}), ERROR, F.INFRASTRUCTURE).again


def test_every_class_of_failure_is_decided_about() -> None:
    assert all(isinstance(decide(tried(), ERROR, failure), Decision) for failure in F)


def test_a_server_that_asks_to_wait_is_left_alone_that_long_and_the_job_may_go_elsewhere() -> None:
    limited = ProviderRateLimitedError("gpu", "asks us to wait", retry_after=7)
    expected = Decision(again=True, counted=False, pause_lane=7)
    assert decide(tried(failures=3), limited, F.THROTTLED) == expected


def test_before_a_server_took_a_job_only_the_server_is_to_blame() -> None:
    lost = ProviderUnavailableError("gpu", "broke off the connection")
    assert classify(lost, accepted=False) is F.UNREACHABLE
    assert classify(lost, accepted=True) is F.INFRASTRUCTURE
    assert classify(ERROR, accepted=False) is F.UNREACHABLE
    assert classify(ERROR, accepted=True) is F.INFRASTRUCTURE


def test_a_persons_retry_begins_to_count_anew() -> None:
    again = tried(F.RUNTIME, F.RUNTIME, round=0, failures=0)
    assert decide(again.model_copy(update={"round": 1}), ERROR, F.RUNTIME).again
