"""Answers in the exact form of a real server: its plain texts, its empty bodies, its breakdowns."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from backend.simulator.machine import Machine

TROUBLE = "500 Internal Server Error\n\nServer got itself in trouble"


class TroubleError(Exception):
    """A real server breaks at this point and answers 500."""


class Json(JSONResponse):
    """JSON with the content type that the real server spells out."""

    media_type = "application/json; charset=utf-8"


def machine_of(request: Request) -> Machine:
    """Return the machine behind the application."""
    machine: Machine = request.app.state.machine
    return machine


async def read_json(request: Request) -> Any:
    """Return the body, whatever its content type.

    Raises:
        TroubleError: it is not JSON.
    """
    try:
        return json.loads(await request.body())
    except ValueError as exc:
        raise TroubleError from exc


async def read_object(request: Request) -> dict[str, Any]:
    """Return the body as an object, or raise TroubleError."""
    body = await read_json(request)
    if not isinstance(body, dict):
        raise TroubleError
    return body


async def show_trouble(request: Request, exc: Exception) -> Response:
    """Answer a breakdown."""
    return PlainTextResponse(TROUBLE, 500)


async def show_http_error(request: Request, exc: Exception) -> Response:
    """Answer a wrong method with a line and an unknown path with nothing.

    Real servers look for files under every other path, so that only reading one is a method there.
    """
    headers = exc.headers if isinstance(exc, HTTPException) else None
    allowed = (headers or {}).get("Allow", "GET,HEAD").replace(" ", "").split(",")
    if request.method in allowed:
        return Response(status_code=404, media_type="application/octet-stream")
    return PlainTextResponse("405: Method Not Allowed", 405, {"Allow": ",".join(sorted(allowed))})
