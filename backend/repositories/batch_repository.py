"""Batches in the database, and what their jobs tell of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from backend.domain.batch import Batch, BatchItem, BatchJob
from backend.domain.ids import BatchId, JobId, ProjectId
from backend.domain.job_state import JobStatus
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Collection, Document, Filter, Index, Sort

_SUMMARY: Final[Sort] = tuple(
    (field, 1) for field in ("is_queued", "item_count", "refused_count", "made_count")
)
"""What a list shows, in an index: batches are large, and none has to be read for it."""


@dataclass(frozen=True)
class BatchSummary:
    """A batch without its items."""

    id: BatchId
    created_at: datetime
    is_queued: bool
    total: int
    refused: int
    made: int
    """Jobs deleted after they were completed."""


class BatchRepository(BaseRepository[Batch]):
    """Stored batches, newest first."""

    entity = Batch
    collection_name = "batches"
    indexes = (
        Index((*NEWEST_FIRST, *_SUMMARY)),
        Index((("project_id", 1),)),
        Index((("is_queued", 1),), options={"partialFilterExpression": {"is_queued": False}}),
    )

    def __init__(self, collection: Collection, jobs: Collection) -> None:
        """Make a repository that also reads the jobs of the batches."""
        super().__init__(collection)
        self._jobs = jobs

    async def settle(self, id: BatchId, items: Iterable[BatchItem]) -> None:
        """Note that every item has its job or its refusal."""
        documents = [item.model_dump() for item in items]
        refused = sum(document["refusal"] is not None for document in documents)
        await self._collection.update_one(
            {"_id": id},
            {"$set": {"items": documents, "refused_count": refused, "is_queued": True}},
        )

    async def list_unqueued(self) -> list[Batch]:
        """Return the batches whose queueing was begun and not ended."""
        return await self.list({"is_queued": False})

    async def summaries(self, *, skip: int, limit: int | None) -> list[BatchSummary]:
        """Return batches, newest first."""
        found = await self._collection.find(
            {},
            sort=NEWEST_FIRST,
            skip=skip,
            limit=limit or 0,
            projection=dict.fromkeys(("created_at", *dict(_SUMMARY)), 1),
        )
        return [
            BatchSummary(
                id=each["_id"],
                created_at=each["created_at"],
                is_queued=each["is_queued"],
                total=each["item_count"],
                refused=each["refused_count"],
                made=each["made_count"],
            )
            for each in found
        ]

    async def keep_outcomes(self, of_jobs: Filter) -> None:
        """Note which of these jobs were completed: they are about to be deleted."""
        completed = {"status": JobStatus.COMPLETED, "batch_id": {"$ne": None}}
        made = await self._jobs.aggregate(
            [
                {"$match": {"$and": [of_jobs, completed]}},
                {"$group": {"_id": "$batch_id", "jobs": {"$push": "$_id"}}},
            ]
        )
        for each in made:
            together = {"$setUnion": ["$made", each["jobs"]]}
            await self._collection.update_one(
                {"_id": each["_id"]},
                [
                    {"$set": {"made": together, "updated_at": "$$NOW"}},
                    {"$set": {"made_count": {"$size": "$made"}}},
                ],
            )

    async def jobs_of(self, id: BatchId) -> dict[JobId, BatchJob]:
        """Return the jobs of a batch that are still there."""
        found = await self._jobs.find(
            {"batch_id": id},
            projection={"status": 1, "progress": 1, "error": "$error.message", "updated_at": 1},
        )
        return {JobId(document["_id"]): _to_job(document) for document in found}

    async def job_counts(self, ids: Iterable[BatchId]) -> Mapping[BatchId, Counter[JobStatus]]:
        """Return how many jobs of each status the batches have; answered from an index alone."""
        counted = await self._jobs.aggregate(
            [
                {"$match": {"batch_id": {"$in": list(ids)}}},
                {"$group": {"_id": {"batch": "$batch_id", "status": "$status"}, "n": {"$sum": 1}}},
            ]
        )
        counts: defaultdict[BatchId, Counter[JobStatus]] = defaultdict(Counter)
        for row in counted:
            counts[BatchId(row["_id"]["batch"])][JobStatus(row["_id"]["status"])] = row["n"]
        return counts

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Remove the batches of the project."""
        await self.delete_all({"project_id": project_id})


def _to_job(document: Document) -> BatchJob:
    return BatchJob(
        id=document["_id"],
        status=document["status"],
        progress=document["progress"],
        error=document.get("error"),
        updated_at=document["updated_at"],
    )
