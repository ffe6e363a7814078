"""How a job moves: one guarded update of one document, and what hangs on it hears of its end.

A move asks for the job's fencing token and for a state from which the move is allowed. If another
process was granted the job meanwhile, or a person cancelled it, nothing matches and the caller
learns that it lost the lease.
"""

from collections.abc import Awaitable, Callable

from backend.domain.ids import JobId
from backend.domain.job import Job
from backend.domain.job_state import AT_SERVER, STATUS_OF, JobState, states_before
from backend.repositories.collection import Collection, Document, Filter
from backend.repositories.job_leases import JobLeases

LEASED_TO_NOBODY: Document = {"lease": None}


class LeaseLostError(Exception):
    """Somebody else decides about this job now: whoever held it must drop it."""


async def _nothing(job: Job) -> None:
    """Nothing hangs on the job."""


class JobMoves(JobLeases):
    """The moves that all others are made of."""

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        self._follow: Callable[[Job], Awaitable[None]] = _nothing

    def tell_endings(self, follow: Callable[[Job], Awaitable[None]]) -> None:
        """Have each job that comes to its end handed over, right after that was written."""
        self._follow = follow

    async def _move(self, id: JobId, token: int, to: JobState, change: Document) -> Job:
        guard = {"_id": id, "token": token, "state": {"$in": states_before(to)}}
        moved = await self._apply(guard, to, change)
        if moved is None:
            raise LeaseLostError(id)
        return moved

    async def _end(
        self, guard: Filter, to: JobState, change: Document, *, alone: bool = False
    ) -> Job | None:
        """Move a job to a final state; alone: what hangs on it is somebody else's concern."""
        ended = await self._apply(
            guard, to, {**LEASED_TO_NOBODY, "completed_at": "$$NOW", "waiting": None, **change}
        )
        if ended is not None and not alone:
            await self._follow(ended)
        return ended

    async def _apply(self, guard: Filter, to: JobState | None, change: Document) -> Job | None:
        moved: Document = {} if to is None else {"state": to, "status": STATUS_OF[to]}
        if to is not None and to not in AT_SERVER:
            moved["slot"] = None
        document = await self._collection.find_one_and_update(
            guard,
            [{"$set": {**moved, **change, "rev": {"$add": ["$rev", 1]}, "updated_at": "$$NOW"}}],
        )
        return None if document is None else self._from_document(document)
