"""A take: one generated or uploaded picture, video or sound of a clip."""

from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel, Field

from backend.domain.entity import Entity
from backend.domain.errors import invalid_field
from backend.domain.ids import ClipId, JobId, ProjectId, ServerId, TakeId, new_id
from backend.domain.media import MediaKind, MediaRef
from backend.domain.times import Moment, utc_now

MAX_SPOKEN_WORDS: Final = 5000


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


class SpokenWord(BaseModel):
    """A word, and when it is said; in seconds from the beginning of the sound."""

    text: str
    start: float
    end: float


class Alignment(BaseModel):
    """When each word of a narration is said."""

    words: list[SpokenWord] = Field(max_length=MAX_SPOKEN_WORDS)
    estimated: bool = False
    """Spread over the sound by their lengths, for its maker said nothing of it."""


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
    input_hash: str | None = Field(
        default=None, description="Of what it was made from; another of the clip: it is stale."
    )
    stale: bool = Field(default=False, description="What it was made from has changed since.")
    cost_usd: float | None = Field(default=None, description="What its maker charged.")
    alignment: Alignment | None = Field(
        default=None, description="Of narration: when what is said."
    )
    lead: float = Field(
        default=0.0, description="Of narration: seconds that its clip is seen before it begins."
    )
    created_at: Moment = Field(default_factory=utc_now)


class ArchivedTake(GeneratedContent, Entity):
    """An old take that its clip no longer holds itself, or holds again."""

    clip_id: ClipId
    project_id: ProjectId


class TakeChoice(BaseModel):
    """Which takes of a clip are to be the chosen ones; a take is named in either way."""

    content_id: TakeId | None = Field(default=None, description="A take of content_type.")
    content_type: MediaKind | None = Field(default=None, description="Absent: found by the id.")
    image_id: TakeId | None = None
    video_id: TakeId | None = None
    audio_id: TakeId | None = None

    def by_kind(self) -> dict[MediaKind, TakeId]:
        """Return the takes of which the kind is said.

        Raises:
            ValidationError: two takes of one kind are named.
        """
        named = {kind: getattr(self, f"{kind}_id") for kind in MediaKind}
        chosen = {kind: TakeId(id) for kind, id in named.items() if id is not None}
        kind, id = self.content_type, self.content_id
        if kind is not None and id is not None and chosen.setdefault(kind, id) != id:
            raise invalid_field(f"{kind}_id", "names another take than content_id")
        return chosen
