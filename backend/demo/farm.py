"""The demo's own processes: a backend on its own database, and three simulated servers."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from backend.client.api_client import ApiClient, ApiError, remote
from backend.database.mongod_process import TIED_LAUNCHER
from backend.domain.errors import ServiceUnavailableError

SPEEDS: Final = (1.0, 2.0, 4.0)
START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 15.0
BROKEN_ONCE: Final = "output-truncated:1"
"""The fastest server delivers one broken file, so that the demo shows a job being rescued."""


@dataclass(frozen=True)
class Simulated:
    """A simulated server of the demo."""

    name: str
    url: str
    speed: float


@dataclass(frozen=True)
class Farm:
    """What runs while the demo does."""

    url: str
    api: ApiClient
    servers: tuple[Simulated, ...]


@asynccontextmanager
async def running_farm(folder: Path, port: int, haste: float = 1.0) -> AsyncIterator[Farm]:
    """Start everything on loopback and stop it again; if we are killed, it ends too.

    Args:
        folder: where database, media and logs go.
        port: of the backend; 0 takes a free one.
        haste: multiplies the speeds of the servers.

    Raises:
        ServiceUnavailableError: a process ended or did not answer in time; the log is named.
    """
    logs = folder / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    processes: list[subprocess.Popen[bytes]] = []
    servers = tuple(
        Simulated(f"sim-{n}", f"http://127.0.0.1:{_free_port()}", speed * haste)
        for n, speed in enumerate(SPEEDS, start=1)
    )
    backend_port = port or _free_port()
    url = f"http://127.0.0.1:{backend_port}"
    try:
        for server in servers:
            faults = ["--fault", BROKEN_ONCE] if server is servers[-1] else []
            processes.append(_start(server.name, [*_simulator(server), *faults], {}, logs))
        environment = _environment(folder, backend_port)
        processes.append(_start("backend", ["serve"], environment, logs))
        async with remote(url) as http:
            api = ApiClient(http)
            await _until_ready(api, processes, logs)
            yield Farm(url, api, servers)
    finally:
        await asyncio.to_thread(_stop, processes)


def _simulator(server: Simulated) -> list[str]:
    port = server.url.rsplit(":", 1)[1]
    return ["simulator", "--port", port, "--name", server.name, "--speed", str(server.speed)]


def _environment(folder: Path, port: int) -> dict[str, str]:
    """The demo touches nothing of the user's: not their database, their media or their port."""
    return {
        "MONGO_URL": "",
        "DB_NAME": "storycanvas_demo",
        "DATA_DIR": str(folder),
        "UPLOAD_DIR": str(folder / "uploads"),
        "BACKEND_HOST": "127.0.0.1",
        "BACKEND_PORT": str(port),
        "PUBLIC_BASE_URL": "",
    }


def _start(
    name: str, command: list[str], environment: Mapping[str, str], logs: Path
) -> subprocess.Popen[bytes]:
    run = [sys.executable, "-P", "-m", "backend", *command]
    if sys.platform == "linux":
        run = [sys.executable, "-c", TIED_LAUNCHER, str(os.getpid()), *run]
    with (logs / f"{name}.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own program
            run,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


async def _until_ready(
    api: ApiClient, processes: list[subprocess.Popen[bytes]], logs: Path
) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if any(process.poll() is not None for process in processes):
            break
        try:
            await api.get("/health/ready")
        except ApiError:
            await asyncio.sleep(0.1)
        else:
            return
    last_words = (logs / "backend.log").read_text(errors="replace").splitlines()[-1:]
    raise ServiceUnavailableError(
        f"The demo's processes did not start; their logs are in {logs}"
        + "".join(f"\n  backend: {words}" for words in last_words)
    )


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """End the backend first, so that no server is missed by it."""
    for process in reversed(processes):
        process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
