"""What surrounds every request: plain ASGI, for a BaseHTTPMiddleware costs 95 microseconds."""

import logging
import re
import uuid
from typing import Final
from urllib.parse import quote

from fastapi.middleware.cors import CORSMiddleware
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.api.body_limit import BodyLimitMiddleware
from backend.api.error_handlers import answer_bug, answer_error, answers_head
from backend.api.request_metrics import MetricsMiddleware
from backend.api.successors import successor_of
from backend.domain.errors import StoryCanvasError
from backend.domain.media import media_base
from backend.observability.logging import bound, bound_fact
from backend.observability.metrics import Metrics

logger = logging.getLogger(__name__)

API_VERSION: Final = "v1"
EXPOSED_HEADERS: Final = (
    "X-Request-ID",
    "X-API-Version",
    "X-Total-Count",
    "X-Export-Warnings",
    "Location",
    "Link",
    "Deprecation",
    "Retry-After",
    "ETag",
    "Allow",
    "Content-Disposition",
    "Content-Range",
    "Accept-Ranges",
)
_REQUEST_ID: Final = re.compile(rb"[A-Za-z0-9._-]{1,128}")
_HOST: Final = re.compile(r"[A-Za-z0-9._\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
_CONNECTIONS: Final = {"http", "websocket"}
_PAGES: Final = "/app/"
_ANSWERS: Final = {"http.response.start", "websocket.accept", "websocket.http.response.start"}
_METHOD_ASKED_FOR: Final = "access-control-request-method"
_SCHEMES: Final = {"ws": "http", "wss": "https"}


def middleware_stack(public_base_url: str | None, metrics: Metrics) -> list[Middleware]:
    """Return the middleware, the outermost first."""
    return [
        Middleware(RequestIdMiddleware),
        Middleware(DeprecationMiddleware),
        Middleware(
            OpenCorsMiddleware,
            allow_origins=["*"],
            allow_methods=["*"],
            allow_headers=["*"],
            allow_private_network=True,
            expose_headers=list(EXPOSED_HEADERS),
        ),
        Middleware(ErrorMiddleware),
        Middleware(TrailingSlashMiddleware),
        Middleware(MediaBaseMiddleware, public_base_url=public_base_url),
        Middleware(HeadMiddleware),
        Middleware(BodyLimitMiddleware),
        Middleware(MetricsMiddleware, metrics=metrics),
    ]


class RequestIdMiddleware:
    """Gives every answer the request's id, its own or a new one, and the API's version."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] not in _CONNECTIONS:
            await self._app(scope, receive, send)
            return
        given = _header(scope, b"x-request-id")
        id = given if given and _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex.encode()

        async def send_marked(message: Message) -> None:
            if message["type"] in _ANSWERS:
                marks = [(b"x-request-id", id), (b"x-api-version", API_VERSION.encode())]
                message["headers"] = [*message.get("headers", ()), *marks]
            await send(message)

        with bound(request_id=id.decode()):
            await self._app(scope, receive, send_marked)


class DeprecationMiddleware:
    """Names the successor in every answer on a path of before version 1, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        path = successor_of(scope["path"]) if scope["type"] == "http" else None
        if path is None:
            await self._app(scope, receive, send)
            return
        link = f'</api/{API_VERSION}{quote(path, errors="replace")}>; rel="successor-version"'

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                marks = [(b"deprecation", b"true"), (b"link", link.encode())]
                message["headers"] = [*message.get("headers", ()), *marks]
            await send(message)

        await self._app(scope, receive, send_marked)


class OpenCorsMiddleware(CORSMiddleware):
    """Lets every page try every method: what a path does not know, it refuses itself.

    Every answer is marked alike, whoever asks, so that a cache may hand it to any page.
    """

    async def send(self, message: Message, send: Send, request_headers: Headers) -> None:
        """Mark an answer."""
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            MutableHeaders(scope=message).update(self.simple_headers)
        await send(message)

    def preflight_response(self, request_headers: Headers) -> Response:
        """Allow what is asked for."""
        asked = request_headers[_METHOD_ASKED_FOR]
        if asked in self.allow_methods:
            return super().preflight_response(request_headers)
        answer = super().preflight_response(Headers({**request_headers, _METHOD_ASKED_FOR: "GET"}))
        answer.headers["access-control-allow-methods"] += f", {asked}"
        return answer


class ErrorMiddleware:
    """Answers the errors no route handler saw, inside CORS so that browsers may read them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except ClientDisconnect:
            logger.debug("%s %s was broken off", scope["method"], scope["path"])
        except Exception as exc:
            if started:
                raise  # only a broken connection tells the client that the body is not whole
            if isinstance(exc, StoryCanvasError):
                answer = answer_error(exc)
            else:
                logger.exception("%s %s failed", scope["method"], scope["path"])
                answer = answer_bug(bound_fact("request_id"))
            await answer(scope, receive, send)


class TrailingSlashMiddleware:
    """Takes one slash off the end of paths, not of pages': a redirect would lose bodies."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        path = scope.get("path", "")
        if path.endswith("/") and path != "/" and not path.startswith(_PAGES):
            scope = {**scope, "path": path[:-1]}
        await self._app(scope, receive, send)


class MediaBaseMiddleware:
    """Sets where media addresses in the answer begin."""

    def __init__(self, app: ASGIApp, public_base_url: str | None) -> None:
        self._app = app
        self._base = public_base_url.rstrip("/") if public_base_url else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] in _CONNECTIONS:
            media_base.set(self._base or _base_of(scope))
        await self._app(scope, receive, send)


class HeadMiddleware:
    """Answers HEAD like GET without a body, where a route does not do so itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or not answers_head(scope):
            await self._app(scope, receive, send)
            return
        refused = False

        async def send_unless_refused(message: Message) -> None:
            nonlocal refused
            refused = refused or message.get("status") == 405
            if not refused:
                await send_without_body(message)

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app(dict(scope), receive, send_unless_refused)
        if refused:
            await self._app({**scope, "method": "GET"}, receive, send_without_body)


def _header(scope: Scope, name: bytes) -> bytes | None:
    return next((value for key, value in scope["headers"] if key == name), None)


def _base_of(scope: Scope) -> str:
    """Return scheme and host of the request; a Host that is none is not repeated to anyone."""
    host = (_header(scope, b"host") or b"").decode("latin-1")
    if not _HOST.fullmatch(host):
        name, port = scope.get("server") or ("localhost", None)
        host = f"{name}:{port}" if port else name
    return f"{_SCHEMES.get(scope['scheme'], scope['scheme'])}://{host}"
