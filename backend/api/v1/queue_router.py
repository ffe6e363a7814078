"""The queue over HTTP."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, status

from backend.api.routing import Counted, Located, Paging, raises
from backend.api.v1.dependencies import Generations, Queue
from backend.api.v1.dtos.queue_dtos import (
    QueueJobRequestDTO,
    QueueJobResponse,
    QueueStatusResponse,
)
from backend.domain.errors import ConflictError, ResourceNotFoundError, invalid_field
from backend.domain.ids import JobId, ProjectId
from backend.domain.job import Job, JobStatus
from backend.domain.queue_status import QueueStatus
from backend.services.paging import Listing

router = APIRouter(prefix="/queue", tags=["queue"])

_STATUSES: Final = {status.value: status for status in JobStatus} | {"queued": JobStatus.PENDING}


@router.post("/jobs", status_code=status.HTTP_202_ACCEPTED, responses=raises(ResourceNotFoundError))
async def create_job(
    request: QueueJobRequestDTO, generations: Generations, queue: Queue, located: Located
) -> QueueJobResponse:
    """Queue a generation."""
    return await _shown(located(await generations.generate(request)), queue)


@router.get("/jobs")
async def list_jobs(
    queue: Queue,
    page: Paging,
    counted: Counted,
    wanted: Annotated[
        str | None,
        Query(alias="status", max_length=200, description="One or several, with commas between."),
    ] = None,
    project_id: ProjectId | None = None,
) -> list[QueueJobResponse]:
    """List jobs, newest first."""
    statuses = _statuses(wanted)
    jobs = await queue.list(
        statuses=statuses, project_id=project_id, skip=page.offset, limit=page.limit
    )
    total = len(jobs)
    if not page.is_whole:
        total = await queue.count(statuses=statuses, project_id=project_id)
    positions = await queue.positions(jobs)
    shown = [QueueJobResponse.of(job, positions.get(job.job_id)) for job in jobs]
    return counted(Listing(shown, total))


@router.get("/jobs/{job_id}")
async def get_job(job_id: JobId, queue: Queue) -> QueueJobResponse:
    """Show a job."""
    return await _shown(await queue.get(job_id), queue)


@router.get("/status", response_model=QueueStatusResponse)
async def get_queue_status(queue: Queue) -> QueueStatus:
    """Count the jobs and show the servers."""
    return await queue.status()


@router.post("/jobs/{job_id}/cancel", responses=raises(ConflictError))
async def cancel_job(job_id: JobId, queue: Queue) -> QueueJobResponse:
    """Cancel a job that waits or runs; of what its server does, only this prompt is stopped."""
    return await _shown(await queue.cancel(job_id), queue)


@router.post("/jobs/{job_id}/retry", responses=raises(ConflictError))
async def retry_job(job_id: JobId, queue: Queue) -> QueueJobResponse:
    """Run a failed or cancelled job again."""
    return await _shown(await queue.retry(job_id), queue)


async def _shown(job: Job, queue: Queue) -> QueueJobResponse:
    return QueueJobResponse.of(job, await queue.position(job))


def _statuses(wanted: str | None) -> frozenset[JobStatus] | None:
    """Return the statuses in a text such as "processing,pending"; None for all."""
    names = [name.strip() for name in (wanted or "").split(",") if name.strip()]
    unknown = [name for name in names if name not in _STATUSES]
    if unknown:
        known = ", ".join(_STATUSES)
        raise invalid_field("status", f"there is no {', '.join(unknown)}; there are {known}")
    return frozenset(_STATUSES[name] for name in names) or None
