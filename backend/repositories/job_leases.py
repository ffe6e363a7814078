"""What concerns many jobs at once: their leases, and what they are told while they wait."""

from collections.abc import Iterable
from datetime import timedelta

from backend.domain.ids import JobId, ProjectId, ServerId
from backend.domain.job import EXTERNAL_OWNER, Job
from backend.domain.job_state import HELD, JobState, JobStatus
from backend.domain.pause import PROJECT_PAUSED, QUEUE_PAUSED, Pauses
from backend.domain.waiting import WaitingCode
from backend.repositories.collection import Document, Filter
from backend.repositories.job_candidates import JobCandidates
from backend.repositories.job_filters import SILENT
from backend.repositories.job_pipeline import lease, waiting_for


class JobLeases(JobCandidates):
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

    async def explain_waiting(
        self, ids: Iterable[JobId], code: WaitingCode | None, text: str = ""
    ) -> None:
        """Say why ready jobs do not run; None: there is nothing to be said any more."""
        reason = None if code is None else waiting_for(code, text)
        await self._explain({"_id": {"$in": list(ids)}}, reason)

    async def explain_paused(self, pauses: Pauses) -> None:
        """Tell those that wait for the end of a pause."""
        if pauses.queue:
            await self._explain_pause({}, QUEUE_PAUSED)
        elif pauses.projects:
            of_paused = {"project_id": {"$in": list(pauses.projects)}}
            await self._explain_pause(of_paused, PROJECT_PAUSED)

    async def explain_resumed(self, project_id: ProjectId | None) -> None:
        """Tell them that a pause is over."""
        of_project: Filter = {"project_id": project_id} if project_id else {}
        reason = PROJECT_PAUSED if project_id else QUEUE_PAUSED
        await self._explain({**of_project, "waiting.text": reason}, None)

    async def _explain_pause(self, jobs: Filter, text: str) -> None:
        untold = {**jobs, "waiting.text": {"$ne": text}}
        await self._explain(untold, waiting_for(WaitingCode.PAUSED, text))

    async def _explain(self, filter: Filter, reason: Document | None) -> None:
        news: Document = {"waiting": reason, "updated_at": "$$NOW"}
        await self._collection.update_many({**filter, "state": JobState.READY}, [{"$set": news}])

    async def shelve(self, ids: Iterable[JobId], reason: str) -> None:
        """Put ready jobs aside that no lane can do, and say why; they keep their place."""
        aside = {
            "state": JobState.UNPLACEABLE,
            "waiting": waiting_for(WaitingCode.NO_CAPABLE_SERVER, reason),
        }
        await self._shift({"_id": {"$in": list(ids)}, "state": JobState.READY}, aside)

    async def reopen(self) -> int:
        """Let the jobs put aside be asked about again; return how many there were."""
        return await self._shift({"state": JobState.UNPLACEABLE}, {"state": JobState.READY})

    async def _shift(self, jobs: Filter, change: Document) -> int:
        news = {**change, "updated_at": "$$NOW", "rev": {"$add": ["$rev", 1]}}
        return await self._collection.update_many(jobs, [{"$set": news}])

    async def unpin(self, server_ids: Iterable[ServerId]) -> None:
        """Let any server run the waiting jobs that only these may run."""
        pinned = {"$in": list(server_ids), "$gt": ""}
        jobs = {"status": JobStatus.PENDING, "pinned_server_id": pinned}
        await self._shift(jobs, {"pinned_server_id": None})

    async def readmit_lanes(self, ids: Iterable[JobId]) -> None:
        """Let waiting jobs run again where they failed: they have nowhere else to go."""
        await self._collection.update_many(
            {"_id": {"$in": list(ids)}, "state": JobState.READY},
            {"$set": {"excluded_lanes": []}, "$inc": {"rev": 1}},
        )
