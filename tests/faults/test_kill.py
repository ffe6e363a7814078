"""Killing our processes and our servers at the worst moment: no job is lost, none is done twice."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from tests.faults.processes import Program, backend, running_simulator_process
from tests.journeys import API, board, ended, generate, got, register, until

pytestmark = pytest.mark.faults

LEASE_SECONDS = 3.0


@pytest.fixture
async def program(mongo_url: str, database_name: str, tmp_path: Path) -> AsyncIterator[Program]:
    """A backend in a process of its own."""
    program = backend(mongo_url, database_name, tmp_path, LEASE_SECONDS)
    await program.start(f"{API}/health/ready")
    yield program
    program.kill()


@pytest.fixture
async def outside(program: Program) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of that process, over a real socket."""
    async with httpx2.AsyncClient(base_url=program.url, timeout=20) as client:
        yield client


async def posted(server: Program) -> int:
    """Return how many prompts a simulated server was handed."""
    async with httpx2.AsyncClient(base_url=server.url) as client:
        stats = (await client.get("/simulator/stats")).json()
    return sum(stats["posted"].values())


async def test_a_prompt_that_ran_while_the_backend_was_killed_is_adopted_not_sent_again(
    program: Program, outside: httpx2.AsyncClient, tmp_path: Path
) -> None:
    async with running_simulator_process(tmp_path, "gpu", "--speed", "0.25") as server:
        await register(outside, server.url)
        [clip] = await board(outside)
        id = await generate(outside, clip["id"])
        await until(outside, [id], {"processing"})
        program.kill()
        await program.start(f"{API}/health/ready")
        [job] = await ended(outside, [id])
        assert job["status"] == "completed", job
        assert await posted(server) == 1
        [take] = (await got(outside, f"/clips/{clip['id']}"))["generated_images"]
        assert (await outside.get(take["url"])).status_code == 200


async def test_a_prompt_that_ended_while_the_backend_was_dead_is_collected(
    program: Program, outside: httpx2.AsyncClient, tmp_path: Path
) -> None:
    async with running_simulator_process(tmp_path, "gpu", "--speed", "1") as server:
        await register(outside, server.url)
        clips = await board(outside, 3)
        ids = [await generate(outside, clip["id"]) for clip in clips]
        await until(outside, ids[:1], {"processing"})
        program.kill()
        async with httpx2.AsyncClient(base_url=server.url) as comfyui:
            while (await comfyui.get("/queue")).json()["queue_running"]:
                pass
        await program.start(f"{API}/health/ready")
        jobs = await ended(outside, ids)
        assert [job["status"] for job in jobs] == ["completed"] * 3
        assert await posted(server) == 3
        for clip in clips:
            assert len((await got(outside, f"/clips/{clip['id']}"))["generated_images"]) == 1


async def test_the_job_of_a_killed_server_goes_elsewhere(
    outside: httpx2.AsyncClient, tmp_path: Path
) -> None:
    async with (
        running_simulator_process(tmp_path, "doomed", "--speed", "0.02") as doomed,
        running_simulator_process(tmp_path, "healthy", "--speed", "8") as healthy,
    ):
        await register(outside, doomed.url, "doomed")
        [clip] = await board(outside)
        id = await generate(outside, clip["id"])
        await until(outside, [id], {"processing"})
        await register(outside, healthy.url, "healthy")
        doomed.kill()
        [job] = await ended(outside, [id])
        assert (job["status"], job["server_name"]) == ("completed", "healthy")
        assert len((await got(outside, f"/clips/{clip['id']}"))["generated_images"]) == 1


async def test_a_polite_stop_hands_over_at_once_and_leaves_the_prompt_running(
    program: Program, outside: httpx2.AsyncClient, tmp_path: Path
) -> None:
    async with running_simulator_process(tmp_path, "gpu", "--speed", "0.25") as server:
        await register(outside, server.url)
        [clip] = await board(outside)
        id = await generate(outside, clip["id"])
        await until(outside, [id], {"processing"})
        program.stop()
        await program.start(f"{API}/health/ready")
        [job] = await ended(outside, [id])
        assert (job["status"], job["retry_count"]) == ("completed", 0)
        assert await posted(server) == 1
