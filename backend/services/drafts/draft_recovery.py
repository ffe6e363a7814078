"""Finishes what a crash left half done of drafts; every step may be done twice."""

import asyncio
import contextlib
import logging
from datetime import timedelta
from typing import Final, Protocol

from backend.database.tasks import end_tasks
from backend.domain.draft import CANCELLED, Draft, DraftStatus
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import DraftId
from backend.domain.job_state import JobStatus
from backend.domain.times import utc_now
from backend.repositories.draft_repository import DraftLostError, DraftRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.drafts.draft_run import DraftDesk

log = logging.getLogger(__name__)

INTERVAL: Final = 5.0
GRACE: Final = timedelta(seconds=10)
"""For so long whoever began or resumed a draft is trusted to queue its task."""
_CANCELLED: Final = {"code": CANCELLED, "message": "Its task was cancelled", "retryable": True}
_GIVEN_UP: Final = {
    "code": "TASK_FAILED",
    "message": "The work on it was given up after several tries",
    "retryable": True,
}


class Drafts(Protocol):
    """Who begins drafts."""

    async def set_going(self, draft: Draft) -> None:
        """See that a draft has what it needs to go on."""


class Queue(Protocol):
    """What is asked of the queue."""

    async def cancel_of_draft(self, id: DraftId) -> None:
        """Stop the draft's jobs."""


class DraftRecovery:
    """Looks every few seconds for drafts that nobody works on, and jobs that nobody wants."""

    def __init__(
        self,
        desk: DraftDesk,
        projects: ProjectRepository,
        service: Drafts,
        queue: Queue,
        *,
        retention: timedelta,
    ) -> None:
        """Make it.

        Args:
            retention: how long the details of finished drafts are kept.
        """
        self._desk = desk
        self._drafts: DraftRepository = desk.drafts
        self._projects = projects
        self._service = service
        self._queue = queue
        self._retention = retention
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="drafts")

    async def stop(self) -> None:
        """Stop looking."""
        if self._task is not None:
            await end_tasks([self._task])

    async def look(self) -> None:
        """Look once."""
        for draft, ended in await self._drafts.abandoned():
            if ended is None:
                if draft.updated_at < utc_now() - GRACE:
                    await self._service.set_going(draft)
            else:
                await self._end(draft, JobStatus(ended))
        for id in await self._drafts.left_jobs():
            await self._queue.cancel_of_draft(id)

    async def sweep(self) -> None:
        """Have projects show how their drafts stand, and drop the details of old drafts."""
        for project in await self._projects.list_with_open_drafts():
            if project.draft is None:
                continue
            draft = await self._drafts.find_by_id(project.draft.draft_id)
            if draft is not None and draft.status is not project.draft.state:
                await self._desk.tell(draft)
        await self._drafts.forget_details(age=self._retention)

    async def _end(self, draft: Draft, ended: JobStatus) -> None:
        """End a draft whose task is over, and which is not; of one that only just ended it is."""
        if draft.updated_at > utc_now() - GRACE:
            return
        cancelled = ended is JobStatus.CANCELLED
        status = DraftStatus.CANCELLED if cancelled else DraftStatus.FAILED
        told = _CANCELLED if cancelled else _GIVEN_UP
        errors = [*(error.model_dump() for error in draft.errors), told]
        changes = {"ended_at": utc_now(), "errors": errors}
        with contextlib.suppress(DraftLostError):
            draft.rev = await self._drafts.stop(draft, status, changes)
            await self._desk.tell(await self._drafts.get(draft.id))

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except DatabaseUnavailableError:
                log.debug("drafts are looked at later: the database is away")
            except Exception:  # one look that fails must not be the last
                log.exception("drafts could not be looked at")
            await asyncio.sleep(INTERVAL)
