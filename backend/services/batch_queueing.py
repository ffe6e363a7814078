"""Giving every item of a batch its job, or the reason why it has none."""

import logging
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from typing import Final, Protocol

import pydantic

from backend.domain.batch import Batch, BatchItem
from backend.domain.clip import Clip
from backend.domain.errors import ResourceNotFoundError, ValidationError
from backend.domain.ids import BatchId, ClipId, JobId, ProjectId
from backend.domain.job import Job
from backend.domain.project import Project
from backend.domain.template import Template
from backend.repositories.batch_repository import BatchRepository
from backend.repositories.clip_excerpts import ClipExcerpts
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.template_repository import TemplateRepository
from backend.services.generation_plan import job_of, template_id_of
from backend.services.generation_request import GenerationOrder
from backend.services.route_service import RouteService

log = logging.getLogger(__name__)

AT_ONCE: Final = 100
"""So many items are queued in one go: others get their turn in between."""


class BatchQueue(Protocol):
    """What batches need of the queue."""

    async def enqueue_many(self, jobs: Sequence[Job]) -> None:
        """Store each job once, however often it is called with it."""

    async def cancel_of_batch(self, id: BatchId) -> None:
        """Cancel the batch's jobs."""

    async def retry_of_batch(self, id: BatchId) -> None:
        """Run the batch's failed and cancelled jobs again."""

    def delete_of_clips(self, ids: Iterable[ClipId]) -> Awaitable[None]:
        """Stop the clips' jobs and forget them."""
        ...


class BatchQueueing:
    """Turns the items of stored batches into jobs.

    The batch is stored first, and its jobs go by ids that follow from it. After a crash in the
    middle the same is simply done again: jobs that are there stay as they are.
    """

    def __init__(
        self,
        batches: BatchRepository,
        clips: ClipExcerpts,
        projects: ProjectRepository,
        templates: TemplateRepository,
        queue: BatchQueue,
        routes: RouteService,
    ) -> None:
        self._batches = batches
        self._clips = clips
        self._templates = templates
        self._projects = projects
        self._queue = queue
        self._routes = routes
        self._unreadable: set[str] = set()

    async def queue(self, batch: Batch, items: Sequence[BatchItem]) -> None:
        """Queue some items of the batch and note the outcome.

        A batch whose order cannot be understood is left as it is: it may be another version's.
        """
        order = self._order_of(batch)
        if order is None:
            return
        settled = {item.job_id: item for item in batch.items}
        for some in _portions(items):
            refusals = await self._queue_some(batch, order, some)
            settled |= {
                item.job_id: item.model_copy(update={"refusal": refusals.get(item.job_id)})
                for item in some
            }
        await self._batches.settle(batch.batch_id, settled.values())

    def _order_of(self, batch: Batch) -> GenerationOrder | None:
        try:
            return GenerationOrder.model_validate(batch.order)
        except pydantic.ValidationError as error:
            if batch.id not in self._unreadable:
                self._unreadable.add(batch.id)
                log.error("batch %s cannot be read and is left alone: %s", batch.id, error)
            return None

    async def _queue_some(
        self, batch: Batch, order: GenerationOrder, items: Sequence[BatchItem]
    ) -> dict[JobId, str]:
        """Queue what can be queued; return why the rest cannot, by the ids of the jobs."""
        clips = await self._clips.for_generation(item.clip_id for item in items)
        projects = await self._projects_of(clips.values())
        templates = await self._templates_of(clips.values(), projects)
        jobs: list[Job] = []
        refusals: dict[JobId, str] = {}
        for item in items:
            try:
                clip, project = _home_of(item, clips, projects)
                template = templates.get(template_id_of(clip, project) or "")
                job = job_of(order, clip, project, template)
                jobs.append(job.model_copy(update={"id": item.job_id, "batch_id": batch.id}))
            except (ResourceNotFoundError, ValidationError) as error:
                refusals[item.job_id] = error.message
        try:
            await self._queue.enqueue_many(await self._routes.send(jobs, order.model))
        except ValidationError as error:  # what was set up when it was asked for, is not any more
            refusals |= {job.job_id: error.message for job in jobs}
        queued = [item for item in items if item.job_id not in refusals]
        return refusals | await self._forget_deleted(queued)

    async def _projects_of(self, clips: Iterable[Clip]) -> dict[ProjectId, Project]:
        wanted = {"_id": {"$in": list({clip.project_id for clip in clips})}}
        found = await self._projects.list(wanted)
        return {ProjectId(each.id): each for each in found if not each.deleting}

    async def _templates_of(
        self, clips: Iterable[Clip], projects: dict[ProjectId, Project]
    ) -> dict[str, Template]:
        homes = ((clip, projects.get(clip.project_id)) for clip in clips)
        ids = {template_id_of(clip, project) for clip, project in homes if project} - {None}
        found = await self._templates.list({"_id": {"$in": list(ids)}}) if ids else []
        return {each.id: each for each in found}

    async def _forget_deleted(self, items: Sequence[BatchItem]) -> dict[JobId, str]:
        """Of clips that were deleted while we looked away, nothing may be left behind."""
        there = await self._clips.project_ids(item.clip_id for item in items)
        gone = [item for item in items if item.clip_id not in there]
        if gone:
            await self._queue.delete_of_clips({item.clip_id for item in gone})
        return {item.job_id: _unknown(item).message for item in gone}


def _portions(items: Sequence[BatchItem]) -> Iterator[Sequence[BatchItem]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]


def _home_of(
    item: BatchItem, clips: dict[ClipId, Clip], projects: dict[ProjectId, Project]
) -> tuple[Clip, Project]:
    clip = clips.get(item.clip_id)
    if clip is None or clip.project_id not in projects:
        raise _unknown(item)
    return clip, projects[clip.project_id]


def _unknown(item: BatchItem) -> ResourceNotFoundError:
    return ResourceNotFoundError("Clip", item.clip_id)
