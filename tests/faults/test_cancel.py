"""Jobs are cancelled at every moment of their lives: each has one end, the one people are told."""

import asyncio
from random import Random

import pytest

from tests.faults.farm import Farm
from tests.journeys import eventually

pytestmark = pytest.mark.faults

CANCELLED = 16


async def test_a_job_cancelled_at_any_moment_has_one_end(farm: Farm, seed: int) -> None:
    """Fault 14: whoever was told "cancelled" is right; only prompts of cancelled jobs stop."""
    await farm.start(2, 2, speed=0.2)
    gpu, random = farm.servers[0], Random(seed)
    clips = await farm.board(CANCELLED)
    ids = await farm.queue(clips)
    while not (running := (await gpu.queue())["queue_running"]):  # noqa: ASYNC110 - only it knows
        await asyncio.sleep(0.01)
    [(_, _, graph, *_)] = running
    farm.foreign.add(await gpu.post(graph))

    async def cancel_later(id: str) -> bool:
        await asyncio.sleep(random.uniform(0, 3))
        return await farm.cancel(id)

    told = dict(zip(ids, await asyncio.gather(*map(cancel_later, ids)), strict=True))
    for server in farm.servers:
        await eventually(server.is_idle)
    jobs = {job["_id"]: job for job in await farm.judged()}
    for id, was_cancelled in told.items():
        assert jobs[id]["state"] == ("cancelled" if was_cancelled else "done")
