"""The moves of a job on its way to a result, made by whoever holds it."""

import contextlib
from collections.abc import Iterable
from typing import Any, Final

from backend.domain.ids import JobId, ServerId
from backend.domain.job import EXTERNAL_OWNER, SERVERS, Job, JobError, JobOutput, Task
from backend.domain.job_state import HELD, JobState, states_before
from backend.domain.waiting import WaitingCode
from backend.repositories.collection import Document
from backend.repositories.errors import DuplicateKeyConflict
from backend.repositories.job_moves import LEASED_TO_NOBODY, LeaseLostError
from backend.repositories.job_orders import JobOrders
from backend.repositories.job_pipeline import closed, last_attempt, lease, opened, waiting_for

__all__ = ["JobStore", "LaneFullError", "LeaseLostError"]

_BEGUN: Final[Document] = {
    "token": {"$add": ["$token", 1]},
    "started_at": {"$ifNull": ["$started_at", "$$NOW"]},
    "progress": 0.0,
    "waiting": None,
    "held_since": None,
}


_REROUTED: Final = HELD | {JobState.READY, JobState.UNPLACEABLE}


class LaneFullError(Exception):
    """All places at the server are taken."""


class JobStore(JobOrders):
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
        cost_estimate: float | None = None,
    ) -> Job | None:
        """Take a waiting job for a lane, writing the attempt before the server hears of it.

        Args:
            name: the server's name, for people.
            remote_id: the id the work will go by at the server.
            seconds: how long the lease lasts without renewal.
            slots: places at the server, of which the first that is free is taken.
            cost_estimate: what it will cost there, in US dollars.

        Returns:
            The job with its new token, or None if another process was quicker.

        Raises:
            LaneFullError: none of the slots is free.
        """
        guard = {"_id": job.id, "state": JobState.READY, "rev": job.rev}
        change: Document = {
            **_BEGUN,
            "lease": lease(owner, seconds),
            "server_id": lane_id,
            "server_name": {"$literal": name},
            "cost_estimate": cost_estimate,
            "attempts": opened(lane_id, name, remote_id, external=owner == EXTERNAL_OWNER),
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
        self, id: JobId, token: int, fraction: float, *, no_room: str | None = None
    ) -> None:
        """Note how far it is, 0..1, and why its files cannot be stored just now, if so."""
        guard = {"_id": id, "token": token, "state": {"$in": list(HELD)}}
        waiting = waiting_for(WaitingCode.STORAGE, no_room) if no_room else None
        news: Document = {"progress": fraction, "waiting": waiting}
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
                **LEASED_TO_NOBODY,
                "waiting": None,
                "outputs": {"$literal": [output.model_dump() for output in outputs]},
                "attempts": last_attempt({"outcome": "completed", "ended_at": "$$NOW"}),
            },
        )

    async def done(self, id: JobId) -> Job | None:
        """The takes are in the clip; None if that was noted already."""
        return await self._end(
            {"_id": id, "state": {"$in": states_before(JobState.DONE)}},
            JobState.DONE,
            {"progress": 1.0, "error": None},
        )

    async def spoiled(self, id: JobId, error: JobError) -> Job | None:
        """The files of a committed job are gone before they became takes."""
        return await self._end(
            {"_id": id, "state": JobState.COMMITTED},
            JobState.FAILED,
            {"outputs": [], "error": {"$literal": error.model_dump()}},
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
        min_vram: int | None = None,
    ) -> Job:
        """Give the job back to the queue; it keeps its place there.

        Args:
            counted: the try counts towards the job's limit.
            delay: seconds before it may run again.
            exclude_lane: not on the same server again in this round.
            min_vram: only on a server with more bytes of memory than these in this round.
        """
        change: Document = {
            **LEASED_TO_NOBODY,
            "failures": {"$add": ["$failures", 1 if counted else 0]},
            "not_before": {"$add": ["$$NOW", int(delay * 1000)]} if delay else None,
            "attempts": closed(error),
            "progress": 0.0,
            "waiting": waiting_for(WaitingCode.RETRY_AT, error.message),
        }
        if min_vram is not None:
            change["min_vram"] = {"$max": ["$min_vram", min_vram]}
        if exclude_lane:
            change["excluded_lanes"] = {"$setUnion": ["$excluded_lanes", ["$server_id"]]}
        return await self._move(id, token, JobState.READY, change)

    async def reroute(self, job: Job, to: str, error: JobError | None = None) -> Job:
        """Send a job to a lane of its route, where its tries begin anew; it keeps its place.

        A model is of the servers, or of services: between them it is chosen anew.

        Raises:
            LeaseLostError: somebody else decides about it now.
        """
        kept = job.model if SERVERS not in {to, job.lane_group} else None
        task = None if to == SERVERS else Task(kind=job.kind, arguments=_arguments_of(job))
        change: Document = {
            **LEASED_TO_NOBODY,
            "lane_group": to,
            "routes": job.routes[job.routes.index(to) + 1 :],
            "task": {"$literal": task.model_dump()} if task else None,
            "model": {"$literal": kept},
            "attempts": closed(error) if error else "$attempts",
            "not_before": None if error else "$not_before",
            "failures": 0,
            "excluded_lanes": [],
            "min_vram": None,
            "held_since": None,
            "cost_estimate": None,
            "progress": 0.0,
            "waiting": None,
        }
        guard = {"_id": job.id, "token": job.token, "state": {"$in": sorted(_REROUTED)}}
        moved = await self._apply(guard, JobState.READY, change)
        if moved is None:
            raise LeaseLostError(job.id)
        return moved

    async def fail(
        self, id: JobId, token: int, error: JobError, *, quarantined: bool = False
    ) -> Job:
        """Give the job up."""
        to = JobState.QUARANTINED if quarantined else JobState.FAILED
        failed = await self._end(
            {"_id": id, "token": token, "state": {"$in": states_before(to)}},
            to,
            {"error": {"$literal": error.model_dump()}, "attempts": closed(error)},
        )
        if failed is None:
            raise LeaseLostError(id)
        return failed


def _arguments_of(job: Job) -> dict[str, Any]:
    return job.task.arguments if job.task else {}
