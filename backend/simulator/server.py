"""Running a simulated server: in its own process, or inside one that is running already."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette

from backend.simulator.app import create_simulator
from backend.simulator.config import SimulatorConfig
from backend.simulator.machine import Machine

# Open connections get no longer than this when the server stops.
GRACE_SECONDS = 1


@dataclass(frozen=True)
class RunningSimulator:
    """A simulated server that answers at `url`."""

    url: str
    machine: Machine


def serve(config: SimulatorConfig, host: str = "127.0.0.1", port: int = 8188) -> None:
    """Serve until SIGINT or SIGTERM, which end it within a second or two."""
    uvicorn.Server(_settings(create_simulator(config), host, port)).run()


@contextlib.asynccontextmanager
async def running_simulator(
    config: SimulatorConfig, host: str = "127.0.0.1", port: int = 0
) -> AsyncIterator[RunningSimulator]:
    """Serve in this event loop while the block lasts; port 0 takes a free one."""
    app = create_simulator(config)
    server = _GuestServer(_settings(app, host, port))
    task = asyncio.create_task(server.serve())
    try:
        await server.ready.wait()
        (listener,) = server.servers[0].sockets
        yield RunningSimulator(f"http://{host}:{listener.getsockname()[1]}", app.state.machine)
    finally:
        server.should_exit = True
        await task


class _GuestServer(uvicorn.Server):
    """A server in somebody else's event loop: it says when it is ready and leaves signals alone."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _settings(app: Starlette, host: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        # Real servers never ping their clients.
        ws_ping_interval=None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
