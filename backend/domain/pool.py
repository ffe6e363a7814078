"""The pool of a project: pictures, films and sounds that are kept for any of its clips."""

from typing import Any

from pydantic import BaseModel, Field, field_validator

from backend.domain.changes import Changes
from backend.domain.entity import Entity
from backend.domain.ids import ClipId, ProjectId
from backend.domain.media import MediaKind, MediaRef, stored_reference
from backend.domain.words import Label, Words


class _Media(BaseModel):
    """Media are kept as storage keys."""

    @field_validator("media_url", "thumbnail_url", check_fields=False)
    @classmethod
    def _keep(cls, given: str | None) -> str | None:
        return stored_reference(given)


class PoolItemFields(_Media):
    """What a person may set on an item of the pool."""

    name: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", max_length=2000)
    content_type: MediaKind = MediaKind.IMAGE
    source_type: Label = Field(
        default="manual_upload",
        description="manual_upload, clip_generation, batch_generation, character, or your word.",
    )
    source_clip_id: ClipId | None = None
    media_url: MediaRef = Field(
        min_length=1, max_length=2000, description="One of our files, or an address elsewhere."
    )
    thumbnail_url: MediaRef | None = Field(default=None, max_length=2000)
    generation_params: dict[str, Any] = {}
    tags: Words = []
    metadata: dict[str, Any] = {}


class PoolItemDraft(PoolItemFields):
    """An item to be put into the pool."""

    project_id: ProjectId


class PoolItemChanges(_Media, Changes):
    """What a person may change on an item of the pool."""

    clearable = frozenset({"source_clip_id", "thumbnail_url"})

    name: str | None = Field(default=None, min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=2000)
    content_type: MediaKind | None = None
    source_type: Label | None = None
    source_clip_id: ClipId | None = None
    media_url: MediaRef | None = Field(default=None, min_length=1, max_length=2000)
    thumbnail_url: MediaRef | None = Field(default=None, max_length=2000)
    generation_params: dict[str, Any] | None = None
    tags: Words | None = None
    metadata: dict[str, Any] | None = None


class PoolItem(PoolItemDraft, Entity):
    """A stored item of the pool."""
