"""Clips on the wire."""

from typing import Any, Self

from pydantic import BaseModel, Field, computed_field

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.clip import KEPT_TAKES, TAKES_FIELD, Clip, ClipChanges, ClipDraft
from backend.domain.ids import ClipId, TakeId
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent, TakeChoice
from backend.domain.values import StorableInput
from backend.services.clip_timeline import TimelineSummary
from backend.services.take_service import Gallery


class ClipCreateDTO(StorableInput, ClipDraft):
    """A clip to be made."""


class ClipUpdateDTO(StorableInput, ClipChanges):
    """What is to change on a clip."""


class ClipPromptsDTO(StorableInput):
    """New prompts; what is absent stays as it is."""

    image_prompt: str = Field(default="", max_length=20_000)
    video_prompt: str = Field(default="", max_length=20_000)


class SelectContentDTO(StorableInput, TakeChoice):
    """The takes to choose."""


class TimelinePositionDTO(StorableInput):
    """Where the clip is to go."""

    position: float = Field(
        ge=0, le=10_000, allow_inf_nan=False, description="Seconds, kept in hundredths."
    )


class ClipResponse(Answer, Clip):
    """A clip with the newest 200 takes of each kind; its gallery has them all."""

    @computed_field
    def versions(self) -> list[Any]:
        """Always empty: takes are the versions."""
        return []

    @computed_field
    def active_version(self) -> int:
        """Always 1."""
        return 1

    @classmethod
    def of(cls, entity: BaseModel, **more: Any) -> Self:
        """Return the clip as it is answered."""
        newest = {
            field: takes[-KEPT_TAKES:]
            for field in TAKES_FIELD.values()
            if len(takes := getattr(entity, field)) > KEPT_TAKES
        }
        return super().of(entity, **newest, **more)


class ClipListResponse(BaseModel):
    """A scene's clips in timeline order, and how many there are."""

    clips: list[ClipResponse]
    total: int


class ClipGalleryResponse(BaseModel):
    """All takes of a clip, newest first."""

    images: list[GeneratedContent]
    videos: list[GeneratedContent]
    audio: list[GeneratedContent]
    selected_image_id: TakeId | None
    selected_video_id: TakeId | None
    selected_audio_id: TakeId | None

    @classmethod
    def of(cls, gallery: Gallery) -> Self:
        """Return the gallery as it is answered."""
        clip = gallery.clip
        return cls(
            images=gallery.of_kind(MediaKind.IMAGE),
            videos=gallery.of_kind(MediaKind.VIDEO),
            audio=gallery.of_kind(MediaKind.AUDIO),
            selected_image_id=clip.selected_image_id,
            selected_video_id=clip.selected_video_id,
            selected_audio_id=clip.selected_audio_id,
        )


class TimelinePositionResponse(BaseModel):
    """Where the clip is now."""

    message: str
    clip_id: ClipId
    new_position: float
    timeline_summary: TimelineSummary
