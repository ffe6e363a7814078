"""Imports over HTTP: whole projects, and the timing of a cut that comes back."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any, Final

import pydantic
from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.exceptions import RequestValidationError

from backend.api.body_limit import refuse_declared
from backend.api.routing import raises
from backend.api.uploads import BINARY, FILE_BODY, MultipartForm, MultipartUpload, form_body
from backend.api.v1.dependencies import ProjectImports, Projects, TimingImports
from backend.api.v1.dtos.import_dtos import (
    BOARD_DOCUMENT,
    ImportedProjectResponse,
    TimingOptions,
    TimingResponse,
)
from backend.domain.errors import (
    ConflictError,
    PayloadTooLargeError,
    RateMismatchError,
    StorageFullError,
    UnsupportedMediaError,
    invalid_field,
)
from backend.domain.ids import ProjectId
from backend.services.media_service import Upload

router = APIRouter(prefix="/projects", tags=["stories"])

MOST_TIMING: Final = 20 * 1024 * 1024
_JSON: Final = "application/json"
_FLAG: Final = {"type": "boolean", "default": False}


class _WholeBody:
    """A request whose body is the file."""

    def __init__(self, request: Request) -> None:
        self._request = request

    async def open(self, limit: int) -> tuple[str | None, AsyncIterator[bytes]]:
        """Begin to read; raises PayloadTooLargeError if it says itself that it is too long."""
        refuse_declared(self._request.headers, limit)
        return None, self._request.stream()


async def _source(request: Request) -> Upload:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return MultipartUpload(request)
    if kind == _JSON:
        return _WholeBody(request)
    raise UnsupportedMediaError("Send the board as JSON, or a file as multipart/form-data")


Source = Annotated[Upload, Depends(_source)]


def _board_body() -> dict[str, Any]:
    content = FILE_BODY["requestBody"]["content"] | {_JSON: {"schema": BOARD_DOCUMENT}}
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    "/import",
    status_code=status.HTTP_201_CREATED,
    openapi_extra=_board_body(),
    responses=raises(UnsupportedMediaError, StorageFullError),
)
async def import_project(
    source: Source, imports: ProjectImports, projects: Projects, response: Response
) -> ImportedProjectResponse:
    """Make a project of a storycanvas_v1 document or a .storyboarder, alone or in a zip."""
    done = await imports.import_project(source)
    response.headers["Location"] = f"/api/v1/projects/{done.project_id}"
    return ImportedProjectResponse.of(await projects.with_scenes(done.project_id), done)


@dataclass(frozen=True)
class _Timing:
    """A cut that was sent, and what is to be done with it."""

    content: bytes
    options: TimingOptions


async def _timing(request: Request, options: Annotated[TimingOptions, Query()]) -> _Timing:
    """Read the form; the options may stand there or in the query."""
    form, content, told = MultipartForm(request), None, options.model_dump(exclude_unset=True)
    form.open(MOST_TIMING)
    while part := await form.next_part():
        data = b"".join([chunk async for chunk in part.content])
        if part.name == "file":
            content = data
        elif part.name in TimingOptions.model_fields:
            told[part.name] = data.decode("utf-8", "replace")
    if content is None:
        raise invalid_field("file", "is missing: send it as a multipart part of this name")
    if len(content) > MOST_TIMING:
        raise PayloadTooLargeError(f"The file is larger than {MOST_TIMING} bytes")
    try:
        return _Timing(content, TimingOptions.model_validate(told))
    except pydantic.ValidationError as exc:
        raise RequestValidationError(exc.errors()) from exc


Timing = Annotated[_Timing, Depends(_timing)]


@router.post(
    "/{project_id}/import/timing",
    openapi_extra=form_body("TimingUpload", ["file"], file=BINARY, apply=_FLAG, create=_FLAG),
    responses=raises(RateMismatchError, ConflictError),
)
async def import_timing(
    project_id: ProjectId, timing: Timing, timings: TimingImports
) -> TimingResponse:
    """Compare a cut from an editor, EDL or FCPXML, with the project; and take it over."""
    options = timing.options
    plan = await timings.import_timing(
        project_id, timing.content, apply=options.apply, create=options.create
    )
    return TimingResponse.of(plan, applied=options.apply and plan.changes)
