"""A user: whose stories they are, and what their new ones begin with; no account to sign in to."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from backend.domain.changes import Changes
from backend.domain.draft import MAX_SCENES, DraftProviders
from backend.domain.entity import Entity
from backend.domain.media import MediaRef, stored_reference
from backend.domain.story import Voice
from backend.domain.values import TypedInput

Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$"),
]
_Name = Annotated[str, Field(min_length=1, max_length=200)]


class UserFields(BaseModel):
    """What a person may set on a user."""

    email: Email = Field(description="Unique, whether in capitals or not.")
    username: _Name | None = None
    display_name: _Name | None = None
    external_id: _Name | None = Field(default=None, description="In a system of yours.")


class UserDraft(UserFields):
    """A user to be made."""


class UserChanges(Changes):
    """What a person may change on a user."""

    clearable = frozenset({"username", "display_name", "external_id"})

    email: Email | None = None
    username: _Name | None = None
    display_name: _Name | None = None
    external_id: _Name | None = None


class StoryDefaults(TypedInput):
    """What a user's new stories begin with, where their orders say nothing else."""

    model_config = ConfigDict(extra="forbid")

    style: str | None = Field(default=None, max_length=200, description="Id or name of a template.")
    voice: Voice | None = None
    providers: DraftProviders = DraftProviders()
    num_scenes: int | None = Field(default=None, ge=1, le=MAX_SCENES)


class ProfileFields(BaseModel):
    """What a user tells of themselves."""

    avatar_url: MediaRef | None = Field(default=None, max_length=2000)
    bio: str = Field(default="", max_length=2000)
    language: str | None = Field(default=None, max_length=35, description="As BCP 47 has it.")
    defaults: StoryDefaults = StoryDefaults()


class ProfileChanges(Changes):
    """What a person may change on a profile."""

    clearable = frozenset({"display_name", "avatar_url", "language"})

    display_name: _Name | None = None
    avatar_url: MediaRef | None = Field(default=None, max_length=2000)
    bio: str | None = Field(default=None, max_length=2000)
    language: str | None = Field(default=None, max_length=35)
    defaults: StoryDefaults | None = Field(default=None, description="All of them anew.")

    @field_validator("avatar_url")
    @classmethod
    def _keep(cls, given: str | None) -> str | None:
        return stored_reference(given)


class User(UserDraft, ProfileFields, Entity):
    """A stored user."""
