"""The WebSockets of a simulated server and who hears what on them."""

from __future__ import annotations

import asyncio
import json
import struct
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from backend.simulator.faults import Faults

# Binary events: a preview image, and a preview image with a description before it.
PREVIEW_IMAGE = 1
PREVIEW_WITH_METADATA = 4
JPEG = 1


@dataclass(eq=False)
class Client:
    """One open WebSocket."""

    socket: WebSocket
    flags: dict[str, Any] = field(default_factory=dict)


class Sockets:
    """Clients by id, and the one loop that sends to all of them in turn.

    As on a real server a client that does not read holds up the others, and whoever leaves takes
    the registration of its id along, even if somebody else holds it by then.
    """

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._clients: dict[str, Client] = {}
        self._open: set[Client] = set()
        self._closing: set[asyncio.Task[None]] = set()
        self._outbox: asyncio.Queue[tuple[str | None, str | bytes]] = asyncio.Queue()

    def publish(self, kind: str, data: dict[str, Any], client_id: str | None = None) -> None:
        """Send a message to one client, or with None to all."""
        self._outbox.put_nowait((client_id, json.dumps({"type": kind, "data": data})))

    def publish_preview(self, jpeg: bytes, metadata: dict[str, Any], client_id: str) -> None:
        """Send a preview picture in the form the client said it understands."""
        client = self._clients.get(client_id)
        if client is None:
            return
        if client.flags.get("supports_preview_metadata"):
            text = json.dumps({**metadata, "image_type": "image/jpeg"}).encode()
            frame = struct.pack(">II", PREVIEW_WITH_METADATA, len(text)) + text + jpeg
        else:
            frame = struct.pack(">II", PREVIEW_IMAGE, JPEG) + jpeg
        self._outbox.put_nowait((client_id, frame))

    async def run(self) -> None:
        """Send what is published, for ever."""
        while True:
            client_id, message = await self._outbox.get()
            if self._faults.strike("ws_silent"):
                continue
            if client_id is None:
                receivers = list(self._clients.values())
            else:
                receivers = [c for c in (self._clients.get(client_id),) if c]
            for client in receivers:
                await _send(client, message)

    async def serve(
        self,
        socket: WebSocket,
        client_id: str,
        *,
        greeting: dict[str, Any],
        features: dict[str, Any],
        node_id: str | None,
    ) -> None:
        """Talk with one client until it leaves.

        Args:
            greeting: the data of its first message, to which its id is added.
            features: the flags the server answers with if the client sends its own first.
            node_id: what its job is busy with, if it comes back while one runs.
        """
        await socket.accept()
        client = Client(socket)
        self._clients[client_id] = client
        self._open.add(client)
        try:
            await _send(client, _message("status", {**greeting, "sid": client_id}))
            if node_id is not None:
                await _send(client, _message("executing", {"node": node_id}))
            if self._faults.strike("stolen_registration"):
                self._clients.pop(client_id, None)
            await self._listen(client, features)
        finally:
            self._clients.pop(client_id, None)
            self._open.discard(client)

    async def _listen(self, client: Client, features: dict[str, Any]) -> None:
        is_first = True
        while (message := await client.socket.receive())["type"] != "websocket.disconnect":
            flags = _flags(message.get("text") or "") if is_first else None
            is_first = False
            if flags is not None:
                client.flags = flags
                await _send(client, _message("feature_flags", features))

    def drop_all(self) -> None:
        """Cut every connection, without waiting for the clients to take part in it."""
        for client in self._open:
            task = asyncio.create_task(_close(client))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)
        self._clients.clear()


def _message(kind: str, data: dict[str, Any]) -> str:
    return json.dumps({"type": kind, "data": data})


def _flags(text: str) -> dict[str, Any] | None:
    """The flags of a feature_flags message; None for anything else, which is ignored."""
    try:
        message = json.loads(text)
    except ValueError:
        return None
    if not isinstance(message, dict) or message.get("type") != "feature_flags":
        return None
    data = message.get("data")
    return data if isinstance(data, dict) else {}


async def _send(client: Client, message: str | bytes) -> None:
    try:
        if isinstance(message, bytes):
            await client.socket.send_bytes(message)
        else:
            await client.socket.send_text(message)
    except (WebSocketDisconnect, RuntimeError, OSError):
        # It is leaving; its own task takes it off the list.
        return


async def _close(client: Client) -> None:
    try:
        await client.socket.close(code=1011)
    except (WebSocketDisconnect, RuntimeError, OSError):
        return
