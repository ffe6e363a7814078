"""One run of one task: the work, the lease beside it, and what is written down at its end."""

import asyncio
import contextlib
import functools
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from backend.database.tasks import end_tasks
from backend.domain.errors import (
    DatabaseUnavailableError,
    NodeFailedError,
    ProviderError,
    ServiceUnavailableError,
    StorageFullError,
    StoryCanvasError,
)
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId
from backend.domain.job import Job, JobError
from backend.domain.job_state import FINAL, HELD, JobState
from backend.events.hub import EventHub
from backend.events.types import QueueUpdate
from backend.observability.paid_metrics import PaidMetrics
from backend.repositories.job_store import LeaseLostError
from backend.repositories.job_tasks import JobTasks
from backend.services.queue.ending import end_try
from backend.services.queue.retry import classify, decide
from backend.services.tasks.handler import Abandons, Done, Fail, Later, Outcome, Retry
from backend.services.tasks.task_lanes import Granted, Purse, TaskLanes

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 1.0
"""So soon a run learns that its job was cancelled elsewhere."""
PROGRESS_SECONDS: Final = 1.0
RETRY_PAUSE: Final = 1.0
DISK_PAUSE: Final = 10.0
AWAY_PAUSE: Final = 5.0
DATABASE_PATIENCE: Final = 60.0
PARTING_SECONDS: Final = 5.0

STOPPED: Final = JobError(
    code="STOPPED", message="the process stops", failure=FailureClass.INFRASTRUCTURE
)


class Recorder(Protocol):
    """Who closes a job whose outcome is decided."""

    async def record(self, job: Job) -> Job | None:
        """Add what was made to where it belongs, and note that it is done."""


@dataclass(frozen=True)
class RunTools:
    """What all runs of a process share."""

    store: JobTasks
    lanes: TaskLanes
    recorder: Recorder
    purse: Purse
    measures: PaidMetrics
    hub: EventHub
    lease_seconds: float


class TaskRun:
    """A granted job on its way; its handler knows it as its RunContext."""

    def __init__(self, granted: Granted, tools: RunTools) -> None:
        self.job = granted.job
        self._lane = granted.lane
        self._handler = granted.handler
        self._tools = tools
        self._store = tools.store
        task = granted.job.task
        fresh = task is None or task.remembered_in != granted.job.round
        self._remembered: dict[str, Any] = {} if fresh or task is None else task.remembered
        self._noted_at = float("-inf")
        self._stopping = False
        self._work: asyncio.Task[None] | None = None

    @property
    def token(self) -> int:
        """The fencing token."""
        return self.job.token

    @property
    def attempt(self) -> int:
        """The number of the try."""
        return self.job.attempts[-1].n

    @property
    def remembered(self) -> Mapping[str, Any]:
        """What earlier tries of this round remembered."""
        return self._remembered

    async def progress(self, fraction: float) -> None:
        """Note how far it is, at most once a second."""
        now = asyncio.get_running_loop().time()
        if now - self._noted_at < PROGRESS_SECONDS:
            return
        self._noted_at = now
        shown = min(max(fraction, self.job.progress), 0.99)
        await self._store.progress(self.job.job_id, self.token, shown)
        self._became(self.job.model_copy(update={"progress": shown}))

    async def remember(self, **state: Any) -> None:
        """Keep this for the case that the run is cut short."""
        remembered = {**self._remembered, **state}
        await self._store.remember(self.job.job_id, self.token, remembered)
        self._remembered = remembered
        if self.job.task is not None:
            news = {"remembered": remembered, "remembered_in": self.job.round}
            self.job = self.job.model_copy(update={"task": self.job.task.model_copy(update=news)})

    async def run(self) -> None:
        """Run to the end, or until somebody else decides about the job."""
        self._work = asyncio.create_task(self._tried(), name=f"task {self.job.id}")
        lease = asyncio.create_task(self._keep_lease(self._work), name=f"lease {self.job.id}")
        try:
            await asyncio.wait([self._work])
        finally:
            await end_tasks([lease, self._work])
        if self.job.state is JobState.COMMITTED:
            self.job = await self._tools.recorder.record(self.job) or self.job
        elif self._stopping:
            await self._give_back()
        elif self.job.state in HELD:
            await self._abandon()

    def drop(self) -> None:
        """Stop working: the job was cancelled."""
        if self._work is not None:
            self._work.cancel()

    def stop(self) -> None:
        """Stop working and give the job back: this process ends."""
        self._stopping = True
        self.drop()

    async def _tried(self) -> None:
        try:
            started = await self._store.posted(
                self.job.job_id, self.token, remote_id=self.job.attempts[-1].remote_id, applied={}
            )
            self._became(started)
            await self._end(await self._outcome())
        except LeaseLostError:
            log.info("job %s is no longer ours", self.job.id)
        except DatabaseUnavailableError:
            log.warning("job %s is left to its lease: the database is away", self.job.id)

    async def _outcome(self) -> Outcome | ProviderError:
        try:
            return await self._handler.run(self.job, self)
        except ProviderError as error:
            return error
        except StorageFullError as error:
            return Retry(DISK_PAUSE, error)
        except ServiceUnavailableError as error:
            return Retry(AWAY_PAUSE, error)
        except StoryCanvasError as error:
            return Fail(error)
        except LeaseLostError:
            raise
        except Exception as bug:  # whatever a handler does wrong must end its job, not the process
            log.exception("job %s: its handler failed", self.job.id)
            return NodeFailedError(self._lane.label, f"failed unexpectedly ({type(bug).__name__})")

    async def _end(self, outcome: Outcome | ProviderError) -> None:
        """Write down how it ended, however long the database is away meanwhile."""
        match outcome:
            case Done():
                await self._commit(outcome)
            case Retry(after, why):
                await self._requeue(_told(why, FailureClass.STORAGE), after)
            case Later(after, what):
                put_off = functools.partial(self._store.put_off, delay=after, why=what)
                self._became(await self._insist(put_off))
            case Fail(why, failure):
                told = _told(why, failure)
                self._became(
                    await self._insist(lambda id, token: self._store.fail(id, token, told))
                )
                await self._tools.purse.settle(self.job)
            case error:
                await self._decide(error)

    async def _commit(self, done: Done) -> None:
        applied, result, outputs = dict(done.applied), dict(done.result), list(done.outputs)
        cost = (done.charge.usd, done.charge.estimated) if done.charge else None
        worked = functools.partial(self._store.worked, applied=applied, result=result, cost=cost)
        self._became(await self._insist(worked))
        self.job = await self._insist(functools.partial(self._store.committed, outputs=outputs))
        self._measure("completed", done.charge.usd if done.charge else 0.0)
        await self._tools.lanes.works(self._lane)

    async def _requeue(self, why: JobError, after: float) -> None:
        again = functools.partial(
            self._store.requeue, error=why, counted=False, delay=after, exclude_lane=False
        )
        self._became(await self._insist(again))

    async def _decide(self, error: ProviderError) -> None:
        failure = classify(error, accepted=any(self._remembered.values()))
        decision = decide(self.job, error, failure)
        told = {"error_code": error.code}
        log.warning("job %s failed: %s (%s)", self.job.id, error.message, failure, extra=told)
        await self._tools.lanes.troubled(self._lane, error, failure)
        self._became(
            await self._insist(
                lambda _id, _token: end_try(self._store, self.job, error, failure, decision)
            )
        )
        self._measure(failure)
        if self.job.state in FINAL:
            await self._tools.purse.settle(self.job)
        elif self._lane.is_paid:
            self._tools.measures.retried(self._lane.name)

    def _measure(self, outcome: str, usd: float = 0.0) -> None:
        if self._lane.is_paid:
            self._tools.measures.called(self._lane.name, self.job.kind, outcome)
            self._tools.measures.charged(self._lane.name, self.job.kind, usd)

    async def _give_back(self) -> None:
        """Let another process go on at once; if that cannot be said, the lease says it later."""
        try:
            await self._requeue(STOPPED, 0)
        except (LeaseLostError, DatabaseUnavailableError):
            log.info("job %s is left to its lease", self.job.id)

    async def _abandon(self) -> None:
        """If nobody goes on with the job, have what was begun elsewhere stopped, and pay for it."""
        if not isinstance(self._handler, Abandons):
            return
        found = await self._store.find_by_id(self.job.id)
        if found and found.round == self.job.round and found.state is not JobState.CANCELLED:
            return
        job, stopped = self.job.model_copy(update={"state": JobState.CANCELLED}), False
        with contextlib.suppress(ProviderError, TimeoutError):
            async with asyncio.timeout(PARTING_SECONDS):
                stopped = await self._handler.abandon(job)
        if stopped:
            await self._store.stopped(job.job_id, job.round)
        await self._tools.purse.settle(job, stopped=stopped)

    async def _keep_lease(self, work: asyncio.Task[None]) -> None:
        """Stop the work once the job is not ours, or that cannot be known any more.

        Our own clock that never jumps decides when a lease that was not renewed must be doubted:
        well before the database lets another process have the job.
        """
        lease, clock = self._tools.lease_seconds, asyncio.get_running_loop().time
        renewed, ours = clock(), True
        while ours and clock() < renewed + lease * 2 / 3:
            await asyncio.sleep(LOOK_SECONDS)
            asked = clock()
            try:
                async with asyncio.timeout_at(renewed + lease * 2 / 3):
                    if asked - renewed < lease / 3:
                        ours = await self._is_ours()
                    elif ours := await self._store.renew_one(self.job.job_id, self.token, lease):
                        renewed = asked
            except (DatabaseUnavailableError, TimeoutError):
                continue
        work.cancel()

    async def _is_ours(self) -> bool:
        id = self.job.job_id
        return (await self._store.tokens_of([id])).get(id) == self.token

    async def _insist(self, write: Callable[[JobId, int], Awaitable[Job]]) -> Job:
        clock = asyncio.get_running_loop().time
        until = clock() + DATABASE_PATIENCE
        while True:
            try:
                return await write(self.job.job_id, self.token)
            except DatabaseUnavailableError:
                if clock() > until:
                    raise
                await asyncio.sleep(RETRY_PAUSE)

    def _became(self, job: Job) -> None:
        self.job = job
        self._tools.hub.publish(QueueUpdate.of(job))


def _told(error: StoryCanvasError, failure: FailureClass) -> JobError:
    return JobError(code=error.code, message=error.message, failure=failure)
