"""Readers of events over real sockets, as clients have them."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any, Self

import httpx2
import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect

from backend.cli.serve import listen
from tests.api_steps import V1

PATIENCE_SECONDS = 20.0


class _Server(uvicorn.Server):
    """A server in the test's event loop; it leaves signals alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served(app: FastAPI, **options: Any) -> AsyncIterator[str]:
    """Serve a started application on a port and give its address; a real socket lies between."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False, **options)
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        await app.state.container.hub.dismiss()
        server.should_exit = True
        await task


class SocketReader:
    """One WebSocket."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def say(self, type: str, **data: Any) -> None:
        """Send a message."""
        await self.connection.send(
            json.dumps({"type": type, "data": data} if data else {"type": type})
        )

    async def subscribed(self, type: str = "subscribe", **data: Any) -> Self:
        """Send a message and wait until it is in force."""
        await self.say(type, **data)
        await self.say("ping")
        assert (await self.next())["type"] == "pong"
        return self

    async def next(self) -> dict[str, Any]:
        """Return the next message."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            message: dict[str, Any] = json.loads(await self.connection.recv())
        return message

    async def take(self, count: int) -> list[dict[str, Any]]:
        """Return the next messages."""
        return [await self.next() for _ in range(count)]

    async def closed(self) -> int | None:
        """Wait for the end and return its code."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.connection.wait_closed()
        return self.connection.close_code


@asynccontextmanager
async def socket_reader(url: str, query: str = "", **options: Any) -> AsyncIterator[SocketReader]:
    """Open a WebSocket on the events."""
    address = f"{url.replace('http', 'ws', 1)}{V1}/ws{query}"
    async with connect(address, proxy=None, compression=None, **options) as connection:
        yield SocketReader(connection)


class StreamReader:
    """One stream of server-sent events."""

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def block(self) -> dict[str, str]:
        """Return the next lines up to an empty one, by what stands before the colon."""
        lines: dict[str, str] = {}
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for line in self._lines:
                if not line:
                    return lines
                name, _, value = line.partition(":")
                lines[name] = value.removeprefix(" ")
        return lines

    async def next(self) -> dict[str, Any]:
        """Return the next message; an empty one at the end."""
        while block := await self.block():
            if "data" in block:
                message: dict[str, Any] = json.loads(block["data"])
                assert block["event"] == message["type"]
                assert block["id"] == str(message["id"])
                return message
        return {}

    async def take(self, count: int) -> list[dict[str, Any]]:
        """Return the next messages."""
        return [await self.next() for _ in range(count)]


@asynccontextmanager
async def stream_reader(
    url: str, path: str = "/events", **headers: str
) -> AsyncIterator[StreamReader]:
    """Open a stream of events."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        httpx2.AsyncClient(timeout=None) as client,
        client.stream("GET", f"{url}{V1}{path}", headers=names) as response,
    ):
        assert response.is_success, await response.aread()
        reader = StreamReader(response)
        assert "retry" in await reader.block()
        yield reader
