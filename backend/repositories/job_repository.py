"""Jobs in the database: putting them in, and every way of reading them."""

from collections.abc import Iterable, Sequence

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ClipId, JobId, ProjectId, ServerId
from backend.domain.job import HELD, Job, JobState, JobStatus
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Document, Filter, Index, Sort

AGEING_MS = 600_000
"""A step of priority counts as ten minutes of waiting."""

QUEUE_ORDER: Sort = (("order_key", 1), ("created_at", 1), ("_id", 1))

NOT_BEFORE_NOW: Filter = {
    "$or": [{"not_before": None}, {"$expr": {"$lte": ["$not_before", "$$NOW"]}}]
}


class JobRepository(BaseRepository[Job]):
    """Stored jobs."""

    entity = Job
    collection_name = "queue_jobs"
    media_fields = ("source_key", "outputs.key")
    indexes = (
        Index((("state", 1), *QUEUE_ORDER)),
        Index((("state", 1), ("server_id", 1), ("lease.until", 1))),
        Index((("lease.owner", 1), ("state", 1))),
        Index((("status", 1), *NEWEST_FIRST)),
        Index((("project_id", 1), ("status", 1), *NEWEST_FIRST)),
        Index(NEWEST_FIRST),
        Index((("clip_id", 1), *NEWEST_FIRST)),
        Index((("batch_id", 1), ("status", 1))),
        Index((("cleanup_due", 1),), options={"partialFilterExpression": {"cleanup_due": True}}),
    )

    async def enqueue(self, job: Job) -> Job:
        """Store a job once, however often it is called with it.

        The times are the database's. The document goes in as a literal: in a pipeline a text that
        begins with "$" would be read as the name of a field.
        """
        document = self._to_document(job)
        for made_there in ("created_at", "updated_at", "order_key"):
            document.pop(made_there)
        fresh: Document = {
            "$mergeObjects": [
                {"$literal": document},
                {
                    "created_at": "$$NOW",
                    "updated_at": "$$NOW",
                    "order_key": {"$subtract": ["$$NOW", AGEING_MS * job.priority]},
                },
            ]
        }
        stored = await self._collection.find_one_and_update(
            {"_id": job.id},
            [
                {
                    "$replaceWith": {
                        "$cond": [{"$eq": [{"$type": "$state"}, "missing"]}, fresh, "$$ROOT"]
                    }
                }
            ],
            upsert=True,
        )
        if stored is None:
            raise ResourceNotFoundError(self.kind(), job.id)
        return self._from_document(stored)

    async def list_by(
        self,
        *,
        statuses: Iterable[JobStatus] | None = None,
        project_id: ProjectId | None = None,
        clip_id: ClipId | None = None,
        skip: int = 0,
        limit: int | None = None,
    ) -> list[Job]:
        """Return jobs, newest first."""
        return await self.list(
            self._filter(statuses, project_id, clip_id), sort=NEWEST_FIRST, skip=skip, limit=limit
        )

    async def count_by(
        self,
        *,
        statuses: Iterable[JobStatus] | None = None,
        project_id: ProjectId | None = None,
        clip_id: ClipId | None = None,
    ) -> int:
        """Count jobs."""
        return await self.count(self._filter(statuses, project_id, clip_id))

    async def count_per_status(self) -> dict[JobStatus, int]:
        """Return how many jobs there are of each status."""
        counted = await self._collection.aggregate(
            [{"$group": {"_id": "$status", "n": {"$sum": 1}}}]
        )
        return {JobStatus(row["_id"]): int(row["n"]) for row in counted}

    async def count_held_per_server(self) -> dict[ServerId, int]:
        """Return how many jobs each server has in hand."""
        return await self._count_by("server_id", {"state": {"$in": list(HELD)}})

    async def count_pinned_per_server(self) -> dict[ServerId, int]:
        """Return how many waiting jobs only that server may run."""
        pinned: Document = {"state": JobState.READY, "pinned_server_id": {"$ne": None}}
        return await self._count_by("pinned_server_id", pinned)

    async def _count_by(self, field: str, filter: Filter) -> dict[ServerId, int]:
        counted = await self._collection.aggregate(
            [{"$match": filter}, {"$group": {"_id": f"${field}", "n": {"$sum": 1}}}]
        )
        return {ServerId(row["_id"]): int(row["n"]) for row in counted}

    async def waiting_ids(self, limit: int) -> list[JobId]:
        """Return the ids of the first waiting jobs, in the order in which they come up."""
        found = await self._collection.find(
            {"state": JobState.READY}, sort=QUEUE_ORDER, limit=limit, projection={"_id": 1}
        )
        return [JobId(document["_id"]) for document in found]

    async def position(self, job: Job) -> int | None:
        """Return 1 for the job that comes up next; None if it is not waiting."""
        if job.state is not JobState.READY:
            return None
        ahead = {"state": JobState.READY, "order_key": {"$lt": job.order_key}}
        return await self.count(ahead) + 1

    async def candidates(self, limit: int, excluding: Sequence[JobId] = ()) -> list[Job]:
        """Return the jobs that may run now, in the order in which they come up."""
        ready: Document = {"state": JobState.READY, **NOT_BEFORE_NOW}
        if excluding:
            ready["_id"] = {"$nin": list(excluding)}
        return await self.list(ready, sort=QUEUE_ORDER, limit=limit)

    async def list_expired(self) -> list[Job]:
        """Return the jobs whose holder fell silent."""
        silent = {"state": {"$in": list(HELD)}, "$expr": {"$lt": ["$lease.until", "$$NOW"]}}
        return await self.list(silent, sort=QUEUE_ORDER)

    async def list_committed(self) -> list[Job]:
        """Return jobs whose takes may still be missing from their clips."""
        return await self.list({"state": JobState.COMMITTED}, sort=QUEUE_ORDER)

    async def list_cleanup_due(self) -> list[Job]:
        """Return cancelled jobs whose server is still to be told."""
        return await self.list({"cleanup_due": True}, sort=QUEUE_ORDER)

    async def list_held_by(self, owner: str) -> list[Job]:
        """Return the jobs a process holds."""
        return await self.list(
            {"lease.owner": owner, "state": {"$in": list(HELD)}}, sort=QUEUE_ORDER
        )

    async def tokens_of(self, ids: Sequence[JobId]) -> dict[JobId, int]:
        """Return the fencing tokens of those of the jobs that are being worked on."""
        at_work = [*HELD, JobState.COMMITTED]
        found = await self._collection.find(
            {"_id": {"$in": list(ids)}, "state": {"$in": at_work}}, projection={"token": 1}
        )
        return {JobId(document["_id"]): int(document["token"]) for document in found}

    async def ids_open(self, filter: Filter) -> list[JobId]:
        """Return the ids of matching jobs that are neither finished nor given up."""
        found = await self._collection.find(
            {**filter, "state": {"$in": [JobState.READY, *HELD]}}, projection={"_id": 1}
        )
        return [JobId(document["_id"]) for document in found]

    @staticmethod
    def _filter(
        statuses: Iterable[JobStatus] | None,
        project_id: ProjectId | None,
        clip_id: ClipId | None,
    ) -> Document:
        wanted: Document = {}
        if statuses is not None:
            wanted["status"] = {"$in": sorted(statuses)}
        if project_id is not None:
            wanted["project_id"] = project_id
        if clip_id is not None:
            wanted["clip_id"] = clip_id
        return wanted
