"""The database is killed, steps down or is cut off while jobs run: every job is done once."""

import asyncio
from pathlib import Path
from random import Random

import httpx2
import pytest

from tests.faults.farm import READY, Farm
from tests.faults.own_mongod import Mongod
from tests.faults.processes import Program, backend
from tests.faults.proxy import FaultProxy
from tests.journeys import API, eventually, got, made

pytestmark = pytest.mark.faults


async def says_when_to_come_again(program: Program) -> None:
    """Assert what a client is told while the database is away."""
    async with httpx2.AsyncClient(base_url=program.url, timeout=30) as client:
        answer = await client.get(f"{API}/queue/jobs")
    assert answer.status_code == 503, answer.text
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["error"]["code"] == "DATABASE_UNAVAILABLE"


async def test_jobs_survive_a_killed_database(
    own_farm: Farm, mongod: Mongod, seed: int, takes_minutes: bool
) -> None:
    """Fault 8: again and again; requests say 503 meanwhile, prompts run on, all is committed."""
    await own_farm.start(2, 2, speed=0.05)
    random = Random(seed)
    ids = await own_farm.queue(await own_farm.board(10))
    await own_farm.reached(ids[0], "running", "done")
    for _ in range(3 if takes_minutes else 1):
        mongod.kill()
        await says_when_to_come_again(own_farm.backends[0])
        await asyncio.sleep(random.uniform(0, 1))
        await mongod.start()
        await asyncio.sleep(random.uniform(0, 1))
    jobs = await own_farm.judged()
    assert {(job["state"], job["failures"]) for job in jobs} == {("done", 0)}
    assert own_farm.wasted == 0


async def test_jobs_survive_a_database_that_steps_down(own_farm: Farm, mongod: Mongod) -> None:
    """Fault 8: nothing can be written for some seconds, whatever is under way just then."""
    await own_farm.start(1, 2, speed=0.1)
    ids = await own_farm.queue(await own_farm.board(8))
    await own_farm.reached(ids[0], "running", "done")
    mongod.step_down(2)
    jobs = await own_farm.judged()
    assert {(job["state"], job["failures"]) for job in jobs} == {("done", 0)}
    assert own_farm.wasted == 0


async def test_jobs_survive_a_cut_to_the_database(
    own_farm: Farm, network: FaultProxy, seed: int
) -> None:
    """Fault 8: answers of the database are lost, so nobody knows what was written."""
    await own_farm.start(2, 2, speed=0.1)
    random = Random(seed)
    ids = await own_farm.queue(await own_farm.board(10))
    await own_farm.reached(ids[0], "running", "done")
    for _ in range(4):
        network.truncate(random.randrange(500))
        await asyncio.sleep(random.uniform(0, 0.5))
        network.reset()
        network.mend()
        await asyncio.sleep(random.uniform(0, 0.5))
    jobs = await own_farm.judged()
    assert {(job["state"], job["failures"]) for job in jobs} == {("done", 0)}
    assert own_farm.wasted == 0


async def test_the_next_process_brings_back_the_database_of_a_killed_one(tmp_path: Path) -> None:
    """Fault 8: an embedded database goes with its owner, and another process starts it again."""
    first, second = (_without_url(tmp_path) for _ in range(2))
    try:
        await first.start(READY)
        await second.start(READY)
        async with httpx2.AsyncClient(base_url=second.url, timeout=30) as client:
            project = await made(client, "/projects", {"name": "Kept"})
            first.kill()

            async def is_missed() -> bool:
                return "starting it again" in (tmp_path / "backend.log").read_text()

            async def is_back() -> bool:
                answer = await client.get(f"{API}/projects/{project['id']}")
                assert answer.status_code in {200, 503}, answer.text
                return answer.is_success

            await eventually(is_missed)
            await eventually(is_back)
            assert (await got(client, f"/projects/{project['id']}"))["name"] == "Kept"
    finally:
        first.kill()
        second.stop()


def _without_url(folder: Path) -> Program:
    """Return a backend that finds its database under the folder, as `make run` does."""
    return backend("", "kept", folder, 2.0)
