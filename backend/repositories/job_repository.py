"""Jobs in the database: putting them in, and every way of reading them."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from typing import ClassVar

from pydantic import ValidationError

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import JobId, ProjectId, ServerId
from backend.domain.job import EXTERNAL_OWNER, Job, JobKind
from backend.domain.job_state import AT_SERVER, CANCELLABLE, HELD, RETRYABLE, JobState, JobStatus
from backend.domain.stored import StoredList
from backend.domain.waiting import WaitingCode
from backend.domain.work import model_key_of
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Collection, Document, Filter, Index, Sort
from backend.repositories.job_counts import counts_of, status_in
from backend.repositories.job_filters import OF_SERVERS, SILENT, of_kind
from backend.repositories.job_pipeline import (
    OTHERS_FIRST,
    ready_from,
    waiting_for,
    waiting_until,
)
from backend.repositories.revision import LATEST_CHANGE, read_revision
from backend.repositories.stored_lists import Parent, decoded

log = logging.getLogger(__name__)

MOST_UNREADABLE = 1000
"""So many are remembered, to be kept out of the way of others."""
QUEUE_ORDER: Sort = (("order_key", 1), ("created_at", 1), ("_id", 1))


class JobRepository(BaseRepository[Job]):
    """Stored jobs."""

    entity = Job
    collection_name = "queue_jobs"
    media_fields = ("source_key", "outputs.key")
    indexes: ClassVar[tuple[Index, ...]] = (
        Index((("state", 1), ("lane_group", 1), *QUEUE_ORDER, ("project_id", 1))),
        Index(
            (("server_id", 1), ("slot", 1)),
            unique=True,
            options={"partialFilterExpression": {"slot": {"$gte": 0}}},
        ),
        Index((("state", 1), ("server_id", 1), ("lease.until", 1))),
        Index((("lease.owner", 1), ("state", 1))),
        Index((("status", 1), *NEWEST_FIRST, ("lane_group", 1))),
        Index((("project_id", 1), ("status", 1), *NEWEST_FIRST, ("lane_group", 1))),
        Index((*NEWEST_FIRST, ("lane_group", 1))),
        Index((("clip_id", 1), *NEWEST_FIRST)),
        Index(
            (("character_id", 1),),
            options={"partialFilterExpression": {"character_id": {"$gt": ""}}},
        ),
        Index(
            (("waiting.text", 1), ("project_id", 1)),
            options={"partialFilterExpression": {"state": JobState.READY}},
        ),
        Index(
            (("pinned_server_id", 1), ("state", 1)),
            options={
                "partialFilterExpression": {
                    "status": JobStatus.PENDING,
                    "pinned_server_id": {"$gt": ""},
                }
            },
        ),
        Index(
            (("depends_on", 1), ("state", 1)),
            options={"partialFilterExpression": {"depends_on": {"$gt": ""}}},
        ),
        Index(
            (("min_vram", 1), ("status", 1)),
            options={"partialFilterExpression": {"min_vram": {"$gt": 0}}},
        ),
        Index((("batch_id", 1), ("status", 1))),
        Index(
            (("draft_id", 1), ("state", 1)),
            options={"partialFilterExpression": {"draft_id": {"$gt": ""}}},
        ),
        LATEST_CHANGE,
        Index((("cleanup_due", 1),), options={"partialFilterExpression": {"cleanup_due": True}}),
    )

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        self._unreadable: set[str] = set()

    async def enqueue(self, job: Job) -> Job:
        """Store a job once, however often it is called with it."""
        stored = await self._collection.find_one_and_update(
            {"_id": job.id}, self._unless_stored(job), upsert=True
        )
        if stored is None:
            raise ResourceNotFoundError(self.kind(), job.id)
        return self._from_document(stored)

    async def enqueue_many(self, jobs: Iterable[Job]) -> None:
        """Store each job once, all in one command."""
        await self._collection.upsert_each(
            [({"_id": job.id}, self._unless_stored(job)) for job in jobs]
        )

    def _unless_stored(self, job: Job) -> list[Document]:
        """Return the update that makes the job's document, and leaves it alone if it is there.

        The times are the database's. The document goes in as a literal: in a pipeline a text that
        begins with "$" would be read as the name of a field.
        """
        document = self._to_document(job)
        for made_there in ("created_at", "updated_at", "order_key", "waiting"):
            document.pop(made_there)
        document["model_key"] = model_key_of(job)
        if job.needs:
            document["state"] = JobState.BLOCKED
            waiting = waiting_for(WaitingCode.BLOCKED, OTHERS_FIRST)
        else:
            waiting = waiting_until(job.not_before)
        fresh: Document = {
            "$mergeObjects": [
                {"$literal": document},
                {
                    "created_at": "$$NOW",
                    "updated_at": "$$NOW",
                    "order_key": ready_from(job.not_before, job.priority),
                    "waiting": waiting,
                },
            ]
        }
        is_new = {"$eq": [{"$type": "$state"}, "missing"]}
        return [{"$replaceWith": {"$cond": [is_new, fresh, "$$ROOT"]}}]

    async def stored_by(
        self,
        *,
        statuses: Iterable[JobStatus] | None = None,
        project_id: ProjectId | None = None,
        kind: JobKind | None = None,
        skip: int = 0,
        limit: int | None = None,
        parent: Parent | None = None,
    ) -> StoredList[Job]:
        """Return jobs undecoded, newest first.

        Args:
            kind: None for pictures, films and sounds.

        Raises:
            ResourceNotFoundError: the parent is not there.
        """
        wanted = of_kind(kind)
        if statuses is None and kind is not JobKind.EXPORT:
            statuses = JobStatus  # named, all of them, they let an index find and order the jobs
        if statuses is not None:
            wanted["status"] = {"$in": sorted(statuses)}
        if project_id is not None:
            wanted["project_id"] = project_id
        return await self.stored(wanted, skip=skip, limit=limit, parent=parent)

    def read(self, document: bytes) -> Job | None:
        """Return the job in a document, or None if it cannot be understood."""
        return self._read(decoded(document))

    async def revision(self) -> str | None:
        """Return what is another text after every change of a job; None: too young to tell."""
        return await read_revision(self._collection)

    async def count_per_status(
        self, statuses: Iterable[JobStatus] = tuple(JobStatus)
    ) -> dict[JobStatus, int]:
        """Return how many jobs there are of each of the statuses, answered from indexes alone."""
        counts = dict.fromkeys(statuses, 0)
        for row in await self._collection.aggregate(counts_of(self.collection_name, counts)):
            counts[status_in(row)] += int(row["n"])
        return counts

    async def count_at_servers(self) -> dict[ServerId, int]:
        """Return how many jobs each server has in hand."""
        return await self._count_by("server_id", {"state": {"$in": list(AT_SERVER)}})

    async def count_pinned_per_server(self) -> dict[ServerId, int]:
        """Return how many waiting jobs only that server may run."""
        pinned: Document = {"status": JobStatus.PENDING, "pinned_server_id": {"$gt": ""}}
        return await self._count_by("pinned_server_id", pinned)

    async def _count_by(self, field: str, filter: Filter) -> dict[ServerId, int]:
        counted = await self._collection.aggregate(
            [{"$match": filter}, {"$group": {"_id": f"${field}", "n": {"$sum": 1}}}]
        )
        return {ServerId(row["_id"]): int(row["n"]) for row in counted}

    async def waiting_ids(self, limit: int) -> list[JobId]:
        """Return the ids of the first waiting jobs, in the order in which they come up."""
        found = await self._collection.find(
            {"state": JobState.READY, **OF_SERVERS},
            sort=QUEUE_ORDER,
            limit=limit,
            projection={"_id": 1},
        )
        return [JobId(document["_id"]) for document in found]

    async def position(self, job: Job) -> int | None:
        """Return 1 for the job that comes up next on its lanes; None if it is not ready."""
        if job.state is not JobState.READY:
            return None
        ready = {"state": JobState.READY, "lane_group": job.lane_group}
        same = {**ready, "order_key": job.order_key}
        ahead = await asyncio.gather(
            self.count({**ready, "order_key": {"$lt": job.order_key}}),
            self.count({**same, "created_at": {"$lt": job.created_at}}),
            self.count({**same, "created_at": job.created_at, "_id": {"$lt": job.id}}),
        )
        return sum(ahead) + 1

    async def list_astray(self, owner: str, running: Sequence[JobId] = ()) -> list[Job]:
        """Return the held jobs that no process runs, as far as this one can know.

        Those of external workers are among them.

        Args:
            owner: this process; its own jobs are among them, but for those it is running.
            running: the jobs that have a runner here.
        """
        astray: Document = {
            "_id": {"$nin": list(running)},
            **OF_SERVERS,
            "state": {"$in": list(HELD)},
            "$or": [{"lease.owner": {"$in": [owner, EXTERNAL_OWNER]}}, SILENT],
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

    async def list_too_big(self) -> list[Job]:
        """Return waiting jobs that did not fit into the memory of a server."""
        return await self._readable({"min_vram": {"$gt": 0}, "status": JobStatus.PENDING})

    async def tokens_of(self, ids: Sequence[JobId]) -> dict[JobId, int]:
        """Return the fencing tokens of those of the jobs that still exist."""
        found = await self._collection.find({"_id": {"$in": list(ids)}}, projection={"token": 1})
        return {JobId(document["_id"]): int(document["token"]) for document in found}

    async def ids_open(
        self, filter: Filter, states: Iterable[JobState] = CANCELLABLE
    ) -> list[JobId]:
        """Return the ids of matching jobs that are neither finished nor given up."""
        found = await self._collection.find(
            {**filter, "state": {"$in": list(states)}}, projection={"_id": 1}
        )
        return [JobId(document["_id"]) for document in found]

    async def ids_retryable(self, filter: Filter) -> list[JobId]:
        """Return the ids of matching jobs that failed or were cancelled."""
        found = await self._collection.find(
            {**filter, "state": {"$in": list(RETRYABLE)}}, projection={"_id": 1}
        )
        return [JobId(document["_id"]) for document in found]

    async def _readable(
        self, filter: Filter, sort: Sort | None = None, *, skip: int = 0, limit: int | None = None
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
