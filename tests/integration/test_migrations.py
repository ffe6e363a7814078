"""Migrations run once each, in order, by one process at a time, and again after a crash."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from backend.database.client import Database
from backend.database.migrate import LOCK, Migration, known_migrations, migrate
from backend.domain.errors import DatabaseUnavailableError
from backend.settings import MongoDriver

ROOT = Path(__file__).parents[2]

HANGING = """
import asyncio, sys
from backend.database.client import Database
from backend.database.migrate import Migration, migrate

async def half(database):
    await database.collection("scenes").insert_one({"_id": "half"})
    print("half", flush=True)
    await asyncio.sleep(600)

async def main():
    await migrate(Database(*sys.argv[1:]), [Migration(1, "m0001_half", half)], lease_seconds=1)

asyncio.run(main())
"""


@pytest.fixture(params=list(MongoDriver))
async def database(
    request: pytest.FixtureRequest, mongo_url: str, database_name: str
) -> AsyncIterator[Database]:
    database = Database(mongo_url, database_name, request.param)
    yield database
    await database.close()


def step(number: int, up: Callable[[Database], Awaitable[None]]) -> Migration:
    return Migration(number, f"m{number:04d}_step", up)


async def nothing(database: Database) -> None:
    """Change nothing."""


async def recorded(database: Database) -> list[object]:
    records = await database.collection("migrations").find({"_id": {"$ne": LOCK}})
    return sorted(record["_id"] for record in records)


def test_the_steps_are_numbered_without_a_gap() -> None:
    steps = known_migrations()
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))


async def test_a_fresh_database_gets_every_step_and_the_next_start_none(
    database: Database,
) -> None:
    names = [step.name for step in known_migrations()]
    assert await migrate(database) == names
    assert await migrate(database) == []
    assert await recorded(database) == [step.number for step in known_migrations()]


async def test_jobs_of_before_are_for_the_servers(database: Database) -> None:
    jobs = database.collection("queue_jobs")
    await jobs.insert_one({"_id": "old", "status": "failed"})
    await jobs.insert_one({"_id": "new", "status": "pending", "lane_group": "exports"})
    await migrate(database)
    groups = {job["_id"]: job["lane_group"] for job in await jobs.find({})}
    assert groups == {"old": "servers", "new": "exports"}


async def test_only_the_steps_that_are_missing_run_and_in_order(database: Database) -> None:
    ran: list[int] = []

    def noting(number: int) -> Migration:
        async def up(_: Database) -> None:
            ran.append(number)

        return step(number, up)

    await migrate(database, [noting(1)])
    await migrate(database, [noting(1), noting(2), noting(3)])
    assert ran == [1, 2, 3]


async def test_of_two_processes_one_works_and_the_other_waits(
    database: Database, mongo_url: str, database_name: str
) -> None:
    at_work, ran = 0, 0

    async def up(_: Database) -> None:
        nonlocal at_work, ran
        at_work, ran = at_work + 1, ran + 1
        assert at_work == 1
        await asyncio.sleep(0.05)
        at_work -= 1

    others = [Database(mongo_url, database_name) for _ in range(4)]
    done = await asyncio.gather(*(migrate(one, [step(1, up)]) for one in [database, *others]))
    for other in others:
        await other.close()
    assert sorted(done) == [[], [], [], [], ["m0001_step"]]
    assert ran == 1


async def test_a_step_that_fails_is_not_recorded_and_frees_the_lock(database: Database) -> None:
    async def fails(_: Database) -> None:
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        await migrate(database, [step(1, nothing), step(2, fails)])
    assert await recorded(database) == [1]
    assert await migrate(database, [step(1, nothing), step(2, nothing)]) == ["m0002_step"]


async def test_a_step_whose_process_was_killed_is_begun_again(
    database: Database, mongo_url: str, database_name: str
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HANGING, mongo_url, database_name),
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"half\n"
    process.send_signal(signal.SIGKILL)
    await process.wait()

    async def whole(database: Database) -> None:
        await database.collection("scenes").update_one(
            {"_id": "half"}, {"$set": {"whole": True}}, upsert=True
        )

    assert await recorded(database) == []
    assert await migrate(database, [step(1, whole)]) == ["m0001_step"]
    assert await database.collection("scenes").find({}) == [{"_id": "half", "whole": True}]


async def test_a_long_step_keeps_the_lock_beyond_its_lease(database: Database) -> None:
    async def long(_: Database) -> None:
        await asyncio.sleep(0.7)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await migrate(database, [step(1, nothing)])

    assert await migrate(database, [step(1, long)], lease_seconds=0.3) == ["m0001_step"]


async def test_who_loses_the_lock_stops_at_once(database: Database) -> None:
    async def robbed(database: Database) -> None:
        await database.collection("migrations").update_one(
            {"_id": LOCK}, {"$set": {"owner": "somebody else"}}
        )
        await asyncio.Event().wait()

    with pytest.raises(DatabaseUnavailableError, match="lock"):
        await migrate(database, [step(1, robbed)], lease_seconds=0.2)
    assert await recorded(database) == []


async def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    await migrate(database, [step(1, nothing), step(2, nothing)])
    with pytest.raises(DatabaseUnavailableError, match="newer StoryCanvas"):
        await migrate(database, [step(1, nothing)])
