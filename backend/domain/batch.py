"""A batch: one request for pictures or films of many clips, and how far its jobs are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Field

from backend.domain.entity import Entity
from backend.domain.ids import BatchId, ClipId, JobId, ProjectId, derived_id
from backend.domain.job_state import JobStatus
from backend.domain.media import MediaKind
from backend.domain.times import Moment


class BatchStatus(StrEnum):
    """What clients see."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"


class BatchItem(BaseModel):
    """One clip of a batch; a clip named twice is two items."""

    clip_id: ClipId
    job_id: JobId
    refusal: str | None = None
    """Why there is no job for it, in words."""


class Batch(Entity):
    """A stored batch: what was asked, and for what; how far it is, its jobs tell."""

    project_id: ProjectId | None
    """The project of the first clip that is known: the batch goes with that project."""
    order: dict[str, Any]
    """What was asked for each of the clips."""
    items: list[BatchItem]
    item_count: int
    refused_count: int = 0
    made: list[JobId] = Field(default=[], description="Jobs deleted after they were completed.")
    made_count: int = 0
    is_queued: bool = False
    """False until every item has its job or its refusal."""

    @property
    def batch_id(self) -> BatchId:
        """The id, typed."""
        return BatchId(self.id)

    @property
    def kind(self) -> MediaKind | None:
        """What it makes; None if another version of us took the order."""
        try:
            return MediaKind(self.order.get("generation_type", MediaKind.IMAGE))
        except ValueError:
            return None


class BatchJob(BaseModel):
    """What a batch wants to know of one of its jobs."""

    id: JobId
    status: JobStatus
    progress: float
    """0 to 1."""
    error: str | None
    updated_at: Moment


@dataclass(frozen=True)
class Tally:
    """How many items a batch has, and how many of them stand where; the rest waits."""

    total: int
    counts: Mapping[JobStatus, int]

    def of(self, status: JobStatus) -> int:
        """Return how many items stand there."""
        return self.counts.get(status, 0)

    @property
    def status(self) -> BatchStatus:
        """Where the whole stands; partial is: all is over, and only some of it was made."""
        completed, failed, cancelled = map(
            self.of, (JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED)
        )
        over = completed + failed + cancelled
        if over < self.total:
            begun = over or self.of(JobStatus.PROCESSING)
            return BatchStatus.PROCESSING if begun else BatchStatus.PENDING
        if completed:
            return BatchStatus.PARTIAL if completed < self.total else BatchStatus.COMPLETED
        return BatchStatus.FAILED if failed else BatchStatus.CANCELLED


def batch_items(batch_id: str, clip_ids: Iterable[ClipId]) -> list[BatchItem]:
    """Return the items of a batch; the ids of their jobs are the same whenever they are made."""
    return [
        BatchItem(clip_id=clip_id, job_id=JobId(derived_id("batch", batch_id, number)))
        for number, clip_id in enumerate(clip_ids)
    ]
