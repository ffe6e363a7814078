"""The simulated server as an ASGI application."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from backend.simulator import (
    routes_control,
    routes_files,
    routes_info,
    routes_job_views,
    routes_jobs,
)
from backend.simulator.config import SimulatorConfig
from backend.simulator.gate import CONTROL, Gate
from backend.simulator.machine import Machine
from backend.simulator.replies import TroubleError, show_http_error, show_trouble

Endpoint = Callable[[Request], Awaitable[Response]]


def create_simulator(config: SimulatorConfig) -> Starlette:
    """Return the application of one simulated server; its work starts with its lifespan."""
    machine = Machine(config)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with machine.running():
            yield

    app = Starlette(
        routes=list(_routes(config)),
        lifespan=lifespan,
        middleware=[Middleware(Gate, faults=machine.faults, max_upload=config.max_upload)],
        exception_handlers={TroubleError: show_trouble, HTTPException: show_http_error},
    )
    app.router.redirect_slashes = False
    app.state.machine = machine
    return app


def _routes(config: SimulatorConfig) -> Iterator[BaseRoute]:
    for prefix in ("", "/api"):
        for path, endpoints in _common().items():
            yield _route(prefix + path, **endpoints)
        yield WebSocketRoute(f"{prefix}/ws", _websocket)
    if config.is_new:
        for path, endpoints in _new_only().items():
            yield _route(path, **endpoints)
    for path, endpoints in _control().items():
        yield _route(CONTROL + path, **endpoints)


def _common() -> dict[str, dict[str, Endpoint]]:
    info, jobs, files = routes_info, routes_jobs, routes_files
    return {
        "/system_stats": {"get": info.get_system_stats},
        "/object_info": {"get": info.get_object_info},
        "/object_info/{name}": {"get": info.get_object_info_of},
        "/models": {"get": info.get_models},
        "/models/{folder}": {"get": info.get_models_of},
        "/features": {"get": info.get_features},
        "/embeddings": {"get": info.get_empty_list},
        "/extensions": {"get": info.get_empty_list},
        "/settings": {"get": info.get_empty_object},
        "/prompt": {"get": jobs.get_prompt, "post": jobs.post_prompt},
        "/queue": {"get": jobs.get_queue, "post": jobs.post_queue},
        "/interrupt": {"post": jobs.post_interrupt},
        "/free": {"post": jobs.post_free},
        "/history": {"get": jobs.get_history, "post": jobs.post_history},
        "/history/{prompt_id}": {"get": jobs.get_history_of},
        "/upload/image": {"post": files.post_upload},
        "/view": {"get": files.get_view},
    }


def _new_only() -> dict[str, dict[str, Endpoint]]:
    views, info = routes_job_views, routes_info
    return {
        "/api/jobs": {"get": views.get_jobs},
        "/api/jobs/cancel": {"post": views.cancel_jobs},
        "/api/jobs/{prompt_id}": {"get": views.get_job},
        "/api/jobs/{prompt_id}/cancel": {"post": views.cancel_job},
        "/api/assets": {"get": info.get_disabled},
        "/api/tags": {"get": info.get_disabled},
        "/node_replacements": {"get": info.get_empty_object},
        "/global_subgraphs": {"get": info.get_empty_object},
    }


def _control() -> dict[str, dict[str, Endpoint]]:
    control = routes_control
    return {
        "/stats": {"get": control.get_stats},
        "/faults": {"get": control.get_faults, "post": control.post_faults},
        "/restart": {"post": control.post_restart},
        "/files": {"delete": control.delete_file},
    }


def _route(path: str, **endpoints: Endpoint) -> Route:
    """One path with a function for each method."""

    async def endpoint(request: Request) -> Response:
        method = "get" if request.method == "HEAD" else request.method.lower()
        return await endpoints[method](request)

    return Route(path, endpoint, methods=[method.upper() for method in endpoints])


async def _websocket(socket: WebSocket) -> None:
    machine: Machine = socket.app.state.machine
    client_id = socket.query_params.get("clientId") or uuid.uuid4().hex
    running = machine.queue.running
    node_id = running.node_id if running and running.client_id == client_id else None
    await machine.sockets.serve(
        socket,
        client_id,
        greeting=machine.status(),
        features=routes_info.features(machine),
        node_id=node_id,
    )
