"""Stopping jobs, one or many, wherever they stand."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Final

from backend.domain.errors import ConflictError, ResourceNotFoundError
from backend.domain.ids import JobId
from backend.domain.job import Job
from backend.domain.job_state import CANCELLABLE, JobState
from backend.repositories.collection import Filter
from backend.repositories.job_store import JobStore
from backend.services.queue.dependants import Dependants
from backend.services.queue.engine import Engine
from backend.services.queue.recovery import Recovery

AT_ONCE: Final = 20


class Cancellation:
    """Takes jobs away from whoever has them, and has their servers told."""

    def __init__(
        self,
        store: JobStore,
        recovery: Recovery,
        dependants: Dependants,
        engine: Engine,
        announce: Callable[[Job], None],
    ) -> None:
        self._store = store
        self._recovery = recovery
        self._dependants = dependants
        self._engine = engine
        self._announce = announce

    async def cancel(self, id: JobId) -> Job:
        """Cancel a job, and those that need it.

        Raises:
            ResourceNotFoundError: there is no such job.
            ConflictError: it is over already.
        """
        return await self._done(await self._store.cancel(id))

    async def cancel_all(
        self, filter: Filter, states: Collection[JobState] = CANCELLABLE
    ) -> list[JobId]:
        """Cancel what matches and is in one of the states; return which this call cancelled."""

        async def cancel(id: JobId) -> Job:
            return await self._done(await self._store.cancel(id, states, alone=True))

        cancelled = await of_each(await self._store.ids_open(filter, states), cancel)
        if cancelled:
            await self._dependants.sweep()
        return cancelled

    async def _done(self, job: Job) -> Job:
        if job.cleanup_due:
            await self._recovery.settle(job)
        self._engine.drop(job.job_id)
        self._announce(job)
        return job


async def of_each(ids: Sequence[JobId], act: Callable[[JobId], Awaitable[Job]]) -> list[JobId]:
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
