"""Stories in the shapes of the older systems, which called them sessions."""

from typing import Self

from pydantic import BaseModel, Field

from backend.domain.draft import Gate
from backend.domain.ids import ProjectId, SceneId
from backend.domain.media import MediaKind, MediaRef
from backend.domain.values import StorableInput
from backend.services.draft_service import BegunStory
from backend.services.drafts.approval import Approval, Approved, SceneKey
from backend.services.drafts.draft_request import StoryOrder
from backend.services.drafts.draft_status import StoryStatus
from backend.services.story_view_service import StoryDetail


class SessionCreateDTO(StorableInput):
    """A script or an idea; fields that are not known are ignored, as they were."""

    story_text: str | None = None
    prompt: str | None = None
    title: str | None = None
    media_type: str | None = Field(default=None, description="A style.")
    style: str | None = None
    num_scenes: int | None = None
    user_id: str | None = None

    def story(self) -> StoryOrder:
        """Return the story that is asked for: its stills are looked at before it goes on."""
        return StoryOrder.model_validate(
            {
                "script": self.story_text,
                "prompt": None if self.story_text else self.prompt,
                "title": self.title or None,
                "style": self.style or self.media_type or None,
                "num_scenes": self.num_scenes,
                "user_id": self.user_id or None,
                "review": [Gate.IMAGES],
            }
        )


class SessionResponse(BaseModel):
    """A story that was begun."""

    session_id: ProjectId
    status: str
    total_scenes: int

    @classmethod
    def of(cls, begun: BegunStory) -> Self:
        """Return the story as older clients know it."""
        draft = begun.draft
        return cls(
            session_id=draft.project_id, status=draft.summary.status, total_scenes=begun.scenes
        )


class SessionProgress(BaseModel):
    """How far it is."""

    current_step: int
    total_steps: int
    description: str
    percentage: float


class SessionScene(BaseModel):
    """A scene and its first still."""

    scene_id: SceneId
    scene_number: int
    title: str
    image_url: MediaRef | None


class SessionStatusResponse(BaseModel):
    """How a story stands, as older clients know it."""

    session_id: ProjectId
    status: str
    progress: SessionProgress
    scenes: list[SessionScene]
    errors: list[str]

    @classmethod
    def of(cls, shown: StoryStatus, detail: StoryDetail) -> Self:
        """Return the status as older clients know it."""
        scenes = []
        for number, part in enumerate(detail.scenes, 1):
            stills = (clip.selected(MediaKind.IMAGE) for clip in part.clips)
            first = next(filter(None, stills), None)
            scene = part.scene
            scenes.append(
                SessionScene(
                    scene_id=SceneId(scene.id),
                    scene_number=number,
                    title=scene.name,
                    image_url=first.url if first else None,
                )
            )
        return cls(
            session_id=shown.project_id,
            status=shown.status,
            progress=SessionProgress(
                current_step=shown.current_step,
                total_steps=shown.total_steps,
                description=shown.description,
                percentage=shown.progress,
            ),
            scenes=scenes,
            errors=[error.message for error in shown.draft.errors] if shown.draft else [],
        )


class SessionApprovalDTO(StorableInput):
    """Verdicts on the stills of a story."""

    session_id: ProjectId = Field(max_length=100)
    approved_scenes: list[SceneKey] = Field(default=[], max_length=1000)
    rejected_scenes: list[SceneKey] = Field(default=[], max_length=1000)

    def approval(self) -> Approval:
        """Return the verdicts."""
        return Approval(approved_scenes=self.approved_scenes, rejected_scenes=self.rejected_scenes)


class SessionApprovalResponse(BaseModel):
    """What became of the verdicts."""

    session_id: ProjectId
    status: str
    approved: int
    rejected: int

    @classmethod
    def of(cls, id: ProjectId, done: Approved) -> Self:
        """Return what became of them, as older clients know it."""
        good = sum(each.verdict == "approved" for each in done.results)
        return cls(
            session_id=id, status=done.status, approved=good, rejected=len(done.results) - good
        )
