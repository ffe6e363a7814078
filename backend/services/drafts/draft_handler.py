"""Takes a draft through its steps, as far as it comes without waiting for jobs or a person."""

import logging
from collections.abc import Iterable
from typing import ClassVar, Final

from backend.domain.draft import DraftStatus
from backend.domain.draft_step import StepName, StepStatus
from backend.domain.errors import (
    ServiceUnavailableError,
    StorageFullError,
    StoryCanvasError,
)
from backend.domain.job import Job
from backend.domain.task_lane import DRAFT
from backend.repositories.draft_repository import DraftLostError
from backend.services.drafts.draft_run import DraftDesk, DraftRun, Step, StepResult
from backend.services.drafts.plan import TEXT_STEPS, gate_before, may_begin, outcome
from backend.services.tasks.handler import Done, Later, Outcome, RunContext

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 15.0
"""So soon it looks at its jobs again if nobody tells it that one ended."""
WAITS: Final = "It waits for its pictures, films and voices"
_PASSING: Final = (ServiceUnavailableError, StorageFullError)
"""These are over some time, and no fault of the step."""


class DraftHandler:
    """Does the tasks of drafts; what it is asked for stands in the draft itself."""

    kind: ClassVar[str] = DRAFT

    def __init__(self, desk: DraftDesk, steps: Iterable[Step]) -> None:
        self._desk = desk
        self._steps = {step.name: step for step in steps}

    async def run(self, job: Job, ctx: RunContext) -> Outcome:
        """Go on with the draft where it stands."""
        if job.draft_id is None:
            return Done()
        draft = await self._desk.drafts.take(job.draft_id, job.job_id, ctx.token)
        if draft is None:
            return Done()
        run = DraftRun(draft, self._desk)
        try:
            return await self._go_on(run)
        except DraftLostError:
            log.info("draft %s is no longer ours", draft.id)
            return Done()

    async def _go_on(self, run: DraftRun) -> Outcome:
        for name in StepName:
            if run.draft.step_of(name).is_over or not may_begin(run.draft, name):
                continue
            if gate := gate_before(run.draft, name):
                await run.stop(DraftStatus.AWAITING_REVIEW, gate)
                return Done()
            await self._work(run, name)
            if name in TEXT_STEPS and run.draft.step_of(name).status is StepStatus.FAILED:
                await run.stop(DraftStatus.FAILED)
                return Done()
        if not all(step.is_over for step in run.draft.steps):
            return Later(LOOK_SECONDS, WAITS)
        await run.stop(outcome(run.draft))
        return Done()

    async def _work(self, run: DraftRun, name: StepName) -> None:
        await run.began(name)
        try:
            result = await self._steps[name].work(run)
        except _PASSING:
            raise
        except StoryCanvasError as error:
            told = {"error_code": error.code}
            log.warning("draft %s: %s failed: %s", run.draft.id, name, error, extra=told)
            result = StepResult(StepStatus.FAILED, error=error)
        if result is not None:
            await run.ended(name, result)
