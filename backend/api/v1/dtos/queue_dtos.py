"""Jobs and the queue on the wire."""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, computed_field

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.failures import FailureClass
from backend.domain.ids import BatchId, ClipId, DraftId, JobId, ProjectId, ServerId
from backend.domain.job import Attempt, Job, JobKind, JobResult, LoraUse
from backend.domain.job_state import JobStatus
from backend.domain.media import MediaKind, MediaRef, thumbnail_key
from backend.domain.queue_status import QueueStatus
from backend.domain.times import Moment
from backend.domain.values import StorableInput
from backend.domain.waiting import WaitingCode, WaitingReport
from backend.services.generation_request import GenerationRequest, RetryOrder
from backend.services.waiting_service import Standing

_AS_STORED = (
    "id",
    "clip_id",
    "project_id",
    "batch_id",
    "status",
    "kind",
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
    "depends_on",
    "not_before",
    "created_at",
    "updated_at",
    "started_at",
    "completed_at",
    "draft_id",
    "cost_estimate",
    "cost_actual",
)


class QueueJobRequestDTO(StorableInput, GenerationRequest):
    """A job to be queued."""

    project_id: ProjectId = Field(max_length=100)


class RetryRequestDTO(StorableInput, RetryOrder):
    """What is to be another in the new round of a job; the rest stays as it was."""


class PriorityRequestDTO(StorableInput):
    """How urgent a job is."""

    model_config = ConfigDict(extra="forbid")

    priority: int = Field(ge=-100, le=100, description="Higher comes first.")


class _JobAnswer(BaseModel):
    """What all answers say of a job, with every field under each of the names it is known by."""

    id: JobId
    clip_id: ClipId | None
    project_id: ProjectId | None
    batch_id: str | None
    status: JobStatus
    kind: JobKind = Field(description="What it makes.")
    generation_type: MediaKind = Field(description="The same, where it makes media.")
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
    eta_seconds: float | None = Field(
        default=None, description="Until it should be done; null where nobody can tell."
    )
    depends_on: list[JobId] = Field(description="The jobs that must be done before it.")
    not_before: Moment | None = Field(description="It does not run earlier; null: at once.")
    retry_count: int
    max_retries: int
    result: JobResult | None
    error: str | None
    created_at: Moment
    updated_at: Moment
    started_at: Moment | None
    completed_at: Moment | None
    draft_id: DraftId | None = Field(description="The draft that ordered it.")
    lane: str = Field(description="servers, or the task lane on which it runs.")
    error_code: str | None = Field(description="Why it failed, for programs.")
    hold_reason: str | None = Field(description="Why its project's budget keeps it waiting.")
    cost_estimate: float | None = Field(description="US dollars it will probably cost.")
    cost_actual: float | None = Field(description="US dollars it has cost.")

    @classmethod
    def _of(cls, job: Job, **more: Any) -> Self:
        return cls(
            **{name: getattr(job, name) for name in _AS_STORED},
            server_id=job.server_id or job.pinned_server_id,
            retry_count=job.failures,
            result=_result(job),
            error=job.error.message if job.error else None,
            lane=job.lane_group,
            error_code=job.error.code if job.error else None,
            hold_reason=_hold_reason(job),
            **more,
        )

    @computed_field
    def job_id(self) -> JobId:
        """The same as id."""
        return self.id

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


class QueueJobResponse(_JobAnswer):
    """A job."""

    not_in_document: ClassVar[frozenset[str]] = frozenset({"queue_position", "eta_seconds"})

    waiting: WaitingCode | None = Field(
        description="Why it does not run yet; the job alone says more of it."
    )

    @classmethod
    def of(cls, job: Job, queue_position: int | None = None) -> Self:
        """Return the job as clients see it."""
        waiting = job.waiting.code if job.waiting else None
        return cls._of(job, queue_position=queue_position, waiting=waiting)


class AttemptResponse(BaseModel):
    """One try on one server."""

    n: int = Field(description="Counted from 1 over all rounds.")
    server_id: ServerId
    server_name: str
    started_at: Moment
    ended_at: Moment | None
    outcome: str | None = Field(description="How it ended, in words; null: it has not.")
    error_class: FailureClass | None = Field(description="Who or what was at fault.")

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        """Return the try as clients see it."""
        return cls(
            n=attempt.n,
            server_id=attempt.lane_id,
            server_name=attempt.lane_name,
            started_at=attempt.intent_at,
            ended_at=attempt.ended_at,
            outcome=attempt.outcome,
            error_class=attempt.failure,
        )


class QueueJobDetailResponse(_JobAnswer):
    """A job alone, with its tries, and why it waits, server by server."""

    waiting: WaitingReport | None = Field(description="Why it does not run; null once it does.")
    needs: list[JobId] = Field(description="Those it depends on that are still to be done.")
    attempts: list[AttemptResponse] = Field(description="The latest tries, in their order.")

    @classmethod
    def of(cls, standing: Standing) -> Self:
        """Return the job as clients see it."""
        job = standing.job
        return cls._of(
            job,
            queue_position=standing.position,
            eta_seconds=standing.eta,
            waiting=standing.waiting,
            needs=job.needs,
            attempts=[AttemptResponse.of(each) for each in job.attempts],
        )


def _hold_reason(job: Job) -> str | None:
    waiting = job.waiting
    return waiting.text if waiting and waiting.code is WaitingCode.BUDGET else None


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
