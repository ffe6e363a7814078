"""Events as server-sent events."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Header, Query, Response

from backend.api.document.event_examples import EVENTS, as_sent
from backend.api.event_stream import EventStream, resume_point
from backend.api.routing import one_or_several, raises
from backend.api.v1.dependencies import Hub, Projects
from backend.api.v1.dtos.event_dtos import EventMessage
from backend.domain.errors import ResourceNotFoundError, invalid_field
from backend.domain.ids import ProjectId
from backend.events.subscription import ALL_TYPES, Interests

router = APIRouter(prefix="/events", tags=["events"])
project_router = APIRouter(prefix="/projects/{project_id}/events", tags=["events"])

STREAM: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "A stream without end; the `data` of each of its events is an EventMessage,"
        " `event` its type and `id` its id. After 15 s without one there is a comment, with an `id`"
        " that moves on the place to resume at.",
        "content": {
            EventStream.media_type: {
                "schema": {"$ref": "#/components/schemas/EventMessage"},
                "example": as_sent(EVENTS[0]),
            }
        },
    }
}
OF_PROJECT: Final = STREAM | raises(ResourceNotFoundError)


async def _types(
    types: Annotated[
        str | None,
        Query(
            max_length=200,
            description="One or several types, with commas between; else all.",
            json_schema_extra={"pattern": one_or_several(ALL_TYPES)},
        ),
    ] = None,
) -> frozenset[str]:
    named = frozenset(filter(None, (types or "").split(",")))
    if not named <= ALL_TYPES:
        raise invalid_field("types", f"there are {', '.join(sorted(ALL_TYPES))}")
    return named or ALL_TYPES


async def _resumed(
    last_event_id: Annotated[
        str | None,
        Header(alias="Last-Event-ID", description="The last id seen: the stream goes on after it."),
    ] = None,
    asked: Annotated[
        str | None, Query(alias="last_event_id", description="The same, where no header can be.")
    ] = None,
) -> int | None:
    return resume_point(last_event_id or asked)


Types = Annotated[frozenset[str], Depends(_types)]
Resumed = Annotated[int | None, Depends(_resumed)]


@router.get("", response_model=EventMessage, response_class=Response, responses=STREAM)
@router.head("", include_in_schema=False)
async def stream_events(types: Types, after: Resumed, hub: Hub) -> EventStream:
    """Follow what changes, in all projects."""
    return EventStream(hub, Interests.of(types=types), after)


@project_router.get("", response_model=EventMessage, response_class=Response, responses=OF_PROJECT)
@project_router.head("", include_in_schema=False)
async def stream_project_events(
    project_id: ProjectId, types: Types, after: Resumed, hub: Hub, projects: Projects
) -> EventStream:
    """Follow what changes in one project, and the servers."""
    await projects.get(project_id)
    return EventStream(hub, Interests.of(project_id, types), after)
