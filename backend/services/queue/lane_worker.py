"""One server and the process that owns it: runs its jobs and stops what must not run there."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AsyncExitStack
from functools import partial
from typing import Any, Final

from backend.database.tasks import end_tasks
from backend.domain.errors import (
    DatabaseUnavailableError,
    NodeFailedError,
    ProviderError,
    ProviderStuckError,
)
from backend.domain.ids import JobId, ServerId
from backend.domain.job import Job
from backend.domain.job_state import HELD, JobState
from backend.domain.lane import Capabilities, Lane, LaneState
from backend.domain.server import ComfyUIServer
from backend.providers.base import MediaBackend, RemoteEvent, Requirements
from backend.repositories.job_store import LeaseLostError
from backend.services.queue.farm import LaneView
from backend.services.queue.job_log import logged
from backend.services.queue.lane_ledger import LaneLedger
from backend.services.queue.lane_watch import LaneWatch
from backend.services.queue.retry import Decision
from backend.services.queue.runner import JobRunner
from backend.services.queue.runner_tools import RunnerTools
from backend.services.queue.stopwatch import Stopwatch

log = logging.getLogger(__name__)

MOVING: Final = "goes to another process"
SECOND_LOOK: Final = 0.3
STUBBORN_PAUSE: Final = 3.0
"""Seconds before a prompt that would not stop is told so again."""
STUBBORN_AFTER: Final = 60.0
"""Seconds after which a server counts as stuck in a prompt: a node may take long to heed."""
FAREWELL_SECONDS: Final = 3.0


class LaneWorker:
    """Owns one server for this process."""

    def __init__(
        self,
        server: ComfyUIServer,
        lane: Lane,
        backend: MediaBackend,
        tools: RunnerTools,
        wake: Callable[[], None],
    ) -> None:
        self.server = server
        self.draining = lane.draining
        self.parting = False
        """It goes to another process as soon as it is idle."""
        self.lent: list[float] = []
        """When the jobs should end with which external workers take up places of it."""
        self._watch = LaneWatch(
            server.name,
            lane,
            backend,
            tools.lanes,
            tools.hub,
            wake=wake,
            check=self._check_debts,
            on_trouble=self._in_trouble,
        )
        self._backend = backend
        self._tools = tools
        self._wake = wake
        self._ledger = LaneLedger(lane, server.name, tools)
        self._runners: dict[JobId, JobRunner] = {}
        self._running: dict[JobId, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._open = AsyncExitStack()
        self._debts: set[str] = set()
        self._in_debt_since = 0.0
        self._paying: asyncio.Task[None] | None = None

    @property
    def id(self) -> ServerId:
        """The server's id."""
        return ServerId(self.server.id)

    async def start(self) -> None:
        """Begin to look at the server and to listen to it."""
        await self._open.enter_async_context(self._backend.watch(self._notice))
        self._spawn(self._watch.run())

    async def stop(self, *, prompts: Iterable[str] = ()) -> None:
        """Let go of the server; what runs there runs on, but for the prompts named."""
        await end_tasks(self._tasks)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_SECONDS):
                await asyncio.gather(*map(self._backend.cancel, prompts), return_exceptions=True)
        await self._open.aclose()
        await self._backend.close()

    def view(self) -> LaneView:
        """Return the server as placement sees it.

        A job whose files are being fetched no longer takes up its server; but only as many again
        may be in that state, so that they do not pile up when our disk is slow.
        """
        lane, most = self._watch.lane, self.server.max_concurrent
        there = {each.remote_id for each in self._runners.values() if each.occupies_server}
        taken = len(there | self._debts) + len(self.lent)
        room = 2 * most - len(self._runners)
        now = self._tools.clock.now()
        return LaneView(
            id=self.id,
            name=self.server.name,
            free=max(0, min(most - taken, room)),
            state=lane.state,
            refuse=partial(self._refuse, lane.capabilities) if lane.capabilities else None,
            busy=(*self._ledger.ends(), *self.lent, *[now] * len(self._debts - there)),
            queued=max(0, taken - most),
            draining=self.draining,
            paused=self._watch.paused,
            rests=MOVING if self.parting else self._watch.rests,
            resident_model=self._ledger.resident,
            over_queue=taken == len(there) == most and room > 0,
        )

    @property
    def is_idle(self) -> bool:
        """Whether nothing of ours is there, nor anything to be stopped."""
        return not self._runners and not self._debts

    def look_again(self) -> None:
        """A person changed something: what went wrong before says nothing any more."""
        self._watch.look_again()

    def slots(self, *, over: bool) -> list[int]:
        """Return the places that none of the jobs held here has; `over`: one more than there are.

        Two processes, or an external worker and this one, cannot take the same.
        """
        taken = {runner.job.slot for runner in self._runners.values()}
        return [slot for slot in range(self.server.max_concurrent + over) if slot not in taken]

    def _refuse(self, can: Capabilities, needs: Requirements) -> str | None:
        return self._backend.refusal(needs, can)

    def lend(self, jobs: Iterable[Job]) -> None:
        """Note which jobs external workers have of this server."""
        self.lent = [self._ledger.end_of(job) for job in jobs]

    def jobs(self) -> dict[JobId, Job]:
        """Return the jobs held here, with the tokens we hold; not those that are committed."""
        jobs = {id: runner.job for id, runner in self._runners.items()}
        return {id: job for id, job in jobs.items() if job.state in HELD}

    def running(self) -> list[JobId]:
        """Return the jobs that have a runner."""
        return list(self._runners)

    def run(self, job: Job, *, adopted: bool = False) -> None:
        """Run a job that was granted to this server or taken over from a dead process."""
        if job.job_id in self._runners:
            return
        capabilities = self._watch.lane.capabilities or Capabilities()
        ahead = len(self._ledger.ends()) >= self.server.max_concurrent
        self._ledger.begin(job, adopted=adopted, ahead=ahead)
        runner = JobRunner(job, self._backend, capabilities, self._tools, self, adopted=adopted)
        self._runners[job.job_id] = runner
        self._running[job.job_id] = self._spawn(self._run(runner))

    def drop(self, id: JobId) -> None:
        """Stop running a job that was taken from us or cancelled.

        Its slot stays taken until the next look at the debts tells whether its prompt must go.
        One that is just being handed over is left to find out by itself, when it knows whether
        the server has it.
        """
        runner = self._runners.get(id)
        if runner is not None and runner.job.state in {JobState.RUNNING, JobState.COLLECTING}:
            self._running[id].cancel()
            if runner.occupies_server:
                self._debts.add(runner.remote_id)

    def owe(self, debts: Iterable[str]) -> None:
        """Have the prompts stopped that must go; until they are gone their slots are not free."""
        if not self._debts:
            self._in_debt_since = time.monotonic()
        self._debts = set(debts)
        if self._debts and (self._paying is None or self._paying.done()):
            self._paying = self._spawn(self._pay(list(self._debts)))

    def time_limit(self, job: Job) -> float:
        """A runner's: after so many seconds a try counts as stuck."""
        return self._ledger.time_limit(job)

    def remaining(self, job: Job) -> float | None:
        """A runner's: in so many seconds the server should be done with the job."""
        return self._ledger.remaining(job)

    def accepted(self, job: Job) -> None:
        """A runner's: the server took the job."""
        self._ledger.accepted(job)

    def left(self, job: Job, watch: Stopwatch) -> None:
        """A runner's: the server may have its next job."""
        self._ledger.left(job, watch)
        self._watch.job_done()
        self._wake()

    def failed(self, error: ProviderError, decision: Decision) -> None:
        """A runner's: a try failed."""
        if decision.free_memory:
            self._ledger.resident = ""
            self._spawn(self._free_memory())
        if decision.rest_lane:
            self._watch.job_failed(error)
        if decision.pause_lane:
            self._watch.pause(decision.pause_lane, error)

    def _check_debts(self) -> None:
        if self._debts and time.monotonic() - self._in_debt_since > STUBBORN_AFTER:
            raise ProviderStuckError(
                self.server.name, "does not stop a prompt: ComfyUI must be restarted"
            )

    async def _pay(self, debts: list[str]) -> None:
        await asyncio.gather(*map(self._stop_prompt, debts))
        self._wake()
        if not self._debts.isdisjoint(debts):
            await asyncio.sleep(STUBBORN_PAUSE)

    async def _stop_prompt(self, remote_id: str) -> None:
        """Stop a prompt; it counts as gone when two looks do not find it.

        A hand-over under way as its job was cancelled may arrive after the first look.
        """
        with contextlib.suppress(ProviderError, DatabaseUnavailableError):
            if await self._backend.cancel(remote_id):
                await asyncio.sleep(SECOND_LOOK)
                if await self._backend.cancel(remote_id):
                    await self._tools.cleanups.remove(remote_id)
                    self._debts.discard(remote_id)

    def _notice(self, event: RemoteEvent) -> None:
        for runner in self._runners.values():
            if runner.remote_id == event.remote_id:
                runner.notice(event)

    def _in_trouble(self, error: ProviderError, state: LaneState) -> None:
        self._ledger.resident = ""  # it may have been started anew
        for runner in self._runners.values():
            if state is LaneState.STUCK:
                runner.abandon(error)
            runner.look()

    async def _run(self, runner: JobRunner) -> None:
        id = runner.job.job_id
        try:
            with logged(runner):
                await self._guarded(runner)
        finally:
            del self._runners[id]
            del self._running[id]
            self._wake()
        await self._ledger.close(runner.job)
        if runner.job.state in {JobState.FAILED, JobState.QUARANTINED}:
            with contextlib.suppress(DatabaseUnavailableError):
                await self._tools.lanes.count_failed(self.id)

    async def _guarded(self, runner: JobRunner) -> None:
        """Run the job, whatever happens."""
        try:
            await runner.run()
        except LeaseLostError:
            log.info("job %s was taken from us as its try failed", runner.job.id)
        except DatabaseUnavailableError:
            log.warning("job %s runs on without us until the database is back", runner.job.id)
        except Exception:  # a bug of ours must neither hold the job for ever nor stop the queue
            log.exception("job %s met a bug", runner.job.id)
            if runner.job.state in HELD:
                with contextlib.suppress(LeaseLostError, DatabaseUnavailableError):
                    await runner.give_back(NodeFailedError("StoryCanvas", "an internal error"))

    async def _free_memory(self) -> None:
        with contextlib.suppress(ProviderError):
            await self._backend.free_memory()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
