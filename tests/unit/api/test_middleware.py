"""The plain ASGI around every request."""

from typing import Any

import httpx2
import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from backend.api.error_handlers import install_error_handlers
from backend.api.middleware import (
    HeadMiddleware,
    MediaBaseMiddleware,
    RequestIdMiddleware,
    TrailingSlashMiddleware,
    middleware_stack,
)
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.media import media_base
from backend.observability.logging import bound_fact
from backend.observability.metrics import Metrics


def an_app() -> FastAPI:
    """Return an app with nothing but the middleware, the handlers and a few routes."""
    app = FastAPI(redirect_slashes=False, middleware=middleware_stack(None, Metrics()))
    install_error_handlers(app)

    @app.get("/away")
    async def away() -> None:
        raise DatabaseUnavailableError("away")

    @app.get("/broken-stream")
    async def broken_stream() -> Response:
        async def chunks() -> Any:
            yield b"begun"
            raise RuntimeError("the file went away")

        return StreamingResponse(chunks())

    @app.post("/echo")
    async def echo(request: Request) -> dict[str, int]:
        return {"size": len(await request.body())}

    return app


def a_client(app: Any) -> httpx2.AsyncClient:
    """Return a client of the app."""
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://test")


async def test_a_part_that_is_away_says_when_to_come_back() -> None:
    async with a_client(an_app()) as client:
        answer = await client.get("/away")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.json()["error"]["code"] == "DATABASE_UNAVAILABLE"


async def test_an_answer_already_begun_is_broken_off_and_not_made_to_look_whole() -> None:
    async with a_client(an_app()) as client:
        with pytest.raises(RuntimeError, match="went away"):
            await client.get("/broken-stream")


async def test_bodies_pass_unchanged() -> None:
    async with a_client(an_app()) as client:
        assert (await client.post("/echo", content=b"x" * 1000)).json() == {"size": 1000}


class Recorder:
    """An ASGI app that notes what it was asked."""

    def __init__(self) -> None:
        self.scope: Scope = {}
        self.request_id: str | None = None
        self.media_base = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note and answer."""
        self.scope, self.request_id = scope, bound_fact("request_id")
        self.media_base = media_base.get()
        await Response(b"hi", status_code=200)(scope, receive, send)


async def _call(app: Any, scope: Scope) -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent


def a_scope(**fields: Any) -> Scope:
    """Return the scope of a request."""
    whole = {"type": "http", "method": "GET", "path": "/", "headers": [], "scheme": "http"}
    return {**whole, "server": ("10.0.0.1", 8001), **fields}


async def test_the_log_knows_the_request_id_while_the_request_runs() -> None:
    recorder = Recorder()
    await _call(RequestIdMiddleware(recorder), a_scope(headers=[(b"x-request-id", b"abc")]))
    assert recorder.request_id == "abc"
    assert bound_fact("request_id") is None


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/api/v1/projects/", "/api/v1/projects"),
        ("/api/v1/projects//", "/api/v1/projects/"),
        ("/api/v1/", "/api/v1"),
        ("/generate/", "/generate"),
        ("/app/", "/app/"),
        ("/", "/"),
    ],
)
async def test_one_slash_goes_from_the_end_of_paths_but_pages(path: str, seen: str) -> None:
    recorder = Recorder()
    await _call(TrailingSlashMiddleware(recorder), a_scope(path=path))
    assert recorder.scope["path"] == seen


@pytest.mark.parametrize(
    ("public", "fields", "base"),
    [
        ("https://board.example/", {}, "https://board.example"),
        (None, {"headers": [(b"host", b"a:1")], "scheme": "https"}, "https://a:1"),
        (None, {"type": "websocket", "scheme": "wss", "headers": [(b"host", b"a")]}, "https://a"),
        (None, {}, "http://10.0.0.1:8001"),
        (None, {"server": None}, "http://localhost"),
        (None, {"headers": [(b"host", b'a"><script>')]}, "http://10.0.0.1:8001"),
    ],
)
async def test_media_addresses_begin_where_the_client_can_reach_us(
    public: str | None, fields: dict[str, Any], base: str
) -> None:
    seen = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(media_base.get())

    await _call(MediaBaseMiddleware(app, public), a_scope(**fields))
    assert seen == [base]


async def test_head_is_tried_first_and_then_asked_as_get() -> None:
    asked = []

    async def only_get(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["method"])
        status = 200 if scope["method"] == "GET" else 405
        await Response(b"hello", status_code=status)(scope, receive, send)

    start, body = await _call(HeadMiddleware(only_get), a_scope(method="HEAD"))
    assert asked == ["HEAD", "GET"]
    assert start["status"] == 200
    assert (b"content-length", b"5") in start["headers"]
    assert body["body"] == b""


async def test_a_route_that_answers_head_itself_is_not_asked_twice() -> None:
    recorder = Recorder()
    start, body = await _call(HeadMiddleware(recorder), a_scope(method="HEAD"))
    assert recorder.scope["method"] == "HEAD"
    assert (start["status"], body["body"]) == (200, b"")


async def test_what_is_not_http_passes_untouched() -> None:
    scopes = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scopes.append(scope)

    stacked: Any = app
    for layer in reversed(middleware_stack(None, Metrics())):
        stacked = layer.cls(stacked, *layer.args, **layer.kwargs)
    socket = a_scope(type="websocket", scheme="ws")
    await _call(stacked, socket)
    assert scopes == [socket]
