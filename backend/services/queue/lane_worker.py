"""One server and the process that owns it: looks at it, listens to it, runs its jobs."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from typing import Any, Final

from backend.domain.errors import (
    DatabaseUnavailableError,
    ProviderAuthError,
    ProviderError,
    ProviderMisconfiguredError,
    ProviderRejectedError,
    ProviderStuckError,
)
from backend.domain.ids import JobId, ServerId
from backend.domain.job import Job, JobState
from backend.domain.lane import Capabilities, Lane, LaneState
from backend.domain.server import ComfyUIServer
from backend.events.types import ServerUpdate
from backend.providers.base import MediaBackend, RemoteEvent
from backend.repositories.job_store import LeaseLostError
from backend.repositories.lane_repository import LaneRepository
from backend.services.queue.placement import LaneView
from backend.services.queue.retry import Decision
from backend.services.queue.runner import JobRunner, RunnerTools

log = logging.getLogger(__name__)

STATE_OF: Final = (
    (ProviderStuckError, LaneState.STUCK),
    (ProviderAuthError, LaneState.UNAUTHORIZED),
    (ProviderMisconfiguredError, LaneState.MISCONFIGURED),
    (ProviderRejectedError, LaneState.MISCONFIGURED),
)
SECOND_LOOK: Final = 0.3
LOOK_EVERY: Final = 10.0
FIRST_BACKOFF: Final = 5.0
LONGEST_BACKOFF: Final = 60.0


class LaneWorker:
    """Owns one server for this process."""

    def __init__(
        self,
        server: ComfyUIServer,
        lane: Lane,
        backend: MediaBackend,
        lanes: LaneRepository,
        tools: RunnerTools,
        wake: Callable[[], None],
    ) -> None:
        self.server = server
        self._lane = lane
        self._backend = backend
        self._lanes = lanes
        self._tools = tools
        self._wake = wake
        self._runners: dict[JobId, JobRunner] = {}
        self._running: dict[JobId, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._open = AsyncExitStack()
        self._look_now = asyncio.Event()
        self._resting = True
        self._debts = 0
        self._paying: asyncio.Task[None] | None = None

    @property
    def id(self) -> ServerId:
        """The server's id."""
        return ServerId(self.server.id)

    async def start(self) -> None:
        """Begin to look at the server and to listen to it."""
        await self._open.enter_async_context(self._backend.watch(self._notice))
        self._spawn(self._watch_over())

    async def stop(self) -> None:
        """Let go of the server; what runs there runs on."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._open.aclose()
        await self._backend.close()

    def view(self) -> LaneView:
        """Return the server as placement sees it."""
        lane = self._lane
        busy = len(self._runners) + self._debts
        return LaneView(
            id=self.id,
            name=self.server.name,
            free=self.server.max_concurrent - busy,
            state=LaneState.UNKNOWN if self._resting else lane.state,
            capabilities=lane.capabilities,
            refuse=self._backend.refusal,
            draining=lane.draining,
            resident_model=lane.resident_model,
        )

    def refresh(self, lane: Lane) -> None:
        """Take what is stored about the lane: another process may have set it draining."""
        self._lane = lane

    def tokens(self) -> dict[JobId, int]:
        """Return the jobs running here with the tokens we hold."""
        return {id: runner.job.token for id, runner in self._runners.items()}

    def run(self, job: Job, *, adopted: bool = False) -> None:
        """Run a job that was granted to this server or taken over from a dead process."""
        if job.job_id in self._runners:
            return
        capabilities = self._lane.capabilities or Capabilities()
        runner = JobRunner(
            job, self._backend, capabilities, self._tools, self._on_failure, adopted=adopted
        )
        self._runners[job.job_id] = runner
        self._running[job.job_id] = self._spawn(self._run(runner))

    def drop(self, id: JobId) -> None:
        """Stop running a job that was taken from us or cancelled.

        Its slot stays taken until the next look at the debts tells whether its prompt must go.
        """
        if id in self._running:
            self._running[id].cancel()
            self._debts += 1

    def owe(self, debts: Sequence[str]) -> None:
        """Have the prompts stopped that must go; until they are gone their slots are not free."""
        self._debts = len(debts)
        if debts and (self._paying is None or self._paying.done()):
            self._paying = self._spawn(self._pay(debts))

    async def _pay(self, debts: Sequence[str]) -> None:
        await asyncio.gather(*map(self._stop_prompt, debts))
        self._wake()

    async def _stop_prompt(self, remote_id: str) -> None:
        """Stop a prompt; it counts as gone when two looks do not find it.

        A hand-over under way as its job was cancelled may arrive after the first look.
        """
        with contextlib.suppress(ProviderError, DatabaseUnavailableError):
            if await self._backend.cancel(remote_id):
                await asyncio.sleep(SECOND_LOOK)
                if await self._backend.cancel(remote_id):
                    await self._tools.cleanups.remove(remote_id)
                    self._debts -= 1

    def look_now(self) -> None:
        """Check the server at once instead of at the next turn."""
        self._look_now.set()

    def _notice(self, event: RemoteEvent) -> None:
        for runner in self._runners.values():
            if runner.remote_id == event.remote_id:
                runner.notice(event)

    async def _run(self, runner: JobRunner) -> None:
        id = runner.job.job_id
        try:
            await runner.run()
        except LeaseLostError:
            log.info("job %s was taken from us as its try failed", id)
        except DatabaseUnavailableError:
            log.warning("job %s runs on without us until the database is back", id)
        except Exception:  # a bug of ours must neither hold the job for ever nor stop the queue
            log.exception("job %s met a bug", id)
            with contextlib.suppress(LeaseLostError, DatabaseUnavailableError):
                await runner.give_back(ProviderError("StoryCanvas", "an internal error"))
        finally:
            del self._runners[id]
            del self._running[id]
            self._wake()
        await self._count(runner.job)

    async def _count(self, job: Job) -> None:
        """Count the run in the server's figures."""
        if job.state in {JobState.FAILED, JobState.QUARANTINED}:
            await self._lanes.count_run(self.id, completed=False)
        posted = job.attempts[-1].posted_at
        ended = job.attempts[-1].ended_at
        if job.state is JobState.DONE and posted and ended:
            seconds = (ended - posted).total_seconds()
            await self._lanes.count_run(self.id, completed=True, seconds=seconds)
            await self._lanes.loaded(self.id, str(job.applied.get("model", "")))

    def _on_failure(self, error: ProviderError, decision: Decision) -> None:
        if decision.free_memory:
            self._spawn(self._free_memory())
        if decision.rest_lane:
            log.warning("%s rests until it is well again: %s", self.server.name, error.message)
            self._resting = True
            self.look_now()

    async def _free_memory(self) -> None:
        with contextlib.suppress(ProviderError):
            await self._backend.free_memory()

    async def _watch_over(self) -> None:
        backoff = FIRST_BACKOFF
        while True:
            pause = LOOK_EVERY
            try:
                self._became(await self._lanes.seen(self.id, await self._backend.probe()))
                backoff = FIRST_BACKOFF
            except ProviderError as error:
                state = next(
                    (state for kind, state in STATE_OF if isinstance(error, kind)),
                    LaneState.OFFLINE,
                )
                self._became(await self._lanes.missed(self.id, state, error.message, backoff))
                if state is LaneState.STUCK:
                    self._abandon_all(error)
                pause, backoff = backoff, min(backoff * 2, LONGEST_BACKOFF)
            except DatabaseUnavailableError:
                pause = 1.0
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._look_now.wait(), pause)
            self._look_now.clear()

    def _abandon_all(self, error: ProviderError) -> None:
        for runner in self._runners.values():
            runner.abandon(error)

    def _became(self, lane: Lane | None) -> None:
        if lane is None:
            return
        changed = lane.state is not self._lane.state
        self._lane = lane
        self._resting = False
        if changed:
            self._tools.hub.publish(ServerUpdate.of(lane))
        self._wake()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
