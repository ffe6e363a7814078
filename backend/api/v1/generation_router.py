"""Generation over HTTP."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response, status

from backend.api.routing import Paging, raises
from backend.api.v1.dependencies import Batches, Generations, OncePerKey, Queue
from backend.api.v1.dtos.generation_dtos import (
    BatchGenerationRequestDTO,
    BatchListResponse,
    BatchResponse,
    BatchSummaryResponse,
    GenerationRequestDTO,
    GenerationResponse,
)
from backend.api.v1.dtos.queue_dtos import QueueJobResponse
from backend.domain.errors import IdempotencyKeyReusedError, RateLimitError, ResourceNotFoundError
from backend.domain.ids import BatchId
from backend.domain.job_state import JobStatus

_OVER: Final[dict[int | str, dict[str, Any]]] = {
    200: {"model": GenerationResponse, "description": "It was waited for, and is over."}
}
_ORDERED: Final = raises(ResourceNotFoundError, IdempotencyKeyReusedError, RateLimitError)
_routes = APIRouter(tags=["generation"])


@_routes.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    responses={**_ORDERED, **_OVER},
)
async def generate(
    request: GenerationRequestDTO,
    generations: Generations,
    queue: Queue,
    response: Response,
    once: OncePerKey,
    wait: Annotated[float, Query(ge=0, le=60, description="Seconds to wait for the end.")] = 0,
) -> GenerationResponse:
    """Have a picture or a film of the clip generated."""
    async with once(request) as origin:
        queued = await generations.generate(request, origin)
    done = await generations.wait(queued, wait)
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


@_routes.post(
    "/batch",
    status_code=status.HTTP_202_ACCEPTED,
    responses=_ORDERED,
)
async def generate_batch(
    request: BatchGenerationRequestDTO, batches: Batches, response: Response, once: OncePerKey
) -> BatchResponse:
    """Have a picture or a film of each clip generated; a clip named twice gets two."""
    async with once(request) as origin:
        batch = BatchResponse.of(await batches.request(request, origin))
    response.headers["Location"] = f"/api/v1/generation/batch/{batch.id}"
    return batch


@_routes.get("/batches")
async def list_batches(batches: Batches, page: Paging) -> BatchListResponse:
    """List batches, newest first."""
    listing = await batches.list(page)
    shown = [BatchSummaryResponse.of(each) for each in listing.items]
    return BatchListResponse(total=listing.total, batches=shown)


@_routes.get("/batch/{batch_id}")
async def get_batch(batch_id: BatchId, batches: Batches) -> BatchResponse:
    """Show a batch and where each of its clips stands."""
    return BatchResponse.of(await batches.get(batch_id))


@_routes.post("/batch/{batch_id}/cancel")
async def cancel_batch(batch_id: BatchId, batches: Batches) -> BatchResponse:
    """Cancel all jobs of a batch that are not over."""
    return BatchResponse.of(await batches.cancel(batch_id))


@_routes.post("/batch/{batch_id}/retry")
async def retry_batch(batch_id: BatchId, batches: Batches) -> BatchResponse:
    """Run all failed and cancelled jobs of a batch again, and try refused clips anew."""
    return BatchResponse.of(await batches.retry(batch_id))


router = APIRouter()
router.include_router(_routes, prefix="/generation")

alias_router = APIRouter(include_in_schema=False)
alias_router.include_router(_routes, prefix="/generate")
