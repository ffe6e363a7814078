"""The export paths of before /api/v1: the same bytes, marked as deprecated."""

from typing import Final

from fastapi import APIRouter, Request, Response

from backend.api.v1.dependencies import Exports
from backend.api.v1.export_router import FILE, Options, export_project
from backend.domain.errors import UnknownExportFormatError
from backend.domain.ids import ProjectId

router = APIRouter(prefix="/api/projects/{project_id}/export", tags=["legacy"])

_FORMATS: Final = ["fcpxml", "edl", "resolve", "json"]


@router.get("/{format}", response_class=Response, responses=FILE, deprecated=True)
@router.head("/{format}", include_in_schema=False)
async def export_project_legacy(
    project_id: ProjectId, format: str, options: Options, request: Request, exports: Exports
) -> Response:
    """Download the project; the successor is /api/v1/projects/{project_id}/export/{format}."""
    if format not in _FORMATS:
        raise UnknownExportFormatError(format, _FORMATS)
    response = await export_project(project_id, format, options, request, exports)
    successor = f"/api/v1/projects/{project_id}/export/{format}"
    response.headers["Deprecation"] = "true"
    response.headers.append("Link", f'<{successor}>; rel="successor-version"')
    return response
