"""Downloads over HTTP: a project with all its files in one zip."""

from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from backend.api.conditional import names
from backend.api.media_response import attachment
from backend.api.routing import raises
from backend.api.v1.dtos.download_dtos import DownloadRequestDTO
from backend.api.v1.review_dependencies import Downloads
from backend.domain.errors import ConflictError, EmptyTimelineError, ResourceNotFoundError
from backend.domain.ids import ProjectId
from backend.export.download import DownloadOptions
from backend.services.download_service import DownloadService

router = APIRouter(prefix="/projects/{project_id}/download", tags=["export"])
story_router = APIRouter(prefix="/stories/{project_id}/download", include_in_schema=False)

ZIP: Final = "application/zip"
_ZIP: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The zip, made while it is sent; its length is said, but not where "
        "slates are drawn for what is missing. "
        "X-Export-Warnings counts what report.json in it warns of.",
        "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
    },
    **raises(ResourceNotFoundError, EmptyTimelineError, ConflictError),
}
_UNCHANGED: Final[dict[int | str, dict[str, Any]]] = {
    304: {"description": "Nothing changed since the ETag in If-None-Match."}
}


@router.get("", response_class=Response, responses={**_ZIP, **_UNCHANGED})
@router.head("", include_in_schema=False)
@story_router.get("")
@story_router.head("")
async def download_project(
    project_id: ProjectId,
    options: Annotated[DownloadOptions, Query()],
    request: Request,
    downloads: Downloads,
) -> Response:
    """Download a project: its cut for every editor, its media, its text and what is known."""
    return await sent(request, project_id, options, downloads)


@router.post("", response_class=Response, responses=_ZIP)
@story_router.post("")
async def download_chosen(
    project_id: ProjectId,
    request: Request,
    downloads: Downloads,
    asked: Annotated[DownloadOptions, Query()],
    body: DownloadRequestDTO | None = None,
) -> Response:
    """Download a project, with what is chosen in the body or in the query."""
    return await sent(request, project_id, body or asked, downloads)


async def sent(
    request: Request, project_id: ProjectId, options: DownloadOptions, downloads: DownloadService
) -> Response:
    """Return the zip as an answer; whoever goes away has no more of it made."""
    download = await downloads.prepare(project_id, options)
    headers = {"ETag": f'W/"{download.revision}"', "Cache-Control": "no-cache"}
    if request.method != "POST" and names(request, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    file = await downloads.open(download)
    headers |= {
        "Content-Disposition": attachment(file.filename, file.ascii_filename),
        "X-Content-Type-Options": "nosniff",
        "X-Export-Warnings": str(file.report.warnings),
    }
    if file.length is not None:
        headers["Content-Length"] = str(file.length)
    content = file.content if request.method != "HEAD" else ()
    return StreamingResponse(content, headers=headers, media_type=ZIP)
