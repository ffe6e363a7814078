"""Starts one mongod as a replica set of one, tied to the life of this process, and stops it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from pymongo.errors import PyMongoError

from backend.database.addresses import discard, is_socket, listens
from backend.database.mongod_binary import MongodBinary
from backend.database.replica_set import NAME, make_primary
from backend.domain.errors import DatabaseUnavailableError

START_SECONDS = 60  # a large journal is replayed after a kill
STOP_SECONDS = 30

# Becomes mongod, after asking the kernel for SIGTERM at the death of its parent. A small program
# in between, because code between fork and exec is unsafe in a process with threads.
TIED_LAUNCHER = """
import ctypes, os, sys
PR_SET_PDEATHSIG, SIGTERM = 1, 15
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGTERM)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""


class FolderInUseError(Exception):
    """Another mongod has the folder, or has not quite let go of it."""


class MongodProcess:
    """A mongod of our own."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, log: Path) -> None:
        self._process = process
        self.address = address
        self._log = log

    @classmethod
    async def start(
        cls, binary: MongodBinary, folder: Path, address: str, *, log: Path
    ) -> "MongodProcess":
        """Start a server and return once it takes writes.

        Call it on the main thread: where the system ends mongod with us, it ends it with the
        thread that started it.

        Raises:
            FolderInUseError: another mongod runs on the folder.
            DatabaseUnavailableError: it does not start; the message quotes its log.
        """
        mongod = cls(_spawn(binary, folder, address, log), address, log)
        try:
            async with asyncio.timeout(START_SECONDS):
                await mongod._until_primary()
        except (TimeoutError, PyMongoError) as error:
            await mongod.stop()
            raise mongod._failure(str(error) or f"not ready after {START_SECONDS} s") from error
        except BaseException:
            await mongod.stop()
            raise
        return mongod

    @property
    def running(self) -> bool:
        """Whether it is still there."""
        return self._process.poll() is None

    async def stop(self) -> None:
        """Stop it and wait until its folder is free again."""
        if self.running:
            self._process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(self._wait)
        discard(self.address)

    def _wait(self) -> None:
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    async def _until_primary(self) -> None:
        while not listens(self.address):
            if not self.running:
                raise self._failure(f"it ended with code {self._process.returncode}")
            await asyncio.sleep(0.02)
        await make_primary(self.address)

    def _failure(self, symptom: str) -> FolderInUseError | DatabaseUnavailableError:
        complaint = _last_complaint(self._log) or symptom
        if "DBPathInUse" in complaint:
            return FolderInUseError(complaint)
        return DatabaseUnavailableError(f"mongod did not start: {complaint} (see {self._log})")


def _spawn(binary: MongodBinary, folder: Path, address: str, log: Path) -> subprocess.Popen[bytes]:
    command = [binary.path, *_flags(folder, address)]
    if sys.platform == "linux":
        launcher = [sys.executable, "-I", "-S", "-c", TIED_LAUNCHER, str(os.getpid())]
        command = launcher + command
    log.unlink(missing_ok=True)  # an orphan that is still stopping may be writing to it
    with log.open("wb") as output:
        return subprocess.Popen(  # noqa: S603 - a mongod that was asked for its version
            command,
            env=binary.environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for us; mongod stops after the last write
        )


def _flags(folder: Path, address: str) -> list[str]:
    host, _, port = address.rpartition(":")
    place = ["--bind_ip", address, "--nounixsocket"]
    if not is_socket(address):
        place = ["--bind_ip", host, "--port", port]
    return [
        *("--dbpath", str(folder), *place, "--replSet", NAME),
        *("--oplogSize", "64", "--wiredTigerCacheSizeGB", "0.25", "--quiet"),
        *("--setParameter", "diagnosticDataCollectionEnabled=false"),
        # Without this, one that is told to stop before it is primary takes 15 s to say goodbye.
        *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
        # A process killed within a transaction leaves its locks; ours last milliseconds.
        *("--setParameter", "transactionLifetimeLimitSeconds=15"),
        # Nobody reads the past: what is dropped need not be kept open for five minutes.
        *("--setParameter", "minSnapshotHistoryWindowInSeconds=0"),
        *("--wiredTigerEngineConfigString", "log=(file_max=10MB,prealloc=false)"),
    ]


def _last_complaint(log: Path) -> str:
    """Return the last error of mongod's log, whose lines are JSON once it has read its flags."""
    lines = log.read_text(errors="replace").splitlines()
    for line in reversed(lines):
        try:
            entry = json.loads(line)
        except ValueError:
            return line
        if entry.get("s") in ("E", "F"):
            return f"{entry['msg']} {json.dumps(entry.get('attr', {}))}"
    return ""
