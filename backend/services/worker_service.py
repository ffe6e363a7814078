"""External workers: they fetch a server's jobs over HTTP, and tell how these ended."""

from functools import partial
from typing import Final

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from backend.domain.errors import (
    ConflictError,
    NodeFailedError,
    ProviderError,
    ProviderOutOfMemoryError,
    ProviderOutputError,
    invalid_field,
)
from backend.domain.ids import JobId, ServerId, derived_id
from backend.domain.job import EXTERNAL_OWNER, Job
from backend.domain.job_state import HELD, JobState
from backend.domain.lane import Capabilities, Lane, LaneState
from backend.domain.server import ComfyUIServer
from backend.events.types import QueueUpdate
from backend.providers.base import Requirements
from backend.providers.graphs.refusal import refusal
from backend.providers.words import first_line, says_out_of_memory
from backend.repositories.job_candidates import Reading
from backend.repositories.job_store import LaneFullError, LeaseLostError
from backend.repositories.server_repository import ServerRepository
from backend.services.comfyui_service import KnownServer
from backend.services.queue.candidate_book import CandidateBook
from backend.services.queue.delivery import Delivery
from backend.services.queue.engine import Engine
from backend.services.queue.external import ExternalJobs
from backend.services.queue.farm import Farm, Grant, LaneView, Waiting
from backend.services.queue.placement import choose
from backend.services.queue.runner_tools import RunnerTools

_PAGE: Final = 64
_PAGES: Final = 8
_DELIVERED: Final = frozenset({JobState.COMMITTED, JobState.DONE})


class WorkerReport(BaseModel):
    """How a job ended; `success` must be told."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    success: bool | None = None
    result_url: str | None = Field(
        default=None, max_length=4000, description="Where the file is to be fetched from."
    )
    error: str | None = Field(
        default=None,
        max_length=20_000,
        description="Why it failed.",
        validation_alias=AliasChoices("error", "error_message"),
    )
    token: int | None = Field(
        default=None, ge=0, le=2**53, description="That of the lease the job came with."
    )


class WorkerService:
    """Lends jobs to external workers, under the same leases and places as our own dispatcher.

    A worker is believed to be at work where its server cannot be reached from here; what the
    server cannot do, as far as it was ever seen, it is not given.
    """

    def __init__(
        self,
        tools: RunnerTools,
        servers: ServerRepository,
        external: ExternalJobs,
        delivery: Delivery,
        engine: Engine,
    ) -> None:
        self._tools = tools
        self._store = tools.store
        self._lanes = tools.lanes
        self._hub = tools.hub
        self._recorder = tools.recorder
        self._book = CandidateBook(tools.store, tools.hub)
        self._servers = servers
        self._external = external
        self._delivery = delivery
        self._engine = engine

    async def register(self, id: ServerId) -> KnownServer:
        """Greet a worker of a server, and have the server looked at.

        Raises:
            ResourceNotFoundError: there is no such server.
        """
        server = await self._servers.get(id)
        self._engine.servers_changed()
        return KnownServer(server, await self._lanes.find_by_id(id))

    async def next_job(self, id: ServerId) -> Job | None:
        """Lend the job that comes up next for the server, for as long as a try may take.

        Returns:
            None if there is none, no place is free, or nothing is granted there just now.

        Raises:
            ResourceNotFoundError: there is no such server.
        """
        server = await self._servers.get(id)
        lane = await self._lanes.find_by_id(id) or Lane(id=id)
        if lane.draining or not server.is_active:
            return None
        for page in range(_PAGES):
            reading = await self._store.read_waiting([id], depth=_PAGE, skip=page * _PAGE)
            if reading is None:
                return None
            self._tools.clock.set(reading.now)
            claimed = await self._claim_one(server, lane, reading)
            if claimed is not None or not reading.cut_off:
                return claimed
        return None

    async def complete(self, id: JobId, report: WorkerReport) -> Job:
        """Take a worker's report; the same report again changes nothing.

        A result that is no media of the kind asked for counts as a failed try.

        Raises:
            ResourceNotFoundError: there is no such job.
            ValidationError: the report is incomplete, or its address must not be called.
            ConflictError: the worker does not have the job, or has it no longer.
            ProviderUnavailableError, ProviderRateLimitedError: the result cannot be fetched just
                now; the job stays with the worker, who may report again.
            StorageFullError: our disk is full; the same.
        """
        if report.success is None:
            raise invalid_field("success", "must be given")
        job = await self._store.get(id)
        if _is_told(job, report):
            return job
        if not _is_held(job, report):
            raise _not_held(job)
        try:
            job = await self._end(job, report)
        except LeaseLostError:
            job = await self._store.get(id)
            if not _is_told(job, report):
                raise _not_held(job) from None
        self._engine.wake()
        return job

    async def _claim_one(self, server: ComfyUIServer, lane: Lane, reading: Reading) -> Job | None:
        waiting = await self._book.waiting(reading.heads)
        jobs = {each.id: self._book.job(each.id) for each in waiting}
        view = _view(server, lane)
        shares = {id or "": given for id, given in reading.given.items()}
        farm = Farm((view,), self._tools.speeds.speeds, shares, ready=len(waiting))
        while True:
            verdict = choose(view, waiting, farm, self._tools.clock.now()).verdict
            if not isinstance(verdict, Grant):
                return None
            try:
                claimed = await self._claim(server, verdict.job, jobs[verdict.job.id])
            except LaneFullError:
                return None
            if claimed is not None:
                spent = {claimed.project_id: verdict.service}
                await self._tools.shares.add(spent, floor=min(reading.given.values()))
                self._hub.publish(QueueUpdate.of(claimed))
                return claimed
            waiting = [each for each in waiting if each.id != verdict.job.id]

    async def _claim(self, server: ComfyUIServer, waiting: Waiting, job: Job) -> Job | None:
        id = ServerId(server.id)
        taken = await self._store.slots_taken(id)
        free = max(0, server.max_concurrent - len(taken))
        slots = [slot for slot in range(server.max_concurrent) if slot not in taken]
        return await self._store.claim(
            job,
            id,
            server.name,
            owner=EXTERNAL_OWNER,
            remote_id=derived_id("external", job.id, job.token + 1),
            seconds=self._tools.speeds.speeds.time_limit(id, waiting.work),
            slots=slots[:free],
        )

    async def _end(self, job: Job, report: WorkerReport) -> Job:
        if not report.success:
            return await self._external.give_back(job, _failure(job, report))
        if not report.result_url:
            raise invalid_field("result_url", "must be given for a job that succeeded")
        await self._delivery.check(report.result_url)
        applied = {**job.params, "seed": job.seed, "model": job.model or ""}
        delivered = await self._store.delivered(job.job_id, job.token, applied=applied)
        if delivered is None:
            raise LeaseLostError(job.id)
        server = await self._servers.find_by_id(job.server_id or "")
        try:
            outputs = await self._delivery.fetch(delivered, server, report.result_url)
        except ProviderOutputError as error:
            return await self._external.give_back(delivered, error)
        committed = await self._store.committed(job.job_id, job.token, outputs)
        await self._count(committed)
        return await self._recorder.record(committed) or await self._store.get(job.id)

    async def _count(self, job: Job) -> None:
        attempt = job.attempts[-1]
        if attempt.posted_at is not None:
            seconds = (attempt.posted_at - attempt.intent_at).total_seconds()
            await self._lanes.count_done(attempt.lane_id, seconds=seconds)


def _view(server: ComfyUIServer, lane: Lane) -> LaneView:
    """Return the server as its worker vouches for it: there, and free if a place is."""
    can = lane.capabilities
    seen = can is not None and bool(can.node_classes)
    return LaneView(
        id=server.id,
        name=server.name,
        free=1,
        state=LaneState.ONLINE,
        refuse=partial(_refusal, can) if can is not None and seen else lambda needs: None,
        resident_model=lane.resident_key,
    )


def _refusal(can: Capabilities, needs: Requirements) -> str | None:
    return refusal(needs, can)


def _failure(job: Job, report: WorkerReport) -> ProviderError:
    said = first_line(report.error or "") or "its worker could not do the job"
    kind = ProviderOutOfMemoryError if says_out_of_memory(said) else NodeFailedError
    return kind(job.server_name or "The worker", said)


def _is_held(job: Job, report: WorkerReport) -> bool:
    """Tell whether an external worker has the job, and no other than the one that reports."""
    return job.is_lent and job.state in HELD and report.token in {None, job.token}


def _is_told(job: Job, report: WorkerReport) -> bool:
    """Tell whether this very report was taken before."""
    attempt = job.attempt
    if attempt is None or not attempt.external or report.token not in {None, attempt.token}:
        return False
    if report.success:
        return job.state in _DELIVERED
    return attempt.outcome == _failure(job, report).message


def _not_held(job: Job) -> ConflictError:
    return ConflictError(f"The job is {job.status}, and not in the hands of this worker")
