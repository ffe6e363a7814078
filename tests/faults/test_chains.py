"""A film waits for its picture: whatever happens, neither is lost, made twice or too early."""

import asyncio
from random import Random
from typing import Any

import pytest

from tests.faults.farm import READY, SMALL, Farm
from tests.journeys import API, made

pytestmark = pytest.mark.faults


async def chain(farm: Farm, clip: dict[str, Any]) -> tuple[str, str]:
    """Queue a film with its picture before it, and return both jobs' ids."""
    body = {"clip_id": clip["id"], "generation_type": "video", "image_first": True}
    short = {**SMALL, "video_frames": 9}
    answer = await made(farm.client, "/generation", {**body, "params": short})
    film = str(answer["job_id"])
    await farm.history.noted(film, "accepted")
    [picture] = farm.stored(film)["depends_on"]
    return picture, film


async def test_films_follow_their_pictures_though_the_backend_is_killed(
    farm: Farm, seed: int
) -> None:
    """Fault 1: a film begins once its picture is done, also if nobody was there to say so."""
    await farm.start(1, 2, speed=5)
    [program], random = farm.backends, Random(seed)
    chains = [await chain(farm, clip) for clip in await farm.board(3)]
    for _ in range(2):
        await asyncio.sleep(random.uniform(0, 0.7))
        program.kill()
        await program.start(READY)
    jobs = {job["_id"]: job for job in await farm.judged()}
    assert {job["state"] for job in jobs.values()} == {"done"}
    for picture, film in chains:
        assert jobs[film]["source_key"] == jobs[picture]["outputs"][0]["key"]


async def test_what_hangs_on_a_job_goes_with_it_and_comes_back_with_it(farm: Farm) -> None:
    """Section 9: failure and cancel reach the film; its retry begins with the picture."""
    await farm.start(1, 1, "validation_error")
    [gpu] = farm.servers
    clips = await farm.board(2)
    picture, film = await chain(farm, clips[0])
    await farm.reached(film, "dependency_failed")
    assert farm.stored(picture)["state"] == "failed"
    await gpu.break_with()
    assert (await farm.client.post(f"{API}/queue/jobs/{film}/retry")).is_success
    await farm.reached(film, "done")
    await gpu.break_with("hang=1")
    picture, film = await chain(farm, clips[1])
    await farm.reached(picture, "running")
    assert await farm.cancel(picture)
    await farm.reached(film, "cancelled")
    await gpu.break_with()
    await farm.judged()
