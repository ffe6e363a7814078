"""What the steps have in common that order jobs and wait for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from backend.domain.draft_step import DraftError, StepName, StepStatus
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId
from backend.domain.job import JobError
from backend.domain.job_state import JobStatus
from backend.repositories.draft_repository import DraftRepository
from backend.services.drafts.draft_run import DraftRun, StepResult

_OPEN: Final = frozenset({JobStatus.PENDING, JobStatus.PROCESSING})
_DELETED: Final = DraftError(code="JOB_DELETED", message="Its job was deleted", retryable=True)
_CANCELLED: Final = DraftError(code="CANCELLED", message="Its job was cancelled", retryable=True)


@dataclass
class Ordered:
    """What a step ordered in a run.

    Attributes:
        had: clips that need nothing: they have it already.
        refused: clips of which no job could be made.
    """

    jobs: list[JobId] = field(default_factory=list)
    had: int = 0
    refused: list[DraftError] = field(default_factory=list)


class JobStep:
    """A step that is over when the jobs are which it ordered."""

    name: ClassVar[StepName]

    def __init__(self, drafts: DraftRepository) -> None:
        self._drafts = drafts

    async def work(self, run: DraftRun) -> StepResult | None:
        """Order what is missing, once a run, and see how the jobs fare."""
        if not self.is_wanted(run):
            return StepResult(StepStatus.SKIPPED)
        kept = run.output(self.name)
        if kept.get("run") != run.draft.job_id:
            ordered = await self.order(run)
            kept = {
                "run": run.draft.job_id,
                "jobs": ordered.jobs,
                "had": ordered.had,
                "refused": [each.model_dump() for each in ordered.refused],
            }
            await run.keep(self.name, kept)
        return await self._followed(run, kept)

    def is_wanted(self, run: DraftRun) -> bool:
        """Tell whether the step was asked for."""
        raise NotImplementedError

    async def order(self, run: DraftRun) -> Ordered:
        """Queue what is missing; doing it again in the same run queues nothing twice."""
        raise NotImplementedError

    async def _followed(self, run: DraftRun, kept: Mapping[str, Any]) -> StepResult | None:
        jobs = {job["_id"]: job for job in await self._drafts.jobs(kept["jobs"])}
        found = [jobs.get(id) for id in kept["jobs"]]
        done = sum(job is not None and job["status"] == JobStatus.COMPLETED for job in found)
        planned = len(found) + kept["had"] + len(kept["refused"])
        finished = done + kept["had"]
        await run.counted(self.name, planned=planned, finished=finished)
        if any(job is not None and job["status"] in _OPEN for job in found):
            return None
        refused = [DraftError.model_validate(each) for each in kept["refused"]]
        errors = [*refused, *_errors(kept["jobs"], jobs)]
        await run.failed_clips(self.name, errors)
        if not planned:
            return StepResult(StepStatus.SKIPPED)
        if not errors:
            return StepResult(output_ref="takes")
        return StepResult(StepStatus.PARTIAL if finished else StepStatus.FAILED, "takes")


def _errors(ids: Sequence[JobId], jobs: Mapping[str, Mapping[str, Any]]) -> list[DraftError]:
    errors: list[DraftError] = []
    for id in ids:
        job = jobs.get(id)
        if job is None:
            errors.append(_DELETED.model_copy(update={"job_id": id}))
        elif job["status"] != JobStatus.COMPLETED:
            about = {"job_id": id, "clip_id": job.get("clip_id")}
            errors.append(_why(job).model_copy(update=about))
    return errors


def _why(job: Mapping[str, Any]) -> DraftError:
    if job["status"] == JobStatus.CANCELLED or not job.get("error"):
        return _CANCELLED
    error = JobError.model_validate(job["error"])
    retryable = error.failure is not FailureClass.USER
    return DraftError(code=error.code, message=error.message, retryable=retryable)
