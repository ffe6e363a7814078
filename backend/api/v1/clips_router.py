"""Clips over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, status

from backend.api.routing import Located, Paging, raises
from backend.api.v1.dependencies import Clips
from backend.api.v1.dtos.clip_dtos import (
    ClipCreateDTO,
    ClipGalleryResponse,
    ClipListResponse,
    ClipPromptsDTO,
    ClipResponse,
    ClipUpdateDTO,
    TimelinePositionDTO,
    TimelinePositionResponse,
)
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.domain.clip import Clip
from backend.domain.errors import ResourceNotFoundError, TimelineOverlapError
from backend.domain.ids import ClipId, SceneId

router = APIRouter(prefix="/clips", tags=["clips"])


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    response_model=ClipResponse,
    responses=raises(ResourceNotFoundError),
)
async def create_clip(draft: ClipCreateDTO, clips: Clips, located: Located) -> Clip:
    """Add a clip to a scene."""
    return located(await clips.create(draft))


@router.get("/scene/{scene_id}", response_model=ClipListResponse)
async def list_clips(scene_id: SceneId, clips: Clips, page: Paging) -> dict[str, Any]:
    """List the scene's clips in timeline order."""
    listing = await clips.list_of_scene(scene_id, page)
    return {"clips": listing.items, "total": listing.total}


@router.get("/{clip_id}", response_model=ClipResponse)
async def get_clip(clip_id: ClipId, clips: Clips) -> Clip:
    """Show a clip."""
    return await clips.get(clip_id)


@router.put("/{clip_id}", response_model=ClipResponse)
async def update_clip(clip_id: ClipId, changes: ClipUpdateDTO, clips: Clips) -> Clip:
    """Change a clip; fields that are not sent stay as they are."""
    return await clips.update(clip_id, changes)


@router.delete("/{clip_id}")
async def delete_clip(clip_id: ClipId, clips: Clips) -> SuccessResponse:
    """Delete a clip with its takes and jobs; the first of its alternates takes its place."""
    await clips.delete(clip_id)
    return SuccessResponse(message="Clip deleted")


@router.get("/{clip_id}/gallery")
async def get_clip_gallery(clip_id: ClipId, clips: Clips) -> ClipGalleryResponse:
    """Show all takes of the clip, newest first."""
    return ClipGalleryResponse.of(await clips.get(clip_id))


@router.put("/{clip_id}/timeline-position", responses=raises(TimelineOverlapError))
async def move_clip(
    clip_id: ClipId,
    target: TimelinePositionDTO,
    clips: Clips,
    check_overlap: Annotated[bool, Query(description="False: put it there all the same.")] = True,
) -> TimelinePositionResponse:
    """Put the clip elsewhere in its scene; where another lies, the answer names a free place."""
    moved = await clips.move(clip_id, target.position, check_overlap=check_overlap)
    return TimelinePositionResponse(
        message="Clip moved",
        clip_id=clip_id,
        new_position=moved.clip.timeline_position,
        timeline_summary=moved.timeline,
    )


@router.put("/{clip_id}/prompts", response_model=ClipResponse)
async def update_clip_prompts(
    clip_id: ClipId,
    clips: Clips,
    asked: Annotated[ClipPromptsDTO, Query()],
    body: ClipPromptsDTO | None = None,
) -> Clip:
    """Change the prompts, given in the body or in the query; absent ones stay as they are."""
    prompts = asked.model_dump(exclude_unset=True)
    if body is not None:
        prompts |= body.model_dump(exclude_unset=True)
    return await clips.set_prompts(clip_id, **prompts)
