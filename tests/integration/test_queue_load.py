"""Many jobs at once: each is done once, and the queue keeps its books."""

import asyncio

import httpx2
import pytest

from backend.container import Container
from tests.job_history import JobHistory
from tests.journeys import board, eventually, farm, generate, got, simulated

JOBS, JOBS_BY_FAULTS = 90, 150


@pytest.mark.faults
async def test_a_flood_of_jobs_is_done_once_each_and_counted_right(
    client: httpx2.AsyncClient,
    container: Container,
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    history = JobHistory(monkeypatch)
    many = JOBS_BY_FAULTS if pytestconfig.getoption("seeds") > 1 else JOBS
    async with farm(client, *(simulated(f"gpu-{n}", seconds_scale=0) for n in range(3))) as gpus:
        clips = await board(client, 10, width=512, height=512)
        ids = await asyncio.gather(*(generate(client, clips[n % 10]["id"]) for n in range(many)))

        async def all_are_done() -> bool:
            status = await got(client, "/queue/status")
            return bool(status["completed_jobs"] == many)

        await eventually(all_are_done)
        assert sum(sum(gpu.machine.stats.posted.values()) for gpu in gpus) == many
        takes = [
            take["job_id"]
            for clip in clips
            for take in (await got(client, f"/clips/{clip['id']}"))["generated_images"]
        ]
        assert sorted(takes) == sorted(ids)

        async def books_are_right() -> bool:
            servers = (await got(client, "/queue/status"))["servers"].values()
            return bool(sum(server["total_completed"] for server in servers) == many)

        await eventually(books_are_right)
    history.check()
    workers = container.engine._keeper.workers.values()
    assert [worker.running() for worker in workers] == [[], [], []]
