"""A style template: words around every prompt, and what generation is to use with them."""

from typing import Any

from pydantic import BaseModel, Field, field_validator

from backend.domain.changes import Changes
from backend.domain.entity import Entity
from backend.domain.ids import ProjectId
from backend.domain.job import LoraUse
from backend.domain.media import MediaRef, stored_reference
from backend.domain.words import Label


class _Preview(BaseModel):
    """The preview is kept as a storage key."""

    @field_validator("preview_url", check_fields=False)
    @classmethod
    def _keep(cls, given: str | None) -> str | None:
        return stored_reference(given)


class TemplateFields(_Preview):
    """What a person may set on a template."""

    name: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", max_length=2000)
    category: Label = Field(
        default="custom",
        description="custom, cinematic, anime, realistic, artistic, abstract, or a word of yours.",
    )
    model: str | None = Field(default=None, max_length=500)
    negative_prompt: str = Field(default="", max_length=20_000)
    prompt_prefix: str = Field(default="", max_length=5000)
    prompt_suffix: str = Field(default="", max_length=5000)
    loras: list[LoraUse] = Field(default=[], max_length=20)
    params: dict[str, Any] = Field(default={}, description="As in a generation's params.")
    preview_url: MediaRef | None = Field(default=None, max_length=2000)
    is_public: bool = False
    project_id: ProjectId | None = None


class TemplateDraft(TemplateFields):
    """A template to be made."""


class TemplateChanges(_Preview, Changes):
    """What a person may change on a template."""

    clearable = frozenset({"model", "preview_url", "project_id"})

    name: str | None = Field(default=None, min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=2000)
    category: Label | None = None
    model: str | None = Field(default=None, max_length=500)
    negative_prompt: str | None = Field(default=None, max_length=20_000)
    prompt_prefix: str | None = Field(default=None, max_length=5000)
    prompt_suffix: str | None = Field(default=None, max_length=5000)
    loras: list[LoraUse] | None = Field(default=None, max_length=20)
    params: dict[str, Any] | None = None
    preview_url: MediaRef | None = Field(default=None, max_length=2000)
    is_public: bool | None = None
    project_id: ProjectId | None = None


class Template(TemplateDraft, Entity):
    """A stored template."""

    use_count: int = 0
