"""Media over HTTP: uploading, and fetching what was stored."""

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from backend.api.media_response import FILE, answer_file
from backend.api.routing import raises
from backend.api.uploads import BINARY, FILE_BODY, UploadedFile, UploadedForm, form_body
from backend.api.v1.dependencies import MediaFiles
from backend.api.v1.dtos.media_dtos import (
    UploadCharacterImagesResponse,
    UploadImageResponse,
    UploadMusicResponse,
)
from backend.domain.errors import PayloadTooLargeError, StorageFullError, UnsupportedMediaError
from backend.domain.ids import ProjectId

router = APIRouter(prefix="/media", tags=["media"])
uploads_router = APIRouter(tags=["media"])
project_music_router = APIRouter(include_in_schema=False)

_REFUSED: Final = raises(PayloadTooLargeError, UnsupportedMediaError, StorageFullError)
_CHARACTER_BODY: Final = form_body(
    "CharacterImagesUpload",
    [],
    face_image=BINARY,
    full_body_image=BINARY,
    reference_images={"type": "array", "items": BINARY, "maxItems": 20},
)


@project_music_router.post("/projects/{project_id}/upload-music")
@router.post("/projects/{project_id}/upload-music", openapi_extra=FILE_BODY, responses=_REFUSED)
async def upload_music(
    project_id: ProjectId, upload: UploadedFile, media: MediaFiles
) -> UploadMusicResponse:
    """Put a song under the project: MP3, WAV, FLAC, OGG or M4A."""
    song = await media.upload_music(project_id, upload)
    return UploadMusicResponse(
        message="Music uploaded",
        file_path=song.id,
        file_url=song.id,
        duration=song.duration or 0.0,
    )


@uploads_router.post("/upload-face-image", include_in_schema=False)
@router.post("/upload-face-image", openapi_extra=FILE_BODY, responses=_REFUSED)
async def upload_face_image(upload: UploadedFile, media: MediaFiles) -> UploadImageResponse:
    """Store a picture of a face, for characters to refer to: PNG, JPEG, WebP or GIF."""
    picture = await media.upload_face_image(upload)
    return UploadImageResponse(message="Image uploaded", file_path=picture.id, file_url=picture.id)


@uploads_router.post(
    "/upload-character-images",
    openapi_extra=_CHARACTER_BODY,
    responses=_REFUSED,
)
async def upload_character_images(
    form: UploadedForm, media: MediaFiles
) -> UploadCharacterImagesResponse:
    """Store pictures of a character; what was not sent is null in the answer."""
    return UploadCharacterImagesResponse.of(await media.upload_character_images(form))


@router.head("/files/{key}", include_in_schema=False)
@router.get("/files/{key}", response_class=FileResponse, responses=FILE)
async def get_media_file(key: str, request: Request, media: MediaFiles) -> Response:
    """Return a stored file or thumbnail, or the part of it that `Range` asks for."""
    return answer_file(request, await media.file(key))
