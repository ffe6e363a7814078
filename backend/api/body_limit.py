"""The limit of JSON bodies, kept while they arrive: plain ASGI, inside the error middleware."""

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.domain.errors import PayloadTooLargeError

JSON_LIMIT: Final = 4 * 1024 * 1024
# These write what they read to the disk, and know their own limits.
STREAMED: Final = (
    *("/upload-music", "/upload-face-image", "/upload-character-images"),
    *("/projects/import", "/import/timing", "/takes"),
)


class BodyLimitMiddleware:
    """Refuses bodies over a limit, at once if they say their length, else when they pass it.

    Raises PayloadTooLargeError, in the second case out of `receive`, for the error middleware.
    """

    def __init__(
        self, app: ASGIApp, *, limit: int = JSON_LIMIT, streamed: tuple[str, ...] = STREAMED
    ) -> None:
        self._app = app
        self._limit = limit
        self._streamed = streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http" and not scope["path"].endswith(self._streamed):
            refuse_declared(Headers(scope=scope), self._limit)
            receive = _counted(receive, self._limit)
        await self._app(scope, receive, send)


def refuse_declared(headers: Headers, limit: int) -> None:
    """Raise PayloadTooLargeError if the body says that it is over `limit` bytes."""
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(limit)


def _counted(receive: Receive, limit: int) -> Receive:
    received = 0

    async def receive_counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > limit:
            raise _too_large(limit)
        return message

    return receive_counted


def _too_large(limit: int) -> PayloadTooLargeError:
    return PayloadTooLargeError(f"The body is larger than {limit} bytes", details={"limit": limit})
