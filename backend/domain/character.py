"""A character: who appears in clips, and how to make them look the same in each."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Field

from backend.domain.entity import Entity
from backend.domain.ids import ProjectId
from backend.domain.media import MediaRef


class GenerationMethod(StrEnum):
    """How a character's likeness is kept."""

    IP_ADAPTER = "ip_adapter"
    REACTOR = "reactor"
    INSTANTID = "instantid"
    LORA = "lora"


class CharacterFields(BaseModel):
    """What a person may set on a character."""

    project_id: ProjectId | None = None
    name: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", max_length=2000)
    reference_images: list[MediaRef] = Field(default=[], max_length=200)
    lora: str | None = Field(default=None, max_length=500)
    trigger_words: list[str] = Field(default=[], max_length=100)
    style_notes: str = Field(default="", max_length=2000)
    generation_method: GenerationMethod = GenerationMethod.IP_ADAPTER
    face_image: MediaRef | None = None
    full_body_image: MediaRef | None = None
    generation_params: dict[str, Any] = {}


class Character(CharacterFields, Entity):
    """A stored character."""
