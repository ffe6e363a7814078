"""Clips on the wire."""

from typing import Any, Final, Self

from pydantic import BaseModel, Field, computed_field

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.clip import TAKES_FIELD, Clip, ClipChanges, ClipDraft
from backend.domain.ids import ClipId, TakeId
from backend.domain.take import GeneratedContent
from backend.domain.values import StorableInput
from backend.services.clip_timeline import TimelineSummary

NEWEST_TAKES: Final = 200


class ClipCreateDTO(StorableInput, ClipDraft):
    """A clip to be made."""


class ClipUpdateDTO(StorableInput, ClipChanges):
    """What is to change on a clip."""


class ClipPromptsDTO(StorableInput):
    """New prompts; what is absent stays as it is."""

    image_prompt: str = Field(default="", max_length=20_000)
    video_prompt: str = Field(default="", max_length=20_000)


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
            field: takes[-NEWEST_TAKES:]
            for field in TAKES_FIELD.values()
            if len(takes := getattr(entity, field)) > NEWEST_TAKES
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
    def of(cls, clip: Clip) -> Self:
        """Return the clip's gallery."""
        return cls(
            images=clip.generated_images[::-1],
            videos=clip.generated_videos[::-1],
            audio=clip.generated_audio[::-1],
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
