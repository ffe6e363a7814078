"""Generation on the wire."""

from typing import Self

from pydantic import BaseModel, Field, computed_field

from backend.api.v1.dtos.queue_dtos import QueueJobResponse
from backend.domain.batch import BatchStatus
from backend.domain.ids import BatchId, ClipId, JobId
from backend.domain.job_state import JobStatus
from backend.domain.take import GeneratedContent
from backend.domain.times import Moment
from backend.domain.values import StorableInput
from backend.services.batch_service import BatchOverview, BatchView, ItemView
from backend.services.generation_request import BatchGenerationRequest, GenerationRequest


class GenerationRequestDTO(StorableInput, GenerationRequest):
    """One picture or film of a clip."""


class BatchGenerationRequestDTO(StorableInput, BatchGenerationRequest):
    """One picture or film of each of many clips."""


class GenerationResponse(BaseModel):
    """What became of the request; content is there if it was waited for and done in time."""

    message: str
    job_id: JobId
    job: QueueJobResponse
    content: GeneratedContent | None = None


class BatchResultResponse(BaseModel):
    """Where one clip of a batch stands."""

    clip_id: ClipId
    job_id: JobId | None = Field(description="Null: refused, and error says why.")
    status: JobStatus
    content: GeneratedContent | None = Field(description="What was made, once it is.")
    error: str | None

    @classmethod
    def of(cls, shown: ItemView) -> Self:
        """Return the item as clients see it."""
        return cls(
            clip_id=shown.item.clip_id,
            job_id=shown.job_id,
            status=shown.status,
            content=shown.content,
            error=shown.error,
        )


class BatchResponse(BaseModel):
    """A batch as it stands now, with a result for each of the clips, in their order."""

    id: BatchId
    status: BatchStatus = Field(description="Partial: all is over, and only some was made.")
    total: int
    completed: int
    failed: int = Field(description="Refused items are among them.")
    cancelled: int
    progress: float = Field(description="0 to 100.")
    job_ids: list[JobId]
    results: list[BatchResultResponse]
    started_at: Moment
    updated_at: Moment

    @computed_field
    def batch_id(self) -> BatchId:
        """The same as id."""
        return self.id

    @computed_field
    def total_jobs(self) -> int:
        """The same as total."""
        return self.total

    @classmethod
    def of(cls, shown: BatchView) -> Self:
        """Return the batch as clients see it."""
        return cls(
            id=shown.batch.batch_id,
            status=shown.tally.status,
            total=shown.tally.total,
            completed=shown.tally.of(JobStatus.COMPLETED),
            failed=shown.tally.of(JobStatus.FAILED),
            cancelled=shown.tally.of(JobStatus.CANCELLED),
            progress=round(shown.progress * 100, 1),
            job_ids=[item.job_id for item in shown.items if item.job_id],
            results=[BatchResultResponse.of(item) for item in shown.items],
            started_at=shown.batch.created_at,
            updated_at=shown.updated_at,
        )


class BatchSummaryResponse(BaseModel):
    """A batch in a list."""

    batch_id: BatchId
    status: BatchStatus
    total_jobs: int
    created_at: Moment

    @classmethod
    def of(cls, shown: BatchOverview) -> Self:
        """Return the batch as clients see it."""
        return cls(
            batch_id=shown.summary.id,
            status=shown.tally.status,
            total_jobs=shown.tally.total,
            created_at=shown.summary.created_at,
        )


class BatchListResponse(BaseModel):
    """Batches, newest first, and how many there are."""

    total: int
    batches: list[BatchSummaryResponse]
