"""The export paths of before /api/v1: the same bytes, marked as deprecated."""

from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import APIRouter, Request, Response

from backend.api.v1.dependencies import Exports
from backend.api.v1.export_router import FILE, Options, export_project
from backend.domain.errors import UnknownExportFormatError
from backend.domain.ids import ProjectId

PREFIX: Final = "/api/projects"
FORMATS: Final = ("fcpxml", "edl", "resolve", "json")

router = APIRouter(prefix=PREFIX + "/{project_id}/export", tags=["legacy"])


def _exporting(format: str) -> Callable[..., Awaitable[Response]]:
    async def export(
        project_id: ProjectId, options: Options, request: Request, exports: Exports
    ) -> Response:
        return await export_project(project_id, format, options, request, exports)

    return export


for _format in FORMATS:
    router.add_api_route(
        f"/{_format}",
        _exporting(_format),
        methods=["GET"],
        name=f"export_project_{_format}_legacy",
        description=f"Download the project, like the successor ending with export/{_format}.",
        response_class=Response,
        responses=FILE,
        deprecated=True,
    )


@router.get("/{format}", include_in_schema=False)
async def refuse_unknown_format(format: str) -> None:
    """Say which formats these paths know; newer ones have newer paths only."""
    raise UnknownExportFormatError(format, list(FORMATS))
