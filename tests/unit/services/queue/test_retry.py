"""What becomes of a job after a failed try."""

from typing import Any

import pytest

from backend.domain.errors import ProviderError, ProviderRateLimitedError, ProviderUnavailableError
from backend.domain.failures import FailureClass
from backend.domain.ids import ServerId
from backend.domain.job import Attempt, Job
from backend.domain.times import utc_now
from backend.services.queue.retry import Decision, classify, decide
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
        ([F.OOM], F.OOM, Decision(again=True, free_memory=True, exclude_lane=True)),
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
        ([], F.UNREACHABLE, Decision(again=True, counted=False, rest_lane=True)),
        ([], F.LANE_AUTH, Decision(again=True, counted=False, rest_lane=True)),
    ],
)
def test_each_class_of_failure_has_its_answer(
    earlier: list[FailureClass], failure: FailureClass, expected: Decision
) -> None:
    assert decide(tried(*earlier), ERROR, failure) == expected


@pytest.mark.parametrize("failure", sorted(set(F) - {F.UNREACHABLE, F.LANE_AUTH, F.THROTTLED}))
def test_nothing_that_counts_is_tried_more_often_than_allowed(failure: FailureClass) -> None:
    assert not decide(tried(failures=3), ERROR, failure).again


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
