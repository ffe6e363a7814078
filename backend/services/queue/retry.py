"""What becomes of a job after a failed try: a pure table by class of failure."""

from dataclasses import dataclass

from backend.domain.errors import ProviderError, ProviderRateLimitedError
from backend.domain.failures import FailureClass
from backend.domain.job import Job

INFRASTRUCTURE_TRIES = 3
GARBAGE_TRIES = 2
OOM_TRIES = 2


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
        free_memory: the server should unload its models first.
    """

    again: bool
    counted: bool = True
    delay: float = 0.0
    exclude_lane: bool = False
    quarantined: bool = False
    rest_lane: bool = False
    free_memory: bool = False


def decide(job: Job, error: ProviderError, failure: FailureClass) -> Decision:
    """Decide about a job whose try just failed.

    Args:
        job: as it was before this failure was counted.
        failure: the error's class, except that what happens after the server took the job is
            never "unreachable".
    """
    tries = job.failures + 1
    exhausted = tries > job.max_retries
    match failure:
        case FailureClass.USER:
            return Decision(again=False)
        case FailureClass.UNREACHABLE:
            return Decision(again=True, counted=False, rest_lane=True)
        case FailureClass.THROTTLED:
            wait = error.retry_after if isinstance(error, ProviderRateLimitedError) else 10.0
            return Decision(again=True, counted=False, delay=wait)
        case FailureClass.LANE_AUTH:
            return Decision(again=True, counted=False, rest_lane=True)
        case FailureClass.OOM:
            return Decision(
                again=tries <= OOM_TRIES and not exhausted,
                exclude_lane=tries == OOM_TRIES,
                free_memory=True,
            )
        case FailureClass.GARBAGE:
            return Decision(again=tries < GARBAGE_TRIES and not exhausted, exclude_lane=True)
        case FailureClass.OVERRUN:
            return Decision(again=not exhausted, exclude_lane=True)
        case _:
            again = tries < INFRASTRUCTURE_TRIES
            return Decision(again=again, quarantined=not again, delay=2.0**tries, rest_lane=True)
