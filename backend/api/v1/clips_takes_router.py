"""Takes that people bring themselves and take away, over HTTP."""

from fastapi import APIRouter, Response, status

from backend.api.routing import raises
from backend.api.uploads import FILE_BODY, UploadedFile
from backend.api.v1.dependencies import Takes
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.review_dependencies import TakeUploads
from backend.domain.errors import (
    PayloadTooLargeError,
    ResourceNotFoundError,
    StorageFullError,
    UnsupportedMediaError,
)
from backend.domain.ids import ClipId, TakeId
from backend.domain.take import GeneratedContent

router = APIRouter(prefix="/clips/{clip_id}/takes", tags=["clips"])


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    openapi_extra=FILE_BODY,
    responses=raises(
        ResourceNotFoundError, PayloadTooLargeError, UnsupportedMediaError, StorageFullError
    ),
)
async def upload_take(
    clip_id: ClipId, upload: UploadedFile, uploads: TakeUploads, response: Response
) -> GeneratedContent:
    """Add a picture, a film or a sound of your own to a clip; the first of its kind is chosen."""
    take = await uploads.upload(clip_id, upload)
    response.headers["Location"] = f"/api/v1/clips/{clip_id}/takes/{take.id}"
    return take


@router.get("/{take_id}", response_model=GeneratedContent)
async def get_take(clip_id: ClipId, take_id: TakeId, takes: Takes) -> GeneratedContent:
    """Show a take, archived or not."""
    return (await takes.gallery(clip_id)).take(take_id)


@router.delete("/{take_id}")
async def delete_take(clip_id: ClipId, take_id: TakeId, uploads: TakeUploads) -> SuccessResponse:
    """Remove a take, archived or not; if it was chosen, no take of its kind is any more."""
    await uploads.remove(clip_id, take_id)
    return SuccessResponse(message="Take deleted")
