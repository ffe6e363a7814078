"""What placement reads of the queue: few jobs of each project, and never those it may not grant."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any, Final

import pytest

from backend.database.client import Database
from backend.database.tasks import end_tasks
from backend.domain.ids import JobId, ProjectId, ServerId, new_id
from backend.domain.job import Job
from backend.domain.job_state import JobState
from backend.domain.times import utc_now
from backend.domain.waiting import WaitingCode
from backend.repositories.job_candidates import FEW_PROJECTS, Head, Reading
from backend.repositories.job_store import JobStore
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.share_repository import ShareRepository
from backend.settings import MongoDriver
from tests.factories import make_job

FLOOD: Final = 10_000
A, B, C = (ProjectId(f"project-{name}") for name in "abc")
READING: Final = {"command.aggregate": JobStore.collection_name}
HERE, THERE = ServerId("here"), ServerId("there")


@pytest.fixture
async def database(mongo_url: str, database_name: str) -> AsyncIterator[Database]:
    """A database with nothing in it."""
    database = Database(mongo_url, database_name, MongoDriver.PYMONGO)
    await database.connect()
    yield database
    await database.close()


@pytest.fixture
async def store(database: Database) -> JobStore:
    """The jobs."""
    store = JobStore(database.collection(JobStore.collection_name))
    await store.build_indexes()
    return store


@pytest.fixture
def pauses(database: Database) -> PauseRepository:
    """The pauses."""
    return PauseRepository(database.collection(PauseRepository.collection_name))


@pytest.fixture
def shares(database: Database) -> ShareRepository:
    """What projects were given."""
    return ShareRepository(database.collection(ShareRepository.collection_name))


async def queued(store: JobStore, count: int, **fields: Any) -> list[Job]:
    """Queue jobs, each a moment after the one before."""
    jobs = [make_job(**fields) for _ in range(count)]
    return [await store.enqueue(job) for job in jobs]


async def flood(database: Database, **fields: Any) -> None:
    """Queue very many jobs, older than all others."""
    shape = JobStore(database.collection("shape"))._to_document(make_job(**fields))
    old = utc_now() - timedelta(days=1)
    await database.collection(JobStore.collection_name).insert_many(
        [
            {**shape, "_id": new_id(), "order_key": old + timedelta(seconds=n), "created_at": old}
            for n in range(FLOOD)
        ]
    )


def ids(heads: Sequence[Head]) -> list[JobId]:
    return [head.id for head in heads]


async def read(store: JobStore, *servers: ServerId, **options: Any) -> Reading:
    """Read what could be granted; there is something."""
    reading = await store.read_waiting(servers, **{"depth": 16, **options})
    assert reading is not None
    return reading


async def test_a_flood_of_one_project_hides_no_other(store: JobStore, database: Database) -> None:
    await flood(database, project_id=A)
    [late] = await queued(store, 1, project_id=B)
    reading = await read(store)
    assert [head.project_id for head in reading.heads].count(A) == 16
    assert late.job_id in ids(reading.heads)
    assert reading.cut_off


async def test_paused_jobs_are_not_even_read(
    store: JobStore,
    database: Database,
    pauses: PauseRepository,
    mongo_janitor: Any,
    database_name: str,
) -> None:
    await flood(database, project_id=A)
    [free] = await queued(store, 1, project_id=B)
    await pauses.pause(A)
    mongo_janitor[database_name].command("profile", 2)
    reading = await read(store)
    mongo_janitor[database_name].command("profile", 0)
    assert ids(reading.heads) == [free.id]
    [noted] = mongo_janitor[database_name]["system.profile"].find(READING)
    assert noted["keysExamined"] + noted["docsExamined"] < 50, noted
    await pauses.pause()
    assert await store.read_waiting([], depth=16) is None


async def test_deep_in_a_flood_only_as_much_is_read_as_is_returned(
    store: JobStore, database: Database, mongo_janitor: Any, database_name: str
) -> None:
    await flood(database, project_id=A, pinned_server_id=THERE)
    await queued(store, 20, project_id=A)
    mongo_janitor[database_name].command("profile", 2)
    reading = await read(store, HERE, warm={"model"})
    mongo_janitor[database_name].command("profile", 0)
    assert {head.pinned for head in reading.heads} == {None}
    [noted] = mongo_janitor[database_name]["system.profile"].find(READING)
    assert noted["keysExamined"] < 100, noted


async def test_of_many_projects_those_come_first_that_were_given_least(
    store: JobStore, shares: ShareRepository
) -> None:
    projects = [ProjectId(f"project-{n:02}") for n in range(20)]
    for n, project in enumerate(projects):
        await queued(store, 2, project_id=project)
        await shares.add({project: 100.0 - n}, floor=0.0)
    reading = await read(store)
    assert set(reading.given) == set(projects[-FEW_PROJECTS:])
    assert (reading.projects, reading.cut_off) == (20, True)
    everything = await read(store, projects=100)
    assert (len(everything.heads), everything.cut_off) == (40, False)


async def test_ready_jobs_are_read_in_the_order_of_their_changes(store: JobStore) -> None:
    first, second, third = await queued(store, 3)
    await store.explain_waiting([first.job_id], WaitingCode.BEHIND, "others came earlier")
    page = await store.read_changed(None, 2)
    assert ids(page) == [second.id, third.id]
    rest = await store.read_changed((page[-1].updated_at, page[-1].id), 2)
    assert ids(rest) == [first.id]
    await store.shelve([first.job_id], "nobody can")
    assert ids(await store.read_changed(None, 9)) == [second.id, third.id]


async def test_jobs_come_by_their_place_and_those_of_the_model_in_memory_besides(
    store: JobStore,
) -> None:
    cold = await queued(store, 5, project_id=A, model="cold.safetensors")
    warm = await queued(store, 12, project_id=A, model="warm.safetensors")
    [urgent] = await queued(store, 1, project_id=A, priority=5)
    reading = await read(store, depth=4, warm={"warm.safetensors", ""})
    assert ids(reading.heads[:4]) == [urgent.id, *(job.id for job in cold[:3])]
    assert ids(reading.heads[4:]) == [job.id for job in warm[:8]]
    again = await read(store, depth=4, skip=4)
    assert ids(again.heads) == [cold[3].id, cold[4].id, warm[0].id, warm[1].id]


async def test_only_jobs_pinned_here_come_with_those_that_anyone_may_run(store: JobStore) -> None:
    [mine] = await queued(store, 1, pinned_server_id=HERE)
    await queued(store, 1, pinned_server_id=THERE)
    [free] = await queued(store, 1)
    assert set(ids((await read(store, HERE)).heads)) == {mine.id, free.id}


async def test_jobs_of_other_lanes_and_of_later_are_left_out(store: JobStore) -> None:
    await queued(store, 1, lane_group="exports")
    await queued(store, 1, not_before=utc_now() + timedelta(hours=1))
    assert await store.read_waiting([], depth=16) is None
    [due] = await queued(store, 1, not_before=utc_now() - timedelta(hours=1))
    assert ids((await read(store)).heads) == [due.id]


async def test_a_share_counts_for_at_least_the_floor_so_nobody_saves_up(
    store: JobStore, shares: ShareRepository
) -> None:
    for project in (A, B, C):
        await queued(store, 1, project_id=project)
    await shares.add({A: 100.0}, floor=0.0)
    await shares.add({B: 40.0}, floor=90.0)
    assert (await read(store)).given == {A: 100.0, B: 130.0, C: 90.0}
    await shares.correct(A, -30.0)
    assert (await read(store)).given == {A: 90.0, B: 130.0, C: 90.0}
    await shares.delete_of_project(B)
    assert (await read(store)).given[B] == 90.0


async def test_jobs_of_no_project_have_a_share_too(
    store: JobStore, shares: ShareRepository
) -> None:
    await queued(store, 1, project_id=None)
    await shares.add({None: 7.0}, floor=0.0)
    assert (await read(store)).given == {None: 7.0}


async def test_since_when_a_job_is_held_back_is_kept_until_it_runs(store: JobStore) -> None:
    [job] = await queued(store, 1)
    await store.hold([job.job_id])
    [held] = (await read(store)).heads
    assert held.held_since is not None
    await store.hold([job.job_id])
    assert (await read(store)).heads[0].held_since == held.held_since
    current = await store.get(job.id)
    claimed = await store.claim(
        current, HERE, "here", owner="o", remote_id="r", seconds=30, slots=[0]
    )
    assert claimed is not None
    assert claimed.held_since is None


async def test_what_stands_where_is_counted_with_the_age_of_the_oldest(store: JobStore) -> None:
    await queued(store, 3)
    await queued(store, 1, lane_group="exports")
    standing = await store.standing()
    counts = {place: crowd.jobs for place, crowd in standing.items()}
    assert counts == {(JobState.READY, "servers"): 3, (JobState.READY, "exports"): 1}
    assert all(crowd.seconds >= 0 for crowd in standing.values())


async def test_jobs_that_become_ready_or_are_cancelled_are_told_of(store: JobStore) -> None:
    heard: set[JobState] = set()

    async def listen() -> None:
        async for _, state in store.moves():
            heard.add(state)

    listener = asyncio.create_task(listen())
    async with asyncio.timeout(30):
        while heard != {JobState.READY, JobState.CANCELLED}:  # nobody tells when it began to listen
            [job] = await queued(store, 1)
            await store.cancel(job.job_id)
            await asyncio.sleep(0.05)
    await end_tasks([listener])
