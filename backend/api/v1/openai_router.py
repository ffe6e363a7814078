"""Films of OpenAI, or of a service of its shape, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from backend.api.v1.dependencies import OpenAIVideos
from backend.api.v1.dtos.openai_dtos import (
    OpenAIVideoDeletedResponse,
    OpenAIVideoListResponse,
    OpenAIVideoResponse,
)
from backend.api.v1.service_errors import SERVICE_ERRORS
from backend.domain.openai_video import OpenAIVideoQuery

router = APIRouter(prefix="/openai/videos", tags=["openai"])


@router.get("", responses=SERVICE_ERRORS)
async def list_openai_videos(
    videos: OpenAIVideos, query: Annotated[OpenAIVideoQuery, Query()]
) -> OpenAIVideoListResponse:
    """List the films at the service, the newest first unless asked otherwise."""
    return OpenAIVideoListResponse(**dict(await videos.list(query)))


@router.get("/{video_id}", responses=SERVICE_ERRORS)
async def get_openai_video(video_id: str, videos: OpenAIVideos) -> OpenAIVideoResponse:
    """Show a film at the service."""
    return OpenAIVideoResponse(**dict(await videos.get(video_id)))


@router.delete("/{video_id}", responses=SERVICE_ERRORS)
async def delete_openai_video(video_id: str, videos: OpenAIVideos) -> OpenAIVideoDeletedResponse:
    """Delete a film at the service."""
    await videos.delete(video_id)
    return OpenAIVideoDeletedResponse(id=video_id, message="Video deleted")
