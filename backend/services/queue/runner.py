"""One try of one job on one server: submit, watch, collect, commit."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from backend.domain.errors import (
    JobLostError,
    JobOverrunError,
    ProviderError,
    ProviderUnavailableError,
    StorageFullError,
)
from backend.domain.failures import FailureClass
from backend.domain.job import HELD, Job, JobError, JobOutput, JobState
from backend.domain.lane import Capabilities
from backend.domain.media import MediaKind
from backend.events.hub import EventHub
from backend.events.types import Preview, QueueUpdate
from backend.providers.base import MediaBackend, RemoteEvent, RemoteOutput, RemoteState
from backend.repositories.cleanup_repository import CleanupRepository
from backend.repositories.job_store import JobStore, LeaseLostError
from backend.services.media_store import MediaStore
from backend.services.queue.collector import Collector
from backend.services.queue.requests import request_of
from backend.services.queue.retry import Decision, decide
from backend.services.queue.takes import TakeRecorder

log = logging.getLogger(__name__)
T = TypeVar("T")

TIME_LIMIT = {MediaKind.IMAGE: 900.0, MediaKind.VIDEO: 3600.0, MediaKind.AUDIO: 900.0}
"""Seconds after which a try counts as stuck."""
SILENCE_LIMIT = 10.0
"""Seconds without an answer after which a server that had the job counts as lost."""
SLOWEST_POLL = 15.0
STORAGE_PAUSE = 10.0
PROGRESS_INTERVAL = 1.0
MAY_LIVE_ON = frozenset(
    {FailureClass.UNREACHABLE, FailureClass.INFRASTRUCTURE, FailureClass.OVERRUN}
)
"""Failures after which the server may still be working on the prompt."""


@dataclass(frozen=True)
class RunnerTools:
    """What every runner of a process shares."""

    store: JobStore
    cleanups: CleanupRepository
    recorder: TakeRecorder
    collector: Collector
    files: MediaStore
    hub: EventHub
    poll_seconds: float


class JobRunner:
    """Runs one granted or adopted job to its end, or until the lease is lost."""

    def __init__(
        self,
        job: Job,
        backend: MediaBackend,
        capabilities: Capabilities,
        tools: RunnerTools,
        on_failure: Callable[[ProviderError, Decision], None],
        *,
        adopted: bool = False,
    ) -> None:
        self.job = job
        self.remote_id = job.attempts[-1].remote_id
        self._backend = backend
        self._capabilities = capabilities
        self._tools = tools
        self._on_failure = on_failure
        self._adopted = adopted
        self._hint = asyncio.Event()
        self._abandoned: ProviderError | None = None
        self._progress = job.progress
        self._noted_at = 0.0

    async def run(self) -> None:
        """Run the job; returns when it is over or somebody else decides about it."""
        try:
            if self.job.state is JobState.LEASED:
                await self._submit()
            outputs = await self._wait()
            if self.job.state is JobState.RUNNING:
                self._became(await self._store.collecting(self.job.job_id, self.job.token))
            stored = await self._collect(outputs)
            self.job = await self._store.committed(self.job.job_id, self.job.token, stored)
            self.job = await self._tools.recorder.record(self.job) or self.job
        except ProviderError as error:
            await self.give_back(error)
        except LeaseLostError:
            log.info("job %s is no longer ours", self.job.id)
            await self._stop_if_orphaned()

    def notice(self, event: RemoteEvent) -> None:
        """Take a hint from the server: how far it is, or that its record is worth a look."""
        if event.progress is not None:
            self._progress = max(self._progress, min(event.progress, 0.99))
        if event.preview is not None:
            self._tools.hub.publish(Preview.of(self.job, event.preview))
        if event.finished or time.monotonic() - self._noted_at >= PROGRESS_INTERVAL:
            self._hint.set()

    def abandon(self, error: ProviderError) -> None:
        """Give the job back: the server has it, but will never run it."""
        self._abandoned = error
        self._hint.set()

    @property
    def _store(self) -> JobStore:
        return self._tools.store

    @property
    def _server(self) -> str:
        return self.job.server_name or "The server"

    def _became(self, job: Job) -> None:
        self.job = job
        self._tools.hub.publish(QueueUpdate.of(job))

    async def _submit(self) -> None:
        """Hand the job over, unless it was handed over before we took it from a dead process."""
        applied = self.job.applied
        if not self._adopted:
            key = self.job.source_key
            image = self._tools.files.path(key) if key else None
            request = request_of(self.job, image)
            submission = await self._backend.submit(request, self._capabilities)
            self.remote_id = submission.remote_id
            applied = {**submission.applied, "model": submission.model_name}
        elif (await self._backend.poll(self.remote_id)).state is RemoteState.ABSENT:
            raise JobLostError(self._server, "was not handed the job before a restart")
        self._became(
            await self._store.posted(
                self.job.job_id, self.job.token, remote_id=self.remote_id, applied=applied
            )
        )

    async def _wait(self) -> tuple[RemoteOutput, ...]:
        """Read the server's record until the job stands in it as finished.

        Raises:
            ProviderError: it failed there, was forgotten, or took too long.
        """
        limit = TIME_LIMIT[self.job.generation_type]
        started = time.monotonic()
        pause, absences = self._tools.poll_seconds, 0
        while True:
            status = await self._patiently(lambda: self._backend.poll(self.remote_id))
            if status.state is RemoteState.DONE:
                return status.outputs
            if (error := status.error or self._abandoned) is not None:
                raise error
            absences = absences + 1 if status.state is RemoteState.ABSENT else 0
            if absences >= 2:
                raise JobLostError(self._server, "forgot the job")
            if time.monotonic() - started > limit:
                raise JobOverrunError(self._server, f"took longer than {limit:.0f} s")
            await self._pause(pause)
            pause = min(pause * 1.2, max(SLOWEST_POLL, self._tools.poll_seconds))

    async def _collect(self, outputs: tuple[RemoteOutput, ...]) -> list[JobOutput]:
        """Store the files; a full disk of ours is waited out, the work is not done again."""
        while True:
            try:
                return await self._patiently(
                    lambda: self._tools.collector.collect(self.job, self._backend, outputs)
                )
            except StorageFullError as error:
                log.error("job %s waits for disk space: %s", self.job.id, error)
                await asyncio.sleep(STORAGE_PAUSE)
                await self._store.progress(self.job.job_id, self.job.token, self._progress)

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask a server that has our job, again while it does not answer for a short time."""
        silent_since = time.monotonic()
        while True:
            try:
                return await ask()
            except ProviderUnavailableError:
                if time.monotonic() - silent_since > SILENCE_LIMIT:
                    raise
                await asyncio.sleep(1.0)

    async def _pause(self, seconds: float) -> None:
        """Wait for the next look at the record, or less if the server gives a hint."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._hint.wait(), seconds)
        self._hint.clear()
        now = time.monotonic()
        if self._progress > self.job.progress and now - self._noted_at >= PROGRESS_INTERVAL:
            self._noted_at = now
            await self._store.progress(self.job.job_id, self.job.token, self._progress)
            self._became(self.job.model_copy(update={"progress": self._progress}))

    async def give_back(self, error: ProviderError) -> None:
        """Let the queue decide what becomes of the job after this failed try."""
        attempt = self.job.attempts[-1]
        failure = _failure(error, accepted=attempt.posted_at is not None)
        decision = decide(self.job, error, failure)
        if failure in MAY_LIVE_ON:
            await self._tools.cleanups.add(attempt.lane_id, self.remote_id)
        reason = JobError(code=error.code, message=error.message, failure=failure)
        log.warning("job %s failed: %s (%s)", self.job.id, error.message, failure)
        if decision.again:
            job = await self._store.requeue(
                self.job.job_id,
                self.job.token,
                reason,
                counted=decision.counted,
                delay=decision.delay,
                exclude_lane=decision.exclude_lane,
            )
        else:
            job = await self._store.fail(
                self.job.job_id, self.job.token, reason, quarantined=decision.quarantined
            )
        self._became(job)
        self._on_failure(error, decision)

    async def _stop_if_orphaned(self) -> None:
        """Have our prompt stopped, unless the process that has the job now runs it on."""
        job = await self._store.find_by_id(self.job.id)
        held = job is not None and job.state in HELD
        if job is not None and held and job.attempts[-1].remote_id == self.remote_id:
            return
        await self._tools.cleanups.add(self.job.attempts[-1].lane_id, self.remote_id)


def _failure(error: ProviderError, *, accepted: bool) -> FailureClass:
    """Before the server took the job only the server is to blame; after it, the try counts."""
    if accepted and error.failure is FailureClass.UNREACHABLE:
        return FailureClass.INFRASTRUCTURE
    if not accepted and error.failure is FailureClass.INFRASTRUCTURE:
        return FailureClass.UNREACHABLE
    return error.failure
