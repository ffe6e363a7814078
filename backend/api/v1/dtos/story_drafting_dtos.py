"""Stories in the making, on the wire."""

from typing import Self

from pydantic import BaseModel, Field

from backend.api.v1.dtos.common_dtos import Pair
from backend.api.v1.dtos.input_dtos import StrictInput
from backend.domain.draft import DraftStatus, Gate
from backend.domain.draft_step import DraftError, StepName
from backend.domain.ids import ClipId, DraftId, JobId, ProjectId, SceneId
from backend.domain.job_state import JobStatus
from backend.domain.money import Dollars
from backend.domain.story import SourceKind
from backend.domain.take import ReviewState
from backend.domain.times import Moment
from backend.services.draft_service import BegunStory
from backend.services.drafts.approval import Approval, SceneApproval
from backend.services.drafts.draft_request import SHORTEST, Language, StoryOrder
from backend.services.drafts.draft_status import ClipProgress, SceneProgress, StoryStatus
from backend.services.drafts.regeneration import Regenerated, RegenerationOrder, Remade
from backend.services.story_service import MOST_CHARACTERS
from backend.story.analysis import Analysis


class StoryCreateDTO(StrictInput, StoryOrder):
    """An idea or a script, and what is to be made of it."""


class AnalysisRequestDTO(StrictInput):
    """A script to be looked at."""

    text: str = Field(
        min_length=SHORTEST,
        max_length=MOST_CHARACTERS,
        description="At most 200000 characters, which are counted without the markup of FDX.",
    )
    kind: SourceKind | None = Field(default=None, description="Absent: found in the text.")
    language: Language | None = Field(default=None, description="Absent: found in the text.")
    num_scenes: int | None = Field(default=None, ge=1, le=100)


class AnalysisResponse(BaseModel):
    """A script in numbers and names; nothing was stored, and nobody was asked."""

    kind: str
    language: str | None = Field(description="Two letters; null: it is not plain.")
    word_count: int
    sentence_count: int
    speech_seconds: float
    recommended_scenes: int
    complexity_score: float = Field(description="0, a nursery rhyme, to 1.")
    themes: list[str]
    characters: list[str]
    locations: list[str]
    scene_boundaries: list[Pair] = Field(
        description="Where each scene begins and ends, in code points."
    )
    clip_count: int
    cost_estimate: Dollars | None = Field(description="US dollars; null: nothing, or not known.")

    @classmethod
    def of(cls, read: Analysis, cost: float | None) -> Self:
        """Return what was found."""
        fields = {name: getattr(read, name) for name in cls.model_fields if name != "cost_estimate"}
        return cls.model_validate({**fields, "cost_estimate": cost})


class StoryStartedResponse(BaseModel):
    """A story that is in the making."""

    story_id: ProjectId
    draft_id: DraftId
    status: str = Field(description="pending, processing, completed or failed.")
    state: DraftStatus
    title: str
    created_at: Moment
    error: str | None = None
    cost_estimate: Dollars | None = Field(
        default=None, description="US dollars; null: nothing, or not known."
    )

    @classmethod
    def of(cls, begun: BegunStory) -> Self:
        """Return the story as it stands now."""
        draft = begun.draft
        return cls(
            story_id=draft.project_id,
            draft_id=draft.draft_id,
            status=draft.summary.status,
            state=draft.status,
            title=begun.title,
            created_at=draft.created_at,
            error=draft.errors[0].message if draft.errors else None,
            cost_estimate=begun.cost_estimate,
        )


class ClipStatus(BaseModel):
    """What a clip has and what is being made for it; null: nothing is."""

    clip_id: ClipId
    scene_id: SceneId
    name: str
    image: JobStatus | None
    video: JobStatus | None
    audio: JobStatus | None

    @classmethod
    def of(cls, shown: ClipProgress) -> Self:
        """Return the clip as clients see it."""
        clip = shown.clip
        return cls(
            clip_id=clip.id,
            scene_id=clip.scene_id,
            name=clip.name,
            image=shown.image,
            video=shown.video,
            audio=shown.audio,
        )


class SceneStatus(BaseModel):
    """How many of a scene's clips have what."""

    scene_id: SceneId
    sequence: int = Field(description="From 1.")
    title: str
    clips: int
    images: int
    videos: int
    narrations: int

    @classmethod
    def of(cls, shown: SceneProgress, sequence: int) -> Self:
        """Return the scene as clients see it."""
        clips = [each.clip for each in shown.clips]
        return cls(
            scene_id=shown.scene.id,
            sequence=sequence,
            title=shown.scene.name,
            clips=len(clips),
            images=sum(clip.has_image for clip in clips),
            videos=sum(clip.has_video for clip in clips),
            narrations=sum(clip.has_audio for clip in clips),
        )


class StoryStatusResponse(BaseModel):
    """How a story stands."""

    story_id: ProjectId
    draft_id: DraftId | None = Field(description="Null: nothing was drafted.")
    status: str = Field(description="pending, processing, completed or failed.")
    state: DraftStatus | None = Field(description="The draft's own; null: nothing was drafted.")
    step: StepName | None
    progress: float = Field(description="In percent; 100 only when all is completed.")
    current_step: int = Field(description="From 1; 0: none has begun.")
    total_steps: int
    description: str = Field(description="What is being done, in words for people.")
    scenes: list[SceneStatus]
    clips: list[ClipStatus]
    gate: Gate | None = Field(description="Where it waits for a review.")
    errors: list[DraftError]
    error_code: str | None = Field(description="Of a story that failed or was cancelled.")
    cost: Dollars = Field(description="US dollars, so far.")

    @classmethod
    def of(cls, shown: StoryStatus) -> Self:
        """Return the status as clients see it."""
        draft = shown.draft
        return cls(
            story_id=shown.project_id,
            draft_id=draft.draft_id if draft else None,
            status=shown.status,
            state=draft.status if draft else None,
            step=draft.step if draft else None,
            progress=shown.progress,
            current_step=shown.current_step,
            total_steps=shown.total_steps,
            description=shown.description,
            scenes=[SceneStatus.of(each, number) for number, each in enumerate(shown.scenes, 1)],
            clips=[ClipStatus.of(clip) for each in shown.scenes for clip in each.clips],
            gate=draft.gate if draft else None,
            errors=draft.errors if draft else [],
            error_code=shown.error_code,
            cost=shown.cost,
        )


class RegenerateDTO(StrictInput, RegenerationOrder):
    """What is to be made anew in a scene."""


class RegeneratedResponse(BaseModel):
    """What is being made anew; takes that are there stay."""

    story_id: ProjectId
    scene_id: SceneId
    what: Remade
    job_ids: list[JobId]
    clip_ids: list[ClipId]

    @classmethod
    def of(cls, made: Regenerated) -> Self:
        """Return what was ordered."""
        return cls(
            story_id=made.project_id,
            scene_id=made.scene_id,
            what=made.what,
            job_ids=[job.job_id for job in made.jobs],
            clip_ids=made.clip_ids,
        )


class ApprovalDTO(StrictInput, Approval):
    """Verdicts on the chosen stills of scenes."""


class SceneApprovalResponse(BaseModel):
    """What became of a scene's chosen stills."""

    scene_id: SceneId
    sequence: int
    verdict: ReviewState
    reviewed: int = Field(description="How many stills there were.")

    @classmethod
    def of(cls, shown: SceneApproval) -> Self:
        """Return the scene as clients see it."""
        return cls(
            scene_id=shown.scene_id,
            sequence=shown.sequence,
            verdict=shown.verdict,
            reviewed=shown.reviewed,
        )


class ApprovalResponse(BaseModel):
    """What became of each scene, and of the draft that waited for it."""

    story_id: ProjectId
    results: list[SceneApprovalResponse]
    continued: bool = Field(description="The draft goes on.")
    status: str = Field(description="pending, processing, completed or failed.")
