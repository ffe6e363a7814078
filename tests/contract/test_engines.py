"""Every engine keeps the same promises: what runs when, once, and what becomes of it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, ExitStack
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from backend.database.client import Database
from backend.database.mongod_process import TIED_LAUNCHER
from backend.domain.errors import ConflictError
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId, new_id
from backend.domain.job import Job
from backend.domain.job_state import JobState
from backend.domain.times import utc_now
from backend.settings import MongoDriver
from tests.brokers import rabbitmq, redis
from tests.engine_nodes import EMBEDDED, LANE, PLACES, Node, make_task
from tests.journeys import eventually

PATIENCE_SECONDS = 30.0
REDIS, RABBITMQ = "celery on redis", "celery on rabbitmq"
OVER = {JobState.DONE, JobState.FAILED, JobState.QUARANTINED, JobState.CANCELLED}

Nodes = Callable[[], Any]


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Start each broker once, when it is first asked for."""
    with ExitStack() as stack:

        @cache
        def start(engine: str) -> str:
            run = {REDIS: redis, RABBITMQ: rabbitmq}[engine]
            return stack.enter_context(run(tmp_path_factory.mktemp("broker")))

        yield start


@pytest.fixture(params=[EMBEDDED, REDIS, RABBITMQ])
def engine(request: pytest.FixtureRequest) -> str:
    """Name the engine."""
    name: str = request.param
    if name != EMBEDDED:
        pytest.importorskip("celery", reason="Celery is not installed")
    return name


@pytest.fixture
def broker_url(engine: str, broker: Callable[[str], str]) -> str:
    """Return the address of the engine's broker; "" if it has none."""
    return "" if engine == EMBEDDED else broker(engine)


@pytest.fixture
async def database(mongo_url: str, database_name: str) -> AsyncIterator[Database]:
    """Connect to an empty database."""
    database = Database(mongo_url, database_name, MongoDriver.PYMONGO)
    await database.connect()
    yield database
    await database.close()


@pytest.fixture(autouse=True)
def quick_stops(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Celery's workers look more often whether they are to stop: every two seconds is long."""
    if engine == EMBEDDED:
        return
    connection = pytest.importorskip("kombu.connection").Connection
    drain = connection.drain_events
    monkeypatch.setattr(connection, "drain_events", lambda self, timeout: drain(self, timeout=0.2))


@pytest.fixture
async def start(
    engine: str, broker_url: str, database: Database
) -> AsyncIterator[Callable[..., Any]]:
    """Start nodes, which stop with the test."""
    async with AsyncExitStack() as stack:

        async def started(places: int = PLACES) -> Node:
            node = Node(database, engine, broker_url, places)
            await node.jobs.build_indexes()
            stack.callback(node.handler.go_on.set)
            return await stack.enter_async_context(node.running())

        yield started


async def ended(node: Node, ids: Iterable[JobId]) -> list[Job]:
    """Wait until the jobs are over."""
    return await found(node, ids, lambda job: job.state in OVER)


async def found(node: Node, ids: Iterable[JobId], holds: Callable[[Job], bool]) -> list[Job]:
    """Wait until something is true of all of the jobs."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            jobs = [await node.jobs.get(id) for id in ids]
            if all(map(holds, jobs)):
                return jobs
            await asyncio.sleep(0.02)


async def test_each_job_runs_once_and_no_more_at_a_time_than_the_lane_has_places(
    start: Callable[..., Any],
) -> None:
    one, other = await start(), await start()
    ids = await one.add(*(make_task() for _ in range(8)))
    for id in ids:  # words may come twice, and to both
        one.engine.notify(id)
        other.engine.notify(id)
    jobs = await ended(one, ids)
    assert {job.state for job in jobs} == {JobState.DONE}
    begun = [id for id, _ in one.handler.begun + other.handler.begun]
    assert sorted(begun) == sorted(ids)
    assert one.handler.most_at_once + other.handler.most_at_once <= 2 * PLACES
    assert max(one.handler.most_at_once, other.handler.most_at_once) <= PLACES
    assert [job.failures for job in jobs] == [0] * 8


async def test_a_zombie_changes_nothing_any_more(start: Callable[..., Any]) -> None:
    zombie = await start()
    [id] = await zombie.add(make_task("wait at first"))
    await found(zombie, [id], lambda job: job.state is JobState.RUNNING)
    await zombie.jobs._collection.update_one(
        {"_id": id}, [{"$set": {"lease.until": {"$subtract": ["$$NOW", 1]}}}]
    )
    other = await start()
    [job] = await ended(other, [id])
    zombie.handler.go_on.set()
    await asyncio.sleep(0.1)
    again = await other.jobs.get(id)
    assert (again.state, again.token, again.rev) == (JobState.DONE, job.token, job.rev)
    assert again.task is not None
    assert again.task.result == {"token": job.token}


async def test_a_job_is_cancelled_while_it_waits_and_while_it_runs_and_not_when_it_is_over(
    start: Callable[..., Any],
) -> None:
    node = await start()
    running = await node.add(make_task("wait"), make_task("wait"))
    await found(node, running, lambda job: job.state is JobState.RUNNING)
    [waiting] = await node.add(make_task())
    for id in (waiting, *running):
        await node.jobs.cancel(id)
    await _idle(node)
    assert waiting not in {id for id, _ in node.handler.begun}
    states = [(await node.jobs.get(id)).state for id in (waiting, *running)]
    assert states == [JobState.CANCELLED] * 3
    [done] = await node.add(make_task())
    await ended(node, [done])
    with pytest.raises(ConflictError):
        await node.jobs.cancel(done)


async def _idle(node: Node) -> None:
    async def is_idle() -> bool:
        return not node.runner.running

    await eventually(is_idle)


async def test_a_try_is_followed_by_what_its_failure_asks_for(start: Callable[..., Any]) -> None:
    node = await start()
    ids = await node.add(*(make_task(do) for do in ("later", "never", "mistake", "no")))
    later, never, mistake, no = await ended(node, ids)
    assert (later.state, later.failures, len(later.attempts)) == (JobState.DONE, 0, 2)
    assert (never.state, len(never.attempts)) == (JobState.FAILED, 1)
    assert (mistake.state, len(mistake.attempts)) == (JobState.FAILED, 2)
    assert (no.state, len(no.attempts)) == (JobState.FAILED, 1)
    assert no.error is not None
    assert (no.error.code, no.error.failure) == ("PROVIDER_REJECTED", FailureClass.USER)


async def test_a_lane_waits_as_long_as_its_provider_asks(start: Callable[..., Any]) -> None:
    node = await start()
    [id] = await node.add(make_task("slow down"))
    [job] = await ended(node, [id])
    first, second = job.attempts
    assert (job.state, job.failures) == (JobState.DONE, 0)
    assert first.ended_at is not None
    assert second.intent_at - first.ended_at > timedelta(seconds=0.9)


async def test_a_lane_whose_provider_refuses_us_is_paused_until_a_person_resumes_it(
    start: Callable[..., Any],
) -> None:
    node = await start()
    [id] = await node.add(make_task("key refused"))
    await found(node, [id], lambda job: bool(job.attempts) and job.state is JobState.READY)
    status = await node.lanes.status(LANE)
    assert (status.paused, status.reason, status.depth) == (True, "Films: refuses our key", 1)
    await node.lanes.resume(LANE)
    [job] = await ended(node, [id])
    assert (job.state, job.failures) == (JobState.DONE, 0)


async def test_a_job_goes_on_elsewhere_after_its_process_was_killed(
    start: Callable[..., Any],
    engine: str,
    broker_url: str,
    mongo_url: str,
    database_name: str,
    database: Database,
) -> None:
    before = Node(database, EMBEDDED, "", PLACES)
    await before.jobs.build_indexes()
    [id] = await before.add(make_task("wait at first"))
    command = ["-m", "tests.engine_nodes", engine, broker_url, mongo_url, database_name]
    tied = ["-c", TIED_LAUNCHER, str(os.getpid()), sys.executable] if os.name == "posix" else []
    doomed = await asyncio.create_subprocess_exec(
        sys.executable, *tied, *command, stdout=asyncio.subprocess.PIPE, cwd=Path.cwd()
    )
    assert doomed.stdout is not None
    async with asyncio.timeout(PATIENCE_SECONDS):
        assert (await doomed.stdout.readline()).decode().split() == ["begun", id]
    doomed.kill()
    await doomed.wait()
    node = await start()
    [job] = await ended(node, [id])
    assert (job.state, job.failures, len(job.attempts)) == (JobState.DONE, 0, 2)
    assert node.handler.given == [{"step": 1}]


async def test_a_process_that_stops_gives_its_jobs_back_at_once(
    start: Callable[..., Any], engine: str, broker_url: str, database: Database
) -> None:
    leaving = Node(database, engine, broker_url, PLACES)
    await leaving.jobs.build_indexes()
    async with leaving.running():
        [id] = await leaving.add(make_task("wait at first"))
        await found(leaving, [id], lambda job: job.state is JobState.RUNNING)
    left = await leaving.jobs.get(id)
    assert (left.state, left.failures, left.slot) == (JobState.READY, 0, None)
    node = await start()
    [job] = await ended(node, [id])
    assert (job.state, job.failures) == (JobState.DONE, 0)


async def test_jobs_begin_by_priority_and_no_project_holds_up_another(
    start: Callable[..., Any],
) -> None:
    node = await start(places=1)
    await node.lanes.pause(LANE)
    flood, guest = new_id(), new_id()
    flooding = await node.add(*(make_task(project_id=flood) for _ in range(3)))
    [urgent] = await node.add(make_task(project_id=flood, priority=5))
    [guests] = await node.add(make_task(project_id=guest, priority=1))
    await node.lanes.resume(LANE)
    await ended(node, [*flooding, urgent, guests])
    assert [id for id, _ in node.handler.begun] == [urgent, guests, *flooding]


async def test_a_job_waits_for_those_it_needs(start: Callable[..., Any]) -> None:
    node = await start()
    parent, broken = make_task(), make_task("never")
    child = make_task(depends_on=[parent.job_id], needs=[parent.job_id])
    orphan = make_task(depends_on=[broken.job_id], needs=[broken.job_id])
    ids = await node.add(child, orphan, parent, broken)
    final = OVER | {JobState.DEPENDENCY_FAILED}
    jobs = await found(node, ids, lambda job: job.state in final)
    assert [job.state for job in jobs] == [
        *(JobState.DONE, JobState.DEPENDENCY_FAILED),
        *(JobState.DONE, JobState.FAILED),
    ]
    begun = [id for id, _ in node.handler.begun]
    assert begun.index(parent.id) < begun.index(child.id)
    assert orphan.id not in begun


async def test_a_job_does_not_begin_before_its_time(start: Callable[..., Any]) -> None:
    node = await start()
    [id] = await node.add(make_task(not_before=utc_now() + timedelta(seconds=1)))
    [job] = await ended(node, [id])
    assert job.not_before is not None
    assert job.attempts[0].intent_at >= job.not_before


async def test_a_word_that_is_lost_is_said_again(
    start: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    node = await start()
    heard: list[JobId] = []
    notify = node.engine.notify

    def losing_the_first(id: JobId, *more: Any) -> None:
        heard.append(id)
        if len(heard) > 1:
            notify(id, *more)

    monkeypatch.setattr(node.engine, "notify", losing_the_first)
    [id] = await node.add(make_task())
    assert [job.state for job in await ended(node, [id])] == [JobState.DONE]
