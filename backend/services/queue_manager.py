"""The queue as the rest of the house sees it: put jobs in, look at them, stop them."""

import asyncio
import contextlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from backend.domain.errors import ConflictError
from backend.domain.ids import BatchId, CharacterId, ClipId, DraftId, JobId, ProjectId, ServerId
from backend.domain.job import Job
from backend.domain.job_state import CANCELLABLE, WAITING, JobStatus
from backend.domain.lane import Lane, LaneState
from backend.domain.queue_status import LaneStatus, QueueStatus
from backend.domain.server import ComfyUIServer
from backend.events.hub import EventHub
from backend.events.types import QueueUpdate
from backend.repositories.batch_repository import BatchRepository
from backend.repositories.collection import Filter
from backend.repositories.job_filters import UNASKED
from backend.repositories.job_store import JobStore
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.queue.cancellation import Cancellation, of_each
from backend.services.queue.dependants import Dependants
from backend.services.queue.engine import Engine
from backend.services.queue.recovery import Recovery
from backend.services.queue.reruns import Reruns


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
        dependants: Dependants,
        engine: Engine,
        hub: EventHub,
    ) -> None:
        self._store = store
        self._lanes = lanes
        self._servers = servers
        self._projects = projects
        self._pauses = pauses
        self._batches = batches
        self._dependants = dependants
        self._engine = engine
        self._hub = hub
        self._cancellation = Cancellation(store, recovery, dependants, engine, self._announce)
        self._reruns = Reruns(store, dependants, self._announce)

    async def enqueue(self, job: Job) -> Job:
        """Store a job; when this returns it survives a crash. Doing it again changes nothing."""
        stored = await self._store.enqueue(job)
        self._announce(stored)
        if not stored.needs:
            return stored
        await self._dependants.sweep(stored.job_id)
        return await self._store.get(stored.id)

    async def enqueue_many(self, jobs: Sequence[Job]) -> None:
        """Store jobs as `enqueue` does, in one go."""
        await self._store.enqueue_many(jobs)
        for job in jobs:
            self._announce(job)
        if any(job.needs for job in jobs):
            await self._dependants.sweep()

    async def get(self, id: JobId) -> Job:
        """Return a job, or raise ResourceNotFoundError."""
        return await self._store.get(id)

    async def find(self, ids: Sequence[JobId]) -> list[Job]:
        """Return those of the jobs that exist."""
        return await self._store.list({"_id": {"$in": list(ids)}})

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
        """Cancel a job in whatever state, and those that need it.

        A running prompt, and only that, is stopped.

        Raises:
            ResourceNotFoundError: there is no such job.
            ConflictError: it is over already.
        """
        return await self._cancellation.cancel(id)

    async def retry(self, id: JobId, changes: Mapping[str, Any] | None = None) -> Job:
        """Run a failed or cancelled job again, and before it those it needs that failed.

        Args:
            changes: fields of the job that are others this time; the rest, the seed too, stays.

        Raises:
            ResourceNotFoundError: there is no such job.
            ConflictError: it is waiting, running or completed, or what it needs was deleted.
        """
        return await self._reruns.retry(id, changes)

    async def prioritise(self, id: JobId, priority: int) -> Job:
        """Put a waiting job forward or back; how long it has waited goes on to count.

        Raises:
            ResourceNotFoundError: there is no such job.
            ConflictError: it does not wait.
        """
        job = await self._store.prioritise(id, priority)
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
        cleared = await self._forget({"status": {"$in": sorted(over)}, **UNASKED})
        if JobStatus.PENDING in wanted:
            ids = await self._cancellation.cancel_all(UNASKED, WAITING)
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
            ResourceNotFoundError: there is no such project, or batch.
        """
        chosen: dict[str, str] = {}
        if project_id is not None:
            await self._projects.get(project_id)
            chosen["project_id"] = project_id
        if batch_id is not None:
            await self._batches.get(batch_id)
            chosen["batch_id"] = batch_id
        states = WAITING if except_running else CANCELLABLE
        return len(await self._cancellation.cancel_all(chosen, states))

    async def cancel_of_project(self, project_id: ProjectId) -> None:
        """Cancel all jobs of a project."""
        await self._cancellation.cancel_all({"project_id": project_id})

    async def cancel_of_batch(self, id: BatchId) -> None:
        """Cancel all jobs of a batch."""
        await self._cancellation.cancel_all({"batch_id": id})

    async def cancel_of_draft(self, id: DraftId) -> None:
        """Cancel all jobs of a draft, its own task among them."""
        await self._cancellation.cancel_all({"draft_id": id})

    async def retry_of_batch(self, id: BatchId) -> None:
        """Run a batch's failed and cancelled jobs again."""
        await of_each(await self._store.ids_retryable({"batch_id": id}), self.retry)

    async def cancel_of_clips(self, ids: Iterable[ClipId]) -> None:
        """Cancel all jobs of some clips."""
        await self._cancellation.cancel_all({"clip_id": {"$in": list(ids)}})

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
        await self._cancellation.cancel_all({"character_id": id})
        await self._store.delete_all({"character_id": id})

    async def _forget(self, jobs: Filter) -> int:
        """Delete jobs that are over, whose batches keep in mind what was made."""
        await self._batches.keep_outcomes(jobs)
        return await self._store.delete_all(jobs)

    def _announce(self, job: Job) -> None:
        self._hub.publish(QueueUpdate.of(job))
        self._engine.wake()


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
