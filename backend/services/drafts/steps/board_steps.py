"""Storing the board, giving its clips their lengths, and the last look at it."""

import asyncio
from typing import ClassVar

from backend.domain.draft import DraftMode
from backend.domain.draft_step import StepName, StepStatus
from backend.domain.errors import invalid_field
from backend.domain.ids import ProjectId
from backend.domain.template import Template
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.template_repository import TemplateRepository
from backend.services.drafts.draft_request import working_title
from backend.services.drafts.draft_run import DraftRun, StepResult
from backend.services.drafts.steps.text_steps import existing_cast, plan_for
from backend.services.drafts.steps.writing import Written
from backend.services.retime_service import RetimeService
from backend.services.story_merge import ReimportMode
from backend.services.story_service import StoryService
from backend.story.llm.assemble import assemble
from backend.story.parser import UNTITLED

_NAME, _WORDS = 200, 5000


class PromptsStep:
    """Stores the board: scenes and clips with their prompts."""

    name: ClassVar = StepName.PROMPTS

    def __init__(
        self,
        stories: StoryService,
        projects: ProjectRepository,
        characters: CharacterRepository,
        templates: TemplateRepository,
    ) -> None:
        self._stories = stories
        self._projects = projects
        self._characters = characters
        self._templates = templates

    async def work(self, run: DraftRun) -> StepResult:
        """Put together what was written, and store it; the ids follow from the draft's."""
        draft = run.draft
        project = await self._projects.get(draft.project_id)
        plan = await plan_for(run, await existing_cast(self._characters, project))
        written = Written.of(run)
        made = await asyncio.to_thread(assemble, plan, written.shots, name=draft.title or None)
        if not made.script.scenes:
            raise invalid_field("script", "holds nothing that can be shown or said")
        if draft.mode is None and not draft.title and made.script.title != UNTITLED:
            was = working_title(draft.source)
            await self._projects.rename(draft.project_id, made.script.title, was=was)
        mode = ReimportMode(draft.mode or DraftMode.APPEND)
        stored = await self._stories.reimport(draft.project_id, made.script, mode, ids=run.id_of)
        if draft.style_template_id is not None:
            chosen = {"style_template_id": draft.style_template_id}
            await self._projects.update(draft.project_id, chosen)
        elif project.style_template_id is None and written.sheet and written.sheet.style:
            await self._keep_style(run, made.script.title, written.sheet.style)
        await run.warn(*stored.report.warnings)
        if mode is ReimportMode.APPEND:  # what was there before is none of its concern
            count = sum(len(scene.clips) for scene in made.script.scenes)
            clips = [run.id_of("clip", number) for number in range(count)]
        else:
            clips = [*stored.kept, *stored.added]
        await run.keep(self.name, {"clips": clips}, drafted_by=made.drafted_by)
        return StepResult(output_ref="board")

    async def _keep_style(self, run: DraftRun, title: str, style: str) -> None:
        """Make a template of the look that was written, so that all pictures have it."""
        project_id = ProjectId(run.draft.project_id)
        template = Template(
            id=run.id_of("template", 0),
            name=f"The look of {title}"[:_NAME],
            prompt_suffix=style[:_WORDS],
            project_id=project_id,
        )
        await self._templates.create_missing([template])
        await self._projects.update(project_id, {"style_template_id": template.id})


class RetimeStep:
    """Makes clips as long as what is said in them; where nothing is read aloud, they stay."""

    name: ClassVar = StepName.RETIME

    def __init__(self, retime: RetimeService) -> None:
        self._retime = retime

    async def work(self, run: DraftRun) -> StepResult:
        """Lay the clips out anew."""
        if run.draft.step_of(StepName.NARRATION).status is StepStatus.SKIPPED:
            return StepResult(StepStatus.SKIPPED)
        said = run.draft.options.narrate_action
        await self._retime.retime(run.draft.project_id, narrate_action=said)
        return StepResult(output_ref="board")


class FinishStep:
    """The end: cover and captions follow from what is chosen, whenever they are asked for."""

    name: ClassVar = StepName.FINISH

    async def work(self, run: DraftRun) -> StepResult:
        """Do nothing but come last."""
        return StepResult(output_ref="board")
