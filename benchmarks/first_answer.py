"""How long `storycanvas serve` takes to answer: seconds from the command to the first answer."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import httpx2

PATIENCE: Final = 60.0


def first_answer(folder: Path) -> tuple[float, float]:
    """Return the seconds on a fresh data folder, and on one with an embedded database in it."""
    return _started(folder), _started(folder)


def _started(folder: Path) -> float:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **{name: value for name, value in os.environ.items() if name != "MONGO_URL"},
        "DATA_DIR": str(folder / "data"),
        "UPLOAD_DIR": str(folder / "uploads"),
        "BACKEND_PORT": str(port),
    }
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "backend", "serve"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/v1/projects", until=began + PATIENCE)
        return time.perf_counter() - began
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait_for(url: str, *, until: float) -> None:
    while time.perf_counter() < until:
        with contextlib.suppress(httpx2.TransportError):
            httpx2.get(url).raise_for_status()
            return
        time.sleep(0.02)
    raise TimeoutError(url)
