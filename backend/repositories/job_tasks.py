"""What is asked of jobs that are tasks, and written of them, beyond what every job has."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

from backend.domain.ids import JobId, ProjectId
from backend.domain.job import SERVERS, Job
from backend.domain.job_state import FINAL, HELD, STATUS_OF, WAITING, JobState, JobStatus
from backend.domain.take import GeneratedContent
from backend.domain.task_lane import DueTask, ProjectOnLane
from backend.domain.waiting import WaitingCode
from backend.repositories.base_repository import NEWEST_FIRST
from backend.repositories.collection import Document, Filter, Index
from backend.repositories.job_moves import LEASED_TO_NOBODY
from backend.repositories.job_pipeline import last_attempt, lease, waiting_for
from backend.repositories.job_store import JobStore, LeaseLostError

IS_TASK: Final[Filter] = {"task.kind": {"$gt": ""}}
_COST: Final[Document] = {"$ifNull": ["$cost_estimate", 0.0]}
SHOWN_AT_ONCE: Final = 16
"""So many jobs of a project are looked at in one go."""
_OVER: Final = sorted({*STATUS_OF.values()} - {JobStatus.PENDING, JobStatus.PROCESSING})


class JobTasks(JobStore):
    """Stored jobs, tasks among them."""

    indexes = (
        *JobStore.indexes,
        Index(
            (("state", 1), ("lane_group", 1), ("project_id", 1)),
            options={"partialFilterExpression": IS_TASK},
        ),
        Index(
            (("routes", 1), ("state", 1), ("lane_group", 1)),
            options={"partialFilterExpression": {"routes": {"$gt": ""}}},
        ),
        Index(
            (("task.kind", 1), *NEWEST_FIRST, ("project_id", 1)),
            options={"partialFilterExpression": IS_TASK},
        ),
    )

    async def on_task_lanes(self, *, ahead: float) -> list[ProjectOnLane]:
        """Return what each project has on each lane.

        Args:
            ahead: seconds; jobs whose time comes so soon count as due already.
        """
        soon = {"$add": ["$$NOW", int(ahead * 1000)]}
        held = [_is("$state", [JobState.READY]), {"$eq": ["$waiting.code", WaitingCode.BUDGET]}]
        due = [
            _is("$state", [JobState.READY]),
            {"$lte": [_or_now("$not_before"), soon]},
            {"$ne": ["$waiting.code", WaitingCode.BUDGET]},
        ]
        first = {"key": "$order_key", "id": "$_id", "not_before": "$not_before"}
        silent = [_is("$state", list(HELD)), {"$lt": ["$lease.until", "$$NOW"]}]
        rows = await self._collection.aggregate(
            [
                {"$match": {**IS_TASK, "state": {"$in": [*WAITING, *HELD]}}},
                {
                    "$group": {
                        "_id": {"lane": "$lane_group", "project": "$project_id"},
                        "depth": _number_of(_is("$state", list(WAITING))),
                        "running": _number_of(_is("$state", list(HELD))),
                        "slots": _number_of({"$gte": ["$slot", 0]}),
                        "first": {
                            "$minN": {"input": _if_all(due, first), "n": SHOWN_AT_ONCE},
                        },
                        "silent": {"$push": _if_all(silent, "$_id")},
                        "cheapest_held": {"$min": _if_all(held, _COST)},
                    }
                },
            ]
        )
        return [_project_on_lane(row) for row in rows]

    async def renew_one(self, id: JobId, token: int, seconds: float) -> bool:
        """Prolong the lease of one job; tell whether it was still ours."""
        held = {"_id": id, "token": token, "state": {"$in": list(HELD)}}
        return bool(
            await self._collection.update_one(
                held, [{"$set": {"lease.until": lease("", seconds)["until"]}}]
            )
        )

    async def remember(self, id: JobId, token: int, state: dict[str, Any]) -> None:
        """Keep what a handler wants to know if it has to begin again in this round.

        Raises:
            LeaseLostError: somebody else decides about the job now.
        """
        held = {"_id": id, "token": token, "state": {"$in": list(HELD)}}
        kept = {"task.remembered": {"$literal": state}, "task.remembered_in": "$round"}
        if not await self._collection.update_one(held, [{"$set": kept}]):
            raise LeaseLostError(id)

    async def worked(
        self,
        id: JobId,
        token: int,
        *,
        applied: dict[str, Any],
        result: dict[str, Any],
        cost: tuple[float, bool] | None = None,
    ) -> Job:
        """The handler is done; what it has made is ours.

        Args:
            cost: US dollars, and whether they are estimated.

        Raises:
            LeaseLostError: somebody else decides about the job now.
        """
        made: Document = {"applied": {"$literal": applied}, "task.result": {"$literal": result}}
        if cost is not None:
            usd, estimated = cost
            made |= {"cost_actual": usd, "cost_is_estimated": estimated}
            made["attempts"] = last_attempt({"cost_usd": usd})
        return await self._move(id, token, JobState.COLLECTING, made)

    async def hold_for_money(self, job: Job, cost: float | None, why: str) -> None:
        """Keep a ready job from running until there is money for it.

        Args:
            cost: US dollars, as far as they can be told.
        """
        ready = {"_id": job.id, "state": JobState.READY, "rev": job.rev}
        held = {"cost_estimate": cost, "waiting": waiting_for(WaitingCode.BUDGET, why)}
        await self._apply(ready, None, held)

    async def go_on(self, project_ids: Iterable[ProjectId]) -> None:
        """Let a project's jobs be tried again that were kept for want of money."""
        held: Filter = {
            **IS_TASK,
            "state": JobState.READY,
            "project_id": {"$in": list(project_ids)},
            "waiting.code": WaitingCode.BUDGET,
        }
        await self._shift(held, {"waiting": None})

    async def list_stranded(self, open_lanes: Collection[str], *, limit: int) -> list[Job]:
        """Return waiting jobs that may go elsewhere, and that nobody does where they are.

        Args:
            open_lanes: the task lanes on which work may begin.
        """
        elsewhere = {"state": JobState.READY, "lane_group": {"$nin": [SERVERS, *open_lanes]}}
        nowhere = {"state": JobState.UNPLACEABLE, "lane_group": SERVERS}
        stranded: Filter = {"routes": {"$gt": ""}, "$or": [elsewhere, nowhere]}
        return await self._readable(stranded, limit=limit)

    async def stopped(self, id: JobId, round: int) -> None:
        """What a cancelled job had begun elsewhere was stopped, and costs nothing."""
        cancelled = {"_id": id, "state": JobState.CANCELLED, "round": round}
        await self._collection.update_one(cancelled, {"$set": {"task.remembered.stopped": True}})

    async def put_off(self, id: JobId, token: int, *, delay: float, why: str) -> Job:
        """Give the job back to the queue until the jobs it ordered have ended; no try is counted.

        Args:
            delay: seconds after which it is run anyway; at once, if one has ended meanwhile.

        Raises:
            LeaseLostError: somebody else decides about the job now.
        """
        later = {"$add": ["$$NOW", int(delay * 1000)]}
        woken = {"$ifNull": ["$task.woken", False]}
        change: Document = {
            **LEASED_TO_NOBODY,
            "not_before": {"$cond": [woken, None, later]},
            "task.woken": False,
            "attempts": last_attempt({"outcome": "waits", "ended_at": "$$NOW"}),
            "waiting": waiting_for(WaitingCode.BLOCKED, why),
        }
        return await self._move(id, token, JobState.READY, change)

    async def list_tasks(self, kind: str, project_id: ProjectId) -> list[Job]:
        """Return a project's tasks of a kind."""
        return await self._readable({"task.kind": kind, "project_id": project_id})

    async def results(self, kind: str) -> dict[JobId, dict[str, Any]]:
        """Return the results of all tasks of a kind, those not ended being empty."""
        found = await self._collection.find({"task.kind": kind}, projection={"task.result": 1})
        return {JobId(document["_id"]): document["task"].get("result", {}) for document in found}

    async def forget_outputs(self, takes: Sequence[GeneratedContent]) -> None:
        """Let the jobs that are over no longer refer to the files of takes that are removed."""
        removed = {"$literal": [take.id for take in takes]}
        kept = {"$not": [{"$in": ["$$this.take_id", removed]}]}
        makers: Filter = {
            "_id": {"$in": [take.job_id for take in takes if take.job_id]},
            "state": {"$in": sorted(FINAL)},
        }
        await self._shift(makers, {"outputs": {"$filter": {"input": "$outputs", "cond": kept}}})

    async def delete_ended(self, kind: str, *, age: timedelta) -> int:
        """Forget the tasks of a kind that ended so long ago."""
        since = {"$subtract": ["$$NOW", int(age.total_seconds() * 1000)]}
        ended: Filter = {
            "task.kind": kind,
            "status": {"$in": _OVER},
            "$expr": {"$lt": ["$completed_at", since]},
        }
        return await self.delete_all(ended)


def _project_on_lane(row: Document) -> ProjectOnLane:
    # The database picks the first ones, but does not say in which order they are.
    first = sorted(row["first"], key=lambda each: (each["key"], each["id"]))
    return ProjectOnLane(
        lane=row["_id"]["lane"],
        project_id=row["_id"].get("project"),
        next=[DueTask(id=each["id"], not_before=each.get("not_before")) for each in first],
        keys=[each["key"] for each in first],
        silent=row["silent"],
        cheapest_held=row["cheapest_held"],
        **{count: row[count] for count in ("depth", "running", "slots")},
    )


def _is(field: str, values: Sequence[str]) -> Document:
    return {"$in": [field, list(values)]}


def _or_now(field: str) -> Document:
    return {"$ifNull": [field, "$$NOW"]}


def _number_of(condition: Document) -> Document:
    return {"$sum": {"$cond": [condition, 1, 0]}}


def _if_all(conditions: Sequence[Document], value: Any) -> Document:
    return {"$cond": [{"$and": conditions}, value, "$$REMOVE"]}
