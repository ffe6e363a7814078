"""A draft in the hands of its task: what its steps see of it, and how they write down what is done.

Every write asks that the task still has the draft. Once a person cancelled it, or another process
took it over, it raises DraftLostError, and nothing of what follows is done.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from backend.domain.draft import MAX_ERRORS, Draft, DraftStatus, Gate
from backend.domain.draft_step import DraftError, DraftStep, StepError, StepName, StepStatus
from backend.domain.errors import ConflictError, ProviderError, StoryCanvasError
from backend.domain.failures import FailureClass
from backend.domain.ids import ClipId, derived_id
from backend.domain.story import SourceKind
from backend.domain.times import utc_now
from backend.events.hub import EventHub
from backend.events.types import DraftUpdate
from backend.repositories.draft_repository import DraftRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.drafts.plan import progress_of
from backend.story.parser import ReadScript, read_script

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StepResult:
    """How a step ended."""

    status: StepStatus = StepStatus.COMPLETED
    output_ref: str = ""
    error: StoryCanvasError | None = None


class Step(Protocol):
    """One step of a draft."""

    @property
    def name(self) -> StepName:
        """Which one it is."""

    async def work(self, run: "DraftRun") -> StepResult | None:
        """Do it, or go on with it; None: jobs that it ordered are not over yet.

        It may have been begun before, by a process that died: what it makes has ids that follow
        from the draft's, so that it is made once.
        """
        ...


class DraftDesk:
    """Where drafts are written down and told of."""

    def __init__(self, drafts: DraftRepository, projects: ProjectRepository, hub: EventHub) -> None:
        self.drafts = drafts
        self._projects = projects
        self._hub = hub

    async def tell(self, draft: Draft, *, is_new: bool = False) -> None:
        """Have the project show how the draft stands, and tell whoever listens."""
        await self._projects.note_draft(draft.project_id, draft.summary, is_new=is_new)
        self._hub.publish(DraftUpdate.of(draft))


class DraftRun:
    """One run of one draft."""

    def __init__(self, draft: Draft, desk: DraftDesk) -> None:
        self.draft = draft
        self._desk = desk
        self._source: ReadScript | None = None
        self._writing = asyncio.Lock()

    async def source(self) -> ReadScript:
        """Return the text as its parser read it.

        Raises:
            ValidationError: it cannot be read.
        """
        if self._source is None:
            known = self.draft.source
            self._source = await asyncio.to_thread(
                read_script, known.text, known.kind, filename=known.filename
            )
        return self._source

    def id_of(self, what: str, number: int) -> str:
        """Return the id of a thing that this draft makes: the same one each time."""
        return derived_id(self.draft.id, what, number)

    @property
    def clip_ids(self) -> list[ClipId]:
        """The clips that the draft is about, once its board is stored."""
        return list(self.output(StepName.PROMPTS).get("clips", ()))

    async def hold(self) -> None:
        """Make sure that the draft is still ours, before something is ordered that costs."""
        await self.write()

    def output(self, name: StepName) -> Any:
        """Return what a step kept for later ones; an empty mapping if it kept nothing."""
        return self.draft.work.get(name, {})

    async def keep(self, name: StepName, output: Mapping[str, Any], **changes: Any) -> None:
        """Keep what a step made, beside what it kept before."""
        async with self._writing:
            news = {f"work.{name}.{key}": value for key, value in output.items()}
            await self._note({**news, **changes})
            work = {**self.draft.work, name: {**self.output(name), **output}}
            self._take_over({**changes, "work": work})

    async def write(self, **changes: Any) -> None:
        """Set fields of the draft."""
        async with self._writing:
            await self._note(changes)
            self._take_over(changes)

    async def set_source(self, text: str, kind: SourceKind) -> None:
        """Keep the text that was written of an idea; from here on it stays as it is."""
        async with self._writing:
            await self._note({"source.text": text, "source.kind": kind})
            source = self.draft.source.model_copy(update={"text": text, "kind": kind})
            self._take_over({"source": source})

    async def warn(self, *warnings: str) -> None:
        """Add warnings that are not among them yet."""

        def with_news(draft: Draft) -> Mapping[str, Any]:
            together = list(dict.fromkeys([*draft.warnings, *warnings]))
            return {} if together == draft.warnings else {"warnings": together}

        await self._change(with_news)

    async def began(self, name: StepName) -> None:
        """Note that a step is at work; one that goes on where it was is not noted again."""
        step = self.draft.step_of(name)
        if step.status is not StepStatus.RUNNING:
            begun = {
                "status": StepStatus.RUNNING,
                "attempts": step.attempts + 1,
                "started_at": step.started_at or utc_now(),
            }
            await self._step(name, lambda _: begun)

    async def counted(self, name: StepName, *, planned: int, finished: int) -> None:
        """Note how many units of a step are planned and done, if that is news."""
        step = self.draft.step_of(name)
        if (step.planned, step.finished) != (planned, finished):
            await self._step(name, lambda _: {"planned": planned, "finished": finished})

    async def planned(self, units: Mapping[StepName, int]) -> None:
        """Note how many units steps will have that have not begun."""

        def with_units(draft: Draft) -> Mapping[str, Any]:
            steps = [
                step.model_copy(update={"planned": units.get(step.name, step.planned)})
                for step in draft.steps
            ]
            return {"steps": steps, "progress": progress_of(steps, draft.progress)}

        await self._change(with_units)

    async def spent(self, name: StepName, usd: float) -> None:
        """Add to what a step cost, in US dollars; the ledger has it already."""
        if usd:
            await self._step(name, lambda step: {"cost": (step.cost or 0.0) + usd})

    async def ended(self, name: StepName, result: StepResult) -> None:
        """Note how a step ended."""
        error = result.error
        skipped = result.status is StepStatus.SKIPPED
        done = skipped or result.status is StepStatus.COMPLETED

        def ended(step: DraftStep) -> Mapping[str, Any]:
            planned = 0 if skipped else step.planned
            return {
                "status": result.status,
                "ended_at": utc_now(),
                "output_ref": result.output_ref,
                "error": step_error(error) if error else None,
                "planned": planned,
                "finished": planned if done else min(step.finished, planned),
            }

        if error is not None:
            await self.failed_clips(name, [told_of(error)])
        await self._step(name, ended)

    async def failed_clips(self, name: StepName, errors: Iterable[DraftError]) -> None:
        """Keep why clips got nothing of a step, in place of what was kept of it before."""
        own = [each.model_copy(update={"step": name}) for each in errors]

        def with_errors(draft: Draft) -> Mapping[str, Any]:
            others = [each for each in draft.errors if each.step is not name]
            told = [*others, *own][:MAX_ERRORS]
            return {} if told == draft.errors else {"errors": told}

        await self._change(with_errors)

    async def stop(self, status: DraftStatus, gate: Gate | None = None) -> None:
        """End the run: at a gate, or for good."""
        over = status is not DraftStatus.AWAITING_REVIEW
        progress = 100.0 if status is DraftStatus.COMPLETED else self.draft.progress
        changes = {"gate": gate, "progress": progress, "ended_at": utc_now() if over else None}
        rev = await self._desk.drafts.stop(self.draft, status, _stored(changes))
        self._take_over({**changes, "status": status, "rev": rev})
        _log_end(self.draft)
        await self._desk.tell(self.draft)

    async def _step(
        self, name: StepName, news_of: Callable[[DraftStep], Mapping[str, Any]]
    ) -> None:
        """Change one step, and with it the progress of all."""

        def with_step(draft: Draft) -> Mapping[str, Any]:
            steps = [
                step.model_copy(update=dict(news_of(step))) if step.name is name else step
                for step in draft.steps
            ]
            progress = progress_of(steps, draft.progress)
            return {"step": name, "steps": steps, "progress": progress}

        await self._change(with_step)
        await self._desk.tell(self.draft)

    async def _change(self, news_of: Callable[[Draft], Mapping[str, Any]]) -> None:
        """Write down what follows from the draft as it is now, whoever else writes beside us."""
        async with self._writing:
            if changes := news_of(self.draft):
                await self._note(changes)
                self._take_over(changes)

    async def _note(self, changes: Mapping[str, Any]) -> None:
        rev = await self._desk.drafts.note(self.draft, _stored(changes))
        self._take_over({"rev": rev})

    def _take_over(self, changes: Mapping[str, Any]) -> None:
        self.draft = self.draft.model_copy(update=dict(changes))


def step_error(error: StoryCanvasError) -> StepError:
    """Return an error as it is kept; whether it is worth another try is told by its class."""
    passing = isinstance(error, ProviderError) and error.failure is not FailureClass.USER
    retryable = passing or isinstance(error, ConflictError)
    return StepError(code=error.code, message=error.message, retryable=retryable)


def told_of(error: StoryCanvasError, clip_id: ClipId | None = None) -> DraftError:
    """Return an error as people are told of it."""
    return DraftError(**step_error(error).model_dump(), clip_id=clip_id)


def _log_end(draft: Draft) -> None:
    taken = (draft.ended_at or utc_now()) - draft.created_at
    why = {"error_code": draft.errors[0].code} if draft.errors else {}
    extra = {"duration_ms": round(taken.total_seconds() * 1000), **why}
    log.info("draft %s is %s", draft.id, draft.status, extra=extra)


def _stored(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _document(value) for name, value in changes.items()}


def _document(value: Any) -> Any:
    if isinstance(value, list):
        return [_document(each) for each in value]
    return value.model_dump() if hasattr(value, "model_dump") else value
