"""Exports over HTTP: files for editors, what they can be, and what they would lose."""

from http import HTTPStatus
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from backend.api.media_response import attachment
from backend.api.routing import raises
from backend.api.v1.dependencies import Exports
from backend.domain.errors import (
    EmptyTimelineError,
    ResourceNotFoundError,
    UnknownExportFormatError,
)
from backend.domain.ids import ProjectId
from backend.export.formats import Format
from backend.export.options import ExportOptions
from backend.export.report import ExportReport
from backend.services.export_service import ExportFile

router = APIRouter(prefix="/projects/{project_id}/export", tags=["export"])

Options = Annotated[ExportOptions, Query()]

FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file; X-Export-Warnings counts what its report warns of.",
        "content": {
            "*/*": {"schema": {"type": "string", "format": "binary"}},
            "application/json": {"schema": {"type": "object"}, "example": {"format": "…"}},
        },
    },
    304: {"description": "Nothing changed since the ETag in If-None-Match."},
    **raises(ResourceNotFoundError, UnknownExportFormatError, EmptyTimelineError),
}
_IN_QUERY: Final = "=&%+:;,.~-_"


class ExportFormatResponse(BaseModel):
    """A format, the options it takes, and where only some of their values will do."""

    name: str
    suffix: str
    media_type: str
    about: str
    options: list[str]
    only: dict[str, list[str]]


class ExportCheckResponse(BaseModel):
    """What each format would make of the project."""

    reports: list[ExportReport]


@router.get(
    "/formats",
    response_model=list[ExportFormatResponse],
    responses=raises(ResourceNotFoundError),
)
@router.head("/formats", include_in_schema=False, response_model=list[ExportFormatResponse])
async def list_export_formats(project_id: ProjectId, exports: Exports) -> list[Format]:
    """List the formats and their options."""
    return await exports.formats(project_id)


@router.get(
    "/check",
    responses=raises(ResourceNotFoundError, EmptyTimelineError),
)
@router.head("/check", include_in_schema=False)
async def check_export(
    project_id: ProjectId, options: Options, exports: Exports
) -> ExportCheckResponse:
    """Say what each format, or each of `formats`, would round, miss or lose."""
    return ExportCheckResponse(reports=await exports.check(project_id, options))


@router.get(
    "/{format}/report",
    responses=raises(ResourceNotFoundError, UnknownExportFormatError, EmptyTimelineError),
)
async def report_export(
    project_id: ProjectId, format: str, options: Options, exports: Exports
) -> ExportReport:
    """Say what one export would round, miss or lose, without making it."""
    return await exports.report(project_id, format, options)


@router.get("/{format}", response_class=Response, responses=FILE)
@router.head("/{format}", include_in_schema=False)
async def export_project(
    project_id: ProjectId, format: str, options: Options, request: Request, exports: Exports
) -> Response:
    """Download the project in one format."""
    export = await exports.prepare(project_id, format, options)
    headers = {"ETag": f'W/"{export.revision}"', "Cache-Control": "no-cache"}
    if export.revision in request.headers.get("If-None-Match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    file = await exports.write(export)
    report = f"/api/v1/projects/{project_id}/export/{format}/report"
    if request.url.query:
        report += f"?{quote(request.url.query, safe=_IN_QUERY)}"
    headers["Link"] = f'<{report}>; rel="describedby"'
    return _download(file, headers, with_body=request.method != "HEAD")


def _download(file: ExportFile, headers: dict[str, str], *, with_body: bool) -> Response:
    headers |= {
        "Content-Disposition": attachment(file.filename, file.ascii_filename),
        "Content-Length": str(file.size),
        "X-Content-Type-Options": "nosniff",
        "X-Export-Warnings": str(file.report.warnings),
    }
    if not with_body:
        return Response(headers=headers, media_type=file.media_type)
    if isinstance(file.content, bytes):
        return Response(file.content, headers=headers, media_type=file.media_type)
    return StreamingResponse(file.content, headers=headers, media_type=file.media_type)
