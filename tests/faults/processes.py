"""Our programs as real processes, to be killed."""

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import MappingProxyType

import httpx2

from backend.database.mongod_process import TIED_LAUNCHER

START_SECONDS = 90.0
"""A machine that runs many of them at once takes its time."""


def unmeasured(environment: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Return this process's environment with some more, for one whose coverage nobody counts.

    Counting slows it down, and who is killed has no time to tell.
    """
    own = {name: value for name, value in os.environ.items() if "COVERAGE_PROCESS" not in name}
    return {**own, **environment}


class Program:
    """A `storycanvas` command on a port of its own; it can be killed and started again."""

    def __init__(
        self, command: list[str], environment: dict[str, str], port: int, log: Path
    ) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._command = [sys.executable, "-m", "backend", *command]
        if sys.platform == "linux":  # a test run that is killed leaves nothing behind
            tied = [sys.executable, "-c", TIED_LAUNCHER, str(os.getpid())]
            self._command = [*tied, *self._command]
        self._environment = unmeasured(environment)
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._paused = False

    @property
    def is_well(self) -> bool:
        """Whether it runs and is not frozen."""
        return self._process is not None and not self._paused

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process is not None
        return self._process.pid

    async def start(self, ready: str) -> None:
        """Start and wait until a GET of the path succeeds."""
        self._process = process = self._spawn()
        async with asyncio.timeout(START_SECONDS), httpx2.AsyncClient() as client:
            while True:
                assert process.poll() is None, self._log.read_text()
                try:
                    if (await client.get(self.url + ready)).is_success:
                        return
                except httpx2.TransportError:
                    pass
                await asyncio.sleep(0.05)

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                self._command, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end."""
        self._end(signal.SIGTERM)

    def pause(self) -> None:
        """Freeze it, as a machine does that swaps or is suspended."""
        self._signal(signal.SIGSTOP)
        self._paused = True

    def resume(self) -> None:
        """Let it go on as if nothing had happened."""
        self._signal(signal.SIGCONT)
        self._paused = False

    def _signal(self, what: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(what)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            self._process, self._paused = None, False


class Worker(Program):
    """A process that runs jobs and serves nothing, so that only its words tell how it is."""

    async def start(self, ready: str = "") -> None:
        """Start and wait until it says that it works."""
        self._process = process = self._spawn()
        async with asyncio.timeout(START_SECONDS):
            while f"worker {process.pid}" not in self._log.read_text():
                assert process.poll() is None, self._log.read_text()
                await asyncio.sleep(0.05)


def backend(
    mongo_url: str, database_name: str, folder: Path, lease_seconds: float, **more: str
) -> Program:
    """Return a backend on the test's database, not yet started, with `more` in its environment."""
    port = free_port()
    environment = _environment(mongo_url, database_name, folder, lease_seconds)
    environment |= {"BACKEND_PORT": str(port), **more}
    return Program(["serve"], environment, port, folder / "backend.log")


def worker(mongo_url: str, database_name: str, folder: Path, lease_seconds: float) -> Worker:
    """Return a worker on the test's database, not yet started."""
    environment = _environment(mongo_url, database_name, folder, lease_seconds)
    return Worker(["worker"], environment, 0, folder / "worker.log")


def _environment(
    mongo_url: str, database_name: str, folder: Path, lease_seconds: float
) -> dict[str, str]:
    return {
        "MONGO_URL": mongo_url,
        "DB_NAME": database_name,
        "UPLOAD_DIR": str(folder / "uploads"),
        "DATA_DIR": str(folder / "data"),
        "QUEUE_LEASE_SECONDS": str(lease_seconds),
        "QUEUE_POLL_SECONDS": "0.5",
        "MIN_FREE_DISK_MB": "0",
    }


def simulator(folder: Path, name: str, *options: str) -> Program:
    """Return a simulated server, not yet started."""
    port = free_port()
    command = ["simulator", "--port", str(port), "--name", name, *options]
    return Program(command, {}, port, folder / f"{name}.log")


@asynccontextmanager
async def running_simulator_process(
    folder: Path, name: str, *options: str
) -> AsyncIterator[Program]:
    """Run a simulated server as a process."""
    program = simulator(folder, name, *options)
    await program.start("/system_stats")
    try:
        yield program
    finally:
        program.kill()


def free_port() -> int:
    """Return a port that nobody listens on just now.

    It lies below those that systems give to connections: until a program listens on it, the
    clients of all the other programs would have hundreds of chances to take it.
    """
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
