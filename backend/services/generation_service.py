"""Having a clip's picture or film generated: everything that is known before a server is chosen."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from backend.domain.clip import Clip
from backend.domain.errors import ResourceNotFoundError, invalid_field
from backend.domain.ids import ClipId, DraftId, JobId, ProjectId
from backend.domain.job import Job
from backend.domain.job_state import JobStatus
from backend.domain.media import Media, MediaKind, is_media_key, media_key
from backend.domain.project import Project
from backend.domain.take import GeneratedContent
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.server_repository import ServerRepository
from backend.repositories.template_repository import TemplateRepository
from backend.repositories.workflow_repository import WorkflowRepository
from backend.services.generation_plan import (
    changeable,
    changes_of,
    job_of,
    made_before,
    named,
    picture_before,
    starting_from,
    template_id_of,
)
from backend.services.generation_request import GenerationOrder, GenerationRequest, RetryOrder
from backend.services.idempotency_service import ANEW, Origin
from backend.services.route_service import RouteService

_LOOK_SECONDS: Final = 0.25
_UNFINISHED: Final = frozenset({JobStatus.PENDING, JobStatus.PROCESSING})

Order = TypeVar("Order", bound=GenerationOrder)
WorkflowCheck = Callable[[Any], object]
"""Raises ValidationError for a graph that is none."""


class Queue(Protocol):
    """What generation needs of the queue."""

    async def enqueue(self, job: Job) -> Job:
        """Store the job; it runs when a server is free."""
        ...

    async def get(self, id: JobId) -> Job:
        """Return the job."""
        ...

    async def find(self, ids: Sequence[JobId]) -> list[Job]:
        """Return those of the jobs that exist."""
        ...

    async def retry(self, id: JobId, changes: Mapping[str, Any] | None = None) -> Job:
        """Begin a new round of the job."""
        ...

    async def delete_of_clips(self, ids: Iterable[ClipId]) -> None:
        """Stop the clips' jobs and forget them."""


class StoredMedia(Protocol):
    """What generation needs of the media."""

    async def get(self, key: str) -> Media:
        """Return the facts of a stored file."""
        ...


@dataclass(frozen=True)
class Generation:
    """A job, and its first take if it was waited for and done."""

    job: Job
    content: GeneratedContent | None = None


class GenerationService:
    """Makes jobs of what people ask for."""

    def __init__(
        self,
        projects: ProjectRepository,
        clips: ClipRepository,
        templates: TemplateRepository,
        servers: ServerRepository,
        workflows: WorkflowRepository,
        media: StoredMedia,
        queue: Queue,
        check_workflow: WorkflowCheck,
        routes: RouteService,
    ) -> None:
        self._projects = projects
        self._clips = clips
        self._templates = templates
        self._servers = servers
        self._workflows = workflows
        self._media = media
        self._queue = queue
        self._check_workflow = check_workflow
        self._routes = routes

    async def generate(
        self, request: GenerationRequest, origin: Origin = ANEW, *, draft_id: DraftId | None = None
    ) -> Job:
        """Queue one generation of the clip, with its own prompt unless another is given.

        Where it would be paid for, and a take of the clip was made from the same, the job of that
        is returned instead, unless the request says otherwise.

        Raises:
            ResourceNotFoundError: there is no such clip, project or server.
            ValidationError: there is no prompt, the start picture is not one of our files, the
                workflow is no graph, or the clip or a job to be done first is of another project.
        """
        id = JobId(origin.id())
        if origin.answered and (known := await self._queue.find([id])):
            return known[0]
        clip = await self._clips.get(request.clip_id)
        project = await self._project_of(clip, request)
        request = await self.settle(request, frozenset({clip.project_id}))
        jobs = await self._jobs_of(request, clip, project, (id, origin.id(1)), draft_id)
        if not request.force and (made := made_before(jobs[-1], clip)):
            return next(iter(await self._queue.find([made.job_id])), made)
        if origin.answered:
            raise ResourceNotFoundError("Job", id)
        for job in jobs:
            queued = await self._queue.enqueue(job)
        if not await self._clips.ids({"_id": clip.id}):
            # It was deleted while we looked away: nothing may be left behind of it.
            await self._queue.delete_of_clips([ClipId(clip.id)])
            raise ResourceNotFoundError(self._clips.kind(), clip.id)
        return queued

    async def retry(self, id: JobId, wanted: RetryOrder) -> Job:
        """Run a failed or cancelled job again, with what is to be another this time.

        Raises:
            ResourceNotFoundError: there is no such job, server or workflow.
            ValidationError: the picture is not one of our files, the workflow is no graph, or
                what is sent cannot be another for this job.
            ConflictError: the job is waiting, running or completed, or what it needs was deleted.
        """
        if not wanted.model_fields_set:
            return await self._queue.retry(id)
        job = await self._queue.get(id)
        asked = GenerationOrder(server_id=wanted.server_id, params=changeable(job, wanted))
        settled = await self.settle(asked)
        return await self._queue.retry(id, changes_of(job, wanted, settled.params))

    async def settle(self, order: Order, projects: Collection[ProjectId] = ()) -> Order:
        """Make sure of what is asked for as far as it concerns no clip.

        Args:
            projects: those of the clips: of one of them must be what is to be done first.

        Returns:
            The order, with the graph of the stored workflow that it names.

        Raises:
            ResourceNotFoundError: there is no such server or workflow.
            ValidationError: the picture is not one of our files, the workflow is no graph, or
                what is to be done first is no job of the projects or makes no picture; or
                the paid service that is to make it is not set up.
        """
        if order.server_id:
            await self._servers.get(order.server_id)
        await self._check_way(order)
        await self._check_parents(order, projects)
        params = order.params
        if params.use_custom_workflow and params.workflow_json not in (None, ""):
            self._check_workflow(params.workflow_json)
        if params.input_reference_url and not await self._is_picture(params.input_reference_url):
            problem = "must be the address of a picture here; upload it first"
            raise invalid_field("params.input_reference_url", problem)
        if not params.workflow_id:
            return order
        workflow = await self._workflows.get(params.workflow_id)
        graph = {
            "use_custom_workflow": True,
            "workflow_json": workflow.graph,
            "workflow_bindings": workflow.bindings,
        }
        return order.model_copy(update={"params": params.model_copy(update=graph)})

    async def wait(self, job: Job, seconds: float) -> Generation:
        """Wait for the job's end, but not longer than some seconds.

        Raises:
            ResourceNotFoundError: the job was deleted meanwhile.
        """
        clock = asyncio.get_running_loop().time
        deadline = clock() + seconds
        while job.status in _UNFINISHED and clock() < deadline:
            await asyncio.sleep(_LOOK_SECONDS)
            job = await self._queue.get(job.job_id)
        if job.status is not JobStatus.COMPLETED or job.clip_id is None:
            return Generation(job)
        takes = (await self._clips.get(job.clip_id)).takes(job.generation_type)
        return Generation(job, next((take for take in takes if take.job_id == job.id), None))

    async def _jobs_of(
        self,
        request: GenerationRequest,
        clip: Clip,
        project: Project,
        ids: tuple[str, str],
        draft_id: DraftId | None,
    ) -> list[Job]:
        """Return the job that was asked for, behind that of the picture it is to start from."""
        template_id = template_id_of(clip, project)
        template = await self._templates.find_by_id(template_id) if template_id else None
        jobs = []
        if request.image_first:
            if request.generation_type is not MediaKind.VIDEO:
                raise invalid_field("image_first", "is for films")
            picture = job_of(picture_before(request), clip, project, template)
            jobs += await self._routes.send([named(picture, ids[1], draft_id)])
            request = starting_from(request, jobs[0].job_id)
        job = named(job_of(request, clip, project, template), ids[0], draft_id)
        return [*jobs, *await self._routes.send([job], request.model)]

    async def _check_way(self, order: GenerationOrder) -> None:
        provider = order.params.provider
        way = await self._routes.route(order.generation_type, provider=provider, model=order.model)
        if order.server_id and provider and way.is_paid:
            raise invalid_field("server_id", "cannot be chosen along with params.provider")

    async def _project_of(self, clip: Clip, request: GenerationRequest) -> Project:
        project = await self._projects.get(request.project_id or clip.project_id)
        if project.id != clip.project_id:
            raise invalid_field("project_id", f"the clip '{clip.name}' is of another project")
        return project

    async def _check_parents(self, order: GenerationOrder, projects: Collection[ProjectId]) -> None:
        parents = order.parents()
        if not parents:
            return
        known = {job.job_id: job for job in await self._queue.find(parents)}
        strange = [id for id in parents if id not in known or known[id].project_id not in projects]
        if strange:
            problem = f"there is no job {', '.join(strange)} in this project"
            raise invalid_field("depends_on", problem)
        source = order.params.source_job_id
        makes_pictures = source is None or known[source].kind == MediaKind.IMAGE
        if not makes_pictures or (source and order.generation_type is not MediaKind.VIDEO):
            problem = "must be a job that makes a picture, and given for a film"
            raise invalid_field("params.source_job_id", problem)

    async def _is_picture(self, address: str) -> bool:
        key = media_key(address)
        if not is_media_key(key):
            return False
        try:
            return (await self._media.get(key)).kind is MediaKind.IMAGE
        except ResourceNotFoundError:
            return False
