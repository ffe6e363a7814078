"""The network between us and servers lies, falls silent or breaks off at the worst moment."""

import asyncio
from random import Random

import pytest

from tests.faults.farm import Farm
from tests.faults.proxy import Way

pytestmark = pytest.mark.faults


async def test_a_prompt_outlives_a_silent_network(farm: Farm) -> None:
    """Fault 3: what is swallowed is asked for again once the way is open; nothing is sent twice."""
    await farm.start(1, 1, speed=0.02)
    [gpu] = farm.servers
    [id] = await farm.queue(await farm.board())
    await farm.reached(id, "running")
    gpu.network.swallow()
    await asyncio.sleep(2)
    gpu.network.reset()
    gpu.network.mend()
    [job] = await farm.judged()
    assert (job["state"], job["failures"]) == ("done", 0)
    assert sum(farm.prompts.posted.values()) == 1


@pytest.mark.timeout(300)
async def test_a_half_open_network_is_found_out(farm: Farm, at_length: None) -> None:
    """Fault 3: connections on which nothing ever comes are given up within half a minute."""
    await farm.start(1, 1, speed=0.02)
    [gpu] = farm.servers
    [id] = await farm.queue(await farm.board())
    await farm.reached(id, "running")
    gpu.network.swallow(Way.TO_CLIENT)
    await asyncio.sleep(5)
    gpu.network.mend()
    [job] = await farm.judged()
    assert (job["state"], job["failures"]) == ("done", 0)
    assert sum(farm.prompts.posted.values()) == 1


async def test_a_prompt_whose_acceptance_was_not_heard_is_not_done_twice(farm: Farm) -> None:
    """Fault 3 and 9: the answer to the POST is lost; the prompt is looked for before all else."""
    await farm.start(1, 1, speed=0.02)
    [gpu] = farm.servers
    [first] = await farm.queue(await farm.board())
    await farm.reached(first, "done")
    gpu.network.truncate(0)
    await farm.queue(await farm.board())
    while not await gpu.runs():  # noqa: ASYNC110 - only the server can tell
        await asyncio.sleep(0.01)
    gpu.network.mend()
    jobs = await farm.judged()
    assert {(job["state"], job["failures"]) for job in jobs} == {("done", 0)}
    assert farm.wasted == 0


async def test_a_silent_socket_and_spoiled_files_cost_no_job(farm: Farm) -> None:
    """Faults 4 and 6: records are read, whatever events say; no take without a file to be shown."""
    await farm.start(1, 2)
    bad, good = farm.servers
    await bad.break_with("ws_silent")
    await farm.queue(await farm.board(3))
    assert {job["server_id"] for job in await farm.judged()} == {bad.id, good.id}
    for fault in ("output_garbage", "output_truncated", "output_missing"):
        await bad.break_with(fault)
        ids = await farm.queue(await farm.board(3))
        jobs = [job for job in await farm.judged() if job["_id"] in ids]
        assert {(job["state"], job["server_id"]) for job in jobs} == {("done", good.id)}


async def test_jobs_outlive_a_network_that_talks_nonsense(farm: Farm, seed: int) -> None:
    """Fault 6: answers garbled, cut short, late or reset for a while, at random moments."""
    await farm.start(1, 2, speed=0.2)
    random = Random(seed)
    await farm.queue(await farm.board(6))
    for _ in range(4):
        network = random.choice(farm.servers).network
        await asyncio.sleep(random.uniform(0, 0.5))
        match random.randrange(4):
            case 0:
                network.garble(random)
            case 1:
                network.truncate(random.randrange(2000))
            case 2:
                network.delay(random.uniform(0, 0.3))
            case _:
                network.reset()
        await asyncio.sleep(random.uniform(0, 0.5))
        network.mend()
    jobs = await farm.judged()
    assert {job["state"] for job in jobs} == {"done"}
