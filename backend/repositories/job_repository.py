"""Jobs in the database: putting them in, and every way of reading them."""

import logging
from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ClipId, JobId, ProjectId, ServerId
from backend.domain.job import AT_SERVER, HELD, Job, JobState, JobStatus
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Collection, Document, Filter, Index, Sort

log = logging.getLogger(__name__)

MOST_UNREADABLE = 1000
"""So many are remembered, to be kept out of the way of others."""
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

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        self._unreadable: set[str] = set()

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
        wanted = self._filter(statuses, project_id, clip_id)
        return await self._readable(wanted, NEWEST_FIRST, skip=skip, limit=limit)

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
        of_any = {"status": {"$in": list(JobStatus)}}  # lets an index answer, without documents
        counted = await self._collection.aggregate(
            [{"$match": of_any}, {"$group": {"_id": "$status", "n": {"$sum": 1}}}]
        )
        return {JobStatus(row["_id"]): int(row["n"]) for row in counted}

    async def count_at_servers(self) -> dict[ServerId, int]:
        """Return how many jobs each server has in hand."""
        return await self._count_by("server_id", {"state": {"$in": list(AT_SERVER)}})

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
        rank = {"order_key": job.order_key, "created_at": job.created_at, "_id": job.id}
        ahead = [
            {**{field: rank[field] for field, _ in QUEUE_ORDER[:n]}, key: {"$lt": rank[key]}}
            for n, (key, _) in enumerate(QUEUE_ORDER)
        ]
        return await self.count({"state": JobState.READY, "$or": ahead}) + 1

    async def candidates(self, limit: int, *, skip: int = 0) -> list[Job]:
        """Return jobs that may run now, in the order in which they come up."""
        ready: Document = {"state": JobState.READY, **NOT_BEFORE_NOW}
        if self._unreadable:
            ready["_id"] = {"$nin": list(self._unreadable)}
        return await self._readable(ready, skip=skip, limit=limit)

    async def list_astray(self, owner: str, running: Sequence[JobId] = ()) -> list[Job]:
        """Return the held jobs that nobody runs, as far as this process can know.

        Args:
            owner: this process; its own jobs are among them, but for those it is running.
            running: the jobs that have a runner here.
        """
        silent = {"$expr": {"$lt": ["$lease.until", "$$NOW"]}}
        astray: Document = {
            "_id": {"$nin": list(running)},
            "state": {"$in": list(HELD)},
            "$or": [{"lease.owner": owner}, silent],
        }
        return await self._readable(astray)

    async def list_committed(self, *, seconds_ago: float = 0.0) -> list[Job]:
        """Return jobs that were committed some seconds ago and whose takes may be missing."""
        since = {"$subtract": ["$$NOW", int(seconds_ago * 1000)]}
        left: Document = {
            "state": JobState.COMMITTED, "$expr": {"$lte": ["$updated_at", since]}
        }  # fmt: skip
        return await self._readable(left)

    async def list_cleanup_due(self) -> list[Job]:
        """Return cancelled jobs whose server is still to be told."""
        return await self._readable({"cleanup_due": True})

    async def tokens_of(self, ids: Sequence[JobId]) -> dict[JobId, int]:
        """Return the fencing tokens of those of the jobs that still exist."""
        found = await self._collection.find({"_id": {"$in": list(ids)}}, projection={"token": 1})
        return {JobId(document["_id"]): int(document["token"]) for document in found}

    async def ids_open(self, filter: Filter) -> list[JobId]:
        """Return the ids of matching jobs that are neither finished nor given up."""
        found = await self._collection.find(
            {**filter, "state": {"$in": [JobState.READY, *HELD]}}, projection={"_id": 1}
        )
        return [JobId(document["_id"]) for document in found]

    async def _readable(
        self, filter: Filter, sort: Sort = QUEUE_ORDER, *, skip: int = 0, limit: int | None = None
    ) -> list[Job]:
        """Return the matching jobs, but for those that cannot be read: they stop nobody else."""
        found = await self._collection.find(filter, sort=sort, skip=skip, limit=limit or 0)
        return [job for document in found if (job := self._read(document)) is not None]

    def _read(self, document: Document) -> Job | None:
        id = document["_id"]
        try:
            job = self._from_document(document)
        except ValidationError as error:
            if id not in self._unreadable:
                log.error("job %s cannot be read and is left alone: %s", id, error)
            if len(self._unreadable) < MOST_UNREADABLE:
                self._unreadable.add(id)
            return None
        self._unreadable.discard(id)
        return job

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
