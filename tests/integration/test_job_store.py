"""The moves of a job on a real mongod: each is won once, and an old token wins nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count
from typing import Any

import pytest

from backend.database.client import Database
from backend.domain.errors import ConflictError
from backend.domain.failures import FailureClass
from backend.domain.ids import ClipId, JobId, ProjectId, ServerId, TakeId, derived_id, is_id, new_id
from backend.domain.job import Job, JobError, JobOutput, JobTarget
from backend.domain.job_state import CANCELLABLE, HELD, RETRYABLE, JobState, JobStatus
from backend.domain.media import MediaKind
from backend.domain.pause import PROJECT_PAUSED, QUEUE_PAUSED, Pauses
from backend.repositories.job_pipeline import ATTEMPTS_KEPT
from backend.repositories.job_store import JobStore, LaneFullError, LeaseLostError

LANE = ServerId(new_id())
OWNER = "process-1"
BROKEN = JobError(code="JOB_LOST", message="gone", failure=FailureClass.INFRASTRUCTURE)


def make_job(**fields: Any) -> Job:
    return Job(
        **{
            "prompt": "a red fox",
            "clip_id": ClipId(new_id()),
            "project_id": ProjectId("p"),
            "seed": 1,
            "target": JobTarget(width=1920, height=1080, seconds=2.0),
            **fields,
        }
    )


@pytest.fixture
async def store(mongo_url: str, database_name: str) -> AsyncIterator[JobStore]:
    database = Database(mongo_url, database_name)
    await database.connect()
    store = JobStore(database.collection(JobStore.collection_name))
    await store.build_indexes()
    yield store
    await database.close()


def text_of(job: Job) -> str | None:
    return job.waiting.text if job.waiting else None


async def claim(store: JobStore, job: Job, *, owner: str = OWNER, seconds: float = 30) -> Job:
    claimed = await store.claim(
        job,
        LANE,
        "gpu-1",
        owner=owner,
        remote_id=derived_id(job.id, 1),
        seconds=seconds,
        slots=count(),
    )
    assert claimed is not None
    return claimed


async def bring_to(store: JobStore, state: JobState) -> Job:
    """Return a fresh job in the asked state, moved there by the allowed moves."""
    if state in {JobState.BLOCKED, JobState.DEPENDENCY_FAILED}:
        return await bring_behind(store, state)
    job = await store.enqueue(make_job())
    if state is JobState.UNPLACEABLE:
        await store.shelve([job.job_id], "nobody can")
        return await store.get(job.id)
    if state is JobState.CANCELLED:
        return await store.cancel(job.job_id)
    if state is JobState.READY:
        return job
    return await bring_on(store, await claim(store, job), state)


async def bring_behind(store: JobStore, state: JobState) -> Job:
    """Return a job that needs another one, blocked by it or failed with it."""
    behind = [JobId(new_id())]
    job = await store.enqueue(make_job(depends_on=behind, needs=behind))
    if state is JobState.BLOCKED:
        return job
    return await store.give_up_blocked(job.job_id, BROKEN) or job


async def bring_on(store: JobStore, job: Job, state: JobState) -> Job:
    """Move a granted job on until it is in the state."""
    if state in {JobState.FAILED, JobState.QUARANTINED}:
        quarantined = state is JobState.QUARANTINED
        return await store.fail(job.job_id, job.token, BROKEN, quarantined=quarantined)
    steps: dict[JobState, Callable[[], Awaitable[Job | None]]] = {
        JobState.RUNNING: lambda: store.posted(job.job_id, job.token, remote_id="r", applied={}),
        JobState.COLLECTING: lambda: store.collecting(job.job_id, job.token),
        JobState.COMMITTED: lambda: store.committed(job.job_id, job.token, []),
        JobState.DONE: lambda: store.done(job.job_id),
    }
    moved: Job | None = job
    for reached, step in steps.items():
        if moved is None or moved.state is state:
            break
        moved = await step()
        assert moved is None or moved.state is reached
    return moved or job


async def test_enqueue_keeps_texts_that_look_like_database_expressions(store: JobStore) -> None:
    params = {"$name": "$$ROOT", "a.b": {"c.d": "$x"}, "plain": "$5 bill"}
    await store.enqueue(job := make_job(prompt="$$NOW $prompt", params=params))
    stored = await store.get(job.id)
    assert (stored.prompt, stored.params) == ("$$NOW $prompt", params)


async def test_enqueueing_twice_changes_nothing(store: JobStore) -> None:
    first = await store.enqueue(job := make_job())
    await claim(store, first)
    again = await store.enqueue(job)
    assert (again.state, again.created_at) == (JobState.LEASED, first.created_at)
    assert await store.count() == 1


async def test_of_many_claimers_exactly_one_wins(store: JobStore) -> None:
    job = await store.enqueue(make_job())
    claims = [
        store.claim(
            job, LANE, "gpu", owner=f"process-{n}", remote_id="r", seconds=30, slots=count()
        )
        for n in range(20)
    ]
    winners = [claimed for claimed in await asyncio.gather(*claims) if claimed]
    assert len(winners) == 1
    assert (winners[0].token, len(winners[0].attempts)) == (1, 1)


async def test_no_two_jobs_have_one_place_at_a_server(store: JobStore) -> None:
    jobs = [await store.enqueue(make_job()) for _ in range(5)]

    async def take(job: Job) -> Job | None:
        try:
            return await store.claim(
                job, LANE, "gpu", owner=OWNER, remote_id="r", seconds=30, slots=range(2)
            )
        except LaneFullError:
            return None

    held = [job for job in await asyncio.gather(*map(take, jobs)) if job]
    assert sorted(job.slot or 0 for job in held) == [0, 1]
    assert await store.slots_taken(LANE) == {0, 1}
    left = [job for job in jobs if job.id not in {each.id for each in held}]
    assert await take(left[0]) is None
    await store.posted(held[0].job_id, held[0].token, remote_id="r", applied={})
    assert await take(left[0]) is None
    fetched = await store.collecting(held[0].job_id, held[0].token)
    assert fetched.slot is None
    assert (again := await take(left[0])) is not None
    assert again.slot == held[0].slot
    assert (await store.cancel(again.job_id)).slot is None


async def test_jobs_are_told_of_a_pause_and_of_its_end(store: JobStore) -> None:
    held = await store.enqueue(make_job(project_id=ProjectId("held")))
    free = await store.enqueue(make_job())
    assert await ready_ids(store) == {held.id, free.id}
    await store.explain_paused(Pauses(projects=frozenset({ProjectId("held")})))
    assert text_of(await store.get(held.id)) == PROJECT_PAUSED
    await store.explain_paused(Pauses(queue=True))
    assert text_of(await store.get(free.id)) == QUEUE_PAUSED
    await store.explain_resumed(None)
    assert (await store.get(held.id)).waiting is None


@pytest.mark.parametrize(
    ("pauses", "others"),
    [
        (Pauses(queue=True), {"waiting.text": {"$ne": QUEUE_PAUSED}}),
        (
            Pauses(projects=frozenset({ProjectId("held")})),
            {"project_id": {"$in": ["held"]}, "waiting.text": {"$ne": PROJECT_PAUSED}},
        ),
    ],
)
async def test_those_who_know_of_a_pause_are_not_read_again(
    store: JobStore, pauses: Pauses, others: dict[str, Any]
) -> None:
    await store.enqueue_many([make_job(project_id=ProjectId("held")) for _ in range(50)])
    await store.explain_paused(pauses)
    assert {text_of(job) for job in await store.list()} == {others["waiting.text"]["$ne"]}
    plan = await store._collection.explain({**others, "state": JobState.READY})
    used = plan["queryPlanner"]["winningPlan"]["inputStage"]
    assert used["keyPattern"] == {"waiting.text": 1, "project_id": 1}


async def test_a_claim_writes_the_attempt_before_anything_is_sent(store: JobStore) -> None:
    claimed = await claim(store, await store.enqueue(make_job()))
    attempt = claimed.attempts[-1]
    assert is_id(attempt.remote_id)
    assert (attempt.n, attempt.token, attempt.posted_at) == (1, 1, None)
    assert (claimed.status, claimed.server_name) == (JobStatus.PROCESSING, "gpu-1")


async def test_priority_counts_as_waiting_and_age_still_matters(store: JobStore) -> None:
    low = await store.enqueue(make_job(priority=-1))
    plain = await store.enqueue(make_job())
    high = await store.enqueue(make_job(priority=2))
    assert await store.waiting_ids(10) == [high.id, plain.id, low.id]
    assert [await store.position(job) for job in (high, plain, low)] == [1, 2, 3]


async def test_jobs_of_one_moment_have_places_of_their_own(store: JobStore) -> None:
    jobs = [await store.enqueue(make_job()) for _ in range(6)]
    moment = {"order_key": jobs[0].order_key, "created_at": jobs[0].created_at}
    await store._collection.update_many({}, {"$set": moment})
    at_once = [await store.get(id) for id in await store.waiting_ids(10)]
    assert [await store.position(job) for job in at_once] == [1, 2, 3, 4, 5, 6]


async def test_a_job_tried_very_often_does_not_grow_for_ever(store: JobStore) -> None:
    job = await store.enqueue(make_job())
    for _ in range(ATTEMPTS_KEPT + 5):
        held = await claim(store, job)
        job = await store.requeue(
            held.job_id, held.token, BROKEN, counted=False, delay=0, exclude_lane=False
        )
    numbers = [attempt.n for attempt in job.attempts]
    assert numbers == list(range(6, ATTEMPTS_KEPT + 6))
    assert {attempt.outcome for attempt in job.attempts} == {"gone"}


async def test_a_committed_job_can_only_be_finished_or_lose_its_files(store: JobStore) -> None:
    job = await bring_to(store, JobState.COMMITTED)
    with pytest.raises(LeaseLostError):
        await store.requeue(
            job.job_id, job.token, BROKEN, counted=True, delay=0, exclude_lane=False
        )
    failed = await store.spoiled(job.job_id, BROKEN)
    assert failed is not None
    assert (failed.state, failed.error) == (JobState.FAILED, BROKEN)
    assert await store.done(job.job_id) is None


@pytest.mark.parametrize("state", sorted(JobState))
async def test_cancel_ends_every_open_state_and_no_other(store: JobStore, state: JobState) -> None:
    job = await bring_to(store, state)
    if state in CANCELLABLE:
        cancelled = await store.cancel(job.job_id)
        assert cancelled.state is JobState.CANCELLED
        assert cancelled.token == job.token + 1
        assert cancelled.cleanup_due is (state in HELD)
    else:
        with pytest.raises(ConflictError, match=job.status):
            await store.cancel(job.job_id)


@pytest.mark.parametrize("state", sorted(HELD))
async def test_nothing_can_be_written_after_a_cancel(store: JobStore, state: JobState) -> None:
    job = await bring_to(store, state)
    await store.cancel(job.job_id)
    id, token = job.job_id, job.token
    late_writes = (
        lambda: store.posted(id, token, remote_id="r", applied={}),
        lambda: store.collecting(id, token),
        lambda: store.committed(id, token, []),
        lambda: store.progress(id, token, 0.5),
        lambda: store.fail(id, token, BROKEN),
        lambda: store.requeue(id, token, BROKEN, counted=True, delay=0, exclude_lane=False),
    )
    for write in late_writes:
        with pytest.raises(LeaseLostError):
            await write()
    assert (await store.get(job.id)).state is JobState.CANCELLED


async def test_a_superseded_holder_is_refused_and_the_new_one_commits(store: JobStore) -> None:
    old = await claim(store, await store.enqueue(make_job()), seconds=-1)
    assert [job.id for job in await store.list_astray("process-2")] == [old.id]
    new = await store.adopt(old, owner="process-2", seconds=30)
    assert new is not None
    assert await store.adopt(old, owner="process-3", seconds=30) is None
    with pytest.raises(LeaseLostError):
        await store.posted(old.job_id, old.token, remote_id="r", applied={})
    await store.posted(new.job_id, new.token, remote_id="r", applied={})
    await store.collecting(new.job_id, new.token)
    output = JobOutput(take_id=TakeId("t"), key="k", kind=MediaKind.IMAGE)
    committed = await store.committed(new.job_id, new.token, [output])
    assert (committed.outputs, committed.lease) == ([output], None)


async def test_renewal_keeps_jobs_and_release_gives_them_up(store: JobStore) -> None:
    job = await claim(store, await store.enqueue(make_job()), seconds=-1)
    await store.renew(OWNER, 30)
    assert await store.list_astray("process-2") == []
    await store.release(OWNER)
    assert [expired.id for expired in await store.list_astray("process-2")] == [job.id]


async def ready_ids(store: JobStore) -> set[str]:
    """Return the jobs that could be granted."""
    reading = await store.read_waiting([], depth=10)
    return {head.id for head in reading.heads} if reading else set()


async def test_a_requeued_job_waits_out_its_delay_and_keeps_its_place(store: JobStore) -> None:
    job = await claim(store, await store.enqueue(make_job()))
    back = await store.requeue(
        job.job_id, job.token, BROKEN, counted=True, delay=60, exclude_lane=True
    )
    assert (back.state, back.failures, back.excluded_lanes) == (JobState.READY, 1, [LANE])
    assert back.order_key == job.order_key
    assert back.attempts[-1].failure is FailureClass.INFRASTRUCTURE
    assert await ready_ids(store) == set()
    at_once = await claim(store, await store.enqueue(make_job()))
    await store.requeue(
        at_once.job_id, at_once.token, BROKEN, counted=False, delay=0, exclude_lane=False
    )
    assert await ready_ids(store) == {at_once.id}


@pytest.mark.parametrize("state", sorted(JobState))
async def test_retry_begins_a_new_round_of_what_is_over_badly(
    store: JobStore, state: JobState
) -> None:
    job = await bring_to(store, state)
    if state in RETRYABLE:
        again = await store.retry(job.job_id)
        assert (again.state, again.round, again.failures) == (JobState.READY, 1, 0)
        assert (again.error, again.attempts) == (None, job.attempts)
    else:
        with pytest.raises(ConflictError):
            await store.retry(job.job_id)


async def test_no_claim_sweep_or_poll_scans_the_collection(store: JobStore) -> None:
    queries: list[tuple[dict[str, Any], Any]] = [
        ({"state": JobState.READY}, (("order_key", 1), ("created_at", 1), ("_id", 1))),
        ({"status": {"$in": ["completed", "pending"]}}, (("created_at", -1), ("_id", -1))),
        ({"project_id": "x"}, (("created_at", -1), ("_id", -1))),
        ({"clip_id": "x"}, (("created_at", -1), ("_id", -1))),
        ({"cleanup_due": True}, None),
    ]
    for filter, sort in [*queries, *await asked_by(store)]:
        plan = await store._collection.explain(filter, sort=sort)
        assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"]), filter


async def asked_by(store: JobStore) -> list[tuple[dict[str, Any], Any]]:
    """Return what the queue's own reads ask of the database."""
    job = await store.enqueue(make_job())
    asked: list[tuple[dict[str, Any], Any]] = []
    collection = store._collection

    class Noting:
        async def find(self, filter: Any, *, sort: Any = None, **_: Any) -> list[Any]:
            asked.append((filter, sort))
            return []

        async def count(self, filter: Any) -> int:
            asked.append((filter, None))
            return 0

    store._collection = Noting()  # type: ignore[assignment]
    await store.list_astray("x", [job.job_id])
    await store.list_committed(seconds_ago=5)
    await store.list_cleanup_due()
    await store.waiting_ids(10)
    await store.position(job)
    await store.tokens_of([job.job_id])
    await store.ids_open({"project_id": "x"})
    await store.ids_waiting_behind(job.job_id)
    await store.ids_given_up_behind(job.job_id)
    await store.list_too_big()
    await store.states_of([job.job_id])
    store._collection = collection
    return asked
