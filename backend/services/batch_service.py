"""Batches: one request for pictures or films of many clips, followed and stopped as a whole."""

import contextlib
from collections import Counter
from collections.abc import Awaitable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from backend.domain.batch import Batch, BatchItem, BatchJob, Tally, batch_items
from backend.domain.errors import ConflictError, ResourceNotFoundError
from backend.domain.ids import BatchId, JobId, ProjectId
from backend.domain.job_state import JobStatus
from backend.domain.take import GeneratedContent
from backend.repositories.batch_repository import BatchRepository, BatchSummary
from backend.repositories.clip_excerpts import ClipExcerpts
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.take_archive_repository import TakeArchiveRepository
from backend.repositories.template_repository import TemplateRepository
from backend.services.batch_queueing import BatchQueue, BatchQueueing
from backend.services.generation_request import BatchGenerationRequest
from backend.services.idempotency_service import ANEW, Origin
from backend.services.paging import EVERYTHING, Listing, Page
from backend.services.route_service import RouteService

DELETED: Final = "The job was deleted"
_OVER: Final = frozenset({JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED})


class SettleOrder(Protocol):
    """Completes an order."""

    def __call__(
        self, order: BatchGenerationRequest, projects: Collection[ProjectId]
    ) -> Awaitable[BatchGenerationRequest]:
        """Raise ResourceNotFoundError or ValidationError for what no clip of these can get."""


@dataclass(frozen=True)
class ItemView:
    """Where one item of a batch stands; progress is 0 to 1, and a refused item has no job."""

    item: BatchItem
    job_id: JobId | None
    status: JobStatus
    progress: float
    content: GeneratedContent | None = None
    error: str | None = None


@dataclass(frozen=True)
class BatchView:
    """A whole batch as it stands now; progress is 0 to 1."""

    batch: Batch
    items: list[ItemView]
    tally: Tally
    progress: float
    updated_at: datetime


@dataclass(frozen=True)
class BatchOverview:
    """A batch in a list."""

    summary: BatchSummary
    tally: Tally


class BatchService:
    """What can be done with batches."""

    def __init__(
        self,
        batches: BatchRepository,
        clips: ClipExcerpts,
        archive: TakeArchiveRepository,
        projects: ProjectRepository,
        templates: TemplateRepository,
        queue: BatchQueue,
        settle: SettleOrder,
        routes: RouteService,
    ) -> None:
        self._batches = batches
        self._clips = clips
        self._archive = archive
        self._projects = projects
        self._queue = queue
        self._settle = settle
        self._queueing = BatchQueueing(batches, clips, projects, templates, queue, routes)

    async def request(self, asked: BatchGenerationRequest, origin: Origin = ANEW) -> BatchView:
        """Queue one generation for each of the clips; what cannot be queued says why.

        Raises:
            ResourceNotFoundError: there is no such server.
            ValidationError: the start picture is not one of our files, the workflow no graph, or
                what is to be done first is no job of the clips' projects.
        """
        id = BatchId(origin.id())
        if origin.answered:
            return await self.get(id)
        projects = await self._clips.project_ids(asked.clip_ids)
        asked = await self._settle(asked, frozenset(projects.values()))
        known = (projects[id] for id in asked.clip_ids if id in projects)
        order = asked.model_dump(mode="json", exclude={"clip_ids"}, exclude_unset=True)
        batch = Batch(
            id=id,
            project_id=next(known, None),
            order=order,
            items=batch_items(id, asked.clip_ids),
            item_count=len(asked.clip_ids),
        )
        with contextlib.suppress(ConflictError):  # the same request was cut off before its answer
            await self._batches.create(batch)
        await self._queueing.queue(batch, batch.items)
        await self._refuse_orphan(batch)
        return await self.get(batch.batch_id)

    async def get(self, id: BatchId) -> BatchView:
        """Return the batch with all its items.

        Raises:
            ResourceNotFoundError: there is no such batch.
        """
        return await self._view(await self._whole(id))

    async def cancel(self, id: BatchId) -> BatchView:
        """Cancel all jobs of the batch that are not over.

        Raises:
            ResourceNotFoundError: there is no such batch.
        """
        batch = await self._whole(id)
        await self._queue.cancel_of_batch(id)
        return await self._view(batch)

    async def retry(self, id: BatchId) -> BatchView:
        """Run all failed and cancelled jobs of the batch again, and try refused items anew.

        Raises:
            ResourceNotFoundError: there is no such batch.
        """
        batch = await self._whole(id)
        refused = [item for item in batch.items if item.refusal]
        if refused:
            await self._queueing.queue(batch, refused)
        await self._queue.retry_of_batch(id)
        return await self.get(id)

    async def list(self, page: Page = EVERYTHING) -> Listing[BatchOverview]:
        """Return batches, newest first."""
        found = await self._batches.summaries(skip=page.offset, limit=page.limit)
        total = len(found) if page.is_whole else await self._batches.count()
        return Listing([*await self._overviews(found)], total)

    async def finish_queueing(self) -> None:
        """Queue what a crash kept from being queued."""
        for batch in await self._batches.list_unqueued():
            await self._queueing.queue(batch, batch.items)

    async def _whole(self, id: BatchId) -> Batch:
        """Return the batch with all its jobs queued: whoever began it may have died."""
        batch = await self._batches.get(id)
        if batch.is_queued:
            return batch
        await self._queueing.queue(batch, batch.items)
        return await self._batches.get(id)

    async def _refuse_orphan(self, batch: Batch) -> None:
        """Of a project that was deleted while we looked away, nothing may be left behind."""
        if batch.project_id and await self._projects.find_by_id(batch.project_id) is None:
            await self._batches.delete_of_project(batch.project_id)
            raise ResourceNotFoundError("Project", batch.project_id)

    async def _view(self, batch: Batch) -> BatchView:
        jobs = await self._batches.jobs_of(batch.batch_id)
        takes = await self._takes(batch, jobs)
        made = frozenset(batch.made)
        items = [
            _of_job(item, job, takes.get(item.job_id))
            if (job := jobs.get(item.job_id))
            else _without_job(item, takes.get(item.job_id), batch, made=item.job_id in made)
            for item in batch.items
        ]
        return BatchView(
            batch=batch,
            items=items,
            tally=Tally(len(items), Counter(each.status for each in items)),
            progress=sum(each.progress for each in items) / len(items),
            updated_at=max([batch.updated_at, *(job.updated_at for job in jobs.values())]),
        )

    async def _takes(
        self, batch: Batch, jobs: dict[JobId, BatchJob]
    ) -> dict[JobId, GeneratedContent]:
        """Return what was made, also by jobs that were deleted since."""
        completed = {id for id, job in jobs.items() if job.status is JobStatus.COMPLETED}
        made = completed.union(batch.made)
        if not made or batch.kind is None:
            return {}
        clips = {item.clip_id for item in batch.items if item.job_id in made}
        takes = await self._clips.takes_of_jobs(clips, batch.kind, made)
        if old := made - takes.keys():
            archived = await self._archive.list_of_jobs(old)
            takes |= {take.job_id: take for take in archived if take.job_id}
        return takes

    async def _overviews(self, summaries: Sequence[BatchSummary]) -> Sequence[BatchOverview]:
        jobs = await self._batches.job_counts(summary.id for summary in summaries)
        return [BatchOverview(each, _tally(each, jobs[each.id])) for each in summaries]


def _tally(batch: BatchSummary, jobs: Counter[JobStatus]) -> Tally:
    """Count the items of a batch; a job that was deleted before it was completed is cancelled."""
    gone = max(batch.total - batch.refused - jobs.total(), 0) if batch.is_queued else 0
    completed = min(batch.made, gone)
    counts = Counter(jobs)
    counts[JobStatus.COMPLETED] += completed
    counts[JobStatus.CANCELLED] += gone - completed
    counts[JobStatus.FAILED] += batch.refused
    return Tally(batch.total, counts)


def _of_job(item: BatchItem, job: BatchJob, take: GeneratedContent | None) -> ItemView:
    progress = 1.0 if job.status in _OVER else job.progress
    return ItemView(item, item.job_id, job.status, progress, take, job.error)


def _without_job(
    item: BatchItem, take: GeneratedContent | None, batch: Batch, *, made: bool
) -> ItemView:
    if made:
        return ItemView(item, item.job_id, JobStatus.COMPLETED, 1.0, take)
    if item.refusal:
        return ItemView(item, None, JobStatus.FAILED, 1.0, error=item.refusal)
    if not batch.is_queued:
        return ItemView(item, item.job_id, JobStatus.PENDING, 0.0)
    return ItemView(item, item.job_id, JobStatus.CANCELLED, 1.0, error=DELETED)
