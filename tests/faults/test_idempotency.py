"""Requests with keys that are killed at any of their steps are ended, once, by their repeat."""

from collections.abc import AsyncIterator
from itertools import count

import httpx2
import pytest

from backend.container import Container
from backend.domain.job_state import JobState
from tests.api_steps import a_clip
from tests.faults.idempotency_program import ask
from tests.faults.killed_steps import KilledSteps, killed_steps

pytestmark = pytest.mark.faults


@pytest.fixture
async def asker(mongo_url: str, database_name: str) -> AsyncIterator[KilledSteps]:
    """What asks and is killed."""
    async with killed_steps("idempotency_program", mongo_url, database_name) as steps:
        yield steps


@pytest.mark.parametrize(("kind", "jobs"), [("film", 2), ("batch", 3)])
async def test_a_request_killed_at_any_step_is_ended_once_by_its_repeat(
    client: httpx2.AsyncClient, container: Container, asker: KilledSteps, kind: str, jobs: int
) -> None:
    clip = await a_clip(client, image_prompt="rain", video_prompt="rain falls")
    for step in count():
        killed = await asker.was_killed(kind, clip["id"], f"key-{step}", commands=step)
        for _ in range(2):
            await ask(container, kind, clip["id"], f"key-{step}")
        assert await container._jobs.count({}) == jobs * (step + 1), f"before command {step}"
        if not killed:
            break
    assert step > 5
    states = {job.state for job in await container._jobs.list({"generation_type": "video"})}
    assert states <= {JobState.BLOCKED}
