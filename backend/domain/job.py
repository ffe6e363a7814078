"""A job of the queue: its states, the moves between them, and what clients see of them."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from backend.domain.entity import Entity
from backend.domain.failures import FailureClass
from backend.domain.ids import CharacterId, ClipId, JobId, ProjectId, ServerId, TakeId
from backend.domain.media import MediaKind, MediaRef
from backend.domain.times import Moment
from backend.domain.values import TypedInput


class JobStatus(StrEnum):
    """What clients see."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobState(StrEnum):
    """Where a job stands."""

    READY = "ready"
    LEASED = "leased"
    RUNNING = "running"
    COLLECTING = "collecting"
    COMMITTED = "committed"
    DONE = "done"
    FAILED = "failed"
    QUARANTINED = "quarantined"
    CANCELLED = "cancelled"


STATUS_OF: Final = {
    JobState.READY: JobStatus.PENDING,
    JobState.LEASED: JobStatus.PROCESSING,
    JobState.RUNNING: JobStatus.PROCESSING,
    JobState.COLLECTING: JobStatus.PROCESSING,
    JobState.COMMITTED: JobStatus.PROCESSING,
    JobState.DONE: JobStatus.COMPLETED,
    JobState.FAILED: JobStatus.FAILED,
    JobState.QUARANTINED: JobStatus.FAILED,
    JobState.CANCELLED: JobStatus.CANCELLED,
}

_GIVEN_UP: Final = frozenset(
    {JobState.READY, JobState.FAILED, JobState.QUARANTINED, JobState.CANCELLED}
)
MOVES: Final = {
    JobState.READY: frozenset({JobState.LEASED, JobState.CANCELLED, JobState.FAILED}),
    JobState.LEASED: _GIVEN_UP | {JobState.RUNNING, JobState.COLLECTING},
    JobState.RUNNING: _GIVEN_UP | {JobState.COLLECTING},
    JobState.COLLECTING: _GIVEN_UP | {JobState.COMMITTED},
    JobState.COMMITTED: frozenset({JobState.DONE, JobState.FAILED}),
    JobState.DONE: frozenset[JobState](),
    JobState.FAILED: frozenset({JobState.READY}),
    JobState.QUARANTINED: frozenset({JobState.READY}),
    JobState.CANCELLED: frozenset({JobState.READY}),
}
"""The allowed moves; a final state is left only by a person's retry."""

AT_SERVER: Final = frozenset({JobState.LEASED, JobState.RUNNING})
"""States in which the job takes up its server: one that is being fetched does not."""
HELD: Final = AT_SERVER | {JobState.COLLECTING}
"""States in which a process holds the job under a lease."""
CANCELLABLE: Final = frozenset({JobState.READY}) | HELD
RETRYABLE: Final = frozenset({JobState.FAILED, JobState.QUARANTINED, JobState.CANCELLED})


EXTERNAL_OWNER: Final = "external worker"
"""Holds the leases of jobs that were fetched over HTTP, by a worker that is none of ours."""
CANCELLED_OUTCOME: Final = "cancelled"
"""How a try ended that a person cancelled."""


def states_before(state: JobState) -> list[JobState]:
    """Return the states from which a job may move to this one."""
    return [origin for origin, targets in MOVES.items() if state in targets]


class LoraUse(TypedInput):
    """A LoRA file and how strongly it acts."""

    name: str = Field(min_length=1, max_length=500)
    weight: float = Field(default=1.0, ge=-20, le=20, allow_inf_nan=False)


class Lease(BaseModel):
    """Who holds the job, until when by the database's clock."""

    owner: str
    until: datetime


class Attempt(BaseModel):
    """One try on one lane; written before the server hears of it."""

    n: int
    round: int = 0
    lane_id: ServerId
    lane_name: str = ""
    remote_id: str
    token: int
    external: bool = False
    """A worker fetched it that is none of ours: the server itself knows nothing of it."""
    intent_at: datetime
    posted_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str | None = None
    failure: FailureClass | None = None


class JobError(BaseModel):
    """Why a job failed, in words for people."""

    code: str
    message: str
    failure: FailureClass


class JobOutput(BaseModel):
    """One stored file of a finished job, with the id its take will have."""

    take_id: TakeId
    key: str
    kind: MediaKind


class JobTarget(BaseModel):
    """What the picture or film is for: the project's frame and the clip's length."""

    width: int
    height: int
    seconds: float


class JobFields(BaseModel):
    """What is asked for."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    generation_type: MediaKind = Field(
        default=MediaKind.IMAGE,
        validation_alias=AliasChoices("generation_type", "job_type"),
    )
    prompt: str = Field(max_length=20_000)
    negative_prompt: str = Field(default="", max_length=20_000)
    model: str | None = Field(default=None, max_length=500)
    loras: list[LoraUse] = Field(default=[], max_length=20)
    params: dict[str, Any] = {}
    priority: int = Field(default=0, ge=-100, le=100)


class Job(JobFields, Entity):
    """A stored job."""

    clip_id: ClipId | None = None
    """None for pictures of a character, which belong to no clip."""
    project_id: ProjectId | None = None
    character_id: CharacterId | None = None
    """Whose pictures these will be."""
    batch_id: str | None = None
    pinned_server_id: ServerId | None = None
    """Only this server may run it."""
    server_id: ServerId | None = None
    """Where it runs or last ran."""
    server_name: str | None = None
    seed: int
    source_key: str | None = None
    """Storage key of the picture a film starts from."""
    target: JobTarget

    state: JobState = JobState.READY
    status: JobStatus = JobStatus.PENDING
    rev: int = 0
    slot: int | None = None
    """Which of its server's places it takes up: no two jobs at one server have the same."""
    order_key: datetime | None = None
    not_before: datetime | None = None
    """Absent: at once."""
    lease: Lease | None = None
    token: int = 0
    """Rises with every grant and every cancel: a write with an older one is refused."""
    round: int = 0
    attempts: list[Attempt] = []
    """The latest ones: a server that cannot be reached may be tried very often."""
    failures: int = 0
    """Counted tries of this round that were followed by another."""
    max_retries: int = 3
    excluded_lanes: list[ServerId] = []
    outputs: list[JobOutput] = []
    progress: float = 0.0
    """0 to 1."""
    error: JobError | None = None
    waiting: str | None = None
    """Why it is not running, in words; None once it runs."""
    cleanup_due: bool = False
    """It was cancelled while a server had it, and that server is still to be told."""
    applied: dict[str, Any] = {}
    """What was really asked of the server: sizes on its grid, steps, sampler, graph."""
    started_at: Moment | None = None
    completed_at: Moment | None = None

    @property
    def job_id(self) -> JobId:
        """The id, typed."""
        return JobId(self.id)

    @property
    def is_lent(self) -> bool:
        """Whether an external worker has it."""
        return self.lease is not None and self.lease.owner == EXTERNAL_OWNER

    @property
    def attempt(self) -> Attempt | None:
        """The latest try."""
        return self.attempts[-1] if self.attempts else None


class JobResult(BaseModel):
    """Where the first output is."""

    url: MediaRef
    thumbnail_url: MediaRef | None = None
    output_path: str
    seed: int | None = None
