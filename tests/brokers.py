"""Redis and RabbitMQ for tests, each on a free port and only as long as it is used."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backend.database.mongod_process import TIED_LAUNCHER
from tests.faults.processes import free_port

START_SECONDS = 40.0


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Run Redis and yield its address."""
    port = free_port()
    settings = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with _running([_found("redis-server"), *settings], {}, port, folder / "redis.log"):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def rabbitmq(folder: Path) -> Iterator[str]:
    """Run RabbitMQ and yield its address."""
    port, distribution, names = free_port(), free_port(), free_port()
    environment = {
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"storycanvas{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(distribution),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(names),
    }
    server = _found("rabbitmq-server", "/usr/lib/rabbitmq/bin/rabbitmq-server")
    try:
        with _running([server], environment, port, folder / "rabbitmq.log"):
            yield f"amqp://guest:guest@127.0.0.1:{port}//"
    finally:  # it starts a daemon of its own, which would stay
        _until("the names are gone", lambda: _ends_names(names))


def _ends_names(port: int) -> bool:
    command = ["epmd", "-port", str(port), "-kill"]
    return b"Killed" in subprocess.run(command, capture_output=True).stdout


def _found(name: str, *places: str) -> str:
    """Return where a program is, or skip the test aloud; in CI it must be there."""
    for each in (*places, name):
        if found := shutil.which(each):
            return found
    missing = f"there is no {name}: apt-get install {name}"
    if os.environ.get("REQUIRE_BROKERS"):
        pytest.fail(missing, pytrace=False)
    pytest.skip(missing)


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], port: int, log: Path
) -> Iterator[None]:
    tied = [sys.executable, "-c", TIED_LAUNCHER, str(os.getpid())]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*tied, *command] if sys.platform == "linux" else command,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _until(f"{command[0]} listens", lambda: _listens(port, process, log))
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)


def _listens(port: int, process: subprocess.Popen[bytes], log: Path) -> bool:
    assert process.poll() is None, log.read_text()
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _until(what: str, holds: Callable[[], bool]) -> None:
    until = time.monotonic() + START_SECONDS
    while not holds():
        assert time.monotonic() < until, what
        time.sleep(0.1)
