"""Jobs that wait for other jobs: freed, given up and found again, each step safe to be repeated."""

from collections.abc import Iterable

from backend.domain.failures import FailureClass
from backend.domain.ids import DraftId, JobId
from backend.domain.job import Job, JobError
from backend.domain.job_state import FINAL, HELD, JobState
from backend.domain.task_lane import DRAFT
from backend.repositories.collection import Document, Filter
from backend.repositories.job_moves import JobMoves
from backend.repositories.job_pipeline import ready_from, waiting_until


class JobDependencies(JobMoves):
    """What hangs on stored jobs."""

    async def release_children(self, parent: JobId, picture: str | None) -> int:
        """Note that a job is done; those that needed no other become ready, in the same step.

        Args:
            picture: the storage key that those start from which start from its picture.

        Returns:
            How many jobs had waited for it.
        """
        is_source = {"$eq": ["$source_job_id", parent]}
        done: Document = {
            "needs": {"$setDifference": ["$needs", [parent]]},
            "source_key": {"$cond": [is_source, {"$literal": picture}, "$source_key"]},
            "rev": {"$add": ["$rev", 1]},
            "updated_at": "$$NOW",
        }
        free = {"$eq": ["$needs", []]}
        ready: Document = {
            "state": {"$cond": [free, JobState.READY, "$state"]},
            "order_key": {"$cond": [free, ready_from("$not_before", "$priority"), "$order_key"]},
            "waiting": {"$cond": [free, waiting_until("$not_before"), "$waiting"]},
        }
        return await self._collection.update_many(
            {"depends_on": parent, "needs": parent, "state": JobState.BLOCKED},
            [{"$set": done}, {"$set": ready}],
        )

    async def wake_draft(self, id: DraftId) -> None:
        """Have a draft's task look at once how its jobs fare; one that runs looks once more."""
        runs = {"$ne": ["$state", JobState.READY]}
        await self._collection.update_many(
            {"draft_id": id, "task.kind": DRAFT, "state": {"$in": [JobState.READY, *HELD]}},
            [{"$set": {"task.woken": runs, "not_before": None}}],
        )

    async def ids_waiting_behind(self, parent: JobId) -> list[JobId]:
        """Return the jobs queued behind this one that wait for others still."""
        return await self._behind({"depends_on": parent, "state": JobState.BLOCKED})

    async def ids_given_up_behind(self, parent: JobId) -> list[JobId]:
        """Return the jobs queued behind this one that failed or were cancelled with another."""
        for_its_sake = {"error.failure": FailureClass.DEPENDENCY}
        over = {"$in": [JobState.DEPENDENCY_FAILED, JobState.CANCELLED]}
        return await self._behind({"depends_on": parent, "state": over, **for_its_sake})

    async def _behind(self, jobs: Filter) -> list[JobId]:
        found = await self._collection.find(jobs, projection={"_id": 1})
        return [JobId(document["_id"]) for document in found]

    async def give_up_blocked(self, id: JobId, error: JobError) -> Job | None:
        """Give a job up for the sake of one it needs; None if it does not wait any more."""
        guard, why = {"_id": id, "state": JobState.BLOCKED}, {"$literal": error.model_dump()}
        return await self._end(guard, JobState.DEPENDENCY_FAILED, {"error": why}, alone=True)

    async def cancel_blocked(self, id: JobId, error: JobError) -> Job | None:
        """Cancel a job with one it needs; None if it does not wait any more."""
        guard, why = {"_id": id, "state": JobState.BLOCKED}, {"$literal": error.model_dump()}
        news = {"token": {"$add": ["$token", 1]}, "error": why}
        return await self._end(guard, JobState.CANCELLED, news, alone=True)

    async def states_of(self, ids: Iterable[JobId]) -> dict[JobId, JobState]:
        """Return where those of the jobs stand that exist."""
        found = await self._collection.find({"_id": {"$in": list(ids)}}, projection={"state": 1})
        return {JobId(each["_id"]): JobState(each["state"]) for each in found}

    async def settled_needs(self, blocked: JobId | None = None) -> tuple[list[Job], list[JobId]]:
        """Return what jobs wait for in vain: jobs that are over, and ids of which there is none.

        Args:
            blocked: ask for this job only.
        """
        waiting: Document = {"state": JobState.BLOCKED}
        if blocked is not None:
            waiting["_id"] = blocked
        asked = await self._collection.aggregate(
            [{"$match": waiting}, {"$unwind": "$needs"}, {"$group": {"_id": "$needs"}}]
        )
        ids = [JobId(each["_id"]) for each in asked]
        if not ids:
            return [], []
        over = await self._readable({"_id": {"$in": ids}, "state": {"$in": list(FINAL)}})
        there = await self._collection.find({"_id": {"$in": ids}}, projection={"_id": 1})
        return over, sorted(set(ids) - {JobId(each["_id"]) for each in there})
