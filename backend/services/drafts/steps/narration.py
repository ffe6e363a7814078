"""Narration: every clip that has something to say is read aloud."""

from typing import ClassVar

from backend.domain.draft_step import StepName
from backend.repositories.draft_clips import DraftClips
from backend.repositories.draft_repository import DraftRepository
from backend.services.drafts.draft_run import DraftRun
from backend.services.drafts.steps.job_step import JobStep, Ordered
from backend.services.narration_plan import NarrationOrder, Silence
from backend.services.narration_service import NarrationService


class NarrationStep(JobStep):
    """Orders narration, as a person would."""

    name: ClassVar = StepName.NARRATION

    def __init__(
        self, drafts: DraftRepository, clips: DraftClips, narration: NarrationService
    ) -> None:
        super().__init__(drafts)
        self._clips = clips
        self._narration = narration

    def is_wanted(self, run: DraftRun) -> bool:
        """Tell whether narration was asked for."""
        return run.draft.options.narration

    async def order(self, run: DraftRun) -> Ordered:
        """Queue what is not narrated yet."""
        draft = run.draft
        clips = await self._clips.some(run.clip_ids)
        if not clips:
            return Ordered()
        told = await self._narration.order(
            draft.project_id,
            NarrationOrder(
                clip_ids=[clip.id for clip in clips],
                voice=draft.options.voice,
                narrate_action=draft.options.narrate_action,
                provider=draft.options.providers.audio,
                draft_id=draft.draft_id,
            ),
        )
        await run.warn(*sorted({it.message for it in told.silent if it.code is Silence.NO_SERVICE}))
        had = sum(it.code is Silence.NARRATED for it in told.silent)
        return Ordered([job.job_id for job in told.jobs], had)
