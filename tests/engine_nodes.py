"""Processes that run tasks, for tests of engines: each with a scripted handler on a lane of two.

`python -m tests.engine_nodes ENGINE BROKER_URL DATABASE_URL DATABASE_NAME` is such a process; it
says what it begins with, so that it can be killed in the middle.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from backend.database.client import Database
from backend.domain.errors import (
    ProviderAuthError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    StorageFullError,
)
from backend.domain.ids import JobId
from backend.domain.job import Job, Task
from backend.events.hub import EventHub
from backend.observability.metrics import Metrics
from backend.repositories.account_repository import AccountRepository
from backend.repositories.event_repository import EventRepository
from backend.repositories.job_tasks import JobTasks
from backend.repositories.ledger_repository import LedgerRepository
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.task_lane_repository import TaskLaneRepository
from backend.services.budget_service import BudgetService
from backend.services.queue.dependants import Dependants
from backend.services.queue.engine import TaskEngine
from backend.services.tasks.embedded_engine import EmbeddedEngine
from backend.services.tasks.handler import Done, Fail, Outcome, Retry, RunContext, TaskLane
from backend.services.tasks.task_dispatch import TaskDispatch
from backend.services.tasks.task_lanes import TaskLanes
from backend.services.tasks.task_run import RunTools
from backend.services.tasks.task_runner import TaskRunner
from backend.settings import MongoDriver
from tests.factories import make_job

LANE, PLACES = "tests", 2
LEASE_SECONDS = 2.0
LOOK_SECONDS = 0.3
EMBEDDED = "embedded"
REFUSALS = {
    "key refused": ProviderAuthError("Films", "refuses our key"),
    "slow down": ProviderRateLimitedError("Films", "asks us to wait", retry_after=1.0),
    "no": ProviderRejectedError("Films", "does not make that"),
}

Script = Callable[[Job, RunContext], Awaitable[Outcome]]


def make_task(do: str = "work", **fields: Any) -> Job:
    """Return a job for the scripted handler."""
    return make_job(
        clip_id=None, lane_group=LANE, task=Task(kind="test", arguments={"do": do}), **fields
    )


@dataclass
class ScriptedHandler:
    """Does what a job's argument says, and keeps in mind what it did."""

    kind: str = "test"
    begun: list[tuple[str, int]] = field(default_factory=list)
    """Job and token of each run."""
    at_once: int = 0
    most_at_once: int = 0
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    given: list[dict[str, Any]] = field(default_factory=list)
    """What each run was told that earlier ones had remembered."""

    async def run(self, job: Job, ctx: RunContext) -> Outcome:
        """Play a part."""
        self.begun.append((job.id, ctx.token))
        self.given.append(dict(ctx.remembered))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await self._play(job, ctx)
        finally:
            self.at_once -= 1

    async def _play(self, job: Job, ctx: RunContext) -> Outcome:
        assert job.task is not None
        do = job.task.arguments["do"]
        first = ctx.attempt == 1
        if do == "wait" or (do == "wait at first" and first):
            await ctx.remember(step=ctx.attempt)
            print("begun", job.id, flush=True)  # noqa: T201 - whoever kills the process waits for it
            await self.go_on.wait()
        if do == "work":
            await asyncio.sleep(0.02)
        if do == "later" and first:
            return Retry(0.3, StorageFullError("the disk is full"))
        if do == "never":
            return Fail(REFUSALS["no"])
        if do in REFUSALS and first:
            raise REFUSALS[do]
        if do == "mistake":
            raise KeyError("oops")
        await ctx.progress(0.5)
        return Done(result={"token": ctx.token})


class _Closing:
    """Closes jobs without media."""

    def __init__(self, jobs: JobTasks) -> None:
        self._jobs = jobs

    async def record(self, job: Job) -> Job | None:
        """Note that the job is done."""
        return await self._jobs.done(job.job_id)


def _purse(database: Database, jobs: JobTasks) -> BudgetService:
    return BudgetService(
        AccountRepository(database.collection(AccountRepository.collection_name)),
        LedgerRepository(database.collection(LedgerRepository.collection_name)),
        ProjectRepository(database.collection(ProjectRepository.collection_name)),
        jobs,
        lambda _lane, _kind, _usd: None,
    )


class Node:
    """One process's share of the task lanes."""

    def __init__(self, database: Database, engine: str, broker_url: str, places: int) -> None:
        self.handler = ScriptedHandler()
        self.jobs = JobTasks(database.collection(JobTasks.collection_name))
        states = TaskLaneRepository(database.collection(TaskLaneRepository.collection_name))
        pauses = PauseRepository(database.collection(PauseRepository.collection_name))
        events = EventRepository(database.collection("events"), database.collection("counters"))
        hub = EventHub(events)
        lane = TaskLane(LANE, "Films", places, [self.handler])
        purse = _purse(database, self.jobs)
        self.lanes = TaskLanes(
            self.jobs, states, pauses, [lane], purse, lease_seconds=LEASE_SECONDS
        )
        tools = RunTools(
            self.jobs, self.lanes, _Closing(self.jobs), purse, Metrics().paid, hub, LEASE_SECONDS
        )
        self.runner = TaskRunner(tools, on_end=lambda: self.dispatch.wake())
        self._broker_url = broker_url
        self._places = places
        self.engine = self._engine(engine)
        self.dispatch = TaskDispatch(self.lanes, self.runner, self.engine)
        Dependants(self.jobs, hub, wake=self.dispatch.wake)

    def _engine(self, name: str) -> TaskEngine:
        if name == EMBEDDED:
            return EmbeddedEngine(self.runner)
        from backend.services.tasks.celery_engine import CeleryEngine

        return CeleryEngine(self.runner, self._broker_url, look_seconds=LOOK_SECONDS)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Node"]:
        """Work while the block lasts."""
        async with AsyncExitStack() as stack:
            if not isinstance(self.engine, EmbeddedEngine):
                from backend.services.tasks.celery_worker import CeleryWorker

                worker = CeleryWorker(self.runner, self._broker_url, threads=self._places)
                await worker.start()
                stack.push_async_callback(worker.stop)
            await self.dispatch.start()
            stack.push_async_callback(self.dispatch.stop)
            yield self

    async def add(self, *jobs: Job) -> list[JobId]:
        """Queue jobs."""
        for job in jobs:
            await self.jobs.enqueue(job)
        self.dispatch.wake()
        return [job.job_id for job in jobs]


async def _main(engine: str, broker_url: str, database_url: str, database_name: str) -> None:
    database = Database(database_url, database_name, MongoDriver.PYMONGO)
    await database.connect()
    async with Node(database, engine, broker_url, PLACES).running():
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
