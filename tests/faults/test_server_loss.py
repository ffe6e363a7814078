"""Servers die, are changed under their jobs, run out of memory, or meet a job that kills them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest

from backend.simulator.config import GIB
from tests.faults.farm import Farm
from tests.faults.proxy import fault_proxy
from tests.faults.simulated import Simulated
from tests.journeys import API, eventually

pytestmark = pytest.mark.faults


async def test_the_job_of_a_killed_server_goes_elsewhere(farm: Farm) -> None:
    """Fault 2: a server dies with its prompt; the job is done by another."""
    await farm.start(1, 1, speed=0.01, as_process=True)
    [doomed] = farm.servers
    [id] = await farm.queue(await farm.board())
    await farm.reached(id, "running")
    healthy = await farm.add_server("healthy")
    await doomed.kill()
    [job] = await farm.judged()
    assert (job["state"], job["server_id"]) == ("done", healthy.id)


async def test_a_server_that_forgot_its_prompts_is_given_them_anew(farm: Farm) -> None:
    """Fault 2: a server that restarted knows nothing; what it was doing is counted and repeated."""
    await farm.start(1, 1, speed=0.03, as_process=True)
    [gpu] = farm.servers
    ids = await farm.queue(await farm.board(2))
    await farm.reached(ids[0], "running")
    await gpu.kill()
    await gpu.restart()
    jobs = await farm.judged()
    assert [(job["state"], job["failures"]) for job in jobs] == [("done", 1), ("done", 0)]


@pytest.mark.timeout(900)
async def test_a_slow_server_loses_its_job_at_the_limit(farm: Farm, at_length: None) -> None:
    """Fault 5: past its time limit the prompt is cancelled by its id and the job goes elsewhere."""
    await farm.start(1, 1)
    [slow] = farm.servers
    clips = await farm.board(6)
    await farm.queue(clips[:5])
    await farm.judged()
    await slow.break_with("hang=2")
    [id] = await farm.queue(clips[5:])
    await farm.reached(id, "running")
    healthy = await farm.add_server("healthy")
    await farm.reached(id, "done", patience=400)
    assert farm.stored(id)["server_id"] == healthy.id
    await slow.break_with()
    await eventually(slow.is_idle)
    await farm.judged()


@asynccontextmanager
async def killed_by(prompt: str, servers: list[Simulated]) -> AsyncIterator[list[str]]:
    """Kill and restart each server that runs this prompt, while the block lasts; list whom."""
    victims: list[str] = []

    async def watch(server: Simulated) -> None:
        while True:
            running = (await server.queue())["queue_running"]
            if prompt in str(running):
                await server.kill()
                victims.append(server.name)
                await server.restart()
            await asyncio.sleep(0.05)

    watches = [asyncio.create_task(watch(server)) for server in servers]
    try:
        yield victims
    finally:
        for each in watches:
            each.cancel()
        await asyncio.gather(*watches, return_exceptions=True)


async def test_a_job_that_kills_servers_is_kept_from_them(farm: Farm) -> None:
    """Fault 11: it is quarantined after its third victim at the latest; the servers return."""
    await farm.start(1, 2, speed=0.05, as_process=True)
    poisoned, *clips = await farm.board(4)
    async with killed_by("the killing joke", farm.servers) as victims:
        [poison] = await farm.queue([poisoned], prompt="the killing joke")
        await farm.queue(clips)
        jobs = {job["_id"]: job for job in await farm.judged()}
    assert jobs.pop(poison)["state"] == "quarantined"
    assert {job["state"] for job in jobs.values()} == {"done"}
    assert 2 <= len(victims) <= 3


async def test_a_job_too_large_for_a_server_goes_to_a_larger_one(farm: Farm) -> None:
    """Fault 12: memory is freed and it is tried once more there, then where there is more."""
    await farm.start(1, 1, "out_of_memory=5")
    [small] = farm.servers
    small.network.delay(0.1)
    [id] = await farm.queue(await farm.board())
    await farm.reached(id, "running")
    large = await farm.add_server("large", vram=48 * GIB)
    [job] = await farm.judged()
    assert job["state"] == "done"
    tried = [attempt["lane_id"] for attempt in job["attempts"]]
    assert tried == [small.id, small.id, large.id]


async def test_servers_are_moved_and_removed_under_their_jobs(farm: Farm) -> None:
    """Fault 15: nothing is lost, counted or done twice when people change the farm."""
    await farm.start(1, 3, speed=0.05)
    moved, removed, switched = farm.servers
    await farm.queue(await farm.board(9))
    for server in farm.servers:
        await eventually(server.runs)
    async with fault_proxy(moved.network.address) as detour:
        await changed(farm, moved, {"url": f"http://{detour.address}"})
        answer = await farm.client.delete(f"{API}/comfyui/servers/{removed.id}")
        assert answer.is_success, answer.text
        await changed(farm, switched, {"is_active": False})
        await changed(farm, switched, {"is_active": True})
        jobs = await farm.judged()
    assert {(job["state"], job["failures"]) for job in jobs} == {("done", 0)}
    assert {job["server_id"] for job in jobs} <= {moved.id, switched.id, removed.id}
    for server in farm.servers:
        await eventually(server.is_idle)


async def changed(farm: Farm, server: Simulated, news: dict[str, object]) -> None:
    """Change a registered server."""
    answer: httpx2.Response = await farm.client.put(f"{API}/comfyui/servers/{server.id}", json=news)
    assert answer.is_success, answer.text
