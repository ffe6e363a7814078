"""Scripts over HTTP: text in, a board out."""

from typing import Annotated, Any, Final

import pydantic
from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.exceptions import RequestValidationError

from backend.api.routing import raises
from backend.api.uploads import FILE_BODY, MultipartUpload
from backend.api.v1.dependencies import Projects, Stories
from backend.api.v1.dtos.story_dtos import ImportedBoardResponse, ScriptImportDTO, ScriptOptions
from backend.domain.errors import PayloadTooLargeError, UnsupportedMediaError, invalid_field
from backend.services.story_service import ScriptImport

MOST_BYTES: Final = 2 * 1024 * 1024

router = APIRouter(prefix="/projects", tags=["stories"])


async def _script(request: Request, options: Annotated[ScriptOptions, Query()]) -> ScriptImport:
    """Read the script from a JSON body, or from a file with its options in the query."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        name, content = await MultipartUpload(request).open(MOST_BYTES)
        data = b"".join([chunk async for chunk in content])
        if len(data) > MOST_BYTES:
            raise PayloadTooLargeError(f"The script is larger than {MOST_BYTES} bytes")
        return ScriptImport(_text(data), filename=name, **options.model_dump())
    if kind != "application/json":
        raise UnsupportedMediaError("Send the script as JSON or as multipart/form-data")
    try:
        return ScriptImportDTO.model_validate_json(await request.body()).script()
    except pydantic.ValidationError as exc:
        problems = [{**problem, "loc": ("body", *problem["loc"])} for problem in exc.errors()]
        raise RequestValidationError(problems) from exc


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise invalid_field("file", f"is not UTF-8 text (byte {exc.start})") from exc


Script = Annotated[ScriptImport, Depends(_script)]


def _body() -> dict[str, Any]:
    schema = ScriptImportDTO.model_json_schema()
    schema["properties"]["fps"].pop("default", None)
    content = {**FILE_BODY["requestBody"]["content"], "application/json": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    "/import-script",
    status_code=status.HTTP_201_CREATED,
    openapi_extra=_body(),
    responses=raises(UnsupportedMediaError),
)
async def import_script(
    script: Script, stories: Stories, projects: Projects, response: Response
) -> ImportedBoardResponse:
    """Make a project of a script; the report says what was recognised and what was dropped."""
    board = await stories.import_script(script)
    response.headers["Location"] = f"/api/v1/projects/{board.project_id}"
    return ImportedBoardResponse.of(await projects.with_scenes(board.project_id), board.report)
