"""One try of one job on one server: submit, watch, collect, commit."""

import asyncio
import contextlib
import functools
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from backend.domain.errors import (
    DatabaseUnavailableError,
    JobLostError,
    JobOverrunError,
    ProviderError,
    ProviderRateLimitedError,
    ProviderUnavailableError,
    StorageFullError,
)
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId
from backend.domain.job import Job, JobOutput
from backend.domain.job_state import AT_SERVER, HELD, JobState
from backend.domain.lane import Capabilities
from backend.events.types import Preview, QueueUpdate
from backend.providers.base import (
    MediaBackend,
    RemoteEvent,
    RemoteOutput,
    RemoteState,
    RemoteStatus,
)
from backend.repositories.job_store import JobStore, LeaseLostError
from backend.services.queue.ending import end_try
from backend.services.queue.requests import request_of
from backend.services.queue.retry import classify, decide
from backend.services.queue.runner_tools import RunnerTools, RunsJobs
from backend.services.queue.stopwatch import Stopwatch

log = logging.getLogger(__name__)
T = TypeVar("T")

SILENCE_LIMIT: Final = 10.0
"""Seconds of failing calls after which a server that had the job counts as lost."""
DATABASE_PATIENCE: Final = 60.0
RETRY_PAUSE: Final = 1.0
SLOWEST_POLL: Final = 5.0
STORAGE_PAUSE: Final = 10.0
PROGRESS_INTERVAL: Final = 1.0


class JobRunner:
    """Runs one granted or adopted job to its end, or until the lease is lost."""

    def __init__(
        self,
        job: Job,
        backend: MediaBackend,
        capabilities: Capabilities,
        tools: RunnerTools,
        lane: RunsJobs,
        *,
        adopted: bool = False,
    ) -> None:
        self.job = job
        self.remote_id = job.attempts[-1].remote_id
        self._backend = backend
        self._capabilities = capabilities
        self._tools = tools
        self._lane = lane
        self._adopted = adopted
        self._look = asyncio.Event()
        self._abandoned: ProviderError | None = None
        self._progress = job.progress
        self._ended_there = False
        self._stopwatch = Stopwatch()

    async def run(self) -> None:
        """Run the job; returns when it is over or somebody else decides about it."""
        try:
            if self.job.state is JobState.LEASED:
                await self._submit()
            outputs = await self._wait()
            if self.job.state is JobState.RUNNING:
                self._became(await self._store.collecting(self.job.job_id, self.job.token))
            self._stopwatch.ended()
            self._lane.left(self.job, self._stopwatch)
            stored = await self._collect(outputs)
            committed = functools.partial(self._store.committed, outputs=stored)
            self.job = await self._insist(committed)
        except ProviderError as error:
            await self.give_back(error)
        except LeaseLostError:
            log.info("job %s is no longer ours", self.job.id)
            self._tools.measures.refused()
            await self._stop_if_orphaned()
        else:
            self.job = await self._tools.recorder.record(self.job) or self.job

    @property
    def occupies_server(self) -> bool:
        """Whether the server still has work with it."""
        return self.job.state in AT_SERVER

    def notice(self, event: RemoteEvent) -> None:
        """Take a hint from the server: how far it is, or that its record is worth a look."""
        self._stopwatch.notice(event)
        if event.progress is not None:
            self._progress = max(self._progress, min(event.progress, 0.99))
        if event.preview is not None:
            self._tools.hub.publish(Preview.of(self.job, event.preview))
        if event.finished:
            self._look.set()

    def look(self) -> None:
        """Read the server's record now: it is in trouble."""
        self._look.set()

    def abandon(self, error: ProviderError) -> None:
        """Give the job back: the server has it, but will never run it."""
        self._abandoned = error
        self._look.set()

    @property
    def _store(self) -> JobStore:
        return self._tools.store

    @property
    def _server(self) -> str:
        return self.job.server_name or "The server"

    def _became(self, job: Job) -> None:
        self.job = job
        eta = self._lane.remaining(job) if job.state in AT_SERVER else None
        self._tools.hub.publish(QueueUpdate.of(job, eta_seconds=eta))

    async def _submit(self) -> None:
        """Hand the job over, unless it was handed over before we took it from a dead process."""
        applied = self.job.applied
        if not self._adopted:
            key = self.job.source_key
            image = self._tools.files.path(key) if key else None
            request = request_of(self.job, image)
            self._make_sure()
            submission = await self._backend.submit(request, self._capabilities)
            self._stopwatch.posted()
            self._lane.accepted(self.job)
            self.remote_id = submission.remote_id
            applied = {**submission.applied, "model": submission.model_name}
        elif (await self._poll()).state is RemoteState.ABSENT:
            raise JobLostError(self._server, "was never handed the job")
        noted = functools.partial(self._store.posted, remote_id=self.remote_id, applied=applied)
        self._became(await self._insist(noted))

    def _make_sure(self) -> None:
        """Hand nothing over if we slept since the grant: somebody else may have the job by now.

        Raises:
            LeaseLostError: a third of the lease is left at most.
        """
        granted, lease = self.job.attempts[-1].intent_at, self.job.lease
        span = (lease.until - granted).total_seconds() if lease else 0.0
        if self._tools.clock.now() - granted.timestamp() > span * 2 / 3:
            raise LeaseLostError(self.job.id)

    async def _wait(self) -> tuple[RemoteOutput, ...]:
        """Read the server's record until the job stands in it as finished.

        Raises:
            ProviderError: it failed there, was forgotten, or took too long.
        """
        limit = self._lane.time_limit(self.job)
        try:
            async with asyncio.timeout(limit):
                return await self._outputs()
        except TimeoutError:
            raise JobOverrunError(self._server, f"took longer than {limit:.0f} s") from None

    async def _outputs(self) -> tuple[RemoteOutput, ...]:
        pause, absences = self._tools.poll_seconds, 0
        while True:
            status = await self._poll()
            self._ended_there = status.state in {RemoteState.DONE, RemoteState.FAILED}
            if status.state is RemoteState.DONE:
                return status.outputs
            if (error := status.error or self._abandoned) is not None:
                raise error
            absences = absences + 1 if status.state is RemoteState.ABSENT else 0
            if absences >= 2:
                raise JobLostError(self._server, "forgot the job")
            await self._pause(pause)
            pause = min(pause * 1.2, max(SLOWEST_POLL, self._tools.poll_seconds))

    async def _poll(self) -> RemoteStatus:
        return await self._patiently(lambda: self._backend.poll(self.remote_id))

    async def _collect(self, outputs: tuple[RemoteOutput, ...]) -> list[JobOutput]:
        """Store the files; a full disk of ours is waited out, the work is not done again."""
        began = time.monotonic()
        while True:
            try:
                stored = await self._patiently(
                    lambda: self._tools.collector.collect(self.job, self._backend, outputs)
                )
                taken = time.monotonic() - began
                self._tools.measures.collected(self.job.generation_type, taken)
                return stored
            except StorageFullError as error:
                log.error("job %s waits for disk space: %s", self.job.id, error)
                await self._store.progress(
                    self.job.job_id, self.job.token, self._progress, no_room=error.message
                )
                await asyncio.sleep(STORAGE_PAUSE)

    async def _insist(self, write: Callable[[JobId, int], Awaitable[Job]]) -> Job:
        """Write down what cannot be found out again, also if the database is away for a while."""
        until = time.monotonic() + DATABASE_PATIENCE
        while True:
            try:
                return await write(self.job.job_id, self.job.token)
            except DatabaseUnavailableError:
                if time.monotonic() > until:
                    raise
                await asyncio.sleep(RETRY_PAUSE)

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask a server that has our job, again while it does not answer for a short time."""
        failing_since: float | None = None
        while True:
            try:
                return await ask()
            except ProviderRateLimitedError as error:
                await asyncio.sleep(error.retry_after)
            except ProviderUnavailableError:
                failing_since = failing_since or time.monotonic()
                if time.monotonic() - failing_since > SILENCE_LIMIT:
                    raise
                await asyncio.sleep(RETRY_PAUSE)

    async def _pause(self, seconds: float) -> None:
        """Wait for the next look at the record, noting progress; less if the server hints at it."""
        until = time.monotonic() + seconds
        while not self._look.is_set() and (left := until - time.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left, PROGRESS_INTERVAL)):
                    await self._look.wait()
            await self._note_progress()
        self._look.clear()

    async def _note_progress(self) -> None:
        if self._progress > self.job.progress:
            await self._store.progress(self.job.job_id, self.job.token, self._progress)
            self._became(self.job.model_copy(update={"progress": self._progress}))

    async def give_back(self, error: ProviderError) -> None:
        """Let the queue decide what becomes of the job after this failed try.

        Its prompt is stopped unless the server's record says that it is over: what cannot be
        asked may still be working on it.
        """
        attempt = self.job.attempts[-1]
        failure = classify(error, accepted=attempt.posted_at is not None)
        decision = decide(self.job, error, failure)
        if not self._ended_there and failure is not FailureClass.USER:
            await self._tools.cleanups.add(attempt.lane_id, self.remote_id)
        self._tools.measures.failed(failure)
        told = {"error_code": error.code}
        log.warning("job %s failed: %s (%s)", self.job.id, error.message, failure, extra=told)
        vram = self._capabilities.vram_total
        self._became(await end_try(self._store, self.job, error, failure, decision, vram=vram))
        self._lane.failed(error, decision)

    async def _stop_if_orphaned(self) -> None:
        """Have our prompt stopped, unless whoever has the job now still has use for it."""
        job = await self._store.find_by_id(self.job.id)
        used = HELD | {JobState.COMMITTED, JobState.DONE}
        if job is not None and job.state in used and job.attempts[-1].remote_id == self.remote_id:
            return
        await self._tools.cleanups.add(self.job.attempts[-1].lane_id, self.remote_id)
