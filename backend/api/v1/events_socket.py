"""Events over a WebSocket, where clients say what they want to hear of."""

import asyncio
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, WebSocket, WebSocketDisconnect, status
from pydantic import BaseModel, ValidationError
from starlette.websockets import WebSocketState

from backend.api.envelope import EnvelopeResponse
from backend.api.event_stream import STALL_SECONDS, resume_point
from backend.api.v1.dependencies import Hub, Projects
from backend.api.v1.dtos.event_dtos import (
    ClientMessage,
    Ping,
    Pong,
    SocketError,
    SocketErrorData,
    Subscribe,
    SubscribeQueue,
)
from backend.domain.errors import (
    PayloadTooLargeError,
    ResourceNotFoundError,
    StoryCanvasError,
    invalid_field,
)
from backend.events.hub import EventHub
from backend.events.subscription import NOTHING, Subscription
from backend.events.wire import event_text
from backend.services.project_service import ProjectService

router = APIRouter(prefix="/ws")
elsewhere = APIRouter()

MESSAGE_LIMIT: Final = 16 * 1024
"""Characters in a client's message."""
TYPES: Final = "subscribe, subscribe_queue, unsubscribe, unsubscribe_queue, ping"


@router.websocket("")
async def follow_events(
    websocket: WebSocket, hub: Hub, projects: Projects, last_event_id: str | None = None
) -> None:
    """Tell a client what it asks to hear of, until it leaves or the server stops."""
    after = resume_point(last_event_id)
    with hub.subscribe(NOTHING) as events:
        if after is not None and not await hub.check_resume(events, after):
            after = None
        await websocket.accept()
        conversation = Conversation(websocket, events, hub, projects, after)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(conversation.tell())
                await conversation.listen()
        except* (WebSocketDisconnect, TimeoutError):
            pass


@elsewhere.websocket("/{path:path}")
async def refuse_socket(websocket: WebSocket) -> None:
    """Refuse a WebSocket on any other path, with the body that errors have."""
    if "websocket.http.response" not in websocket.scope.get("extensions", {}):
        await websocket.close()
        return
    message = f"There is no WebSocket at {websocket.url.path}; there is one at /api/v1/ws"
    await websocket.send_denial_response(
        EnvelopeResponse(HTTPStatus.NOT_FOUND, ResourceNotFoundError.code, message)
    )


class Conversation:
    """What is said on one WebSocket, in both directions at once.

    Both directions end with WebSocketDisconnect when the client has left, and with TimeoutError
    when it takes nothing any more.
    """

    def __init__(
        self,
        websocket: WebSocket,
        events: Subscription,
        hub: EventHub,
        projects: ProjectService,
        after: int | None,
    ) -> None:
        self._websocket = websocket
        self._events = events
        self._hub = hub
        self._projects = projects
        self._after = after

    async def tell(self) -> None:
        """Send the events; the end of them is the end of the server."""
        async for event in self._events:
            await self._send(event_text(event))
        await self._websocket.close(status.WS_1001_GOING_AWAY)

    async def listen(self) -> None:
        """Do what the client says."""
        while True:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(message.get("code", status.WS_1005_NO_STATUS_RCVD))
            if reply := await self._reply(message.get("text")):
                await self._send(reply.model_dump_json())

    async def _send(self, text: str) -> None:
        if self._websocket.application_state is WebSocketState.DISCONNECTED:
            raise WebSocketDisconnect  # closed by the other direction meanwhile
        async with asyncio.timeout(STALL_SECONDS):
            await self._websocket.send_text(text)

    async def _reply(self, text: str | None) -> BaseModel | None:
        try:
            return await self._do(_understood(text))
        except StoryCanvasError as error:
            return SocketError(data=SocketErrorData(code=error.code, message=error.message))

    async def _do(self, message: ClientMessage) -> Pong | None:
        said = message.root
        if isinstance(said, Ping):
            return Pong()
        if isinstance(said, Subscribe | SubscribeQueue):
            if said.data.project_id is not None:
                await self._projects.get(said.data.project_id)
            await self._hub.widen(self._events, said.data.interests, after=self._after)
        else:
            self._events.drop(said.data.interests)
        return None


def _understood(text: str | None) -> ClientMessage:
    """Return what the client says; text is None if it sent bytes."""
    if text is None:
        raise invalid_field("message", "must be text, with JSON in it")
    if len(text) > MESSAGE_LIMIT:
        raise PayloadTooLargeError(f"A message has at most {MESSAGE_LIMIT} characters")
    try:
        return ClientMessage.model_validate_json(text)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
    if problem["type"].startswith("union_tag"):
        raise invalid_field("type", f"must be one of {TYPES}")
    field = ".".join(map(str, problem["loc"][1:])) or "message"
    raise invalid_field(field, problem["msg"])
