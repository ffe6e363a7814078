"""Every write that changes what people see of a job is another revision of the queue."""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final

import pytest

from backend.api.v1.dtos.queue_dtos import QueueJobResponse
from backend.database.client import Database
from backend.domain.failures import FailureClass
from backend.domain.ids import DraftId, JobId, ServerId, TakeId, new_id
from backend.domain.job import Job, JobError, JobOutput
from backend.domain.job_state import JobState
from backend.domain.media import MediaKind
from backend.domain.pause import Pauses
from backend.domain.waiting import WaitingCode
from backend.repositories.job_store import JobStore
from tests.factories import make_job

LONG_AGO: Final = datetime(2026, 1, 1, tzinfo=UTC)
LANE: Final = ServerId(new_id())
PARENT: Final = JobId(new_id())
BEHIND: Final = WaitingCode.BEHIND
BROKEN: Final = JobError(code="LOST", message="gone", failure=FailureClass.INFRASTRUCTURE)
OUTPUT: Final = JobOutput(take_id=TakeId(new_id()), key="a.png", kind=MediaKind.IMAGE)

Write = Callable[[JobStore, Job], Awaitable[Any]]


@pytest.fixture
async def store(mongo_url: str, database_name: str) -> AsyncIterator[JobStore]:
    database = Database(mongo_url, database_name)
    await database.connect()
    store = JobStore(database.collection(JobStore.collection_name))
    await store.build_indexes()
    yield store
    await database.close()


async def claim(store: JobStore, job: Job) -> Job:
    """Take the job for a lane, under a lease that has run out already."""
    claimed = await store.claim(
        job, LANE, "gpu", owner="me", remote_id=new_id(), seconds=-1, slots=count()
    )
    assert claimed is not None
    return claimed


MOVES: Final[dict[JobState, Write]] = {
    JobState.LEASED: claim,
    JobState.RUNNING: lambda s, j: s.posted(j.job_id, j.token, remote_id="r", applied={}),
    JobState.COLLECTING: lambda s, j: s.collecting(j.job_id, j.token),
    JobState.COMMITTED: lambda s, j: s.committed(j.job_id, j.token, [OUTPUT]),
}


async def taken(store: JobStore, to: JobState) -> Job:
    """Return a job in a state, brought there by the allowed moves."""
    if to is JobState.BLOCKED:
        return await store.enqueue(make_job(depends_on=[PARENT], needs=[PARENT]))
    job = await store.enqueue(make_job(pinned_server_id=LANE))
    if to is JobState.UNPLACEABLE:
        await store.shelve([job.job_id], "nobody can")
        return await store.get(job.id)
    if to is JobState.CANCELLED:
        return await store.cancel(job.job_id)
    for move in MOVES.values():
        if job.state is not to:
            job = await move(store, job)
    assert job.state is to
    return job


def requeue(store: JobStore, job: Job) -> Awaitable[Job]:
    return store.requeue(job.job_id, job.token, BROKEN, counted=True, delay=0, exclude_lane=False)


def rerouted(store: JobStore, job: Job) -> Awaitable[Job]:
    job = job.model_copy(update={"routes": ["cloud:together"]})
    return store.reroute(job, "cloud:together")


SEEN: Final[list[tuple[str, JobState, Write]]] = [
    ("enqueue", JobState.READY, lambda s, _: s.enqueue(make_job())),
    ("enqueue_many", JobState.READY, lambda s, _: s.enqueue_many([make_job(), make_job()])),
    ("claim", JobState.READY, claim),
    ("explain_waiting", JobState.READY, lambda s, j: s.explain_waiting([j.job_id], BEHIND, "n")),
    ("explain_paused", JobState.READY, lambda s, _: s.explain_paused(Pauses(queue=True))),
    ("cancel", JobState.RUNNING, lambda s, j: s.cancel(j.job_id)),
    ("progress", JobState.RUNNING, lambda s, j: s.progress(j.job_id, j.token, 0.5)),
    ("progress", JobState.RUNNING, lambda s, j: s.progress(j.job_id, j.token, 0, no_room="$")),
    ("requeue", JobState.RUNNING, requeue),
    ("shelve", JobState.READY, lambda s, j: s.shelve([j.job_id], "nobody can")),
    ("reopen", JobState.UNPLACEABLE, lambda s, _: s.reopen()),
    ("release_children", JobState.BLOCKED, lambda s, _: s.release_children(PARENT, "a.png")),
    ("give_up_blocked", JobState.BLOCKED, lambda s, j: s.give_up_blocked(j.job_id, BROKEN)),
    ("cancel_blocked", JobState.BLOCKED, lambda s, j: s.cancel_blocked(j.job_id, BROKEN)),
    ("prioritise", JobState.READY, lambda s, j: s.prioritise(j.job_id, 7)),
    ("fail", JobState.RUNNING, lambda s, j: s.fail(j.job_id, j.token, BROKEN)),
    ("committed", JobState.COLLECTING, MOVES[JobState.COMMITTED]),
    ("done", JobState.COMMITTED, lambda s, j: s.done(j.job_id)),
    ("spoiled", JobState.COMMITTED, lambda s, j: s.spoiled(j.job_id, BROKEN)),
    ("retry", JobState.CANCELLED, lambda s, j: s.retry(j.job_id)),
    ("update", JobState.READY, lambda s, j: s.update(j.id, {"priority": 7})),
    ("create", JobState.READY, lambda s, _: s.create(make_job())),
    ("create_many", JobState.READY, lambda s, _: s.create_many([make_job()])),
    ("create_missing", JobState.READY, lambda s, _: s.create_missing([make_job()])),
    ("update_each", JobState.READY, lambda s, j: s.update_each({j.id: {"priority": 7}}, None)),
    ("reroute", JobState.READY, rerouted),
    ("unpin", JobState.READY, lambda s, _: s.unpin([LANE])),
    ("delete", JobState.READY, lambda s, j: s.delete(j.id)),
    ("delete_all", JobState.READY, lambda s, j: s.delete_all({"project_id": j.project_id})),
]
UNSEEN: Final[list[tuple[str, JobState, Write]]] = [
    ("adopt", JobState.LEASED, lambda s, j: s.adopt(j, owner="other", seconds=9)),
    ("posted", JobState.LEASED, MOVES[JobState.RUNNING]),
    ("delivered", JobState.RUNNING, lambda s, j: s.delivered(j.job_id, j.token, applied={})),
    ("collecting", JobState.RUNNING, MOVES[JobState.COLLECTING]),
    ("cleaned_up", JobState.CANCELLED, lambda s, j: s.cleaned_up(j.job_id)),
    ("renew", JobState.RUNNING, lambda s, _: s.renew("me", 30)),
    ("release", JobState.RUNNING, lambda s, _: s.release("me")),
    ("let_go", JobState.RUNNING, lambda s, j: s.let_go(j.job_id, j.token)),
    ("hold", JobState.READY, lambda s, j: s.hold([j.job_id])),
    ("readmit_lanes", JobState.READY, lambda s, j: s.readmit_lanes([j.job_id])),
    ("vacate_unreadable", JobState.RUNNING, lambda s, _: s.vacate_unreadable()),
    ("explain_resumed", JobState.READY, lambda s, _: s.explain_resumed(None)),
    ("wake_draft", JobState.READY, lambda s, _: s.wake_draft(DraftId(new_id()))),
]
READS: Final = (
    "candidates",
    "children",
    "count",
    "find",
    "get",
    "ids",
    "list",
    "position",
    "read_",
    "revision",
    "settled",
    "slots",
    "standing",
    "states",
    "stored",
    "tokens",
    "waiting",
    "media_keys",
    "build_indexes",
)


async def shown(store: JobStore) -> list[dict[str, Any]]:
    """Return the jobs as a poll shows them, but for the time of the last change."""
    return [
        QueueJobResponse.of(job, await store.position(job)).model_dump(exclude={"updated_at"})
        for job in await store.list()
    ]


@pytest.mark.parametrize(("name", "state", "write"), SEEN)
async def test_what_people_see_has_another_revision(
    store: JobStore, name: str, state: JobState, write: Write
) -> None:
    job = await taken(store, state)
    await store._collection.update_many({}, {"$set": {"updated_at": LONG_AGO}})
    before, known = await shown(store), await store.revision()
    await write(store, job)
    assert await shown(store) != before
    assert await store.revision() != known


@pytest.mark.parametrize(("name", "state", "write"), UNSEEN)
async def test_what_nobody_sees_shows_nothing_new(
    store: JobStore, name: str, state: JobState, write: Write
) -> None:
    job = await taken(store, state)
    before = await shown(store)
    await write(store, job)
    assert await shown(store) == before


async def test_the_end_of_a_pause_is_seen(store: JobStore) -> None:
    await taken(store, JobState.READY)
    await store.explain_paused(Pauses(queue=True))
    await store._collection.update_many({}, {"$set": {"updated_at": LONG_AGO}})
    known = await store.revision()
    await store.explain_resumed(None)
    assert [job["waiting"] for job in await shown(store)] == [None]
    assert await store.revision() != known


def test_no_write_is_forgotten_here() -> None:
    methods = {name for name, _ in inspect.getmembers(JobStore, inspect.iscoroutinefunction)}
    writes = {name for name in methods if not name.startswith(("_", *READS))}
    assert writes == {name for name, *_ in (*SEEN, *UNSEEN)}
