"""Narration, lengths, checks and subtitles on the wire."""

from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field

from backend.api.v1.dtos.queue_dtos import QueueJobResponse
from backend.domain.check import StoryCheck
from backend.domain.ids import ClipId, ProjectId
from backend.domain.story import Voice
from backend.domain.values import StorableInput
from backend.services.narration_plan import NarrationOrder, Silence
from backend.services.narration_service import Narrated
from backend.services.retime_service import Retimed

MOST_CLIPS: Final = 1000


class NarrationRequestDTO(StorableInput):
    """What is to be narrated; with nothing said, all clips that have words and no narration."""

    model_config = ConfigDict(extra="forbid")

    clip_ids: list[Annotated[ClipId, Field(max_length=100)]] = Field(
        default=[], max_length=MOST_CLIPS, description="Empty: all but alternates."
    )
    voice: Voice | None = Field(
        default=None, description="Says all of it; absent: the characters' voices, the project's."
    )
    provider: str | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        description="A service by its name, or auto; absent: the voice's own, else auto.",
    )
    force: bool = Field(default=False, description="Even what was narrated just so before.")
    narrate_action: bool = Field(
        default=False, description="Where nothing is said, say what is seen."
    )

    def order(self) -> NarrationOrder:
        """Return it as the service takes it."""
        return NarrationOrder(
            clip_ids=self.clip_ids,
            voice=self.voice,
            provider=self.provider,
            force=self.force,
            narrate_action=self.narrate_action,
        )


class SilentClip(BaseModel):
    """A clip that gets no narration, and why."""

    clip_id: ClipId
    code: Silence
    message: str


class NarrationResponse(BaseModel):
    """The jobs of the clips that are narrated, and the clips that are not."""

    jobs: list[QueueJobResponse]
    silent: list[SilentClip]

    @classmethod
    def of(cls, narrated: Narrated) -> Self:
        """Return the answer to an order."""
        silent = [SilentClip(**vars(each)) for each in narrated.silent]
        return cls(jobs=[QueueJobResponse.of(job) for job in narrated.jobs], silent=silent)


class RetimedClip(BaseModel):
    """A clip that lies elsewhere now, or is of another length; in seconds."""

    clip_id: ClipId
    timeline_position: float
    length: float


class RetimeResponse(BaseModel):
    """What changed, and how long the project is now, in seconds."""

    project_id: ProjectId
    clips: list[RetimedClip]
    duration: float

    @classmethod
    def of(cls, done: Retimed) -> Self:
        """Return the answer."""
        clips = [
            RetimedClip(
                clip_id=ClipId(clip.id),
                timeline_position=clip.timeline_position,
                length=clip.length,
            )
            for clip in done.changed
        ]
        return cls(project_id=done.project_id, clips=clips, duration=round(done.duration, 6))


class ChecksResponse(BaseModel):
    """What is to be looked at, the worst first."""

    checks: list[StoryCheck]
    total: int


class SubtitleCue(BaseModel):
    """What is read between two moments of the cut, in seconds; two lines at most."""

    start: float
    end: float
    text: str
    clip_id: ClipId


class SubtitlesResponse(BaseModel):
    """The subtitles of the cut."""

    cues: list[SubtitleCue]
