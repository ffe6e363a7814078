"""Requests with keys that are killed at any of their steps are ended, once, by their repeat."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from itertools import count

import httpx2
import pytest

from backend.container import Container
from backend.domain.ids import ClipId
from backend.domain.job_state import JobState
from tests.api_steps import a_clip
from tests.faults.idempotency_program import ask

pytestmark = pytest.mark.faults

SECONDS = 60


class Asker:
    """Asks in other processes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def was_killed(self, kind: str, clip_id: str, key: str, commands: int) -> bool:
        """Ask with so many commands; return whether more would have been needed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{kind} {clip_id} {key} {commands}\n".encode())
        async with asyncio.timeout(SECONDS):
            ended = int(await self._process.stdout.readline())
        assert ended in {0, -signal.SIGKILL}
        return ended != 0


@pytest.fixture
async def asker(mongo_url: str, database_name: str) -> AsyncIterator[Asker]:
    """What asks and is killed."""
    program = [sys.executable, "-m", "tests.faults.idempotency_program", mongo_url, database_name]
    process = await asyncio.create_subprocess_exec(
        *program, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    yield Asker(process)
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


@pytest.mark.parametrize(("kind", "jobs"), [("film", 2), ("batch", 3)])
async def test_a_request_killed_at_any_step_is_ended_once_by_its_repeat(
    client: httpx2.AsyncClient, container: Container, asker: Asker, kind: str, jobs: int
) -> None:
    clip = await a_clip(client, image_prompt="rain", video_prompt="rain falls")
    for step in count():
        killed = await asker.was_killed(kind, clip["id"], f"key-{step}", step)
        for _ in range(2):
            await ask(container, kind, ClipId(clip["id"]), f"key-{step}")
        assert await container._jobs.count({}) == jobs * (step + 1), f"before command {step}"
        if not killed:
            break
    assert step > 5
    states = {job.state for job in await container._jobs.list({"generation_type": "video"})}
    assert states <= {JobState.BLOCKED}
