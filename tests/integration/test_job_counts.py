"""Jobs counted per status on a real mongod: those that are listed, without looking at each."""

import json
from collections.abc import AsyncIterator

import pytest
from pymongo import MongoClient

from backend.database.client import Database
from backend.domain.job import SERVERS, Job, JobTarget, Task
from backend.domain.job_state import STATUS_OF, JobStatus
from backend.domain.task_lane import EXPORT, EXPORTS
from backend.repositories.job_counts import counts_of
from backend.repositories.job_store import JobStore

SQUARE = JobTarget(width=64, height=64, seconds=1.0)
EACH = 3


@pytest.fixture
async def store(mongo_url: str, database_name: str) -> AsyncIterator[JobStore]:
    """A store with so many jobs in each state, on the lanes of servers and of exports."""
    database = Database(mongo_url, database_name)
    await database.connect()
    collection = database.collection(JobStore.collection_name)
    store = JobStore(collection)
    await store.build_indexes()
    for state, status in STATUS_OF.items():
        for lane, task in ((SERVERS, None), (EXPORTS, Task(kind=EXPORT))):
            made = [
                Job(prompt="", seed=1, target=SQUARE, lane_group=lane, task=task)
                for _ in range(EACH)
            ]
            await store.enqueue_many(made)
            moved = {"$set": {"state": state, "status": status}}
            await collection.update_many({"_id": {"$in": [job.id for job in made]}}, moved)
    yield store
    await database.close()


async def test_jobs_are_counted_by_status_but_for_exports(store: JobStore) -> None:
    states = list(STATUS_OF.values())
    expected = {status: EACH * states.count(status) for status in JobStatus}
    assert await store.count_per_status() == expected
    asked = (JobStatus.PENDING, JobStatus.FAILED)
    assert await store.count_per_status(asked) == {each: expected[each] for each in asked}


async def test_no_job_is_looked_at_to_be_counted(
    store: JobStore, mongo_url: str, database_name: str
) -> None:
    stages = counts_of(store.collection_name, JobStatus)
    command = {"aggregate": store.collection_name, "pipeline": stages, "cursor": {}}
    with MongoClient[dict[str, object]](mongo_url) as client:
        explain = {"explain": command, "verbosity": "queryPlanner"}
        plan = json.dumps(client[database_name].command(explain), default=str)
    assert plan.count('"COUNT_SCAN"') == len(JobStatus)
    assert '"COLLSCAN"' not in plan
