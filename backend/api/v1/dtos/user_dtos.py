"""Users on the wire."""

from typing import Self

from pydantic import BaseModel

from backend.api.v1.dtos.input_dtos import StrictInput
from backend.domain.ids import UserId
from backend.domain.media import MediaRef
from backend.domain.times import Moment
from backend.domain.user import ProfileChanges, StoryDefaults, User, UserChanges, UserDraft


class UserCreateDTO(StrictInput, UserDraft):
    """A user to be made."""


class UserUpdateDTO(StrictInput, UserChanges):
    """What is to change on a user."""


class ProfileUpdateDTO(StrictInput, ProfileChanges):
    """What is to change on a profile."""

    answered_only = frozenset({"user_id", "updated_at"})


class UserResponse(BaseModel):
    """A user."""

    id: UserId
    email: str
    username: str | None
    display_name: str | None
    external_id: str | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, user: User) -> Self:
        """Return the user as clients see them."""
        return cls(**user.model_dump(include=set(cls.model_fields)))


class ProfileResponse(BaseModel):
    """What a user tells of themselves."""

    user_id: UserId
    display_name: str | None
    avatar_url: MediaRef | None
    bio: str
    language: str | None
    defaults: StoryDefaults
    updated_at: Moment

    @classmethod
    def of(cls, user: User) -> Self:
        """Return the user's profile as clients see it."""
        return cls(user_id=UserId(user.id), **user.model_dump(include=set(cls.model_fields)))
