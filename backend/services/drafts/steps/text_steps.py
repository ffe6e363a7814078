"""From an idea or a script to what a board is made of: written, read, outlined, cast and shot."""

import asyncio
from dataclasses import asdict
from typing import ClassVar

from backend.domain.draft_step import StepName, StepStatus
from backend.domain.errors import ProviderOutputError, invalid_field
from backend.domain.project import Project
from backend.domain.story import SourceKind
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.drafts.draft_run import DraftRun, StepResult
from backend.services.drafts.steps.writing import Texts, Written, ask, choice_of, is_written
from backend.story.analysis import analyse
from backend.story.llm.cast import CastSheet, cast_step
from backend.story.llm.outline import Outline, outline_steps
from backend.story.llm.plan import Plan, plan_of
from backend.story.llm.shots import Shots, shots_steps
from backend.story.llm.write import write_step
from backend.story.script import ScriptCharacter

_SKIPPED = StepResult(StepStatus.SKIPPED)


class WriteStep:
    """Has a story written of an idea; of a script there is nothing to be written."""

    name: ClassVar = StepName.WRITE

    def __init__(self, texts: Texts, projects: ProjectRepository) -> None:
        self._texts = texts
        self._projects = projects

    async def work(self, run: DraftRun) -> StepResult:
        """Write it, and keep it as the source; raises what kept the model from it."""
        source = run.draft.source
        if not source.prompt:
            return _SKIPPED
        if source.text:
            return StepResult(output_ref="source")
        project = await self._projects.get(run.draft.project_id)
        step = write_step(
            source.prompt, project.brief, source.language, run.draft.options.num_scenes
        )
        outcome = await self._texts.run(step, choice_of(run))
        await run.spent(self.name, outcome.cost_usd)
        if outcome.value is None:
            raise outcome.error or ProviderOutputError("Writing", "nothing of use was answered")
        await run.set_source(outcome.value, SourceKind.MARKDOWN)
        return StepResult(output_ref="source")


class AnalyseStep:
    """Reads the text, and plans by its length how much there is to be done."""

    name: ClassVar = StepName.ANALYSE

    async def work(self, run: DraftRun) -> StepResult:
        """Read it; raises ValidationError if that cannot be done."""
        source, options = run.draft.source, run.draft.options
        read = await asyncio.to_thread(
            analyse,
            source.text,
            source.kind,
            filename=source.filename,
            language=source.language,
            num_scenes=options.num_scenes,
        )
        if not read.clip_count:
            raise invalid_field("script", "holds nothing that can be shown or said")
        wanted = {
            StepName.NARRATION: options.narration,
            StepName.IMAGES: options.images,
            StepName.VIDEOS: options.videos,
        }
        await run.planned({name: read.clip_count * asked for name, asked in wanted.items()})
        figures = asdict(read)
        told = ("kind", "language", "word_count", "sentence_count", "speech_seconds", "clip_count")
        await run.keep(self.name, {name: figures[name] for name in told})
        return StepResult(output_ref="work.analyse")


class ModelStep:
    """What the steps share that a model does, if there is one, and else nobody."""

    name: ClassVar[StepName]

    def __init__(
        self, texts: Texts, projects: ProjectRepository, characters: CharacterRepository
    ) -> None:
        self._texts = texts
        self._projects = projects
        self._characters = characters

    async def work(self, run: DraftRun) -> StepResult:
        """Have it written, or leave it to the splitter."""
        if not is_written(run, self._texts):
            return _SKIPPED
        project = await self._projects.get(run.draft.project_id)
        await self.write(run, project, self._texts.context(choice_of(run)))
        return StepResult(output_ref=f"work.{self.name}")

    async def write(self, run: DraftRun, project: Project, context: int) -> None:
        """Have it written.

        Args:
            context: tokens of a conversation.
        """
        raise NotImplementedError


class OutlineStep(ModelStep):
    """Divides the text into scenes."""

    name: ClassVar = StepName.OUTLINE

    async def write(self, run: DraftRun, project: Project, context: int) -> None:
        """Have each stretch of the text outlined."""
        source = await run.source()
        steps = await asyncio.to_thread(
            outline_steps,
            source,
            brief=project.brief,
            language=language_of(run),
            num_scenes=run.draft.options.num_scenes,
            context=context,
        )
        await ask(run, self._texts, self.name, steps, Outline)


class CastStep(ModelStep):
    """Describes who is in the story, and how its pictures look."""

    name: ClassVar = StepName.CAST_AND_STYLE

    async def write(self, run: DraftRun, project: Project, context: int) -> None:
        """Have all of the cast described at once, so that they fit together."""
        source = await run.source()
        step = await asyncio.to_thread(
            cast_step,
            source,
            Written.of(run).outlines,
            brief=project.brief,
            style=run.draft.options.style or "",
            existing=await existing_cast(self._characters, project),
            language=language_of(run),
            context=context,
        )
        await ask(run, self._texts, self.name, [step], CastSheet)


class ShotsStep(ModelStep):
    """Divides each scene into shots."""

    name: ClassVar = StepName.SHOTS

    async def write(self, run: DraftRun, project: Project, context: int) -> None:
        """Have the shots of each scene written."""
        plan = await plan_for(run, await existing_cast(self._characters, project))
        sheet = Written.of(run).sheet
        steps = await asyncio.to_thread(
            shots_steps,
            plan,
            brief=project.brief,
            style=sheet.style if sheet else "",
            language=language_of(run),
            context=context,
        )
        await ask(run, self._texts, self.name, steps, Shots)


def language_of(run: DraftRun) -> str | None:
    """Return the language that was given or found, as BCP 47."""
    found: str | None = run.output(StepName.ANALYSE).get("language")
    return run.draft.source.language or found


async def existing_cast(characters: CharacterRepository, project: Project) -> list[ScriptCharacter]:
    """Return the project's characters, who are taken over by their names."""
    known = await characters.list_of_project(project.id)
    return [ScriptCharacter(who.name, who.description) for who in known]


async def plan_for(run: DraftRun, existing: list[ScriptCharacter]) -> Plan:
    """Lay the scenes out, of what was written and what is left to the splitter."""
    written = Written.of(run)
    return await asyncio.to_thread(
        plan_of,
        await run.source(),
        written.outlines,
        written.sheet,
        num_scenes=run.draft.options.num_scenes,
        existing=existing,
    )
