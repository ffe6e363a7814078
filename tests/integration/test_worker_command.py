"""`storycanvas worker` and `run.py all`: processes that share the queue and leave nothing."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import httpx2
import pytest

from tests.brokers import redis
from tests.faults.processes import Program, backend, free_port, running_simulator_process
from tests.journeys import API, board, ended, generate, got, made, register, until

ROOT = Path(__file__).parents[2]
ALL = "import run, sys; run.set_up = lambda *_, **__: None; sys.exit(run.main(['all']))"


@pytest.fixture
async def program(mongo_url: str, database_name: str, tmp_path: Path) -> AsyncIterator[Program]:
    """A backend in a process of its own."""
    program = backend(mongo_url, database_name, tmp_path, 3.0)
    await program.start(f"{API}/health/ready")
    yield program
    program.kill()


def surroundings(mongo_url: str, database_name: str, folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a process that shares the queue."""
    return {
        **os.environ,
        "MONGO_URL": mongo_url,
        "DB_NAME": database_name,
        "UPLOAD_DIR": str(folder / "uploads"),
        "DATA_DIR": str(folder / "data"),
        "QUEUE_LEASE_SECONDS": "3",
        "QUEUE_POLL_SECONDS": "0.5",
        "MIN_FREE_DISK_MB": "0",
        **more,
    }


async def worker_process(environment: dict[str, str]) -> asyncio.subprocess.Process:
    """Start a worker and wait until it works."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "backend", "worker"),
        env=environment,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    await said(process, "tasks ")
    return process


async def said(process: asyncio.subprocess.Process, word: str) -> str:
    """Wait until a process says something, and return the line."""
    assert process.stderr is not None
    lines = []
    async with asyncio.timeout(40):
        while line := (await process.stderr.readline()).decode():
            lines.append(line)
            if word in line:
                return line
    raise AssertionError("".join(lines))


async def test_a_worker_takes_over_the_servers_of_a_killed_backend_and_lets_go_when_told(
    program: Program, mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    async with (
        running_simulator_process(tmp_path, "gpu", "--speed", "4") as server,
        httpx2.AsyncClient(base_url=program.url, timeout=20) as client,
    ):
        await register(client, server.url, "gpu")
        [clip] = await board(client)
        worker = await worker_process(surroundings(mongo_url, database_name, tmp_path))
        id = await generate(client, clip["id"])
        await until(client, [id], {"processing", "completed"})
        program.kill()
        await said(worker, "gpu (1 server")
        worker.send_signal(signal.SIGTERM)
        assert await worker.wait() == 0
        await program.start(f"{API}/health/ready")
        [job] = await ended(client, [id])
        assert job["status"] == "completed", job


async def test_ctrl_c_ends_a_worker_with_the_exit_code_of_an_interruption(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    worker = await worker_process(surroundings(mongo_url, database_name, tmp_path))
    worker.send_signal(signal.SIGINT)
    assert await worker.wait() == 130


async def test_a_worker_without_what_it_needs_says_so(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    lacking = surroundings(mongo_url, database_name, tmp_path, QUEUE_ENGINE="celery")
    command = [sys.executable, "-m", "backend", "worker"]
    done = await asyncio.to_thread(
        subprocess.run, command, env=lacking, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 3
    assert "CELERY_BROKER_URL" in done.stderr


async def test_an_export_is_written_by_a_celery_worker_while_the_api_only_serves(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    pytest.importorskip("celery", reason="Celery is not installed")
    with redis(tmp_path) as broker_url:
        celery = {"QUEUE_ENGINE": "celery", "CELERY_BROKER_URL": broker_url}
        program = backend(mongo_url, database_name, tmp_path, 3.0, **celery)
        await program.start(f"{API}/health/ready")
        try:
            async with httpx2.AsyncClient(base_url=program.url, timeout=20) as client:
                [clip] = await board(client)
                path = f"/projects/{clip['project_id']}/exports"
                ordered = await made(client, path, {"format": "bundle"})
                worker = await worker_process(
                    surroundings(mongo_url, database_name, tmp_path, **celery)
                )
                [job] = await ended(client, [ordered["job_id"]])
                assert job["status"] == "completed", job
                export = await got(client, f"/exports/{ordered['export_id']}")
                assert (await client.get(export["url"])).is_success
                worker.send_signal(signal.SIGTERM)
                assert await worker.wait() == 0
        finally:
            program.kill()


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
async def test_all_parts_start_together_and_one_signal_ends_them(
    mongo_url: str, database_name: str, tmp_path: Path, how: signal.Signals, code: int
) -> None:
    port = free_port()
    environment = surroundings(
        mongo_url, database_name, tmp_path, BACKEND_PORT=str(port), COLUMNS="200"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ALL),
        env=environment,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    await said(process, "tasks ")
    parts = children_of(process.pid)
    expected = {"serve", "worker"} | ({"redis"} if shutil.which("redis-server") else set())
    assert {each for each in expected if any(each in part for part in parts.values())} == expected
    process.send_signal(how)
    assert await process.wait() == code
    assert alive(parts) == []


async def test_the_end_of_one_part_ends_all(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    environment = surroundings(
        mongo_url, database_name, tmp_path, BACKEND_PORT=str(free_port()), QUEUE_ENGINE="embedded"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ALL),
        env=environment,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    await said(process, "tasks ")
    parts = children_of(process.pid)
    os.kill(next(pid for pid, part in parts.items() if "worker" in part), signal.SIGKILL)
    await said(process, "worker has ended")
    assert await process.wait() != 0
    assert alive(parts) == []


def alive(pids: Iterable[int]) -> list[int]:
    """Return which of the processes are still there."""
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def children_of(pid: int) -> dict[int, str]:
    """Return the command lines of a process's children, by their ids."""
    listed = subprocess.check_output(["ps", "--ppid", str(pid), "-o", "pid=,args="], text=True)
    lines = (line.strip().partition(" ") for line in listed.splitlines())
    return {int(pid): args for pid, _, args in lines}
