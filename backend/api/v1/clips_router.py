"""Clips over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response, status

from backend.api.conditional import UNCHANGED, asks_for_changes, etag_of, tagged, unchanged
from backend.api.routing import Counted, Located, Paging, raises
from backend.api.v1.dependencies import Board, Clips, Takes
from backend.api.v1.dtos.clip_dtos import (
    ClipCreateDTO,
    ClipGalleryResponse,
    ClipListResponse,
    ClipPromptsDTO,
    ClipResponse,
    ClipUpdateDTO,
    SelectContentDTO,
    TimelinePositionDTO,
    TimelinePositionResponse,
)
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.domain.clip import Clip
from backend.domain.errors import ResourceNotFoundError, TimelineOverlapError
from backend.domain.ids import ClipId, SceneId
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent, TakeChoice

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
async def list_clips(scene_id: SceneId, board: Board, page: Paging) -> Response:
    """List the scene's clips in timeline order."""
    return await board.clips(scene_id, page)


@router.get("/{clip_id}", response_model=ClipResponse)
async def get_clip(clip_id: ClipId, board: Board) -> Response:
    """Show a clip."""
    return await board.clip(clip_id)


@router.put("/{clip_id}", response_model=ClipResponse)
async def update_clip(clip_id: ClipId, changes: ClipUpdateDTO, clips: Clips) -> Clip:
    """Change a clip; fields that are not sent stay as they are."""
    return await clips.update(clip_id, changes)


@router.delete("/{clip_id}")
async def delete_clip(clip_id: ClipId, clips: Clips) -> SuccessResponse:
    """Delete a clip with its takes and jobs; the first of its alternates takes its place."""
    await clips.delete(clip_id)
    return SuccessResponse(message="Clip deleted")


@router.post(
    "/{clip_id}/create-alternate",
    status_code=status.HTTP_201_CREATED,
    response_model=ClipResponse,
)
async def create_clip_alternate(clip_id: ClipId, clips: Clips, located: Located) -> Clip:
    """Add another version of the clip: the same words at the same place, without takes."""
    return located.beside(clip_id, await clips.create_alternate(clip_id))


@router.get("/{clip_id}/gallery", response_model=ClipGalleryResponse, responses=UNCHANGED)
async def get_clip_gallery(
    request: Request, response: Response, clip_id: ClipId, takes: Takes
) -> Response | ClipGalleryResponse:
    """Show all takes of the clip, newest first."""
    if asks_for_changes(request):
        etag = etag_of(str(await takes.revision(clip_id)))
        if (known := unchanged(request, etag)) is not None:
            return known
    gallery = await takes.gallery(clip_id)
    tagged(response, etag_of(str(gallery.clip.rev)))
    return ClipGalleryResponse.of(gallery)


@router.get("/{clip_id}/takes", response_model=list[GeneratedContent])
async def list_clip_takes(
    clip_id: ClipId,
    takes: Takes,
    page: Paging,
    counted: Counted,
    content_type: Annotated[MediaKind | None, Query(description="Absent: every kind.")] = None,
) -> list[GeneratedContent]:
    """List the clip's takes, newest first."""
    return counted(await takes.list_of_clip(clip_id, content_type, page))


@router.put("/{clip_id}/select-content", response_model=ClipResponse)
async def select_clip_content(
    clip_id: ClipId,
    takes: Takes,
    asked: Annotated[SelectContentDTO, Query()],
    body: SelectContentDTO | None = None,
) -> Clip:
    """Choose the takes to show, named in the body or in the query."""
    named = asked.model_dump(exclude_none=True)
    if body is not None:
        named |= body.model_dump(exclude_none=True)
    return await takes.select(clip_id, TakeChoice(**named))


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
