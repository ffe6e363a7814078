"""Having a clip's picture or film generated: everything that is known before a server is chosen."""

import asyncio
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from backend.domain.clip import Clip
from backend.domain.errors import ResourceNotFoundError, invalid_field
from backend.domain.ids import ClipId, JobId
from backend.domain.job import Job, JobStatus, JobTarget
from backend.domain.media import Media, MediaKind, is_media_key, media_key
from backend.domain.project import Project
from backend.domain.take import GeneratedContent
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.generation_request import RANDOM_SEED, GenerationRequest

_RANDOM_SEEDS: Final = 2**32
_LOOK_SECONDS: Final = 0.25
_UNFINISHED: Final = frozenset({JobStatus.PENDING, JobStatus.PROCESSING})

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
        servers: ServerRepository,
        media: StoredMedia,
        queue: Queue,
        check_workflow: WorkflowCheck,
    ) -> None:
        self._projects = projects
        self._clips = clips
        self._servers = servers
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
        if request.server_id:
            await self._servers.get(request.server_id)
        params = request.params.given()
        if params.get("use_custom_workflow") and "workflow_json" in params:
            self._check_workflow(params["workflow_json"])
        seed = params.pop("seed", RANDOM_SEED)
        job = Job(
            clip_id=ClipId(clip.id),
            project_id=clip.project_id,
            pinned_server_id=request.server_id or None,
            generation_type=request.generation_type,
            prompt=_prompt(request, clip),
            negative_prompt=request.negative_prompt or "",
            model=request.model or None,
            loras=request.all_loras(),
            priority=request.priority,
            seed=secrets.randbelow(_RANDOM_SEEDS) if seed == RANDOM_SEED else seed,
            source_key=await self._start_picture(request, clip),
            target=JobTarget(width=project.width, height=project.height, seconds=clip.length),
            params=params,
        )
        return await self._enqueue(job)

    async def _enqueue(self, job: Job) -> Job:
        queued = await self._queue.enqueue(job)
        if not await self._clips.ids({"_id": job.clip_id}):
            # It was deleted while we looked away: nothing may be left behind of it.
            await self._queue.delete_of_clips([job.clip_id])
            raise ResourceNotFoundError(self._clips.kind(), job.clip_id)
        return queued

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
        if job.status is not JobStatus.COMPLETED:
            return Generation(job)
        takes = (await self._clips.get(job.clip_id)).takes(job.generation_type)
        return Generation(job, next((take for take in takes if take.job_id == job.id), None))

    async def _project_of(self, clip: Clip, request: GenerationRequest) -> Project:
        project = await self._projects.get(request.project_id or clip.project_id)
        if project.id != clip.project_id:
            raise invalid_field("project_id", f"the clip '{clip.name}' is of another project")
        return project

    async def _start_picture(self, request: GenerationRequest, clip: Clip) -> str | None:
        """Return the storage key of the picture a film starts from."""
        given = request.params.input_reference_url
        if given:
            key = media_key(given)
            known = is_media_key(key) and await self._is_picture(key)
            if not known:
                raise invalid_field(
                    "params.input_reference_url",
                    "must be the address of a picture here; upload it first",
                )
        elif chosen := clip.selected(MediaKind.IMAGE):
            key = media_key(chosen.url)
        else:
            return None
        return key if request.generation_type is MediaKind.VIDEO else None

    async def _is_picture(self, key: str) -> bool:
        try:
            media = await self._media.get(key)
        except ResourceNotFoundError:
            return False
        return media.kind is MediaKind.IMAGE


def _prompt(request: GenerationRequest, clip: Clip) -> str:
    own = clip.image_prompt if request.generation_type is MediaKind.IMAGE else clip.video_prompt
    chosen = request.prompt or own
    if not chosen.strip():
        problem = f"the clip '{clip.name}' has no {request.generation_type} prompt: give one"
        raise invalid_field("prompt", problem)
    return chosen
