"""Exports in the background over HTTP: ordered, looked at, and fetched when they are done."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response, status

from backend.api.media_response import FILE, answer_download
from backend.api.routing import raises
from backend.api.v1.dependencies import ExportJobs, OncePerKey
from backend.api.v1.dtos.export_job_dtos import (
    ExportOrderDTO,
    ExportStatusResponse,
    OrderedExportResponse,
)
from backend.domain.errors import (
    ExportNotReadyError,
    IdempotencyKeyReusedError,
    RateLimitError,
    ResourceNotFoundError,
    UnknownExportFormatError,
)
from backend.domain.ids import JobId, ProjectId

router = APIRouter(prefix="/exports", tags=["export"])
project_router = APIRouter(prefix="/projects/{project_id}/exports", tags=["export"])

_WRITTEN: Final = {
    "*/*": {"schema": {"type": "string", "format": "binary"}},
    "application/json": {"schema": {"type": "object"}, "example": {"format": "storycanvas_v1"}},
}
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    **FILE,
    200: {**FILE[200], "content": _WRITTEN},
    206: {**FILE[206], "content": _WRITTEN},
}


@project_router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    responses=raises(
        ResourceNotFoundError, UnknownExportFormatError, IdempotencyKeyReusedError, RateLimitError
    ),
)
async def order_export(
    project_id: ProjectId,
    order: ExportOrderDTO,
    exports: ExportJobs,
    response: Response,
    once: OncePerKey,
) -> OrderedExportResponse:
    """Have the project written to a file, however large, and come back for it."""
    async with once(order) as origin:
        job = await exports.order(project_id, order.format, order.options, origin)
    response.headers["Location"] = f"/api/v1/exports/{job.id}"
    return OrderedExportResponse.of(job)


@router.get("/{export_id}")
async def get_export(export_id: JobId, exports: ExportJobs) -> ExportStatusResponse:
    """Show how far an export is, and where its file will be."""
    return ExportStatusResponse.of(await exports.get(export_id))


@router.get(
    "/{export_id}/file",
    response_class=Response,
    responses=_FILE | raises(ResourceNotFoundError, ExportNotReadyError),
)
@router.head("/{export_id}/file", include_in_schema=False)
async def get_export_file(export_id: JobId, exports: ExportJobs, request: Request) -> Response:
    """Fetch the file of an export that is done, or a part of it."""
    return answer_download(request, await exports.file(export_id))
