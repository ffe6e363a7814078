"""Images and videos: a take for every clip that has none."""

import asyncio
from typing import ClassVar, Final, Protocol

from backend.domain.draft import Gate
from backend.domain.draft_step import DraftError, StepName
from backend.domain.errors import (
    ProviderNotConfiguredError,
    ResourceNotFoundError,
    ValidationError,
)
from backend.domain.ids import JobId
from backend.domain.media import MediaKind
from backend.repositories.draft_clips import DraftClip, DraftClips
from backend.repositories.draft_repository import DraftRepository
from backend.services.drafts.draft_run import DraftRun, told_of
from backend.services.drafts.steps.job_step import JobStep, Ordered
from backend.services.generation_request import GenerationParams, GenerationRequest
from backend.services.generation_service import GenerationService
from backend.services.idempotency_service import Origin

AT_ONCE: Final = 8
AUTO: Final = "auto"


class Makers(Protocol):
    """Who knows what can be made here."""

    async def can_make(self, kind: MediaKind) -> bool:
        """Tell whether anybody is there whom "auto" may choose."""
        ...


class PictureStep(JobStep):
    """What images and videos have in common."""

    kind: ClassVar[MediaKind]

    def __init__(
        self,
        drafts: DraftRepository,
        clips: DraftClips,
        generation: GenerationService,
        makers: Makers,
    ) -> None:
        super().__init__(drafts)
        self._clips = clips
        self._generation = generation
        self._makers = makers

    async def order(self, run: DraftRun) -> Ordered:
        """Queue a generation of each clip that has no take of the kind and may have one.

        Raises:
            ProviderNotConfiguredError: it is left to auto, and nobody is there who makes such.
        """
        if self._provider(run) == AUTO and not await self._makers.can_make(self.kind):
            raise ProviderNotConfiguredError(self.kind.capitalize(), "nothing here makes any")
        clips = await self._clips.some(run.clip_ids)
        missing = [clip for clip in clips if not self.has(clip) and self.may_have(run, clip)]
        ordered = Ordered(had=sum(map(self.has, clips)))
        for start in range(0, len(missing), AT_ONCE):
            await run.hold()
            part = missing[start : start + AT_ONCE]
            for made in await asyncio.gather(*(self._generate(run, clip) for clip in part)):
                _sort_in(ordered, made)
        return ordered

    def has(self, clip: DraftClip) -> bool:
        """Tell whether the clip has a chosen take already."""
        raise NotImplementedError

    def may_have(self, run: DraftRun, clip: DraftClip) -> bool:
        """Tell whether the clip is ready for one."""
        raise NotImplementedError

    def _provider(self, run: DraftRun) -> str:
        chosen: str | None = getattr(run.draft.options.providers, self.kind)
        return chosen or AUTO

    async def _generate(self, run: DraftRun, clip: DraftClip) -> JobId | DraftError | None:
        request = GenerationRequest(
            clip_id=clip.id,
            generation_type=self.kind,
            model=getattr(run.draft.options.models, self.kind),
            params=GenerationParams(provider=self._provider(run)),
        )
        # The same in each try of this run, another in the next one.
        origin = Origin(seed=run.id_of(f"{self.kind} {run.draft.job_id} {clip.id}", 0))
        try:
            job = await self._generation.generate(request, origin, draft_id=run.draft.draft_id)
        except ValidationError as error:
            return told_of(error, clip.id)
        except ResourceNotFoundError:
            return None  # the clip was deleted meanwhile
        return job.job_id


def _sort_in(ordered: Ordered, made: JobId | DraftError | None) -> None:
    if isinstance(made, DraftError):
        ordered.refused.append(made)
    elif made is not None:
        ordered.jobs.append(made)


class ImageStep(PictureStep):
    """Has the stills made."""

    name: ClassVar = StepName.IMAGES
    kind: ClassVar = MediaKind.IMAGE

    def is_wanted(self, run: DraftRun) -> bool:
        """Tell whether stills were asked for."""
        return run.draft.options.images

    def has(self, clip: DraftClip) -> bool:
        """Tell whether a still is chosen."""
        return clip.has_image

    def may_have(self, run: DraftRun, clip: DraftClip) -> bool:
        """Every clip may."""
        return True


class VideoStep(PictureStep):
    """Has films made of the stills: of the approved ones, where a person was to look at them."""

    name: ClassVar = StepName.VIDEOS
    kind: ClassVar = MediaKind.VIDEO

    def is_wanted(self, run: DraftRun) -> bool:
        """Tell whether films were asked for."""
        return run.draft.options.videos

    def has(self, clip: DraftClip) -> bool:
        """Tell whether a film is chosen."""
        return clip.has_video

    def may_have(self, run: DraftRun, clip: DraftClip) -> bool:
        """A film starts from the clip's still."""
        reviewed = Gate.IMAGES in run.draft.options.review
        return clip.has_image and (clip.is_approved or not reviewed)
