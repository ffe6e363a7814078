"""What concerns many jobs at once: their leases, and what they are told while they wait."""

from collections.abc import Iterable
from datetime import timedelta

from backend.domain.ids import JobId, ProjectId, ServerId
from backend.domain.job import EXTERNAL_OWNER, HELD, Job, JobState
from backend.domain.pause import PROJECT_PAUSED, QUEUE_PAUSED, Pauses
from backend.repositories.collection import Document, Filter
from backend.repositories.job_pipeline import lease
from backend.repositories.job_repository import SILENT, JobRepository


class JobLeases(JobRepository):
    """The leases of stored jobs."""

    async def renew(self, owner: str, seconds: float) -> None:
        """Prolong every lease of a process."""
        await self._collection.update_many(
            {"lease.owner": owner, "state": {"$in": list(HELD)}},
            [{"$set": {"lease": lease(owner, seconds)}}],
        )

    async def release(self, owner: str) -> None:
        """Let every lease of a process run out now; what runs on the servers runs on."""
        await self.renew(owner, -timedelta(milliseconds=1).total_seconds())

    async def let_go(self, id: JobId, token: int) -> None:
        """Let the lease of one job run out now: its server belongs to another process."""
        await self._collection.update_one(
            {"_id": id, "token": token, "state": {"$in": list(HELD)}},
            [{"$set": {"lease.until": {"$subtract": ["$$NOW", 1]}}}],
        )

    async def list_external(self, server_id: ServerId | None = None) -> list[Job]:
        """Return the jobs that external workers hold: those of one server, or all silent ones."""
        held = {"lease.owner": EXTERNAL_OWNER, "state": {"$in": list(HELD)}}
        return await self._readable({**held, **({"server_id": server_id} if server_id else SILENT)})

    async def slots_taken(self, server_id: ServerId) -> set[int]:
        """Return the places at a server that are taken, by whomever."""
        held = {"server_id": server_id, "slot": {"$gte": 0}}
        found = await self._collection.find(held, projection={"slot": 1})
        return {document["slot"] for document in found}

    async def vacate_unreadable(self) -> None:
        """Free the places of jobs that cannot be read: nobody can run them to their end."""
        if self._unreadable:
            await self._collection.update_many(
                {"_id": {"$in": list(self._unreadable)}, "slot": {"$gte": 0}},
                {"$set": {"slot": None}},
            )

    async def explain_waiting(self, ids: Iterable[JobId], reason: str | None) -> None:
        """Say why waiting jobs do not run."""
        await self._explain({"_id": {"$in": list(ids)}}, reason)

    async def explain_paused(self, pauses: Pauses) -> None:
        """Tell those that wait for the end of a pause."""
        if pauses.queue:
            await self._explain({"waiting": {"$ne": QUEUE_PAUSED}}, QUEUE_PAUSED)
        elif pauses.projects:
            of_paused = {"project_id": {"$in": list(pauses.projects)}}
            await self._explain({**of_paused, "waiting": {"$ne": PROJECT_PAUSED}}, PROJECT_PAUSED)

    async def explain_resumed(self, project_id: ProjectId | None) -> None:
        """Tell them that a pause is over."""
        of_project: Filter = {"project_id": project_id} if project_id else {}
        reason = PROJECT_PAUSED if project_id else QUEUE_PAUSED
        await self._explain({**of_project, "waiting": reason}, None)

    async def _explain(self, filter: Filter, reason: str | None) -> None:
        news: Document = {"waiting": {"$literal": reason}, "updated_at": "$$NOW"}
        await self._collection.update_many({**filter, "state": JobState.READY}, [{"$set": news}])

    async def unpin(self, server_ids: Iterable[ServerId]) -> None:
        """Let any server run the waiting jobs that only these may run."""
        news = {"pinned_server_id": None, "updated_at": "$$NOW", "rev": {"$add": ["$rev", 1]}}
        await self._collection.update_many(
            {"state": JobState.READY, "pinned_server_id": {"$in": list(server_ids), "$gt": ""}},
            [{"$set": news}],
        )

    async def readmit_lanes(self, ids: Iterable[JobId]) -> None:
        """Let waiting jobs run again where they failed: they have nowhere else to go."""
        await self._collection.update_many(
            {"_id": {"$in": list(ids)}, "state": JobState.READY},
            {"$set": {"excluded_lanes": []}, "$inc": {"rev": 1}},
        )
