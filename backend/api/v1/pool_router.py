"""The pools of projects over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Response, status

from backend.api.rendering import Rendered
from backend.api.routing import Paging, raises
from backend.api.v1.dependencies import Pool
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.dtos.pool_dtos import (
    AppliedPoolItemResponse,
    PoolItemCreateDTO,
    PoolItemResponse,
    PoolItemUpdateDTO,
)
from backend.domain.errors import ResourceNotFoundError, ValidationError
from backend.domain.ids import ClipId, PoolItemId, ProjectId
from backend.domain.media import MediaKind
from backend.domain.pool import PoolItem

router = APIRouter(prefix="/pool", tags=["pool"])


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    response_model=PoolItemResponse,
    responses=raises(ResourceNotFoundError),
)
async def create_pool_item(draft: PoolItemCreateDTO, pool: Pool, response: Response) -> PoolItem:
    """Put a picture, a film or a sound into a project's pool."""
    item = await pool.create(draft)
    response.headers["Location"] = f"/api/v1/pool/item/{item.id}"
    return item


@router.get("/{project_id}", response_model=list[PoolItemResponse])
async def list_pool_items(
    project_id: ProjectId,
    pool: Pool,
    page: Paging,
    rendered: Rendered,
    content_type: Annotated[MediaKind | None, Query(description="Only of this kind.")] = None,
    tags: Annotated[str, Query(description="Only with all of these, as in a,b.")] = "",
) -> Response:
    """List what lies in the project's pool, newest first."""
    wanted = [tag.strip() for tag in tags.split(",") if tag.strip()]
    stored = await pool.list(project_id, content_type=content_type, tags=wanted, page=page)
    return rendered.array(PoolItemResponse, stored)


@router.get("/item/{item_id}", response_model=PoolItemResponse)
async def get_pool_item(item_id: PoolItemId, pool: Pool) -> PoolItem:
    """Show an item of a pool."""
    return await pool.get(item_id)


@router.put("/item/{item_id}", response_model=PoolItemResponse)
async def update_pool_item(item_id: PoolItemId, changes: PoolItemUpdateDTO, pool: Pool) -> PoolItem:
    """Change an item of a pool; fields that are not sent stay as they are."""
    return await pool.update(item_id, changes)


@router.delete("/item/{item_id}")
async def delete_pool_item(item_id: PoolItemId, pool: Pool) -> SuccessResponse:
    """Take an item out of a pool; clips it was applied to keep their takes."""
    await pool.delete(item_id)
    return SuccessResponse(message="Pool item deleted")


@router.post("/item/{item_id}/apply-to-clip/{clip_id}", responses=raises(ValidationError))
async def apply_pool_item(
    item_id: PoolItemId, clip_id: ClipId, pool: Pool
) -> AppliedPoolItemResponse:
    """Add an item of the pool to a clip of its project, as a new take each time."""
    clip, take = await pool.apply(item_id, clip_id)
    shown = next((each for each in clip.takes(take.content_type) if each.id == take.id), take)
    return AppliedPoolItemResponse(message="Added to the clip", clip_id=clip_id, content=shown)
