"""Users over HTTP: owners of stories, not accounts to sign in to."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Response, status

from backend.api.rendering import Rendered
from backend.api.routing import raises
from backend.api.v1.dependencies import Statistics, StoryLists, Users
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.dtos.story_view_dtos import UserStoriesResponse
from backend.api.v1.dtos.user_dtos import (
    ProfileResponse,
    ProfileUpdateDTO,
    UserCreateDTO,
    UserResponse,
    UserUpdateDTO,
)
from backend.api.v1.story_answers import story_page
from backend.domain.errors import ConflictError
from backend.domain.ids import UserId
from backend.domain.stats import UserStats
from backend.domain.story_view import StoryQuery

router = APIRouter(prefix="/users", tags=["users"])


class StoriesOfDeleted(StrEnum):
    """What becomes of the stories of a user who is deleted."""

    KEEP = "keep"
    DELETE = "delete"


@router.post("", status_code=status.HTTP_201_CREATED, responses=raises(ConflictError))
async def create_user(draft: UserCreateDTO, users: Users, response: Response) -> UserResponse:
    """Make a user."""
    user = await users.create(draft)
    response.headers["Location"] = f"/api/v1/users/{user.id}"
    return UserResponse.of(user)


@router.get("/{user_id}")
async def get_user(user_id: UserId, users: Users) -> UserResponse:
    """Show a user."""
    return UserResponse.of(await users.get(user_id))


@router.patch("/{user_id}", responses=raises(ConflictError))
async def update_user(user_id: UserId, changes: UserUpdateDTO, users: Users) -> UserResponse:
    """Change a user; fields that are not sent stay as they are."""
    return UserResponse.of(await users.update(user_id, changes))


@router.delete("/{user_id}")
async def delete_user(
    user_id: UserId,
    users: Users,
    stories: Annotated[
        StoriesOfDeleted, Query(description="Whether they stay, and belong to nobody.")
    ] = StoriesOfDeleted.KEEP,
) -> SuccessResponse:
    """Delete a user; their stories stay, unless these are to be deleted too."""
    await users.delete(user_id, with_stories=stories is StoriesOfDeleted.DELETE)
    return SuccessResponse(message="User deleted")


@router.get("/{user_id}/stories", response_model=UserStoriesResponse)
async def list_user_stories(
    user_id: UserId,
    lists: StoryLists,
    rendered: Rendered,
    limit: Annotated[int | None, Query(ge=1, le=500)] = None,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:
    """List a user's stories, newest first."""
    page = await lists.of_user(user_id, StoryQuery(limit=limit, cursor=cursor))
    return story_page(rendered, page, user_id=user_id)


@router.get("/{user_id}/stats")
async def get_user_stats(user_id: UserId, statistics: Statistics) -> UserStats:
    """Count what a user has, what was made of it, and how well that went."""
    return await statistics.of_user(user_id)


@router.get("/{user_id}/profile")
async def get_user_profile(user_id: UserId, users: Users) -> ProfileResponse:
    """Show what a user tells of themselves."""
    return ProfileResponse.of(await users.get(user_id))


@router.patch("/{user_id}/profile")
async def update_user_profile(
    user_id: UserId, changes: ProfileUpdateDTO, users: Users
) -> ProfileResponse:
    """Change a profile; fields that are not sent stay as they are."""
    return ProfileResponse.of(await users.update(user_id, changes))
