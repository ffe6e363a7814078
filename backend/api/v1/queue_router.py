"""The queue over HTTP."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response, status

from backend.api.conditional import UNCHANGED
from backend.api.routing import Located, Paging, one_or_several, raises
from backend.api.v1.dependencies import ORDERED, Generations, Jobs, OncePerKey, Queue, Waitings
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.dtos.queue_dtos import (
    CancelledResponse,
    CancelRequestDTO,
    ClearedResponse,
    PriorityRequestDTO,
    ProjectJobsResponse,
    QueueJobDetailResponse,
    QueueJobRequestDTO,
    QueueJobResponse,
    QueueStatusResponse,
    RetryRequestDTO,
)
from backend.domain.errors import (
    ConflictError,
    IdempotencyKeyReusedError,
    RateLimitError,
    ResourceNotFoundError,
    invalid_field,
)
from backend.domain.ids import JobId, ProjectId
from backend.domain.job import Job, JobKind
from backend.domain.job_state import JobStatus
from backend.domain.queue_status import QueueStatus

router = APIRouter(prefix="/queue", tags=["queue"])

_STATUSES: Final = {status.value: status for status in JobStatus} | {"queued": JobStatus.PENDING}
Statuses = Annotated[
    str | None,
    Query(
        alias="status",
        max_length=200,
        description="One or several, with commas between.",
        json_schema_extra={"pattern": one_or_several(_STATUSES)},
    ),
]


Kind = Annotated[
    JobKind | None,
    Query(description="Only these; absent: all that make pictures, films or sounds."),
]


@router.post(
    "/jobs",
    status_code=status.HTTP_202_ACCEPTED,
    responses=raises(ResourceNotFoundError, IdempotencyKeyReusedError, RateLimitError),
)
async def create_job(
    request: QueueJobRequestDTO,
    generations: Generations,
    queue: Queue,
    located: Located,
    once: OncePerKey,
) -> QueueJobResponse:
    """Queue a generation."""
    async with once(request) as origin:
        job = await generations.generate(request, origin)
    return await _shown(located(job), queue)


@router.get("/jobs", response_model=list[QueueJobResponse], responses=UNCHANGED)
async def list_jobs(
    request: Request,
    jobs: Jobs,
    page: Paging,
    wanted: Statuses = None,
    project_id: ProjectId | None = None,
    kind: Kind = None,
) -> Response:
    """List jobs, newest first."""
    return await jobs.list(request, _statuses(wanted), project_id or None, kind, page)


@router.get("/jobs/{job_id}")
async def get_job(job_id: JobId, waitings: Waitings) -> QueueJobDetailResponse:
    """Show a job, with its tries, and why it waits."""
    return QueueJobDetailResponse.of(await waitings.standing(job_id))


@router.get("/status", response_model=QueueStatusResponse)
async def get_queue_status(queue: Queue) -> QueueStatus:
    """Count the jobs and show the servers."""
    return await queue.status()


@router.post("/jobs/{job_id}/cancel", responses=raises(ConflictError))
async def cancel_job(job_id: JobId, queue: Queue) -> QueueJobResponse:
    """Cancel a job that waits or runs; of what its server does, only this prompt is stopped."""
    return await _shown(await queue.cancel(job_id), queue)


@router.post(
    "/jobs/{job_id}/retry",
    dependencies=[ORDERED],
    responses=raises(ConflictError, RateLimitError),
)
async def retry_job(
    job_id: JobId,
    generations: Generations,
    queue: Queue,
    wanted: RetryRequestDTO | None = None,
) -> QueueJobResponse:
    """Run a failed or cancelled job again, and before it those it needs that failed.

    Whatever is sent is another this time: the words, the seed, the server.
    """
    job = await generations.retry(job_id, wanted or RetryRequestDTO())
    return await _shown(job, queue)


@router.post("/jobs/{job_id}/priority", responses=raises(ConflictError))
async def prioritise_job(
    job_id: JobId, wanted: PriorityRequestDTO, queue: Queue
) -> QueueJobResponse:
    """Put a waiting job forward or back; one step counts as ten minutes of waiting."""
    return await _shown(await queue.prioritise(job_id, wanted.priority), queue)


@router.delete("/jobs/{job_id}")
async def delete_job(job_id: JobId, queue: Queue) -> SuccessResponse:
    """Forget a job; one that waits or runs is cancelled first."""
    await queue.delete(job_id)
    return SuccessResponse(message="Job deleted")


@router.delete("/clear")
async def clear_queue(queue: Queue, wanted: Statuses = None) -> ClearedResponse:
    """Forget the jobs of some statuses, or of all; those that are being processed stay."""
    count = await queue.clear(_statuses(wanted))
    return ClearedResponse(
        message=f"{count} jobs removed", deleted_count=count, status_filter=wanted
    )


@router.post("/cancel", responses=raises(ResourceNotFoundError))
async def cancel_jobs(chosen: CancelRequestDTO, queue: Queue) -> CancelledResponse:
    """Cancel all jobs, or those of a project or a batch."""
    count = await queue.cancel_many(**chosen.model_dump())
    return CancelledResponse(message=f"{count} jobs cancelled", cancelled_count=count)


@router.get("/projects/{project_id}/jobs", response_model=ProjectJobsResponse)
async def list_project_jobs(project_id: ProjectId, jobs: Jobs, page: Paging) -> Response:
    """List the project's jobs, newest first."""
    return await jobs.of_project(project_id, page)


async def _shown(job: Job, queue: Queue) -> QueueJobResponse:
    return QueueJobResponse.of(job, await queue.position(job))


def _statuses(wanted: str | None) -> frozenset[JobStatus] | None:
    """Return the statuses in a text such as "processing,pending"; None for all.

    A text that holds none is refused: it must not mean all.
    """
    if not wanted:
        return None
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    unknown = [name for name in names if name not in _STATUSES]
    if unknown or not names:
        what, known = ", ".join(unknown) or "such one", ", ".join(_STATUSES)
        raise invalid_field("status", f"there is no {what}; there are {known}")
    return frozenset(_STATUSES[name] for name in names)
