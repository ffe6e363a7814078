"""Requests are repeated by clients that heard no answer: what they asked for is there once."""

import asyncio
from typing import Any

import httpx2
import pytest

from tests.faults.farm import READY, SMALL, Farm
from tests.journeys import API

pytestmark = pytest.mark.faults

CLIPS = 30
KEY = {"Idempotency-Key": "the same"}


async def post(client: httpx2.AsyncClient, path: str, body: Any) -> Any:
    """POST with the key and return the answer, which must be a success."""
    answer = await client.post(f"{API}{path}", json=body, headers=KEY)
    assert answer.is_success, answer.text
    return answer.json()


async def test_a_request_sent_to_all_processes_at_once_makes_one_job(farm: Farm) -> None:
    """Fault 9: the same key and body is the same job; with another body it is refused."""
    await farm.start(2, 1)
    [clip] = await farm.board()
    body = {"clip_id": clip["id"], "params": SMALL}
    answers = await asyncio.gather(*(post(farm.client, "/generation", body) for _ in range(10)))
    assert len({answer["job_id"] for answer in answers}) == 1
    other = await farm.client.post(
        f"{API}/generation", json={**body, "prompt": "snow"}, headers=KEY
    )
    assert other.status_code == 409, other.text
    assert len(await farm.judged()) == 1


async def test_a_batch_whose_process_was_killed_is_asked_for_again(farm: Farm, seed: int) -> None:
    """Fault 9: whatever was there of it is completed; each clip has its one job."""
    await farm.start(1, 1, speed=20)
    [program] = farm.backends
    clips = await farm.board(CLIPS)
    body = {"clip_ids": [clip["id"] for clip in clips], "params": SMALL}
    jobs = farm.history.database.queue_jobs
    async with httpx2.AsyncClient(base_url=program.url) as client:
        asked = asyncio.create_task(client.post(f"{API}/generation/batch", json=body, headers=KEY))
        while (  # noqa: ASYNC110 - only the database can tell how far another process is
            jobs.count_documents({}) < 4 * seed and not asked.done()
        ):
            await asyncio.sleep(0)
        program.kill()
        await asyncio.wait([asked])
        assert asked.exception() or asked.result().is_success
        await program.start(READY)
        batch = await post(client, "/generation/batch", body)
    assert len(set(batch["job_ids"])) == CLIPS
    assert {job["clip_id"] for job in await farm.judged()} == {clip["id"] for clip in clips}
    assert jobs.count_documents({}) == CLIPS
