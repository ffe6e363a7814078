"""Running a simulated server: in its own process, or inside one that is running already."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator
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


def serve(config: SimulatorConfig, host: str, port: int, on_start: Callable[[str], object]) -> None:
    """Serve until SIGINT or SIGTERM, which end it within a second or two.

    Args:
        on_start: is told the address, once it answers there.
    """
    _Server(_settings(create_simulator(config), host, port), on_start).run()


@contextlib.asynccontextmanager
async def running_simulator(
    config: SimulatorConfig, host: str = "127.0.0.1", port: int = 0
) -> AsyncIterator[RunningSimulator]:
    """Serve in this event loop while the block lasts; port 0 takes a free one."""
    app = create_simulator(config)
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    server = _GuestServer(_settings(app, host, port), ready.set_result)
    task = asyncio.create_task(server.serve())
    try:
        yield RunningSimulator(await ready, app.state.machine)
    finally:
        server.should_exit = True
        await task


class _Server(uvicorn.Server):
    """A server that says where it is once it answers."""

    def __init__(self, config: uvicorn.Config, on_start: Callable[[str], object]) -> None:
        super().__init__(config)
        self._on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            (listener,) = self.servers[0].sockets
            self._on_start(f"http://{self.config.host}:{listener.getsockname()[1]}")


class _GuestServer(_Server):
    """A server in somebody else's event loop: it leaves signals alone."""

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
