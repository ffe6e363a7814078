"""Generation over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Response, status

from backend.api.routing import raises
from backend.api.v1.dependencies import Generations, Queue
from backend.api.v1.dtos.generation_dtos import GenerationRequestDTO, GenerationResponse
from backend.api.v1.dtos.queue_dtos import QueueJobResponse
from backend.domain.errors import ResourceNotFoundError
from backend.domain.job import JobStatus

router = APIRouter(prefix="/generation", tags=["generation"])


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    responses=raises(ResourceNotFoundError)
    | {200: {"model": GenerationResponse, "description": "It was waited for, and is over."}},
)
async def generate(
    request: GenerationRequestDTO,
    generations: Generations,
    queue: Queue,
    response: Response,
    wait: Annotated[float, Query(ge=0, le=60, description="Seconds to wait for the end.")] = 0,
) -> GenerationResponse:
    """Have a picture or a film of the clip generated."""
    done = await generations.wait(await generations.generate(request), wait)
    job = done.job
    if job.status not in {JobStatus.PENDING, JobStatus.PROCESSING}:
        response.status_code = status.HTTP_200_OK
    response.headers["Location"] = f"/api/v1/queue/jobs/{job.id}"
    return GenerationResponse(
        message=f"The {job.generation_type} is {job.status}",
        job_id=job.job_id,
        job=QueueJobResponse.of(job, await queue.position(job)),
        content=done.content,
    )
