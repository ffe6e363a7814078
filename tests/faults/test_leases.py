"""Several backends on one database: each server is spoken to by one, each job is done by one."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pymongo import MongoClient

from tests.faults.processes import Program, backend, running_simulator_process
from tests.journeys import API, board, ended, eventually, generate, got, register, until

pytestmark = pytest.mark.faults

LEASE_SECONDS = 2.0


@pytest.fixture
async def pair(
    mongo_url: str, database_name: str, tmp_path: Path
) -> AsyncIterator[tuple[Program, Program]]:
    """Two backends on one database and one folder; the first one is up earlier."""
    first, second = (backend(mongo_url, database_name, tmp_path, LEASE_SECONDS) for _ in range(2))
    await first.start(f"{API}/health/ready")
    await second.start(f"{API}/health/ready")
    yield first, second
    for program in (first, second):
        program.kill()


@pytest.fixture
async def clients(
    pair: tuple[Program, Program],
) -> AsyncIterator[tuple[httpx2.AsyncClient, httpx2.AsyncClient]]:
    """A client of each."""
    async with AsyncExitStack() as stack:
        first, second = [
            await stack.enter_async_context(httpx2.AsyncClient(base_url=each.url, timeout=20))
            for each in pair
        ]
        yield first, second


@pytest.fixture
def stored(mongo_janitor: MongoClient[dict[str, Any]], database_name: str) -> Any:
    """The database, to look at what processes do to each other."""
    return mongo_janitor[database_name]


async def stats(server: Program) -> dict[str, Any]:
    """Return what a simulated server counted."""
    async with httpx2.AsyncClient(base_url=server.url) as client:
        counted: dict[str, Any] = (await client.get("/simulator/stats")).json()
        return counted


async def test_a_frozen_backend_that_wakes_up_disturbs_nobody(
    pair: tuple[Program, Program],
    clients: tuple[httpx2.AsyncClient, httpx2.AsyncClient],
    stored: Any,
    tmp_path: Path,
) -> None:
    frozen, (mine, other) = pair[0], clients
    async with running_simulator_process(tmp_path, "gpu", "--speed", "0.2") as gpu:
        await register(mine, gpu.url)
        [clip] = await board(mine)
        id = await generate(mine, clip["id"])
        await until(mine, [id], {"processing"})
        owner = stored.lanes.find_one()["owner"]

        async def runs() -> bool:
            return stored.queue_jobs.find_one({"_id": id, "state": "running"}) is not None

        async def was_adopted() -> bool:
            return bool(stored.queue_jobs.find_one({"_id": id})["token"] == 2)

        await eventually(runs)
        frozen.pause()
        await eventually(was_adopted)
        frozen.resume()
        [job] = await ended(other, [id])
        assert (job["status"], job["retry_count"]) == ("completed", 0)
        assert stored.lanes.find_one()["owner"] != owner
        [again] = await ended(mine, [await generate(mine, clip["id"])])
        assert again["status"] == "completed"
        counted = await stats(gpu)
        assert (sum(counted["posted"].values()), counted["interrupted"]) == (2, {})
        assert len((await got(mine, f"/clips/{clip['id']}"))["generated_images"]) == 2


async def test_the_servers_and_jobs_of_a_killed_backend_go_to_the_other(
    pair: tuple[Program, Program],
    clients: tuple[httpx2.AsyncClient, httpx2.AsyncClient],
    stored: Any,
    tmp_path: Path,
) -> None:
    (killed, _), (mine, other) = pair, clients
    async with (
        running_simulator_process(tmp_path, "one", "--speed", "1") as one,
        running_simulator_process(tmp_path, "two", "--speed", "1") as two,
    ):
        for gpu in (one, two):
            await register(mine, gpu.url)
        clips = await board(mine, 8)
        ids = [
            await generate(client, clip["id"])
            for clip, client in zip(clips, (mine, other) * 4, strict=True)
        ]
        await until(mine, ids[:2], {"processing", "completed"})
        killed.kill()
        jobs = await ended(other, ids)
        assert {(job["status"], job["retry_count"]) for job in jobs} == {("completed", 0)}

        async def have_one_owner() -> bool:
            return len(stored.lanes.distinct("owner")) == 1

        await eventually(have_one_owner)
        await killed.start(f"{API}/health/ready")
        posts = [sum((await stats(gpu))["posted"].values()) for gpu in (one, two)]
        assert sum(posts) == len(ids)
        for clip in clips:
            assert len((await got(mine, f"/clips/{clip['id']}"))["generated_images"]) == 1


async def test_a_job_cancelled_at_one_backend_is_stopped_by_the_other(
    clients: tuple[httpx2.AsyncClient, httpx2.AsyncClient], tmp_path: Path
) -> None:
    mine, other = clients
    async with running_simulator_process(tmp_path, "gpu", "--speed", "0.2") as gpu:
        await register(mine, gpu.url)
        first, second = await board(mine, 2)
        id = await generate(mine, first["id"])
        await until(mine, [id], {"processing"})
        assert (await other.post(f"{API}/queue/jobs/{id}/cancel")).is_success

        async def was_stopped() -> bool:
            return len((await stats(gpu))["interrupted"]) == 1

        await eventually(was_stopped)
        waiting = await generate(other, second["id"])
        await until(mine, [waiting], {"processing"})
        assert (await other.post(f"{API}/queue/jobs/{waiting}/cancel")).is_success
