"""The moves of a job, each one guarded update of one document.

A move asks for the job's fencing token and for a state from which the move is allowed. If another
process was granted the job meanwhile, or a person cancelled it, nothing matches and the caller
learns that it lost the lease.
"""

import contextlib
from collections.abc import Iterable
from typing import Any

from backend.domain.errors import ConflictError
from backend.domain.ids import JobId, ServerId
from backend.domain.job import (
    AT_SERVER,
    CANCELLABLE,
    CANCELLED_OUTCOME,
    EXTERNAL_OWNER,
    HELD,
    RETRYABLE,
    STATUS_OF,
    Job,
    JobError,
    JobOutput,
    JobState,
    states_before,
)
from backend.repositories.collection import Document, Filter
from backend.repositories.errors import DuplicateKeyConflict
from backend.repositories.job_leases import JobLeases
from backend.repositories.job_pipeline import closed, last_attempt, lease, opened
from backend.repositories.job_repository import AGEING_MS

_LEASED_TO_NOBODY: Document = {"lease": None}


class LeaseLostError(Exception):
    """Somebody else decides about this job now: whoever held it must drop it."""


class LaneFullError(Exception):
    """All places at the server are taken."""


class JobStore(JobLeases):
    """Everything that changes a job once it is stored."""

    async def claim(
        self,
        job: Job,
        lane_id: ServerId,
        name: str,
        *,
        owner: str,
        remote_id: str,
        seconds: float,
        slots: Iterable[int],
    ) -> Job | None:
        """Take a waiting job for a lane, writing the attempt before the server hears of it.

        Args:
            name: the server's name, for people.
            remote_id: the id the work will go by at the server.
            seconds: how long the lease lasts without renewal.
            slots: places at the server, of which the first that is free is taken.

        Returns:
            The job with its new token, or None if another process was quicker.

        Raises:
            LaneFullError: none of the slots is free.
        """
        guard = {"_id": job.id, "state": JobState.READY, "rev": job.rev}
        change: Document = {
            "token": {"$add": ["$token", 1]},
            "lease": lease(owner, seconds),
            "server_id": lane_id,
            "server_name": {"$literal": name},
            "attempts": opened(lane_id, name, remote_id, external=owner == EXTERNAL_OWNER),
            "started_at": {"$ifNull": ["$started_at", "$$NOW"]},
            "progress": 0.0,
            "waiting": None,
        }
        for slot in slots:
            with contextlib.suppress(DuplicateKeyConflict):
                return await self._apply(guard, JobState.LEASED, {**change, "slot": slot})
        raise LaneFullError(lane_id)

    async def adopt(self, job: Job, *, owner: str, seconds: float) -> Job | None:
        """Take over a job whose holder fell silent; None if another process was quicker."""
        guard = {
            "_id": job.id,
            "token": job.token,
            "state": {"$in": list(HELD)},
            "$expr": {"$lt": ["$lease.until", "$$NOW"]},
        }
        token = {"$add": ["$token", 1]}
        change = {
            "token": token,
            "lease": lease(owner, seconds),
            "attempts": last_attempt({"token": token}),
        }
        return await self._apply(guard, None, change)

    async def posted(
        self, id: JobId, token: int, *, remote_id: str, applied: dict[str, Any]
    ) -> Job:
        """The server accepted the work."""
        return await self._move(
            id,
            token,
            JobState.RUNNING,
            {
                "applied": {"$literal": applied},
                "attempts": last_attempt(
                    {"remote_id": {"$literal": remote_id}, "posted_at": "$$NOW"}
                ),
            },
        )

    async def collecting(self, id: JobId, token: int) -> Job:
        """The server is done; its files are being fetched."""
        return await self._move(id, token, JobState.COLLECTING, {})

    async def delivered(self, id: JobId, token: int, *, applied: dict[str, Any]) -> Job | None:
        """An external worker is done, and its file is fetched; None if the job is not its any more.

        It may be said again while the file is fetched.
        """
        guard = {"_id": id, "token": token, "state": {"$in": list(HELD)}}
        change = {
            "applied": {"$literal": applied},
            "attempts": last_attempt({"posted_at": "$$NOW"}),
        }
        return await self._apply(guard, JobState.COLLECTING, change)

    async def progress(
        self, id: JobId, token: int, fraction: float, *, waiting: str | None = None
    ) -> None:
        """Note how far it is, 0..1, and what keeps it from going on, if anything does."""
        guard = {"_id": id, "token": token, "state": {"$in": list(HELD)}}
        news: Document = {"progress": fraction, "waiting": {"$literal": waiting}}
        shown = [{"$set": {**news, "updated_at": "$$NOW"}}]
        if not await self._collection.update_one(guard, shown):
            raise LeaseLostError(id)

    async def committed(self, id: JobId, token: int, outputs: list[JobOutput]) -> Job:
        """The files are stored: from here on the job's outcome is decided."""
        return await self._move(
            id,
            token,
            JobState.COMMITTED,
            {
                **_LEASED_TO_NOBODY,
                "waiting": None,
                "outputs": {"$literal": [output.model_dump() for output in outputs]},
                "attempts": last_attempt({"outcome": "completed", "ended_at": "$$NOW"}),
            },
        )

    async def done(self, id: JobId) -> Job | None:
        """The takes are in the clip; None if that was noted already."""
        return await self._apply(
            {"_id": id, "state": {"$in": states_before(JobState.DONE)}},
            JobState.DONE,
            {"progress": 1.0, "completed_at": "$$NOW", "error": None},
        )

    async def spoiled(self, id: JobId, error: JobError) -> Job | None:
        """The files of a committed job are gone before they became takes."""
        return await self._apply(
            {"_id": id, "state": JobState.COMMITTED},
            JobState.FAILED,
            {"outputs": [], "error": {"$literal": error.model_dump()}, "completed_at": "$$NOW"},
        )

    async def requeue(
        self,
        id: JobId,
        token: int,
        error: JobError,
        *,
        counted: bool,
        delay: float,
        exclude_lane: bool,
    ) -> Job:
        """Give the job back to the queue; it keeps its place there.

        Args:
            counted: the try counts towards the job's limit.
            delay: seconds before it may run again.
            exclude_lane: not on the same server again in this round.
        """
        change: Document = {
            **_LEASED_TO_NOBODY,
            "failures": {"$add": ["$failures", 1 if counted else 0]},
            "not_before": {"$add": ["$$NOW", int(delay * 1000)]} if delay else None,
            "attempts": closed(error),
            "progress": 0.0,
            "waiting": {"$literal": error.message},
        }
        if exclude_lane:
            change["excluded_lanes"] = {"$setUnion": ["$excluded_lanes", ["$server_id"]]}
        return await self._move(id, token, JobState.READY, change)

    async def fail(
        self, id: JobId, token: int, error: JobError, *, quarantined: bool = False
    ) -> Job:
        """Give the job up."""
        return await self._move(
            id,
            token,
            JobState.QUARANTINED if quarantined else JobState.FAILED,
            {
                **_LEASED_TO_NOBODY,
                "error": {"$literal": error.model_dump()},
                "attempts": closed(error),
                "completed_at": "$$NOW",
                "waiting": None,
            },
        )

    async def cancel(self, id: JobId, states: Iterable[JobState] = CANCELLABLE) -> Job:
        """Cancel a job that is in one of the states; whoever holds it loses it in the same step.

        Raises:
            ConflictError: it is over already, or its result is being added just now.
        """
        changed = await self._apply(
            {"_id": id, "state": {"$in": list(states)}},
            JobState.CANCELLED,
            {
                **_LEASED_TO_NOBODY,
                "token": {"$add": ["$token", 1]},
                "cleanup_due": {"$in": ["$state", list(HELD)]},
                "attempts": last_attempt(
                    {"outcome": CANCELLED_OUTCOME, "ended_at": "$$NOW"}, open_=True
                ),
                "completed_at": "$$NOW",
                "waiting": None,
            },
        )
        if changed is not None:
            return changed
        job = await self.get(id)
        raise ConflictError(f"The job is {job.status} and can no longer be cancelled")

    async def cleaned_up(self, id: JobId) -> None:
        """The cancelled job's server was told, or somebody is charged with it."""
        await self._collection.update_one({"_id": id}, {"$set": {"cleanup_due": False}})

    async def retry(self, id: JobId) -> Job:
        """Begin a new round of a job that failed or was cancelled.

        Raises:
            ConflictError: it is waiting, running or completed.
        """
        changed = await self._apply(
            {"_id": id, "state": {"$in": list(RETRYABLE)}},
            JobState.READY,
            {
                "round": {"$add": ["$round", 1]},
                "order_key": {"$subtract": ["$$NOW", {"$multiply": ["$priority", AGEING_MS]}]},
                "failures": 0,
                "excluded_lanes": [],
                "not_before": None,
                "progress": 0.0,
                "error": None,
                "waiting": None,
                "started_at": None,
                "completed_at": None,
            },
        )
        if changed is not None:
            return changed
        job = await self.get(id)
        raise ConflictError(f"The job is {job.status}; only a failed or cancelled one is retried")

    async def _move(self, id: JobId, token: int, to: JobState, change: Document) -> Job:
        guard = {"_id": id, "token": token, "state": {"$in": states_before(to)}}
        moved = await self._apply(guard, to, change)
        if moved is None:
            raise LeaseLostError(id)
        return moved

    async def _apply(self, guard: Filter, to: JobState | None, change: Document) -> Job | None:
        moved: Document = {} if to is None else {"state": to, "status": STATUS_OF[to]}
        if to is not None and to not in AT_SERVER:
            moved["slot"] = None
        document = await self._collection.find_one_and_update(
            guard,
            [{"$set": {**moved, **change, "rev": {"$add": ["$rev", 1]}, "updated_at": "$$NOW"}}],
        )
        return None if document is None else self._from_document(document)
