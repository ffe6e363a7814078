"""How a try that failed is written down."""

from backend.domain.errors import ProviderError
from backend.domain.failures import FailureClass
from backend.domain.job import Job, JobError
from backend.repositories.job_store import JobStore
from backend.services.queue.retry import Decision, falls_back


async def end_try(
    store: JobStore,
    job: Job,
    error: ProviderError,
    failure: FailureClass,
    decision: Decision,
    *,
    vram: int | None = None,
) -> Job:
    """Give the job back to the queue or up, as was decided, or on to the next lane of its route.

    Args:
        vram: bytes of memory that the server has; not known: a larger one is any other one.

    Raises:
        LeaseLostError: somebody else decides about it now.
    """
    reason = JobError(code=error.code, message=error.message, failure=failure)
    if falls_back(job, error, failure, decision):
        return await store.reroute(job, job.routes[0], reason)
    if not decision.again:
        return await store.fail(job.job_id, job.token, reason, quarantined=decision.quarantined)
    return await store.requeue(
        job.job_id,
        job.token,
        reason,
        counted=decision.counted,
        delay=decision.delay,
        exclude_lane=decision.exclude_lane or (decision.larger_only and vram is None),
        min_vram=vram if decision.larger_only else None,
    )
