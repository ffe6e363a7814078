"""What hangs on a job that came to its end: the jobs that were queued behind it."""

import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId
from backend.domain.job import Job, JobError
from backend.domain.job_state import JobState
from backend.domain.media import MediaKind
from backend.domain.task_lane import DRAFT
from backend.events.hub import EventHub
from backend.events.types import QueueUpdate
from backend.repositories.job_store import JobStore

log = logging.getLogger(__name__)


NEEDS_CANCELLED: Final = JobError(
    code="DEPENDENCY_CANCELLED",
    message="A job that it needs was cancelled",
    failure=FailureClass.DEPENDENCY,
)


def needs_failed(parent: Job | None) -> JobError:
    """Return why a job cannot run whose parent was given up, or is not there any more."""
    if parent is None:
        what = "was deleted before it was done"
    else:
        what = f"failed: {parent.error.message}" if parent.error else "failed"
    return JobError(
        code="DEPENDENCY_FAILED",
        message=f"A job that it needs {what}",
        failure=FailureClass.DEPENDENCY,
    )


class Dependants:
    """Frees, gives up or cancels jobs with those they need; all of it may be done twice."""

    def __init__(self, store: JobStore, hub: EventHub, wake: Callable[[], None]) -> None:
        self._store = store
        self._hub = hub
        self._wake = wake
        store.tell_endings(self.follow)

    async def follow(self, job: Job) -> None:
        """Do what follows from a job's end; what the database keeps us from, a sweep does."""
        try:
            await self._follow(job)
        except DatabaseUnavailableError:
            log.warning("what waits for job %s is told later", job.id)

    async def sweep(self, blocked: JobId | None = None) -> None:
        """Do what was left undone, for all jobs or for one that waits for others."""
        over, gone = await self._store.settled_needs(blocked)
        for job in over:
            await self._follow(job)
        for id in gone:
            await self._give_up_children(id, None)

    async def _follow(self, job: Job) -> None:
        if job.draft_id is not None and job.kind != DRAFT:
            await self._store.wake_draft(job.draft_id)
        if job.state is JobState.DONE:
            if await self._store.release_children(job.job_id, _picture(job)):
                self._wake()
        elif job.state is JobState.CANCELLED:
            end = self._store.cancel_blocked
            await self._end_children(job.job_id, lambda child: end(child, NEEDS_CANCELLED))
        else:
            await self._give_up_children(job.job_id, job)

    async def _give_up_children(self, id: JobId, parent: Job | None) -> None:
        error = needs_failed(parent)
        await self._end_children(id, lambda child: self._store.give_up_blocked(child, error))

    async def _end_children(
        self, parent: JobId, end: Callable[[JobId], Awaitable[Job | None]]
    ) -> None:
        """End what waits for the job, and what waits for that."""
        ended = deque([parent])
        while ended:
            for id in await self._store.ids_waiting_behind(ended.popleft()):
                if (job := await end(id)) is not None:
                    self._hub.publish(QueueUpdate.of(job))
                    ended.append(id)


def _picture(job: Job) -> str | None:
    return next((each.key for each in job.outputs if each.kind is MediaKind.IMAGE), None)
