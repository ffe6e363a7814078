"""What people have done with a job: cancelled, run again, put forward or back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from backend.domain.errors import ConflictError
from backend.domain.ids import JobId
from backend.domain.job import CANCELLED_OUTCOME, Job
from backend.domain.job_state import CANCELLABLE, HELD, RETRYABLE, WAITING, JobState
from backend.domain.waiting import WaitingCode
from backend.repositories.collection import Document
from backend.repositories.job_dependencies import JobDependencies
from backend.repositories.job_pipeline import (
    AGEING_MS,
    OTHERS_FIRST,
    last_attempt,
    ready_from,
    waiting_for,
)


class JobOrders(JobDependencies):
    """Moves that need no lease: each wins against whoever has the job, or says that it is late."""

    async def cancel(
        self, id: JobId, states: Iterable[JobState] = CANCELLABLE, *, alone: bool = False
    ) -> Job:
        """Cancel a job that is in one of the states; whoever holds it loses it in the same step.

        Args:
            alone: the jobs that need it are not cancelled with it: a sweep finds them.

        Raises:
            ConflictError: it is over already, or its result is being added just now.
        """
        changed = await self._end(
            {"_id": id, "state": {"$in": list(states)}},
            JobState.CANCELLED,
            {
                "token": {"$add": ["$token", 1]},
                "cleanup_due": {"$in": ["$state", list(HELD)]},
                "attempts": last_attempt(
                    {"outcome": CANCELLED_OUTCOME, "ended_at": "$$NOW"}, open_=True
                ),
            },
            alone=alone,
        )
        if changed is not None:
            return changed
        job = await self.get(id)
        raise ConflictError(f"The job is {job.status} and can no longer be cancelled")

    async def cleaned_up(self, id: JobId) -> None:
        """The cancelled job's server was told, or somebody is charged with it."""
        await self._collection.update_one({"_id": id}, {"$set": {"cleanup_due": False}})

    async def retry(
        self, id: JobId, *, needs: Sequence[JobId] = (), changes: Mapping[str, Any] | None = None
    ) -> Job:
        """Begin a new round of a job that failed or was cancelled.

        Args:
            needs: the jobs that must be done first.
            changes: fields of what is asked for that are others in the new round.

        Raises:
            ConflictError: it is waiting, running or completed.
        """
        news: Document = {name: {"$literal": value} for name, value in (changes or {}).items()}
        blocked = waiting_for(WaitingCode.BLOCKED, OTHERS_FIRST) if needs else None
        changed = await self._apply(
            {"_id": id, "state": {"$in": list(RETRYABLE)}},
            JobState.BLOCKED if needs else JobState.READY,
            {
                **news,
                "round": {"$add": ["$round", 1]},
                "order_key": ready_from(None, news.get("priority", "$priority")),
                "needs": list(needs),
                "failures": 0,
                "excluded_lanes": [],
                "min_vram": None,
                "not_before": None,
                "held_since": None,
                "progress": 0.0,
                "error": None,
                "waiting": blocked,
                "started_at": None,
                "completed_at": None,
            },
        )
        if changed is not None:
            return changed
        job = await self.get(id)
        raise ConflictError(f"The job is {job.status}; only a failed or cancelled one is retried")

    async def prioritise(self, id: JobId, priority: int) -> Job:
        """Put a waiting job forward or back; how long it has waited goes on to count.

        Raises:
            ConflictError: it does not wait.
        """
        step = {"$multiply": [AGEING_MS, {"$subtract": ["$priority", priority]}]}
        changed = await self._apply(
            {"_id": id, "state": {"$in": list(WAITING)}},
            None,
            {"order_key": {"$add": ["$order_key", step]}, "priority": priority},
        )
        if changed is not None:
            return changed
        job = await self.get(id)
        raise ConflictError(f"The job is {job.status}; only one that waits has a priority")
