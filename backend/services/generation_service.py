"""Having a clip's picture or film generated: everything that is known before a server is chosen."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from backend.domain.clip import Clip
from backend.domain.errors import ResourceNotFoundError, invalid_field
from backend.domain.ids import ClipId, JobId
from backend.domain.job import Job, JobStatus
from backend.domain.media import Media, MediaKind, is_media_key, media_key
from backend.domain.project import Project
from backend.domain.take import GeneratedContent
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.server_repository import ServerRepository
from backend.repositories.template_repository import TemplateRepository
from backend.repositories.workflow_repository import WorkflowRepository
from backend.services.generation_plan import job_of, template_id_of
from backend.services.generation_request import GenerationOrder, GenerationRequest

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
    ) -> None:
        self._projects = projects
        self._clips = clips
        self._templates = templates
        self._servers = servers
        self._workflows = workflows
        self._media = media
        self._queue = queue
        self._check_workflow = check_workflow

    async def generate(self, request: GenerationRequest) -> Job:
        """Queue one generation of the clip, with its own prompt unless another is given.

        Raises:
            ResourceNotFoundError: there is no such clip, project or server.
            ValidationError: there is no prompt, the start picture is not one of our files, the
                workflow is no graph, or the clip is of another project.
        """
        clip = await self._clips.get(request.clip_id)
        project = await self._project_of(clip, request)
        request = await self.settle(request)
        template_id = template_id_of(clip, project)
        template = await self._templates.find_by_id(template_id) if template_id else None
        queued = await self._queue.enqueue(job_of(request, clip, project, template))
        if not await self._clips.ids({"_id": clip.id}):
            # It was deleted while we looked away: nothing may be left behind of it.
            await self._queue.delete_of_clips([ClipId(clip.id)])
            raise ResourceNotFoundError(self._clips.kind(), clip.id)
        return queued

    async def settle(self, order: Order) -> Order:
        """Make sure of what is asked for as far as it concerns no clip.

        Returns:
            The order, with the graph of the stored workflow that it names.

        Raises:
            ResourceNotFoundError: there is no such server or workflow.
            ValidationError: the picture is not one of our files, or the workflow is no graph.
        """
        if order.server_id:
            await self._servers.get(order.server_id)
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

    async def _project_of(self, clip: Clip, request: GenerationRequest) -> Project:
        project = await self._projects.get(request.project_id or clip.project_id)
        if project.id != clip.project_id:
            raise invalid_field("project_id", f"the clip '{clip.name}' is of another project")
        return project

    async def _is_picture(self, address: str) -> bool:
        key = media_key(address)
        if not is_media_key(key):
            return False
        try:
            return (await self._media.get(key)).kind is MediaKind.IMAGE
        except ResourceNotFoundError:
            return False
