"""Waiting jobs as placement sees them, each read and understood once."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from backend.domain.errors import ValidationError
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId
from backend.domain.job import Job, JobError
from backend.domain.work import Work, work_of
from backend.events.hub import EventHub
from backend.events.types import QueueUpdate
from backend.providers.base import Requirements
from backend.repositories.job_candidates import Head
from backend.repositories.job_store import JobStore, LeaseLostError
from backend.services.queue.farm import Waiting
from backend.services.queue.requests import needs_of

REMEMBERED: Final = 5000
READ_AT_ONCE: Final = 100
"""So many are understood in one go, in some milliseconds; then others have their turn."""


@dataclass(frozen=True)
class _Known:
    job: Job
    work: Work
    needs: Requirements


class CandidateBook:
    """The jobs read lately. What is asked for does not change without the job's `rev`."""

    def __init__(self, store: JobStore, hub: EventHub) -> None:
        self._store = store
        self._hub = hub
        self._known: dict[JobId, _Known] = {}

    def job(self, id: str) -> Job:
        """Return a job that `waiting` told of just now: after an await others may have its room."""
        return self._known[JobId(id)].job

    async def waiting(self, heads: Iterable[Head]) -> list[Waiting]:
        """Return the jobs as placement sees them, those that can be run at all."""
        wanted = list(heads)
        news = [head.id for head in wanted if not self._is_known(head)]
        for start in range(0, len(news), READ_AT_ONCE):
            for job in await self._store.find_readable(news[start : start + READ_AT_ONCE]):
                await self._take_up(job)
        return [_waiting(head, self._known[head.id]) for head in wanted if self._is_known(head)]

    def _is_known(self, head: Head) -> bool:
        known = self._known.get(head.id)
        return known is not None and known.job.rev == head.rev

    async def _take_up(self, job: Job) -> None:
        try:
            needs = needs_of(job)
        except ValidationError as error:
            await self._refuse_for_good(job, error)
            return
        self._known.pop(job.job_id, None)
        self._known[job.job_id] = _Known(job, work_of(job), needs)
        while len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]

    async def _refuse_for_good(self, job: Job, error: ValidationError) -> None:
        reason = JobError(code=error.code, message=error.message, failure=FailureClass.USER)
        with contextlib.suppress(LeaseLostError):
            failed = await self._store.fail(job.job_id, job.token, reason)
            self._hub.publish(QueueUpdate.of(failed))


def _waiting(head: Head, known: _Known) -> Waiting:
    return Waiting(
        id=head.id,
        project=head.project_id or "",
        order_key=head.order_key.timestamp(),
        created_at=head.created_at.timestamp(),
        work=known.work,
        needs=known.needs,
        pinned=head.pinned,
        excluded=frozenset(head.excluded),
        held_since=head.held_since.timestamp() if head.held_since else None,
        rev=head.rev,
    )
