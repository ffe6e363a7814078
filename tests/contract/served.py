"""A backend as a process of its own, for what is not written in Python."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.faults.processes import Program, backend, running_simulator_process

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "frontend-contract"
CLIENT = CONTRACT / "client"
PATIENCE_SECONDS = 240
LONGEST_SECONDS = 300  # compiling takes its time on a machine that does much else


@asynccontextmanager
async def served(mongo_url: str, database_name: str, folder: Path) -> AsyncIterator[Program]:
    """Run a backend on the test's database."""
    program = backend(mongo_url, database_name, folder, lease_seconds=15)
    await program.start("/health/ready")
    try:
        yield program
    finally:
        program.stop()


@asynccontextmanager
async def served_with_comfyui(
    mongo_url: str, database_name: str, folder: Path
) -> AsyncIterator[tuple[Program, Program]]:
    """Run a backend and a simulated ComfyUI that is not registered with it."""
    async with (
        served(mongo_url, database_name, folder) as program,
        running_simulator_process(folder, "sim", "--speed", "20") as simulator,
    ):
        yield program, simulator


def node(*, packages: bool = False) -> str:
    """Return Node.js, or skip the test aloud; in CI, where REQUIRE_NODE is set, fail it.

    With `packages`, what `npm ci` installs has to be there too.
    """
    found = shutil.which("node")
    if found and (not packages or (CLIENT / "node_modules").is_dir()):
        return found
    missing = "`npm ci` was not run in frontend-contract/client" if found else "there is no Node.js"
    if os.environ.get("REQUIRE_NODE"):
        pytest.fail(missing, pytrace=False)
    pytest.skip(missing)


def output_of(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """Run a command to its end and return all it said; it must succeed."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
