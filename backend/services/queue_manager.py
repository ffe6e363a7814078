"""The queue as the rest of the house sees it: put jobs in, look at them, stop them."""

import asyncio
import contextlib
from collections.abc import Iterable, Sequence
from typing import Final

from backend.domain.errors import ConflictError, ResourceNotFoundError
from backend.domain.ids import ClipId, JobId, ProjectId, ServerId
from backend.domain.job import Job, JobStatus
from backend.domain.lane import Lane, LaneState
from backend.domain.queue_status import LaneStatus, QueueStatus
from backend.domain.server import ComfyUIServer
from backend.events.hub import EventHub
from backend.events.types import QueueUpdate
from backend.repositories.collection import Filter
from backend.repositories.job_store import JobStore
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.queue.engine import Engine
from backend.services.queue.recovery import Recovery

CANCELLED_AT_ONCE: Final = 20
POSITIONS_SHOWN: Final = 1000
"""Further back in the queue a list shows no position; a single job always has one."""


class QueueManager:
    """Accepts, shows and cancels jobs; the engine runs them."""

    def __init__(
        self,
        store: JobStore,
        lanes: LaneRepository,
        servers: ServerRepository,
        recovery: Recovery,
        engine: Engine,
        hub: EventHub,
    ) -> None:
        self._store = store
        self._lanes = lanes
        self._servers = servers
        self._recovery = recovery
        self._engine = engine
        self._hub = hub

    async def enqueue(self, job: Job) -> Job:
        """Store a job; when this returns it survives a crash. Doing it again changes nothing."""
        stored = await self._store.enqueue(job)
        self._announce(stored)
        return stored

    async def get(self, id: JobId) -> Job:
        """Return a job, or raise ResourceNotFoundError."""
        return await self._store.get(id)

    async def list(
        self,
        *,
        statuses: Iterable[JobStatus] | None = None,
        project_id: ProjectId | None = None,
        clip_id: ClipId | None = None,
        skip: int = 0,
        limit: int | None = None,
    ) -> Sequence[Job]:
        """Return jobs, newest first."""
        return await self._store.list_by(
            statuses=statuses, project_id=project_id, clip_id=clip_id, skip=skip, limit=limit
        )

    async def count(
        self,
        *,
        statuses: Iterable[JobStatus] | None = None,
        project_id: ProjectId | None = None,
        clip_id: ClipId | None = None,
    ) -> int:
        """Count jobs."""
        return await self._store.count_by(statuses=statuses, project_id=project_id, clip_id=clip_id)

    async def position(self, job: Job) -> int | None:
        """Return 1 for the job that comes up next; None if it is not waiting."""
        return await self._store.position(job)

    async def positions(self, jobs: Sequence[Job]) -> dict[JobId, int]:
        """Return the positions of the waiting ones among these jobs, as far as they are shown."""
        if not any(job.status is JobStatus.PENDING for job in jobs):
            return {}
        waiting = await self._store.waiting_ids(POSITIONS_SHOWN)
        return {id: position for position, id in enumerate(waiting, start=1)}

    async def status(self) -> QueueStatus:
        """Count the jobs and describe the servers."""
        counts, held, pinned, servers = await asyncio.gather(
            self._store.count_per_status(),
            self._store.count_at_servers(),
            self._store.count_pinned_per_server(),
            self._servers.list_registered(),
        )
        lanes = await self._lanes.get_many([server.id for server in servers])
        return QueueStatus(
            queued_jobs=counts.get(JobStatus.PENDING, 0),
            processing_jobs=counts.get(JobStatus.PROCESSING, 0),
            completed_jobs=counts.get(JobStatus.COMPLETED, 0),
            failed_jobs=counts.get(JobStatus.FAILED, 0),
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
        job = await self._store.cancel(id)
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

    async def cancel_of_project(self, project_id: ProjectId) -> None:
        """Cancel all jobs of a project."""
        await self._cancel_all({"project_id": project_id})

    async def cancel_of_clips(self, ids: Iterable[ClipId]) -> None:
        """Cancel all jobs of some clips."""
        await self._cancel_all({"clip_id": {"$in": list(ids)}})

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Forget all jobs of a project, cancelling them first."""
        await self.cancel_of_project(project_id)
        await self._store.delete_all({"project_id": project_id})

    async def delete_of_clips(self, ids: Iterable[ClipId]) -> None:
        """Forget all jobs of some clips, cancelling them first."""
        clip_ids = list(ids)
        await self.cancel_of_clips(clip_ids)
        await self._store.delete_all({"clip_id": {"$in": clip_ids}})

    async def _cancel_all(self, filter: Filter) -> None:
        ids = await self._store.ids_open(filter)
        for start in range(0, len(ids), CANCELLED_AT_ONCE):
            await asyncio.gather(*map(self._cancel_if_open, ids[start : start + CANCELLED_AT_ONCE]))

    async def _cancel_if_open(self, id: JobId) -> None:
        with contextlib.suppress(ConflictError, ResourceNotFoundError):  # it ended meanwhile
            await self.cancel(id)

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
