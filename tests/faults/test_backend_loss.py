"""Our own processes are killed, frozen, or live at another time: no job is lost or done twice."""

import asyncio
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from random import Random

import httpx2
import pytest

from backend.domain.times import utc_now
from tests.faults.farm import READY, Farm
from tests.faults.history import Document
from tests.journeys import API, eventually

pytestmark = pytest.mark.faults

CLOCK = Path(__file__).parent / "shifted_clock"


def outcomes(jobs: list[Document]) -> set[tuple[str, int]]:
    """Return how jobs ended, and after how many failures."""
    return {(job["state"], job["failures"]) for job in jobs}


async def test_prompts_go_on_while_the_backend_is_killed_and_started_again(
    farm: Farm, seed: int
) -> None:
    """Fault 1: kill -9 at any moment; accepted jobs exist, no prompt is sent again."""
    await farm.start(1, 2, speed=0.1)
    [program], random = farm.backends, Random(seed)
    clips = await farm.board(8)
    await farm.queue(clips)
    for _ in range(2):
        await asyncio.sleep(random.uniform(0, 1))
        program.kill()
        await asyncio.sleep(random.uniform(0, 1))
        await program.start(READY)
    assert outcomes(await farm.judged()) == {("done", 0)}
    assert sum(farm.prompts.posted.values()) == len(clips)


async def test_a_prompt_that_ended_while_the_backend_was_dead_is_collected(farm: Farm) -> None:
    """Fault 1: what is done at a server without us is fetched, not made again."""
    await farm.start(1, 1, speed=0.05)
    [program], [gpu] = farm.backends, farm.servers
    [id] = await farm.queue(await farm.board())
    await farm.reached(id, "running")
    program.kill()
    await eventually(gpu.is_idle)
    await program.start(READY)
    assert outcomes(await farm.judged()) == {("done", 0)}
    assert sum(farm.prompts.posted.values()) == 1


async def test_a_polite_stop_leaves_the_prompt_running_for_the_next_process(farm: Farm) -> None:
    """Fault 1: SIGTERM releases at once, and what runs runs on."""
    await farm.start(1, 1, speed=0.05)
    [program] = farm.backends
    [id] = await farm.queue(await farm.board())
    await farm.reached(id, "running")
    program.stop()
    await program.start(READY)
    assert outcomes(await farm.judged()) == {("done", 0)}
    assert sum(farm.prompts.posted.values()) == 1


async def test_the_servers_and_jobs_of_a_killed_backend_go_to_the_other(farm: Farm) -> None:
    """Fault 1: another process takes over all that the dead one had, once its leases ran out."""
    await farm.start(2, 2, speed=0.1)
    clips = await farm.board(8)
    ids = await farm.queue(clips)
    await farm.reached(ids[0], "running", "done")
    farm.backends[0].kill()
    assert outcomes(await farm.judged()) == {("done", 0)}
    assert sum(farm.prompts.posted.values()) == len(clips)
    lanes = farm.history.database.lanes

    async def have_one_owner() -> bool:
        return len(lanes.distinct("owner")) == 1

    await eventually(have_one_owner)


async def test_a_frozen_backend_that_wakes_up_disturbs_nobody(farm: Farm) -> None:
    """Fault 9: its jobs were taken over meanwhile; whatever it still writes is refused."""
    await farm.start(1, 1, speed=0.015)
    [frozen], [gpu], clips = list(farm.backends), farm.servers, await farm.board(2)
    await farm.add_backend()
    ids = await farm.queue(clips)
    await farm.reached(ids[0], "running")
    token = farm.stored(ids[0])["token"]

    async def was_adopted() -> bool:
        return bool(farm.stored(ids[0])["token"] > token)

    frozen.pause()
    await eventually(was_adopted)
    frozen.resume()
    assert outcomes(await farm.judged()) == {("done", 0)}
    assert sum(farm.prompts.posted.values()) == len(clips)
    assert not farm.prompts.interrupted
    assert await gpu.is_idle()


async def test_processes_whose_clocks_are_wrong_work_together(farm: Farm) -> None:
    """Fault 10: one is ten minutes ahead, one behind; the dead one's jobs are taken in time."""
    ahead, _ = await asyncio.gather(
        *(
            farm.add_backend(PYTHONPATH=str(CLOCK), CLOCK_SHIFT_SECONDS=shift)
            for shift in ("600", "-600")
        )
    )
    async with httpx2.AsyncClient(base_url=ahead.url) as client:
        shown = parsedate_to_datetime((await client.get(f"{API}/health")).headers["date"])
    assert shown - utc_now() > timedelta(minutes=9)
    await asyncio.gather(*(farm.add_server(f"gpu-{n}", speed=0.1) for n in range(2)))
    clips = await farm.board(8)
    ids = await farm.queue(clips)
    await farm.reached(ids[2], "running", "done")
    ahead.kill()
    assert outcomes(await farm.judged()) == {("done", 0)}
    assert sum(farm.prompts.posted.values()) == len(clips)
