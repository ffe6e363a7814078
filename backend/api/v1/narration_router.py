"""Narration over HTTP: voices, the lengths that follow from them, checks and subtitles."""

from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response, status

from backend.api.media_response import attachment
from backend.api.routing import raises
from backend.api.v1.dependencies import OncePerKey
from backend.api.v1.dtos.narration_dtos import (
    ChecksResponse,
    NarrationRequestDTO,
    NarrationResponse,
    RetimeResponse,
    SubtitleCue,
    SubtitlesResponse,
)
from backend.api.v1.narration_dependencies import Checks, Narrations, Retimes, Subtitles
from backend.domain.errors import (
    ConflictError,
    EmptyTimelineError,
    IdempotencyKeyReusedError,
    RateLimitError,
    ResourceNotFoundError,
)
from backend.domain.ids import ProjectId

router = APIRouter(prefix="/projects/{project_id}", tags=["stories"])


class SubtitleFormat(StrEnum):
    """How subtitles are written."""

    SRT = "srt"
    VTT = "vtt"
    JSON = "json"


_TEXT: Final = {"schema": {"type": "string"}}
_SUBTITLES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "model": SubtitlesResponse,
        "description": "The subtitles.",
        "content": {"application/x-subrip": _TEXT, "text/vtt": _TEXT},
    },
    **raises(ResourceNotFoundError, EmptyTimelineError),
}


@router.post(
    "/narration",
    status_code=status.HTTP_202_ACCEPTED,
    responses=raises(ResourceNotFoundError, IdempotencyKeyReusedError, RateLimitError),
)
async def narrate_project(
    project_id: ProjectId,
    narrations: Narrations,
    once: OncePerKey,
    request: NarrationRequestDTO | None = None,
) -> NarrationResponse:
    """Have the clips' words said, each clip by its speaker's voice; what was said stays."""
    request = request or NarrationRequestDTO()
    async with once(request) as origin:
        return NarrationResponse.of(await narrations.order(project_id, request.order(), origin))


@router.post("/retime", responses=raises(ConflictError))
async def retime_project(
    project_id: ProjectId,
    retimes: Retimes,
    narrate_action: Annotated[
        bool, Query(description="Leave time to say what is seen, where nothing is said.")
    ] = False,
) -> RetimeResponse:
    """Give each clip the length of its narration, and lay the scenes out without a hole."""
    done = await retimes.retime(project_id, narrate_action=narrate_action)
    return RetimeResponse.of(done)


@router.get("/checks")
async def check_project(project_id: ProjectId, checks: Checks) -> ChecksResponse:
    """List what is missing, too long or out of date, and what can be done about it."""
    found = await checks.check(project_id)
    return ChecksResponse(checks=found, total=len(found))


@router.get("/subtitles", response_class=Response, responses=_SUBTITLES)
async def get_subtitles(
    project_id: ProjectId,
    subtitles: Subtitles,
    format: Annotated[SubtitleFormat, Query(description="How they are written.")] = (
        SubtitleFormat.SRT
    ),
) -> Response:
    """Download what is said in the cut, two lines at a time."""
    if format is SubtitleFormat.JSON:
        cues = [SubtitleCue(**vars(cue)) for cue in await subtitles.cues(project_id)]
        return Response(
            SubtitlesResponse(cues=cues).model_dump_json(), media_type="application/json"
        )
    file = await subtitles.file(project_id, format)
    name = attachment(file.filename, file.ascii_filename)
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
    return Response(file.content, headers=headers, media_type=file.media_type)
