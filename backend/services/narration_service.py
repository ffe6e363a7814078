"""Having clips narrated: a job for each that has something to say."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from backend.domain.errors import ConflictError, ValidationError, invalid_field
from backend.domain.ids import ClipId, JobId, ProjectId, new_id
from backend.domain.job import Job
from backend.domain.job_state import JobStatus
from backend.domain.media import MediaKind
from backend.repositories.clip_repository import ClipRepository
from backend.services.idempotency_service import ANEW, Origin
from backend.services.narration_plan import (
    Line,
    NarrationOrder,
    Silence,
    Silent,
    job_id_of,
    job_of,
    lines_of,
    speech_of,
)
from backend.services.route_service import AUTO, Route
from backend.services.story_reader import StoryReader, Told

_AGAIN: Final = frozenset({JobStatus.FAILED, JobStatus.CANCELLED})


class NarrationQueue(Protocol):
    """What narration needs of the queue."""

    async def enqueue_many(self, jobs: Sequence[Job]) -> None:
        """Store each job once, however often it is called with it."""

    async def find(self, ids: Sequence[JobId]) -> list[Job]:
        """Return those of the jobs that exist."""
        ...

    async def retry(self, id: JobId) -> Job:
        """Begin a new round of the job."""
        ...

    async def delete_of_clips(self, ids: Iterable[ClipId]) -> None:
        """Stop the clips' jobs and forget them."""


class SpeechRoutes(Protocol):
    """Who can make narration."""

    def makes(self, kind: MediaKind) -> bool:
        """Tell whether anybody does whom "auto" may choose."""
        ...

    async def route(
        self,
        kind: MediaKind,
        *,
        provider: str | None,
        model: str | None = None,
        field: str = ...,
    ) -> Route:
        """Return the way to a service, or raise ValidationError."""
        ...


@dataclass(frozen=True)
class Narrated:
    """What came of an order: jobs, new or known ones, and the clips that get none."""

    jobs: list[Job]
    silent: list[Silent]


class NarrationService:
    """Orders narration."""

    def __init__(
        self,
        reader: StoryReader,
        clips: ClipRepository,
        queue: NarrationQueue,
        routes: SpeechRoutes,
    ) -> None:
        self._reader = reader
        self._clips = clips
        self._queue = queue
        self._routes = routes

    async def order(
        self, project_id: ProjectId, order: NarrationOrder, origin: Origin = ANEW
    ) -> Narrated:
        """Queue the narration of clips.

        Ordered again, what is queued or running stays, and what failed is tried again. Where no
        service speaks, nothing is queued: clips are as long as their words would probably take.

        Raises:
            ResourceNotFoundError: there is no such project, or it has no such clip.
            ValidationError: the service that is named is not set up, or does not speak.
        """
        told = await self._reader.read(project_id)
        lines, silent = lines_of(told, order)
        if origin.answered:
            return await self._answered(told, silent, origin)
        ways = _Ways(self._routes, order)
        source = told.project.source
        jobs = []
        for line in lines:
            way = await ways.of(line)
            if isinstance(way, Route):
                job = job_of(line, told.project, order, origin.seed)
                speech = speech_of(line, source.language if source else None)
                jobs.append(job.model_copy(update=_on(way, speech, line)))
            else:
                silent.append(Silent.because(line.clip, Silence.NO_SERVICE, way))
        return Narrated(await self._queued(jobs), silent)

    async def _answered(self, told: Told, silent: list[Silent], origin: Origin) -> Narrated:
        """Return what came of the same request before."""
        ids = [job_id_of(clip, origin.seed) for clip in told.clips]
        made = {job.job_id: job for job in await self._queue.find(ids)}
        narrated = {job.clip_id for job in made.values()}
        jobs = [made[id] for id in ids if id in made]
        return Narrated(jobs, [each for each in silent if each.clip_id not in narrated])

    async def _queued(self, jobs: Sequence[Job]) -> list[Job]:
        """Store the jobs and return them as they are now; of some of them there are older ones."""
        if not jobs:
            return []
        await self._queue.enqueue_many(jobs)
        await self._forget_deleted(jobs)
        stored = {job.id: job for job in await self._queue.find([job.job_id for job in jobs])}
        return [await self._alive(job, stored[job.id]) for job in jobs if job.id in stored]

    async def _alive(self, wanted: Job, stored: Job) -> Job:
        """Return a job that makes what is wanted, or made it, if the stored one will not."""
        if stored.status in _AGAIN:
            with contextlib.suppress(ConflictError):  # somebody else was quicker
                return await self._queue.retry(stored.job_id)
        elif stored.status is JobStatus.COMPLETED and not await self._has_take_of(stored):
            anew = wanted.model_copy(update={"id": new_id()})
            await self._queue.enqueue_many([anew])
            return anew
        return stored

    async def _has_take_of(self, job: Job) -> bool:
        """Tell whether what the job made is still there."""
        clip = await self._clips.find_by_id(job.clip_id or "")
        return clip is None or any(take.job_id == job.id for take in clip.takes(MediaKind.AUDIO))

    async def _forget_deleted(self, jobs: Sequence[Job]) -> None:
        """Leave nothing behind of clips that were deleted while we looked away."""
        wanted = {job.clip_id for job in jobs if job.clip_id}
        there = await self._clips.ids({"_id": {"$in": sorted(wanted)}})
        if gone := wanted.difference(map(ClipId, there)):
            await self._queue.delete_of_clips(gone)


class _Ways:
    """Finds the way of each line; of lines that ask for the same, once."""

    def __init__(self, routes: SpeechRoutes, order: NarrationOrder) -> None:
        self._routes = routes
        self._order = order
        self._known: dict[tuple[str, str | None], Route | str] = {}

    async def of(self, line: Line) -> Route | str:
        """Return the way, or why there is none.

        Raises:
            ValidationError: the service that the order names cannot say it.
        """
        asked = self._order.provider or line.voice.provider or AUTO, line.voice.model
        if asked not in self._known:
            self._known[asked] = await self._found(*asked)
        return self._known[asked]

    async def _found(self, provider: str, model: str | None) -> Route | str:
        if provider == AUTO and not self._routes.makes(MediaKind.AUDIO):
            return "No service of speech is set up: its length is estimated"
        try:
            route = await self._routes.route(
                MediaKind.AUDIO, provider=provider, model=model, field="provider"
            )
            if not route.is_paid:
                raise invalid_field("provider", f"{provider} makes no speech")
        except ValidationError as error:
            if provider in {self._order.provider, self._order.voice and self._order.voice.provider}:
                raise
            return error.message
        return route


def _on(way: Route, speech: Mapping[str, Any], line: Line) -> dict[str, Any]:
    """Return the fields that put a job on its way: a voice is known to its own service only."""
    fields = way.fields(MediaKind.AUDIO, {"speech": dict(speech)})
    return {**fields, "routes": []} if line.voice.voice_id else fields
