"""Where a job can stand, the moves between, and what clients see of it."""

from enum import StrEnum
from typing import Final


class JobStatus(StrEnum):
    """What clients see."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobState(StrEnum):
    """Where a job stands."""

    BLOCKED = "blocked"
    """Other jobs must be done first."""
    READY = "ready"
    """It may be granted, once its `not_before` has come."""
    UNPLACEABLE = "unplaceable"
    """No lane that is known can do it; asked again whenever a lane changes."""
    LEASED = "leased"
    """Granted, and written down that it will be handed over."""
    RUNNING = "running"
    """The lane accepted it."""
    COLLECTING = "collecting"
    """Over there; its files are fetched, checked and stored."""
    COMMITTED = "committed"
    """Its files are ours for good; the takes are being added."""
    DONE = "done"
    FAILED = "failed"
    QUARANTINED = "quarantined"
    """Lanes failed around it, again and again: it is kept from the others."""
    DEPENDENCY_FAILED = "dependency_failed"
    """A job that it needs failed."""
    CANCELLED = "cancelled"


OVER: Final = frozenset({JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED})
STATUS_OF: Final = {
    JobState.BLOCKED: JobStatus.PENDING,
    JobState.READY: JobStatus.PENDING,
    JobState.UNPLACEABLE: JobStatus.PENDING,
    JobState.LEASED: JobStatus.PROCESSING,
    JobState.RUNNING: JobStatus.PROCESSING,
    JobState.COLLECTING: JobStatus.PROCESSING,
    JobState.COMMITTED: JobStatus.PROCESSING,
    JobState.DONE: JobStatus.COMPLETED,
    JobState.FAILED: JobStatus.FAILED,
    JobState.QUARANTINED: JobStatus.FAILED,
    JobState.DEPENDENCY_FAILED: JobStatus.FAILED,
    JobState.CANCELLED: JobStatus.CANCELLED,
}

_GIVEN_UP: Final = frozenset(
    {JobState.READY, JobState.FAILED, JobState.QUARANTINED, JobState.CANCELLED}
)
_RETRIED: Final = frozenset({JobState.READY, JobState.BLOCKED})
MOVES: Final = {
    JobState.BLOCKED: frozenset({JobState.READY, JobState.DEPENDENCY_FAILED, JobState.CANCELLED}),
    JobState.READY: frozenset(
        {JobState.LEASED, JobState.UNPLACEABLE, JobState.FAILED, JobState.CANCELLED}
    ),
    JobState.UNPLACEABLE: frozenset({JobState.READY, JobState.FAILED, JobState.CANCELLED}),
    JobState.LEASED: _GIVEN_UP | {JobState.RUNNING, JobState.COLLECTING},
    JobState.RUNNING: _GIVEN_UP | {JobState.COLLECTING},
    JobState.COLLECTING: _GIVEN_UP | {JobState.COMMITTED},
    JobState.COMMITTED: frozenset({JobState.DONE, JobState.FAILED}),
    JobState.DONE: frozenset[JobState](),
    JobState.FAILED: _RETRIED,
    JobState.QUARANTINED: _RETRIED,
    JobState.DEPENDENCY_FAILED: _RETRIED,
    JobState.CANCELLED: _RETRIED,
}
"""The allowed moves; a final state is left only by a person's retry."""

WAITING: Final = frozenset({JobState.BLOCKED, JobState.READY, JobState.UNPLACEABLE})
"""States in which nobody works on the job yet."""
AT_SERVER: Final = frozenset({JobState.LEASED, JobState.RUNNING})
"""States in which the job takes up its lane: one that is being fetched does not."""
HELD: Final = AT_SERVER | {JobState.COLLECTING}
"""States in which a process holds the job under a lease."""
CANCELLABLE: Final = WAITING | HELD
FINAL: Final = frozenset(state for state, status in STATUS_OF.items() if status in OVER)
RETRYABLE: Final = frozenset(
    {
        JobState.FAILED,
        JobState.QUARANTINED,
        JobState.DEPENDENCY_FAILED,
        JobState.CANCELLED,
    }
)


def states_before(state: JobState) -> list[JobState]:
    """Return the states from which a job may move to this one."""
    return [origin for origin, targets in MOVES.items() if state in targets]
