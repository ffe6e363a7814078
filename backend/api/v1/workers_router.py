"""Workers of other people's making: they fetch jobs of a server and report how these ended."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from backend.api.routing import raises
from backend.api.v1.dependencies import Queue, Workers
from backend.api.v1.dtos.queue_dtos import QueueJobResponse
from backend.api.v1.dtos.worker_dtos import (
    LeasedJobResponse,
    WorkerRegistrationResponse,
    WorkerReportDTO,
)
from backend.domain.errors import (
    ConflictError,
    ProviderRateLimitedError,
    ProviderUnavailableError,
    StorageFullError,
)
from backend.domain.ids import JobId, ServerId

router = APIRouter(prefix="/queue", tags=["queue"])


@router.post("/servers/{server_id}/register")
async def register_worker(server_id: ServerId, workers: Workers) -> WorkerRegistrationResponse:
    """Tell that a worker fetches jobs for the server."""
    return WorkerRegistrationResponse.of(await workers.register(server_id))


@router.get("/servers/{server_id}/next")
async def claim_next_job(
    server_id: ServerId, workers: Workers, response: Response
) -> LeasedJobResponse | None:
    """Take the job that comes up next for the server, for as long as its lease says, or null."""
    response.headers["Cache-Control"] = "no-store"
    job = await workers.next_job(server_id)
    return LeasedJobResponse.lent(job, job.lease.until) if job and job.lease else None


@router.post(
    "/jobs/{job_id}/complete",
    responses=raises(
        ConflictError, ProviderUnavailableError, ProviderRateLimitedError, StorageFullError
    ),
)
async def complete_job(
    job_id: JobId,
    workers: Workers,
    queue: Queue,
    asked: Annotated[WorkerReportDTO, Query()],
    body: WorkerReportDTO | None = None,
) -> QueueJobResponse:
    """Report how a fetched job ended, in the body or the query; its result is stored at once."""
    report = asked if body is None else asked.model_copy(update=_given(body))
    job = await workers.complete(job_id, report)
    return QueueJobResponse.of(job, await queue.position(job))


def _given(body: WorkerReportDTO) -> dict[str, object]:
    return body.model_dump(exclude_none=True)
