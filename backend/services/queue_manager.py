"""The queue as the rest of the house sees it: put jobs in, look at them, stop them."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Final

from backend.domain.errors import ConflictError, ResourceNotFoundError
from backend.domain.ids import BatchId, CharacterId, ClipId, JobId, ProjectId, ServerId
from backend.domain.job import CANCELLABLE, Job, JobState, JobStatus
from backend.domain.lane import Lane, LaneState
from backend.domain.queue_status import LaneStatus, QueueStatus
from backend.domain.server import ComfyUIServer
from backend.events.hub import EventHub
from backend.events.types import QueueUpdate
from backend.repositories.batch_repository import BatchRepository
from backend.repositories.collection import Filter
from backend.repositories.job_store import JobStore
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.queue.engine import Engine
from backend.services.queue.recovery import Recovery

AT_ONCE: Final = 20
WAITING: Final = frozenset({JobState.READY})


class QueueManager:
    """Accepts, shows and cancels jobs; the engine runs them."""

    def __init__(
        self,
        store: JobStore,
        lanes: LaneRepository,
        servers: ServerRepository,
        projects: ProjectRepository,
        pauses: PauseRepository,
        batches: BatchRepository,
        recovery: Recovery,
        engine: Engine,
        hub: EventHub,
    ) -> None:
        self._store = store
        self._lanes = lanes
        self._servers = servers
        self._projects = projects
        self._pauses = pauses
        self._batches = batches
        self._recovery = recovery
        self._engine = engine
        self._hub = hub

    async def enqueue(self, job: Job) -> Job:
        """Store a job; when this returns it survives a crash. Doing it again changes nothing."""
        stored = await self._store.enqueue(job)
        self._announce(stored)
        return stored

    async def enqueue_many(self, jobs: Sequence[Job]) -> None:
        """Store jobs as `enqueue` does, in one go."""
        await self._store.enqueue_many(jobs)
        for job in jobs:
            self._announce(job)

    async def get(self, id: JobId) -> Job:
        """Return a job, or raise ResourceNotFoundError."""
        return await self._store.get(id)

    async def position(self, job: Job) -> int | None:
        """Return 1 for the job that comes up next; None if it is not waiting."""
        return await self._store.position(job)

    async def status(self) -> QueueStatus:
        """Count the jobs and describe the servers."""
        counts, held, pinned, servers, pauses = await asyncio.gather(
            self._store.count_per_status(),
            self._store.count_at_servers(),
            self._store.count_pinned_per_server(),
            self._servers.list_registered(),
            self._pauses.current(),
        )
        lanes = await self._lanes.get_many([server.id for server in servers])
        return QueueStatus(
            queued_jobs=counts.get(JobStatus.PENDING, 0),
            processing_jobs=counts.get(JobStatus.PROCESSING, 0),
            completed_jobs=counts.get(JobStatus.COMPLETED, 0),
            failed_jobs=counts.get(JobStatus.FAILED, 0),
            paused=pauses.queue,
            servers={
                id: _lane_status(server, lanes.get(id), held.get(id, 0), pinned.get(id, 0))
                for server in servers
                for id in [ServerId(server.id)]
            },
        )

    async def cancel(self, id: JobId) -> Job:
        """Cancel a job in whatever state; a running prompt, and only that, is stopped.

        Raises:
            ResourceNotFoundError: there is no such job.
            ConflictError: it is over already.
        """
        return await self._cancel(id, CANCELLABLE)

    async def _cancel(self, id: JobId, states: Iterable[JobState]) -> Job:
        job = await self._store.cancel(id, states)
        if job.cleanup_due:
            await self._recovery.settle(job)
        self._engine.drop(id)
        self._announce(job)
        return job

    async def retry(self, id: JobId) -> Job:
        """Run a failed or cancelled job again, with the same prompt and seed.

        Raises:
            ResourceNotFoundError: there is no such job.
            ConflictError: it is waiting, running or completed.
        """
        job = await self._store.retry(id)
        self._announce(job)
        return job

    async def delete(self, id: JobId) -> None:
        """Forget a job; one that waits or runs is cancelled first.

        Raises:
            ResourceNotFoundError: there is no such job.
        """
        with contextlib.suppress(ConflictError):  # it is over already
            await self.cancel(id)
        await self._batches.keep_outcomes({"_id": id})
        await self._store.delete(id)

    async def clear(self, statuses: Iterable[JobStatus] | None = None) -> int:
        """Forget the jobs of these statuses, or all, but for those that are being processed.

        Returns:
            How many there were.
        """
        wanted = frozenset(statuses or JobStatus) - {JobStatus.PROCESSING}
        over = wanted - {JobStatus.PENDING}
        cleared = await self._forget({"status": {"$in": sorted(over)}})
        if JobStatus.PENDING in wanted:
            ids = await self._cancel_all({}, WAITING)
            gone = {"_id": {"$in": ids}, "status": JobStatus.CANCELLED}
            cleared += await self._store.delete_all(gone)
        return cleared

    async def cancel_many(
        self,
        *,
        project_id: ProjectId | None = None,
        batch_id: BatchId | None = None,
        except_running: bool = False,
    ) -> int:
        """Cancel all jobs, or those of a project or a batch; return how many there were.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        chosen: dict[str, str] = {}
        if project_id is not None:
            await self._projects.get(project_id)
            chosen["project_id"] = project_id
        if batch_id is not None:
            chosen["batch_id"] = batch_id
        return len(await self._cancel_all(chosen, WAITING if except_running else CANCELLABLE))

    async def cancel_of_project(self, project_id: ProjectId) -> None:
        """Cancel all jobs of a project."""
        await self._cancel_all({"project_id": project_id})

    async def cancel_of_batch(self, id: BatchId) -> None:
        """Cancel all jobs of a batch."""
        await self._cancel_all({"batch_id": id})

    async def retry_of_batch(self, id: BatchId) -> None:
        """Run a batch's failed and cancelled jobs again."""
        await _of_each(await self._store.ids_retryable({"batch_id": id}), self.retry)

    async def cancel_of_clips(self, ids: Iterable[ClipId]) -> None:
        """Cancel all jobs of some clips."""
        await self._cancel_all({"clip_id": {"$in": list(ids)}})

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Forget all jobs of a project, cancelling them first."""
        await self.cancel_of_project(project_id)
        await self._store.delete_all({"project_id": project_id})
        await self._pauses.resume(project_id)

    async def delete_of_clips(self, ids: Iterable[ClipId]) -> None:
        """Forget all jobs of some clips, cancelling them first."""
        clip_ids = list(ids)
        await self.cancel_of_clips(clip_ids)
        await self._forget({"clip_id": {"$in": clip_ids}})

    async def delete_of_character(self, id: CharacterId) -> None:
        """Forget all jobs of a character, cancelling them first."""
        await self._cancel_all({"character_id": id})
        await self._store.delete_all({"character_id": id})

    async def _forget(self, jobs: Filter) -> int:
        """Delete jobs that are over, whose batches keep in mind what was made."""
        await self._batches.keep_outcomes(jobs)
        return await self._store.delete_all(jobs)

    async def _cancel_all(
        self, filter: Filter, states: Iterable[JobState] = CANCELLABLE
    ) -> Sequence[JobId]:
        """Cancel what matches and is in one of the states; return which were."""
        ids = await self._store.ids_open(filter, states)
        return await _of_each(ids, lambda id: self._cancel(id, states))

    def _announce(self, job: Job) -> None:
        self._hub.publish(QueueUpdate.of(job))
        self._engine.wake()


async def _of_each(ids: Sequence[JobId], act: Callable[[JobId], Awaitable[Job]]) -> list[JobId]:
    """Do the same to many jobs, some at a time; return those that had not moved on meanwhile."""

    async def act_on(id: JobId) -> JobId | None:
        with contextlib.suppress(ConflictError, ResourceNotFoundError):
            await act(id)
            return id
        return None

    done: list[JobId | None] = []
    for start in range(0, len(ids), AT_ONCE):
        done += await asyncio.gather(*map(act_on, ids[start : start + AT_ONCE]))
    return [id for id in done if id is not None]


def _lane_status(server: ComfyUIServer, lane: Lane | None, held: int, pinned: int) -> LaneStatus:
    seen = lane or Lane(id=ServerId(server.id))
    return LaneStatus(
        name=server.name,
        online=seen.state is LaneState.ONLINE,
        current_jobs=held,
        max_concurrent=server.max_concurrent,
        queue_length=pinned,
        average_job_time=seen.stats.average_job_time,
        total_completed=seen.stats.completed,
        total_failed=seen.stats.failed,
        loaded_model=seen.resident_model,
    )
