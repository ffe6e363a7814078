"""Bodies over the limit are refused before they fill the memory."""

import pytest
from starlette.types import Message, Receive, Scope, Send

from backend.api.body_limit import JSON_LIMIT, BodyLimitMiddleware
from backend.domain.errors import PayloadTooLargeError


class Reader:
    """An app that reads the whole body."""

    def __init__(self) -> None:
        self.read = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            self.read += len(message.get("body", b""))
            if not message.get("more_body"):
                return


async def post(path: str, chunks: list[bytes], length: str | None = None) -> int:
    """Send a body; return how much of it the app read."""
    left = list(chunks)
    reader = Reader()

    async def receive() -> Message:
        chunk = left.pop(0) if left else b""
        return {"type": "http.request", "body": chunk, "more_body": bool(left)}

    async def send(_message: Message) -> None:
        pytest.fail("nothing is answered here")

    headers = [(b"content-length", length.encode())] if length is not None else []
    scope = {"type": "http", "path": path, "headers": headers}
    await BodyLimitMiddleware(reader)(scope, receive, send)
    return reader.read


async def test_a_body_at_the_limit_passes() -> None:
    assert await post("/api/v1/projects", [b"x" * JSON_LIMIT], str(JSON_LIMIT)) == JSON_LIMIT


async def test_a_body_that_says_it_is_too_long_is_refused_at_once() -> None:
    with pytest.raises(PayloadTooLargeError) as caught:
        await post("/api/v1/projects", [], str(JSON_LIMIT + 1))
    assert caught.value.details == {"limit": JSON_LIMIT}


@pytest.mark.parametrize("length", [None, "10", "nonsense", "²"])
async def test_a_body_that_says_nothing_or_lies_is_refused_when_it_passes_the_limit(
    length: str | None,
) -> None:
    with pytest.raises(PayloadTooLargeError):
        await post("/api/v1/projects", [b"x" * 1_000_000] * 5, length)


async def test_uploads_are_left_to_their_own_limits() -> None:
    sent = [b"x" * 1_000_000] * 5
    assert await post("/api/v1/media/upload-face-image", sent, "5000000") == 5_000_000
    assert await post("/api/v1/media/projects/x/upload-music", sent) == 5_000_000


async def test_a_websocket_passes() -> None:
    called = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        called.append(scope["type"])

    async def receive() -> Message:
        return {}

    async def send(_message: Message) -> None:
        return

    await BodyLimitMiddleware(app)({"type": "websocket"}, receive, send)
    assert called == ["websocket"]
