"""A draft: the work that makes a board, with its pictures and voices, of a script or an idea."""

from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from backend.domain.draft_step import DraftError, DraftStep, StepName, first_steps
from backend.domain.entity import Entity
from backend.domain.ids import DraftId, JobId, ProjectId, derived_id, new_id
from backend.domain.story import SourceKind, Voice
from backend.domain.times import Moment
from backend.domain.values import TypedInput

MAX_SCENES: Final = 100
MAX_ERRORS: Final = 200
"""So many errors a draft keeps; there may be one for each of a thousand clips."""
CANCELLED: Final = "CANCELLED"
"""The error code of a draft that a person cancelled."""


class DraftStatus(StrEnum):
    """Where a draft stands."""

    PENDING = "pending"
    PROCESSING = "processing"
    AWAITING_REVIEW = "awaiting_review"
    """It stands at a gate until a person lets it go on."""
    COMPLETED = "completed"
    PARTIAL = "partial"
    """It came to its end, but something could not be made."""
    FAILED = "failed"
    """Nothing of use came of it."""
    CANCELLED = "cancelled"


_ENDS: Final = frozenset(
    {
        DraftStatus.AWAITING_REVIEW,
        DraftStatus.COMPLETED,
        DraftStatus.PARTIAL,
        DraftStatus.FAILED,
        DraftStatus.CANCELLED,
    }
)
_RETRIED: Final = frozenset({DraftStatus.PROCESSING})
MOVES: Final = {
    DraftStatus.PENDING: frozenset(
        {DraftStatus.PROCESSING, DraftStatus.FAILED, DraftStatus.CANCELLED}
    ),
    DraftStatus.PROCESSING: _ENDS,
    DraftStatus.AWAITING_REVIEW: frozenset({DraftStatus.PROCESSING, DraftStatus.CANCELLED}),
    DraftStatus.COMPLETED: frozenset[DraftStatus](),
    DraftStatus.PARTIAL: _RETRIED,
    DraftStatus.FAILED: _RETRIED,
    DraftStatus.CANCELLED: _RETRIED,
}
"""The allowed moves."""

UNFINISHED: Final = frozenset(
    {DraftStatus.PENDING, DraftStatus.PROCESSING, DraftStatus.AWAITING_REVIEW}
)
"""Of such drafts a project has one at most."""
AT_WORK: Final = frozenset({DraftStatus.PENDING, DraftStatus.PROCESSING})
"""Such drafts take up a place; one that waits for a person does not."""
RETRYABLE: Final = frozenset({DraftStatus.PARTIAL, DraftStatus.FAILED, DraftStatus.CANCELLED})


def statuses_before(status: DraftStatus) -> list[DraftStatus]:
    """Return the statuses from which a draft may move to this one."""
    return [origin for origin, targets in MOVES.items() if status in targets]


class Gate(StrEnum):
    """Where a draft stops for a person, if it was asked to."""

    TEXT = "text"
    """The board has its words and prompts; no picture was ordered yet."""
    IMAGES = "images"
    """The stills are there, and every clip has its length; no film was ordered yet."""


class DraftMode(StrEnum):
    """What becomes of the scenes and clips that the project has already."""

    APPEND = "append"
    """They stay; the new ones come after them."""
    REPLACE_UNLOCKED = "replace_unlocked"
    """Clips of the same words are kept, locked ones too; the others go."""


class DraftedBy(StrEnum):
    """What divided the text into scenes and shots."""

    SPLITTER = "splitter"
    LLM = "llm"
    MIXED = "mixed"
    """A language model, but for some scenes that it got wrong."""


Lane = Annotated[str, Field(min_length=1, max_length=100)]
ModelName = Annotated[str, Field(min_length=1, max_length=500)]


class DraftProviders(BaseModel):
    """Who makes what, by name; absent: chosen by auto. Text may be `splitter`: no model at all."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, extra="forbid")

    text: Lane | None = None
    image: Lane | None = None
    video: Lane | None = None
    audio: Lane | None = Field(default=None, validation_alias=AliasChoices("audio", "speech"))


class DraftModels(BaseModel):
    """Which models make what; absent: the default of whoever makes it."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, extra="forbid")

    text: ModelName | None = None
    image: ModelName | None = None
    video: ModelName | None = None
    audio: ModelName | None = Field(default=None, validation_alias=AliasChoices("audio", "speech"))


class DraftOptions(TypedInput):
    """What a draft is to make, and where it is to stop."""

    style: str | None = Field(
        default=None, max_length=200, description="Id or name of a template; locks the project's."
    )
    num_scenes: int | None = Field(default=None, ge=1, le=MAX_SCENES)
    images: bool = True
    narration: bool = True
    videos: bool = Field(default=False, description="Films of the approved stills.")
    review: list[Gate] = Field(default=[], max_length=2, description="Gates at which it stops.")
    voice: Voice | None = Field(default=None, description="Absent: the project's.")
    narrate_action: bool = Field(default=False, description="Say what is seen, too.")
    providers: DraftProviders = DraftProviders()
    models: DraftModels = DraftModels()


class DraftSource(BaseModel):
    """What a draft is made of; the text of an idea is written in its first step, then frozen."""

    kind: SourceKind | None = None
    """Absent: found when the text is read."""
    text: str = ""
    prompt: str = ""
    language: str | None = None
    filename: str | None = None


class DraftSummary(BaseModel):
    """What a project shows of its newest draft."""

    draft_id: DraftId
    state: DraftStatus
    status: str
    """What older clients know: pending, processing, completed or failed."""
    progress: float = 0.0
    """In percent."""
    rev: int = Field(default=0, exclude=True)
    """The draft's: an older summary does not replace a newer one."""


_WIRE: Final = {
    DraftStatus.AWAITING_REVIEW: DraftStatus.PROCESSING,
    DraftStatus.PARTIAL: DraftStatus.COMPLETED,
    DraftStatus.CANCELLED: DraftStatus.FAILED,
}


def wire_status(status: DraftStatus) -> str:
    """Return what older clients are told, who ask until it is completed or failed."""
    return _WIRE.get(status, status).value


class Draft(Entity):
    """A stored draft."""

    project_id: ProjectId
    active_project_id: ProjectId | None = None
    """The same while it is unfinished: no two unfinished drafts have the same project."""
    status: DraftStatus = DraftStatus.PENDING
    mode: DraftMode | None = None
    """None: it made the project too."""
    title: str = ""
    new_project: dict[str, Any] | None = None
    """The project that it makes, as it was asked for."""
    style_template_id: str | None = None
    """What becomes the style of a project that was there before."""
    options: DraftOptions = DraftOptions()
    source: DraftSource = DraftSource()
    steps: list[DraftStep] = Field(default_factory=first_steps)
    step: StepName | None = None
    """The one at work, or the last one that was."""
    gate: Gate | None = None
    """Where it stands, awaiting review."""
    passed: list[Gate] = Field(default=[])
    """Gates that a person opened."""
    drafted_by: DraftedBy | None = None
    warnings: list[str] = Field(default=[])
    errors: list[DraftError] = Field(default=[])
    work: dict[str, Any] = Field(default={})
    """What steps made that only later steps need."""
    progress: float = 0.0
    """In percent; never falls, and is 100 only when completed."""
    job_id: JobId = Field(default_factory=lambda: JobId(new_id()))
    """The task that does the work; each time a person lets the draft go on it is another."""
    token: int = 0
    """The fencing token of its task: a write of an older one is refused."""
    slot: int | None = None
    """Which of the places for drafts at work it takes up."""
    ended_at: Moment | None = None

    @property
    def draft_id(self) -> DraftId:
        """The id, typed."""
        return DraftId(self.id)

    @property
    def next_job_id(self) -> JobId:
        """The task that does the work when it goes on from here."""
        return JobId(derived_id("draft", self.job_id))

    @property
    def summary(self) -> DraftSummary:
        """What its project shows of it."""
        return DraftSummary(
            draft_id=self.draft_id,
            state=self.status,
            status=wire_status(self.status),
            progress=self.progress,
            rev=self.rev,
        )

    def step_of(self, name: StepName) -> DraftStep:
        """Return a step."""
        return next(step for step in self.steps if step.name is name)
