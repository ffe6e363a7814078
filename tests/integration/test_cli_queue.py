"""`storycanvas queue …` as people use it, against a server that runs."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from tests.event_readers import served
from tests.journeys import board, farm, generate, simulated

NOBODY = "00000000-0000-4000-8000-000000000000"
PATIENCE_SECONDS = 60.0
ROOT = Path(__file__).parents[2]
OTHER_SCREEN_LEFT = b"\x1b[?1049l"


@pytest.fixture
async def url(app: FastAPI) -> AsyncIterator[str]:
    async with served(app) as url:
        yield url


@asynccontextmanager
async def queue(
    *arguments: str, stdout: int = asyncio.subprocess.PIPE
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a command, without a terminal unless stdout is one."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "backend", "queue", *arguments),
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1", "TERM": "xterm"},
        stdout=stdout,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def said(*arguments: str) -> tuple[int | None, str, str]:
    """Run a command to its end; return its exit code and what it wrote."""
    async with queue(*arguments) as process:
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def test_jobs_are_listed_paused_cancelled_and_retried(
    url: str, client: httpx2.AsyncClient
) -> None:
    (clip,) = await board(client)
    id, project = await generate(client, clip["id"]), clip["project_id"]
    at = ("--url", url)
    code, out, _ = await said("list", *at)
    assert (code, id in out, "image rain on roof 0" in out) == (0, True, True)
    assert await said("resume", *at) == (0, "", "queue       Queue resumed\n")
    assert await said("pause", "--project", project, *at) == (0, "", "queue       Project paused\n")
    assert await said("cancel", id, *at) == (0, "", f"cancelled   {id}\n")
    assert id not in (await said("list", *at))[1]
    assert await said("retry", id, *at) == (0, "", f"pending     {id}\n")


async def test_a_change_is_a_line_where_there_is_no_terminal_and_ctrl_c_is_no_failure(
    url: str, client: httpx2.AsyncClient
) -> None:
    (clip,) = await board(client)
    async with queue("watch", "--url", url) as process:
        assert process.stdout is not None
        assert b"0 running, 0 waiting" in await process.stdout.readline()
        async with farm(client, simulated("gpu")):
            id = await generate(client, clip["id"])
            seen: list[str] = []
            while not (seen and "  completed  " in seen[-1] and id in seen[-1]):
                seen.append((await process.stdout.readline()).decode())
        assert any("  processing  " in line and id in line for line in seen)
        assert any("  server  " in line and "online" in line for line in seen)
        process.send_signal(signal.SIGINT)
        out, err = await process.communicate()
    assert (process.returncode, err) == (0, b""), out


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals on Windows")
async def test_a_terminal_is_left_as_it_was(url: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    try:
        async with queue("watch", "--url", url, stdout=theirs) as process:
            screen = b""
            while b"waits because" not in screen:
                screen += await asyncio.to_thread(os.read, ours, 65536)
            process.send_signal(signal.SIGINT)
            assert await process.wait() == 0
        while OTHER_SCREEN_LEFT not in screen:
            screen += await asyncio.to_thread(os.read, ours, 65536)
    finally:
        os.close(ours)
        os.close(theirs)


async def test_what_does_not_exist_is_said(url: str) -> None:
    for arguments in (["cancel", NOBODY], ["watch", "--project", NOBODY]):
        code, out, err = await said(*arguments, "--url", url)
        assert (code, out, "not found" in err) == (1, "", True)
