"""The steps of a draft, how each of them stands, and what went wrong in it."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from backend.domain.ids import ClipId, JobId
from backend.domain.times import Moment


class StepName(StrEnum):
    """The steps of a draft, in their order; images are made beside narration."""

    WRITE = "write"
    """Of an idea a text is written, by a language model."""
    ANALYSE = "analyse"
    """The text is read, by code alone."""
    OUTLINE = "outline"
    """It is divided into scenes."""
    CAST_AND_STYLE = "cast_and_style"
    """Its characters and its look are described."""
    SHOTS = "shots"
    """Each scene is divided into shots."""
    PROMPTS = "prompts"
    """The board is stored, with the prompts of pictures and films."""
    NARRATION = "narration"
    IMAGES = "images"
    RETIME = "retime"
    """Clips become as long as what is said in them."""
    VIDEOS = "videos"
    FINISH = "finish"


class StepStatus(StrEnum):
    """How a step fares."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    PARTIAL = "partial"
    """Some of its jobs failed."""
    FAILED = "failed"
    SKIPPED = "skipped"
    """It was not asked for, or there is nothing for it to do."""


class StepError(BaseModel):
    """Why a step, or one of its clips, has no result."""

    model_config = ConfigDict(frozen=True)

    code: str
    message: str
    retryable: bool


class DraftError(StepError):
    """An error of a draft, and what it is about."""

    step: StepName | None = None
    clip_id: ClipId | None = None
    job_id: JobId | None = None


class DraftStep(BaseModel):
    """A step as it stands."""

    name: StepName
    status: StepStatus = StepStatus.PENDING
    attempts: int = 0
    started_at: Moment | None = None
    ended_at: Moment | None = None
    error: StepError | None = None
    cost: float | None = None
    """US dollars; None: nothing was charged, or its jobs know."""
    output_ref: str = ""
    """Where its result is: `source`, `work.<name>`, `board` or `takes`."""
    planned: int = 1
    """Units of work: one for most steps, one a job for those that order jobs."""
    finished: int = 0

    @property
    def is_over(self) -> bool:
        """Whether it has nothing to do any more, unless a person has it done again."""
        return self.status not in {StepStatus.PENDING, StepStatus.RUNNING}


def first_steps() -> list[DraftStep]:
    """Return the steps of a draft that has not begun."""
    return [DraftStep(name=name) for name in StepName]
