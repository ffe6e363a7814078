"""Jobs and the queue on the wire."""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, computed_field

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.ids import BatchId, ClipId, JobId, ProjectId, ServerId
from backend.domain.job import Job, JobResult, JobStatus, LoraUse
from backend.domain.media import MediaKind, MediaRef, thumbnail_key
from backend.domain.queue_status import QueueStatus
from backend.domain.times import Moment
from backend.domain.values import StorableInput
from backend.services.generation_request import GenerationRequest

_AS_STORED = (
    "id",
    "clip_id",
    "project_id",
    "batch_id",
    "status",
    "generation_type",
    "priority",
    "prompt",
    "negative_prompt",
    "model",
    "loras",
    "params",
    "seed",
    "server_name",
    "progress",
    "max_retries",
    "waiting",
    "created_at",
    "updated_at",
    "started_at",
    "completed_at",
)


class QueueJobRequestDTO(StorableInput, GenerationRequest):
    """A job to be queued."""

    project_id: ProjectId = Field(max_length=100)


class QueueJobResponse(BaseModel):
    """A job, with every field under each of the names clients know it by."""

    not_in_document: ClassVar[frozenset[str]] = frozenset({"queue_position"})

    id: JobId
    clip_id: ClipId | None
    project_id: ProjectId | None
    batch_id: str | None
    status: JobStatus
    generation_type: MediaKind
    priority: int
    prompt: str
    negative_prompt: str
    model: str | None
    loras: list[LoraUse]
    params: dict[str, Any]
    seed: int
    server_id: ServerId | None
    server_name: str | None
    progress: float = Field(description="0 to 1.")
    queue_position: int | None = Field(description="1 comes up next; null if not waiting.")
    eta_seconds: float | None = None
    waiting: str | None = Field(description="Why it does not run yet, in words.")
    retry_count: int
    max_retries: int
    result: JobResult | None
    error: str | None
    created_at: Moment
    updated_at: Moment
    started_at: Moment | None
    completed_at: Moment | None

    @classmethod
    def of(cls, job: Job, queue_position: int | None = None) -> Self:
        """Return the job as clients see it."""
        return cls(
            **{name: getattr(job, name) for name in _AS_STORED},
            server_id=job.server_id or job.pinned_server_id,
            queue_position=queue_position,
            retry_count=job.failures,
            result=_result(job),
            error=job.error.message if job.error else None,
        )

    @computed_field
    def job_id(self) -> JobId:
        """The same as id."""
        return self.id

    @computed_field
    def kind(self) -> MediaKind:
        """What it makes."""
        return self.generation_type

    @computed_field
    def job_type(self) -> MediaKind:
        """The same as generation_type."""
        return self.generation_type

    @computed_field
    def parameters(self) -> dict[str, Any]:
        """The same as params."""
        return self.params

    @computed_field
    def generation_params(self) -> dict[str, Any]:
        """The same as params."""
        return self.params

    @computed_field
    def progress_percent(self) -> float:
        """0 to 100."""
        return round(self.progress * 100, 1)

    @computed_field
    def result_url(self) -> MediaRef | None:
        """Where the first output is."""
        return self.result.url if self.result else None

    @computed_field
    def error_message(self) -> str | None:
        """The same as error."""
        return self.error


def _result(job: Job) -> JobResult | None:
    if not job.outputs:
        return None
    first = job.outputs[0]
    shown = first.kind is not MediaKind.AUDIO
    return JobResult(
        url=first.key,
        thumbnail_url=thumbnail_key(first.key) if shown else None,
        output_path=first.key,
        seed=job.seed,
    )


class QueueStatusResponse(Answer, QueueStatus):
    """Counts of jobs, and the servers by their ids."""


class ProjectJobsResponse(BaseModel):
    """A project's jobs, newest first."""

    project_id: ProjectId
    total_jobs: int = Field(description="How many there are, also where a part is answered.")
    jobs: list[QueueJobResponse]


class ClearedResponse(BaseModel):
    """What was removed from the queue."""

    message: str
    deleted_count: int
    status_filter: str | None = Field(description="As it was asked for.")


class CancelRequestDTO(StorableInput):
    """Which jobs to cancel: all, or those of a project or a batch."""

    model_config = ConfigDict(extra="forbid")

    batch_id: BatchId | None = Field(default=None, max_length=100)
    project_id: ProjectId | None = Field(default=None, max_length=100)
    except_running: bool = Field(default=False, description="Only those that wait.")


class CancelledResponse(BaseModel):
    """How many jobs were cancelled."""

    message: str
    cancelled_count: int
