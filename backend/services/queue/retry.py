"""What becomes of a job after a failed try: a pure table by class of failure."""

from dataclasses import dataclass
from typing import Final

from backend.domain.errors import ProviderError, ProviderRateLimitedError
from backend.domain.failures import FailureClass
from backend.domain.job import Job

INFRASTRUCTURE_TRIES: Final = 3
ELSEWHERE_TRIES: Final = 2
OOM_TRIES: Final = 3
"""Where it was, there again with its memory freed, and once elsewhere."""


@dataclass(frozen=True)
class Decision:
    """What to do.

    Attributes:
        again: back to the queue; else the job is given up.
        counted: the try counts towards the job's limit.
        delay: seconds before it may run again.
        exclude_lane: not on this server again.
        quarantined: given up because servers failed around it, not because it is wrong.
        rest_lane: the server must pass a health check before its next job.
        pause_lane: seconds for which the server takes no job.
        free_memory: the server should unload its models first.
    """

    again: bool
    counted: bool = True
    delay: float = 0.0
    exclude_lane: bool = False
    quarantined: bool = False
    rest_lane: bool = False
    pause_lane: float = 0.0
    free_memory: bool = False


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
    tries = 1 + _earlier(job, failure)
    more = job.failures < job.max_retries
    match failure:
        case FailureClass.USER:
            return Decision(again=False)
        case FailureClass.UNREACHABLE | FailureClass.LANE_AUTH:
            return Decision(again=True, counted=False, rest_lane=True)
        case FailureClass.THROTTLED:
            wait = error.retry_after if isinstance(error, ProviderRateLimitedError) else 10.0
            return Decision(again=True, counted=False, pause_lane=wait)
        case FailureClass.OOM:
            return Decision(
                again=more and tries < OOM_TRIES,
                exclude_lane=tries == OOM_TRIES - 1,
                free_memory=True,
            )
        case FailureClass.GARBAGE | FailureClass.RUNTIME:
            return Decision(again=more and tries < ELSEWHERE_TRIES, exclude_lane=True)
        case FailureClass.OVERRUN:
            return Decision(again=more, exclude_lane=True)
        case _:
            again = more and tries < INFRASTRUCTURE_TRIES
            return Decision(again=again, quarantined=not again, delay=2.0**tries, rest_lane=True)


def _earlier(job: Job, failure: FailureClass) -> int:
    """Count the tries of this round that failed in the same way."""
    return sum(each.round == job.round and each.failure is failure for each in job.attempts)
