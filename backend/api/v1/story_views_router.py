"""Stories over HTTP, in lists and one by one; how they are drafted is elsewhere."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from backend.api.conditional import UNCHANGED, tagged_by_content
from backend.api.rate_limit import count_order
from backend.api.rendering import Rendered, answer
from backend.api.routing import raises
from backend.api.v1.dependencies import StoryLists, StoryViews
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.dtos.story_view_dtos import (
    StoryDetailResponse,
    StoryListResponse,
    StoryUpdateDTO,
)
from backend.api.v1.story_answers import story_page
from backend.domain.errors import ConflictError, RateLimitError
from backend.domain.ids import ProjectId
from backend.domain.story_view import MAX_SEARCH, StoryAct, StoryQuery

router = APIRouter(prefix="/stories", tags=["stories"])

Few = Annotated[int, Query(ge=1, le=50, description="The most to answer.")]


@router.get("", response_model=StoryListResponse, responses=UNCHANGED)
async def list_stories(
    request: Request, lists: StoryLists, rendered: Rendered, query: Annotated[StoryQuery, Query()]
) -> Response:
    """List the stories that fit all that is asked for."""
    page = await lists.list(query)
    return tagged_by_content(request, story_page(rendered, page), None)


@router.get("/search", response_model=StoryListResponse)
async def search_stories(
    lists: StoryLists,
    rendered: Rendered,
    q: Annotated[str, Query(min_length=1, max_length=MAX_SEARCH, description="Taken literally.")],
    limit: Few = 10,
) -> Response:
    """Find stories by what stands in their title, description, idea or tags, newest first."""
    return story_page(rendered, await lists.list(StoryQuery(q=q, limit=limit)))


@router.get("/recent", response_model=StoryListResponse)
async def list_recent_stories(lists: StoryLists, rendered: Rendered, limit: Few = 10) -> Response:
    """List the newest stories."""
    return story_page(rendered, await lists.list(StoryQuery(limit=limit)))


@router.get("/{story_id}", response_model=StoryDetailResponse, responses=UNCHANGED)
async def get_story(request: Request, story_id: ProjectId, stories: StoryViews) -> Response:
    """Show a story with its scenes: their words, pictures and sounds."""
    detail = StoryDetailResponse.of_detail(await stories.get(story_id))
    return tagged_by_content(request, answer(detail.model_dump_json().encode()), None)


@router.patch("/{story_id}", responses=raises(ConflictError, RateLimitError))
async def update_story(
    request: Request, story_id: ProjectId, changes: StoryUpdateDTO, stories: StoryViews
) -> StoryDetailResponse:
    """Change a story; setting its status stops its draft, or lets it go on."""
    if changes.status is StoryAct.PROCESSING:
        count_order(request)
    return StoryDetailResponse.of_detail(await stories.update(story_id, changes))


@router.delete("/{story_id}")
async def delete_story(story_id: ProjectId, stories: StoryViews) -> SuccessResponse:
    """Delete a story with its scenes, clips, takes and files; its jobs are cancelled."""
    await stories.delete(story_id)
    return SuccessResponse(message="Story deleted")
