"""A job of the queue: what is asked for, how it fares, and what came of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, field_validator

from backend.domain.entity import Entity
from backend.domain.failures import FailureClass
from backend.domain.ids import CharacterId, ClipId, DraftId, JobId, ProjectId, ServerId, TakeId
from backend.domain.job_state import JobState, JobStatus
from backend.domain.media import MediaKind, MediaRef
from backend.domain.times import Moment
from backend.domain.values import TypedInput
from backend.domain.waiting import Waiting

EXTERNAL_OWNER: Final = "external worker"
"""Holds the leases of jobs that were fetched over HTTP, by a worker that is none of ours."""
SERVERS: Final = "servers"
"""The lanes that are registered ComfyUI servers."""
CANCELLED_OUTCOME: Final = "cancelled"
"""How a try ended that a person cancelled."""


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
    cost_usd: float | None = None


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


class JobKind(StrEnum):
    """What a job makes."""

    IMAGE = MediaKind.IMAGE.value
    VIDEO = MediaKind.VIDEO.value
    AUDIO = MediaKind.AUDIO.value
    EXPORT = "export"


class Task(BaseModel):
    """Work that we do ourselves or have a cloud provider do: no prompt for a ComfyUI server."""

    kind: str
    """Which handler does it, e.g. "export"."""
    arguments: dict[str, Any] = {}
    """What the handler was asked for; it alone knows what is in it."""
    remembered: dict[str, Any] = {}
    """What the handler wants to know if it has to begin again."""
    remembered_in: int = 0
    """The round in which it was: another begins with nothing."""
    result: dict[str, Any] = {}
    """What came of it, beside media."""
    woken: bool = False
    """A job that it waits for ended while it ran: it looks once more."""


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

    lane_group: str = SERVERS
    """Which lanes may run it: the registered servers, or those of one kind of task."""
    task: Task | None = None
    """Absent: a picture or film, made by a server."""
    depends_on: list[JobId] = []
    """The jobs it was queued behind, done or not."""
    needs: list[JobId] = []
    """Those of them that are still to be done."""
    draft_id: DraftId | None = None
    """The draft of a story that ordered it."""
    routes: list[str] = []
    """Under "auto": the lanes it may still go to when its own will not do, the next one first."""
    input_hash: str = ""
    """Of all that it is made from: what is finished already for the same is not paid for again."""
    cost_estimate: float | None = None
    """US dollars that its lane is expected to charge; None: nothing, or not known."""
    cost_actual: float | None = None
    """US dollars that were charged."""
    cost_is_estimated: bool = False
    """The service did not say what it charged: its price was looked up."""
    source_job_id: JobId | None = None
    """Whose first picture it starts from; `source_key` names that picture once it is there."""

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
    min_vram: int | None = None
    """It did not fit into so many bytes of a server's memory: only a larger one may run it."""
    outputs: list[JobOutput] = []
    progress: float = 0.0
    """0 to 1."""
    error: JobError | None = None
    waiting: Waiting | None = None
    """Why it is not running; None once it runs."""
    held_since: datetime | None = None
    """Since when it is left for a faster server, in this try: its patience is bounded."""
    model_key: str = ""
    """What a server must have in memory for it; noted as it is queued."""
    cleanup_due: bool = False
    """It was cancelled while a server had it, and that server is still to be told."""
    applied: dict[str, Any] = {}
    """What was really asked of the server: sizes on its grid, steps, sampler, graph."""
    started_at: Moment | None = None
    completed_at: Moment | None = None

    @field_validator("waiting", mode="before")
    @classmethod
    def _forget_mere_words(cls, waiting: Any) -> Any:
        """Drop what an earlier version wrote, in words alone: the next turn says it anew."""
        return None if isinstance(waiting, str) else waiting

    @property
    def job_id(self) -> JobId:
        """The id, typed."""
        return JobId(self.id)

    @property
    def kind(self) -> str:
        """What it makes: image, video, or what its task is called."""
        return self.task.kind if self.task else self.generation_type

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
