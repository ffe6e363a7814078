"""What the review routes take and answer."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import BaseModel, Field

from backend.api.v1.dtos.input_dtos import StrictInput
from backend.domain.errors import StoryCanvasError
from backend.domain.ids import ClipId, ProjectId, SceneId, TakeId
from backend.domain.review import Decision, Verdict, Waiting
from backend.domain.take import GeneratedContent
from backend.services.paging import Listing
from backend.services.review_service import Reviewed


class WaitingClip(BaseModel):
    """A clip of which takes wait for a verdict, and what it is about."""

    clip_id: ClipId
    clip_name: str
    scene_id: SceneId
    scene_name: str
    sequence: int = Field(description="Of the scene; 1 is the first.")
    timeline_position: float = Field(description="Start in the scene, in seconds.")
    length: float = Field(description="In seconds.")
    lyrics: str
    dialogue: str
    action: str
    image_prompt: str
    video_prompt: str
    selected_image_id: TakeId | None
    selected_video_id: TakeId | None
    selected_audio_id: TakeId | None
    takes: list[GeneratedContent] = Field(description="Those that wait, newest first.")

    @classmethod
    def of(cls, waiting: Waiting) -> Self:
        """Return the clip as clients see it."""
        own = waiting.clip.model_dump(include=cls.model_fields.keys() - {"takes"})
        return cls(
            **own,
            clip_id=ClipId(waiting.clip.id),
            clip_name=waiting.clip.name,
            scene_name=waiting.scene.name,
            sequence=waiting.sequence,
            takes=waiting.takes,
        )


class ReviewResponse(BaseModel):
    """What waits for a verdict in a project, in story order."""

    project_id: ProjectId
    clips: list[WaitingClip]
    total: int = Field(description="Clips, on all pages.")

    @classmethod
    def of(cls, project_id: ProjectId, waiting: Listing[Waiting]) -> Self:
        """Return a page of the list."""
        clips = [WaitingClip.of(each) for each in waiting.items]
        return cls(project_id=project_id, clips=clips, total=waiting.total)


class DecisionDTO(StrictInput, Decision):
    """A verdict on one take of a clip."""


class DecisionsDTO(StrictInput):
    """Verdicts on takes, carried out in their order."""

    decisions: Annotated[list[DecisionDTO], Field(min_length=1, max_length=1000)]


class DecisionError(BaseModel):
    """Why a decision could not be carried out."""

    code: str
    message: str

    @classmethod
    def of(cls, error: StoryCanvasError) -> Self:
        """Return the error as clients see it."""
        return cls(code=error.code, message=str(error))


class DecisionResult(BaseModel):
    """What became of one decision."""

    clip_id: ClipId
    take_id: TakeId | None = Field(description="Null: none was named, and none was chosen.")
    decision: Verdict
    ok: bool
    take: GeneratedContent | None = Field(description="As it is now; null if it did not work.")
    error: DecisionError | None = Field(description="Null if it worked.")

    @classmethod
    def of(cls, reviewed: Reviewed) -> Self:
        """Return the outcome as clients see it."""
        decision, take, error = reviewed.decision, reviewed.take, reviewed.error
        return cls(
            clip_id=decision.clip_id,
            take_id=take.id if take else decision.take_id,
            decision=decision.decision,
            ok=error is None,
            take=take,
            error=error and DecisionError.of(error),
        )


class DecisionsResponse(BaseModel):
    """What became of each decision, in the order in which they were sent."""

    project_id: ProjectId
    results: list[DecisionResult]
    done: int
    failed: int

    @classmethod
    def of(cls, project_id: ProjectId, reviewed: Sequence[Reviewed]) -> Self:
        """Return the outcomes as clients see them."""
        failed = sum(each.error is not None for each in reviewed)
        return cls(
            project_id=project_id,
            results=[DecisionResult.of(each) for each in reviewed],
            done=len(reviewed) - failed,
            failed=failed,
        )
