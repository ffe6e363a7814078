"""The table of a job's moves keeps what is promised of it."""

from itertools import chain

from backend.domain.job_state import (
    CANCELLABLE,
    FINAL,
    HELD,
    MOVES,
    RETRYABLE,
    STATUS_OF,
    WAITING,
    JobState,
    JobStatus,
    states_before,
)


def test_every_state_can_be_reached_and_has_a_status() -> None:
    begun_in = {JobState.READY, JobState.BLOCKED}
    assert begun_in.union(chain.from_iterable(MOVES.values())) == set(JobState)
    assert set(STATUS_OF) == set(MOVES) == set(JobState)


def test_only_a_retry_leaves_a_final_state_and_what_is_done_stays_done() -> None:
    assert RETRYABLE | {JobState.DONE} == FINAL
    assert MOVES[JobState.DONE] == frozenset()
    assert {MOVES[state] for state in RETRYABLE} == {frozenset({JobState.READY, JobState.BLOCKED})}


def test_whatever_waits_or_is_held_can_be_cancelled_and_nothing_else() -> None:
    assert set(states_before(JobState.CANCELLED)) == CANCELLABLE == WAITING | HELD


def test_what_waits_is_what_clients_see_as_pending() -> None:
    pending = {state for state, status in STATUS_OF.items() if status is JobStatus.PENDING}
    assert pending == WAITING
