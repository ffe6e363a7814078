"""A character: who appears in clips, and how to make them look the same in each."""

from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel, Field, field_validator

from backend.domain.changes import Changes
from backend.domain.entity import Entity
from backend.domain.ids import CharacterId, ProjectId
from backend.domain.media import MediaRef, stored_reference
from backend.domain.story import Voice
from backend.domain.words import Words

MAX_REFERENCES: Final = 500


class GenerationMethod(StrEnum):
    """How a character's likeness is kept."""

    IP_ADAPTER = "ip_adapter"
    REACTOR = "reactor"
    INSTANTID = "instantid"
    LORA = "lora"


class CharacterVariant(BaseModel):
    """Another look of the same character: older, in a raincoat."""

    name: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", max_length=2000)


class _Pictures(BaseModel):
    """Pictures are kept as storage keys; an empty text stands for no picture."""

    @field_validator("reference_images", check_fields=False)
    @classmethod
    def _keep_all(cls, given: list[str] | None) -> list[str] | None:
        return given and [kept for each in given if (kept := stored_reference(each))]

    @field_validator("face_image", "full_body_image", check_fields=False)
    @classmethod
    def _keep(cls, given: str | None) -> str | None:
        return stored_reference(given)


class CharacterFields(_Pictures):
    """What a person may set on a character."""

    project_id: ProjectId | None = None
    name: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", max_length=2000)
    reference_images: list[MediaRef] = Field(default=[], max_length=MAX_REFERENCES)
    lora: str | None = Field(default=None, max_length=500)
    trigger_words: Words = []
    style_notes: str = Field(default="", max_length=2000)
    generation_method: GenerationMethod = GenerationMethod.IP_ADAPTER
    face_image: MediaRef | None = Field(default=None, max_length=2000)
    full_body_image: MediaRef | None = Field(default=None, max_length=2000)
    voice: Voice | None = Field(default=None, description="Absent: the project's.")
    variants: list[CharacterVariant] = Field(default=[], max_length=50)
    generation_params: dict[str, Any] = {}
    """What generation falls back on for pictures of this character."""


class CharacterDraft(CharacterFields):
    """A character to be made."""


class CharacterChanges(_Pictures, Changes):
    """What a person may change on a character."""

    clearable = frozenset({"project_id", "lora", "face_image", "full_body_image", "voice"})

    project_id: ProjectId | None = None
    name: str | None = Field(default=None, min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=2000)
    reference_images: list[MediaRef] | None = Field(default=None, max_length=MAX_REFERENCES)
    lora: str | None = Field(default=None, max_length=500)
    trigger_words: Words | None = None
    style_notes: str | None = Field(default=None, max_length=2000)
    generation_method: GenerationMethod | None = None
    face_image: MediaRef | None = Field(default=None, max_length=2000)
    full_body_image: MediaRef | None = Field(default=None, max_length=2000)
    voice: Voice | None = None
    variants: list[CharacterVariant] | None = Field(default=None, max_length=50)
    generation_params: dict[str, Any] | None = None


class Character(CharacterDraft, Entity):
    """A stored character."""

    @property
    def character_id(self) -> CharacterId:
        """The id, typed."""
        return CharacterId(self.id)
