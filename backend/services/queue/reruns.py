"""Running jobs again that failed or were cancelled, with those they need and those behind them."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from backend.domain.errors import ConflictError, ResourceNotFoundError
from backend.domain.ids import JobId
from backend.domain.job import Job
from backend.domain.job_state import RETRYABLE, JobState
from backend.domain.work import model_key_of
from backend.repositories.job_store import JobStore
from backend.services.queue.dependants import Dependants


class Reruns:
    """New rounds of jobs, begun by people."""

    def __init__(
        self, store: JobStore, dependants: Dependants, announce: Callable[[Job], None]
    ) -> None:
        self._store = store
        self._dependants = dependants
        self._announce = announce

    async def retry(self, id: JobId, changes: Mapping[str, Any] | None = None) -> Job:
        """Run a job again, after those it needs that were given up, and reopen those behind them.

        Raises:
            ResourceNotFoundError: there is no such job.
            ConflictError: it is waiting, running or completed, or what it needs was deleted.
        """
        job = await self._store.get(id)
        chain = await self._given_up_before(job) if job.state in RETRYABLE else []
        for each in chain:
            with contextlib.suppress(ConflictError):  # somebody else runs it again already
                await self._restart(each)
        again = await self._restart(job, changes)
        await self._reopen_behind([*(each.job_id for each in chain), id])
        if not again.needs:
            return again
        await self._dependants.sweep(id)
        return await self._store.get(id)

    async def _restart(self, job: Job, changes: Mapping[str, Any] | None = None) -> Job:
        states = await self._store.states_of(job.depends_on)
        if job.source_job_id and job.source_job_id not in states and job.source_key is None:
            raise ConflictError("The job whose picture it starts from was deleted")
        news = dict(changes or {})
        asked = job.model_copy(update=news)
        news["model_key"] = model_key_of(asked)
        # Cancelled before its picture was there, it was not told which: that is done anew.
        untold = asked.source_job_id if asked.source_key is None else None
        needs = [id for id in states if states[id] is not JobState.DONE or id == untold]
        again = await self._store.retry(job.job_id, needs=needs, changes=news)
        self._announce(again)
        return again

    async def _given_up_before(self, job: Job) -> Sequence[Job]:
        """Return the jobs to be run again first, each behind those it needs itself."""
        chain: dict[JobId, Job] = {}
        wanted = job.depends_on
        while wanted:
            found = await self._store.list(
                {"_id": {"$in": wanted}, "state": {"$in": list(RETRYABLE)}}
            )
            for each in found:
                chain.pop(each.job_id, None)
                chain[each.job_id] = each
            wanted = [id for each in found for id in each.depends_on]
        return [*reversed(chain.values())]

    async def _reopen_behind(self, ids: Iterable[JobId]) -> None:
        """Let jobs wait again that were given up for the sake of these alone."""
        restarted = deque(ids)
        while restarted:
            parent = restarted.popleft()
            for id in await self._store.ids_given_up_behind(parent):
                if await self._reopen(id):
                    restarted.append(id)

    async def _reopen(self, id: JobId) -> bool:
        with contextlib.suppress(ConflictError, ResourceNotFoundError):
            job = await self._store.get(id)
            states = await self._store.states_of(job.depends_on)
            if RETRYABLE.isdisjoint(states.values()):
                await self._restart(job)
                return True
        return False
