"""The last step of a job: its files become takes of its clip or a character's, exactly once."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from fractions import Fraction
from typing import Any

from backend.domain.clip import Clip
from backend.domain.failures import FailureClass
from backend.domain.ids import ClipId, ProjectId, TakeId, derived_id
from backend.domain.job import Job, JobError, JobOutput
from backend.domain.media import Media, MediaKind
from backend.domain.take import GeneratedContent
from backend.domain.task_lane import service_of
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated, QueueUpdate
from backend.repositories.job_store import JobStore
from backend.repositories.project_repository import ProjectRepository
from backend.services.media_service import MediaService
from backend.services.narration_takes import narration_of
from backend.services.queue.portraits import PortraitRecorder
from backend.services.take_service import TakeService

log = logging.getLogger(__name__)

FILES_GONE = JobError(
    code="RESULT_LOST",
    message="The files were removed before they could be added anywhere; run the job again",
    failure=FailureClass.STORAGE,
)


def output_of(job: Job, index: int, media: Media) -> JobOutput:
    """Return an output with the id its take will have, the same however often it is made."""
    take_id = TakeId(derived_id("take", job.id, job.round, index))
    return JobOutput(take_id=take_id, key=media.id, kind=media.kind)


def measured(media: Media) -> dict[str, Any]:
    """Return what a take says of its file."""
    return {
        "thumbnail_url": media.thumbnail,
        "width": media.width,
        "height": media.height,
        "duration": media.duration,
        "fps": float(Fraction(media.fps)) if media.fps else None,
    }


def take_of(job: Job, output: JobOutput, media: Media) -> GeneratedContent:
    """Return the take of an output."""
    take = GeneratedContent(
        id=output.take_id,
        content_type=output.kind,
        url=output.key,
        prompt=job.prompt,
        negative_prompt=job.negative_prompt,
        server_id=job.server_id,
        server_name=job.server_name,
        provider=service_of(job.lane_group) if job.task else "comfyui",
        model_name=str(job.applied.get("model", job.model or "")),
        model_type=job.applied.get("graph"),
        generation_params=job.applied,
        seed=job.seed,
        job_id=job.job_id,
        input_hash=job.input_hash or None,
        cost_usd=job.cost_actual,
        **measured(media),
    )
    heard = output.kind is MediaKind.AUDIO
    return take.model_copy(update=narration_of(job, media)) if heard else take


class TakeRecorder:
    """Puts the takes of committed jobs into their clips, and portraits where they belong."""

    def __init__(
        self,
        store: JobStore,
        takes: TakeService,
        projects: ProjectRepository,
        media: MediaService,
        portraits: PortraitRecorder,
        settle: Callable[[Job], Awaitable[None]],
        hub: EventHub,
    ) -> None:
        """Make it; `settle` enters what a job has cost."""
        self._store = store
        self._takes = takes
        self._projects = projects
        self._media = media
        self._portraits = portraits
        self._settle = settle
        self._hub = hub

    async def record(self, job: Job) -> Job | None:
        """Add the takes and close the job; doing it again changes nothing.

        Returns:
            The finished job, or None if that was noted already.
        """
        facts = await self._media.get_many([output.key for output in job.outputs])
        if any(output.key not in facts for output in job.outputs):
            return await self._give_up(job)
        if job.character_id is not None:
            await self._portraits.record(job, facts)
        clip = await self._add_takes(job, job.clip_id, facts) if job.clip_id else None
        await self._settle(job)
        done = await self._store.done(job.job_id)
        if done is not None:
            self._hub.publish(QueueUpdate.of(done))
        if clip is not None:
            self._hub.publish(ClipUpdated.of(clip))
            await self._give_thumbnail(job, clip.project_id, facts)
        return done

    async def _give_up(self, job: Job) -> Job | None:
        log.error("job %s: its files were removed before they became takes", job.id)
        failed = await self._store.spoiled(job.job_id, FILES_GONE)
        if failed is not None:
            self._hub.publish(QueueUpdate.of(failed))
        return failed

    async def _add_takes(
        self, job: Job, clip_id: ClipId, facts: Mapping[str, Media]
    ) -> Clip | None:
        clip = None
        for output in job.outputs:
            take = take_of(job, output, facts[output.key])
            clip = await self._takes.add_take(clip_id, take)
        return clip

    async def _give_thumbnail(
        self, job: Job, project_id: ProjectId, facts: Mapping[str, Media]
    ) -> None:
        first = job.outputs[0]
        thumbnail = facts[first.key].thumbnail
        if first.kind is MediaKind.IMAGE and thumbnail is not None:
            await self._projects.set_thumbnail_if_none(project_id, thumbnail)
