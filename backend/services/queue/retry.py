"""What becomes of a job after a failed try: a pure table by class of failure."""

import math
from dataclasses import dataclass
from typing import Final

from backend.domain.errors import (
    ProviderError,
    ProviderNotConfiguredError,
    ProviderRateLimitedError,
)
from backend.domain.failures import FailureClass
from backend.domain.job import Attempt, Job

INFRASTRUCTURE_TRIES: Final = 3
INTERRUPTED_TRIES: Final = 10
"""People kill processes and machines fail, but work around which so many died is taken for the
cause."""
INTERRUPTED_DELAY: Final = 2.0
DEADLY_LANES: Final = 2
"""A job around which so many servers were lost is taken for the cause."""
ELSEWHERE_TRIES: Final = 2
OOM_TRIES: Final = 3
"""Where it was, again with the memory freed, and once on a server that has more."""
FOR_GOOD: Final = math.inf
"""Seconds of a pause that only a person ends, or a test of the server that goes well."""
STORAGE_DELAY: Final = 30.0


@dataclass(frozen=True)
class Decision:
    """What to do.

    Attributes:
        again: back to the queue; else the job is given up.
        counted: the try counts towards the job's limit.
        delay: seconds before it may run again.
        exclude_lane: not on this server again.
        larger_only: only on servers with more memory than this one has.
        quarantined: given up because servers failed around it, not because it is wrong.
        rest_lane: the server must pass a health check before its next job.
        pause_lane: seconds for which the server takes no job.
        free_memory: the server should unload its models first.
    """

    again: bool
    counted: bool = True
    delay: float = 0.0
    exclude_lane: bool = False
    larger_only: bool = False
    quarantined: bool = False
    rest_lane: bool = False
    pause_lane: float = 0.0
    free_memory: bool = False


WHATEVER_WAS_BEFORE: Final = {
    FailureClass.USER: Decision(again=False),
    FailureClass.DEPENDENCY: Decision(again=False),
    FailureClass.UNREACHABLE: Decision(again=True, counted=False, rest_lane=True),
    FailureClass.LANE_AUTH: Decision(again=True, counted=False, pause_lane=FOR_GOOD),
    FailureClass.STORAGE: Decision(again=True, counted=False, delay=STORAGE_DELAY),
}


_WRONG_ANYWHERE: Final = frozenset({FailureClass.USER, FailureClass.DEPENDENCY})
_CLOSED: Final = frozenset(
    {FailureClass.UNREACHABLE, FailureClass.LANE_AUTH, FailureClass.THROTTLED}
)
"""A service asked that often, and still no: others are asked before one comes back to it."""


def classify(error: ProviderError, *, accepted: bool) -> FailureClass:
    """Before the server took the job only the server is to blame; after it, the try counts."""
    if accepted and error.failure is FailureClass.UNREACHABLE:
        return FailureClass.INFRASTRUCTURE
    if not accepted and error.failure is FailureClass.INFRASTRUCTURE:
        return FailureClass.UNREACHABLE
    return error.failure


def decide(job: Job, error: ProviderError, failure: FailureClass) -> Decision:
    """Decide about a job whose try just failed.

    Args:
        job: as it was before this failure was counted.
        failure: its class, as `classify` tells it.
    """
    tries = 1 + len(_earlier(job, failure))
    more = job.failures < job.max_retries
    if failure in WHATEVER_WAS_BEFORE:
        return WHATEVER_WAS_BEFORE[failure]
    match failure:
        case FailureClass.THROTTLED:
            wait = error.retry_after if isinstance(error, ProviderRateLimitedError) else 10.0
            return Decision(again=True, counted=False, pause_lane=wait)
        case FailureClass.INTERRUPTED:
            again = tries < INTERRUPTED_TRIES
            return Decision(
                again=again, counted=False, quarantined=not again, delay=INTERRUPTED_DELAY
            )
        case FailureClass.OOM:
            again, last = more and tries < OOM_TRIES, tries == OOM_TRIES - 1
            return Decision(again=again, larger_only=last, free_memory=True)
        case FailureClass.GARBAGE | FailureClass.RUNTIME:
            return Decision(again=more and tries < ELSEWHERE_TRIES, exclude_lane=True)
        case FailureClass.OVERRUN:
            return Decision(again=more, exclude_lane=True)
        case _:
            again = more and tries < INFRASTRUCTURE_TRIES and not _is_deadly(job)
            return Decision(again=again, quarantined=not again, delay=2.0**tries, rest_lane=True)


def falls_back(job: Job, error: ProviderError, failure: FailureClass, decision: Decision) -> bool:
    """Tell whether a job that failed goes to the next lane of its route instead.

    That which may be in the making already is not ordered elsewhere too; what was refused, or is
    wrong, would be so anywhere.
    """
    if isinstance(error, ProviderNotConfiguredError):
        return bool(job.routes)
    if not job.routes or failure in _WRONG_ANYWHERE or _was_ordered(job):
        return False
    return not decision.again or (job.task is not None and failure in _CLOSED)


def _was_ordered(job: Job) -> bool:
    task = job.task
    return (
        task is not None and task.remembered_in == job.round and bool(task.remembered.get("asked"))
    )


def _is_deadly(job: Job) -> bool:
    """Tell whether servers were lost around this job before, and now another than those."""
    lost = {each.lane_id for each in _earlier(job, FailureClass.INFRASTRUCTURE)}
    return len(lost | {each.lane_id for each in job.attempts[-1:]}) >= DEADLY_LANES and bool(lost)


def _earlier(job: Job, failure: FailureClass) -> list[Attempt]:
    """Return the tries of this round that failed in the same way."""
    return [each for each in job.attempts if each.round == job.round and each.failure is failure]
