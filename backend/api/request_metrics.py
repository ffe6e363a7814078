"""Requests measured by their routes: plain ASGI, as all that surrounds them."""

import time
from http import HTTPStatus
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.observability.metrics import Metrics

_METHODS: Final = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_OTHER: Final = "other"


class MetricsMiddleware:
    """Measures how soon a route begins to answer.

    It is the innermost of all: the scope in which the route is named reaches nobody further out.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        answered = False

        async def send_measured(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                self._note(scope, message["status"], began)
            await send(message)

        try:
            await self._app(scope, receive, send_measured)
        except ClientDisconnect:
            raise
        except Exception:  # only to be counted: it goes on to where it is answered
            if not answered:
                self._note(scope, HTTPStatus.INTERNAL_SERVER_ERROR, began)
            raise

    def _note(self, scope: Scope, status: int, began: float) -> None:
        method: str = scope["method"]
        if method == "HEAD" and status == HTTPStatus.METHOD_NOT_ALLOWED:
            return  # it is asked again as GET
        known = method if method in _METHODS else _OTHER
        self._metrics.answered(known, _template(scope), status, time.perf_counter() - began)


def _template(scope: Scope) -> str:
    """Return the path with the names of its parameters; a route knows only its own end of it."""
    if "route" not in scope:
        return _OTHER
    path: str = scope["path"]
    for name, value in reversed(scope["path_params"].items()):
        before, _, behind = path.rpartition(f"/{value}")
        path = f"{before}/{{{name}}}{behind}"
    return path
