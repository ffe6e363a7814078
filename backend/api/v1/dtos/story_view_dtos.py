"""Stories on the wire: projects in the words of older clients."""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, Field

from backend.api.v1.dtos.clip_dtos import ClipResponse
from backend.api.v1.dtos.input_dtos import StrictInput
from backend.domain.clip import Clip
from backend.domain.draft import CANCELLED, DraftStatus
from backend.domain.ids import DraftId, ProjectId, SceneId, TemplateId, UserId
from backend.domain.media import MediaKind, MediaRef
from backend.domain.story import Brief, Visibility
from backend.domain.story_view import Story, StoryChanges, StoryStatus
from backend.domain.times import Moment
from backend.services.project_service import SceneWithClips
from backend.services.story_view_service import StoryDetail


class StoryResponse(BaseModel):
    """A story as lists show it."""

    not_in_document: ClassVar[frozenset[str]] = frozenset()

    story_id: ProjectId = Field(description="The project's id.")
    title: str
    prompt: str = Field(description="The idea it was written from, if there was one.")
    status: StoryStatus
    state: DraftStatus | None = Field(description="Its newest draft's own; null: there is none.")
    draft_id: DraftId | None
    progress: float = Field(description="The draft's, in percent.")
    error_code: str | None = Field(description="CANCELLED if its draft was.")
    user_id: UserId | None
    visibility: Visibility
    style: str | None = Field(description="The name of its style template.")
    style_template_id: TemplateId | None
    brief: Brief | None
    tags: list[str]
    cover_image_url: MediaRef | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, story: Story, **more: Any) -> Self:
        """Return the story as clients see it."""
        draft, source = story.draft, story.source
        is_cancelled = draft is not None and draft.state is DraftStatus.CANCELLED
        template = story.style_template_id
        return cls(
            story_id=ProjectId(story.id),
            title=story.name,
            prompt=source.prompt if source else "",
            status=story.story_status,
            state=draft and draft.state,
            draft_id=draft and draft.draft_id,
            progress=draft.progress if draft else 100.0,
            error_code=CANCELLED if is_cancelled else None,
            user_id=story.owner_id,
            visibility=story.visibility,
            style=story.style,
            style_template_id=template and TemplateId(template),
            brief=story.brief,
            tags=story.tags,
            cover_image_url=story.cover,
            created_at=story.created_at,
            updated_at=story.updated_at,
            **more,
        )


class StoryListResponse(BaseModel):
    """A page of stories, how many there are on all pages, and where the next one begins."""

    stories: list[StoryResponse]
    total: int
    next_cursor: str | None = Field(description="Null: this was the last page.")


class UserStoriesResponse(StoryListResponse):
    """A page of a user's stories."""

    user_id: UserId


class StorySceneResponse(BaseModel):
    """A scene of a story, with what is shown and heard of its clips."""

    scene_id: SceneId
    story_id: ProjectId
    sequence: int = Field(description="1 is the first.")
    title: str
    text: str = Field(description="What its clips say, one after the other.")
    image_prompt: str = Field(description="The first clip's that has one.")
    image_url: MediaRef | None = Field(description="The first still that is selected.")
    audio_url: MediaRef | None = Field(description="The first clip's narration.")
    audio_urls: list[MediaRef] = Field(description="The narration of each clip that has any.")
    clips: list[ClipResponse]
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, sequence: int, part: SceneWithClips) -> Self:
        """Return the scene as clients see it."""
        scene, clips = part.scene, part.clips
        sounds = [_chosen(clip, MediaKind.AUDIO) for clip in clips]
        stills = [_chosen(clip, MediaKind.IMAGE) for clip in clips]
        return cls(
            scene_id=SceneId(scene.id),
            story_id=scene.project_id,
            sequence=sequence,
            title=scene.name,
            text=" ".join(filter(None, map(_words, clips))),
            image_prompt=next(filter(None, (clip.image_prompt for clip in clips)), ""),
            image_url=next(filter(None, stills), None),
            audio_url=next(iter(sounds), None),
            audio_urls=[*filter(None, sounds)],
            clips=[ClipResponse.of(clip) for clip in clips],
            created_at=scene.created_at,
            updated_at=scene.updated_at,
        )


class StoryDetailResponse(StoryResponse):
    """A story with its scenes."""

    scenes: list[StorySceneResponse]

    @classmethod
    def of_detail(cls, detail: StoryDetail) -> Self:
        """Return the whole story as clients see it."""
        scenes = [StorySceneResponse.of(n, part) for n, part in enumerate(detail.scenes, 1)]
        return cls.of(detail.story, scenes=scenes)


class StoryUpdateDTO(StrictInput, StoryChanges):
    """What is to change on a story."""

    answered_only = frozenset(StoryDetailResponse.model_fields.keys() - StoryChanges.model_fields)


def _words(clip: Clip) -> str:
    return (clip.lyrics or clip.dialogue).strip()


def _chosen(clip: Clip, kind: MediaKind) -> MediaRef | None:
    take = clip.selected(kind)
    return take.url if take else None
