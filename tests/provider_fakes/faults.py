"""Services that misbehave as told, for tests: over real sockets, with a log of all calls."""

import asyncio
import contextlib
import json
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

import uvicorn

from backend.cli.serve import listen

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True)
class Call:
    """What a service was asked; names of headers are in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    def json(self) -> Any:
        """Return the parsed body."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What a service answers; a body of bytes is sent as it is, any other as JSON.

    Attributes:
        delay: seconds before it is sent.
    """

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    delay: float = 0.0

    def encoded(self) -> bytes:
        """Return the body as it goes over the wire."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


DROPPED: Final = Reply(0)
"""The request is read, nothing is done about it, and the connection breaks."""
LOST: Final = Reply(1)
"""The request is carried out, and the connection breaks before the answer."""
_BREAKS: Final = "connection breaks"


class FakeService(ABC):
    """An ASGI application that answers as a service does; `prepare` makes it answer worse.

    Attributes:
        url: where it runs, without a slash at the end; empty until `running` started it.
        calls: all that was asked of it, in order.
    """

    def __init__(self) -> None:
        self.url = ""
        self.calls: list[Call] = []
        self._prepared: deque[Reply] = deque()

    @abstractmethod
    def answer(self, call: Call) -> Reply:
        """Answer a call as the service would."""

    def prepare(self, *replies: Reply) -> None:
        """Give these answers to the next calls, before those of the service."""
        self._prepared.extend(replies)

    def count(self, method: str, path: str) -> int:
        """Return how often something was asked."""
        return sum(each.method == method and each.path == path for each in self.calls)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve a request."""
        assert scope["type"] == "http"
        call = await _read(scope, receive)
        self.calls.append(call)
        prepared = self._prepared.popleft() if self._prepared else None
        own = self.answer(call) if prepared in (None, LOST) else None
        reply = prepared or own
        assert reply is not None
        await _send(reply, send)


async def _read(scope: Message, receive: Receive) -> Call:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return Call(
        scope["method"],
        scope["path"],
        dict(parse_qsl(scope["query_string"].decode())),
        {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]},
        body,
    )


async def _send(reply: Reply, send: Send) -> None:
    await asyncio.sleep(reply.delay)
    is_broken = reply in (DROPPED, LOST)
    body = _BREAKS.encode() if is_broken else reply.encoded()
    told = {"content-type": reply.content_type, "content-length": str(len(body)), **reply.headers}
    headers = [(name.encode(), value.encode("latin-1")) for name, value in told.items()]
    status = 200 if is_broken else reply.status
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if not is_broken:  # else the server finds the answer cut short, and closes the connection
        await send({"type": "http.response.body", "body": body})


class _Server(uvicorn.Server):
    """A server in the test's event loop; it leaves signals alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


F = TypeVar("F", bound=FakeService)


@asynccontextmanager
async def running(fake: F) -> AsyncIterator[F]:
    """Run a service on a free port while the block lasts."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(fake, lifespan="off", log_config=None, access_log=False)
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    fake.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        yield fake
    finally:
        server.should_exit = True
        await task
