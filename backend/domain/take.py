"""A take: one generated or uploaded picture, video or sound of a clip."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Field

from backend.domain.ids import JobId, ServerId, TakeId, new_id
from backend.domain.media import MediaKind, MediaRef
from backend.domain.times import Moment, utc_now


class ReviewState(StrEnum):
    """What people think of a take."""

    CANDIDATE = "candidate"
    APPROVED = "approved"
    REJECTED = "rejected"


class Review(BaseModel):
    """The verdict on a take."""

    state: ReviewState = ReviewState.CANDIDATE
    note: str | None = None
    at: Moment | None = None


class GeneratedContent(BaseModel):
    """A take; the wire calls it generated content."""

    id: TakeId = Field(default_factory=lambda: TakeId(new_id()))
    content_type: MediaKind
    url: MediaRef
    thumbnail_url: MediaRef | None = None
    prompt: str = ""
    negative_prompt: str = ""
    server_id: ServerId | None = None
    server_name: str | None = None
    provider: str = "comfyui"
    model_name: str = ""
    model_type: str | None = None
    generation_params: dict[str, Any] = {}
    seed: int | None = None
    width: int | None = None
    height: int | None = None
    duration: float | None = Field(default=None, description="In seconds; null for stills.")
    fps: float | None = None
    is_selected: bool = False
    review: Review = Review()
    job_id: JobId | None = None
    created_at: Moment = Field(default_factory=utc_now)
