"""What stands before the routes: the check of Origin, and the faults of proxies."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.simulator.faults import Faults

CONTROL = "/simulator"

# Fault: (status, title of the page a proxy would show).
PROXY_FAULTS = {"bad_gateway": (502, "Bad Gateway"), "gateway_timeout": (504, "Gateway Time-out")}


class Gate:
    """ASGI middleware that answers some requests itself; the control routes always pass."""

    def __init__(self, app: ASGIApp, faults: Faults, max_upload: int) -> None:
        self._app = app
        self._faults = faults
        self._max_upload = max_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal and scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        else:
            await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        if scope["path"].startswith(CONTROL):
            return None
        for name, (status, title) in PROXY_FAULTS.items():
            if self._faults.strike(name):
                return HTMLResponse(f"<html><h1>{status} {title}</h1></html>", status)
        if self._faults.strike("origin_forbidden") or is_foreign(Headers(scope=scope)):
            return Response(status_code=403)
        if scope.get("method") == "POST" and self._faults.strike("too_large"):
            return PlainTextResponse(f"Maximum request body size {self._max_upload} exceeded.", 413)
        if scope.get("method") == "OPTIONS":
            return Response()
        return None


def is_foreign(headers: Headers) -> bool:
    """Whether a browser page of another origin calls a server that listens on loopback."""
    host, origin = headers.get("host", ""), headers.get("origin")
    return origin is not None and _is_loopback(host) and urlsplit(origin).netloc != host


def _is_loopback(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
