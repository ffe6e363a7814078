"""Style templates: making, changing, showing, deleting and using them."""

from backend.domain.clip import Clip
from backend.domain.ids import ClipId, ProjectId, TemplateId
from backend.domain.stored import StoredList
from backend.domain.template import Template, TemplateChanges, TemplateDraft
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.template_repository import TemplateRepository
from backend.services.clip_prompts import Changes, both_prompts, rewrite_prompts
from backend.services.generation_defaults import check_params, prompt_style
from backend.services.paging import EVERYTHING, Page
from backend.services.project_children import create_in_project, require_project
from backend.story.prompts import PromptStyle, apply_style


class TemplateService:
    """What can be done with style templates."""

    def __init__(
        self,
        projects: ProjectRepository,
        templates: TemplateRepository,
        clips: ClipRepository,
        hub: EventHub,
    ) -> None:
        self._projects = projects
        self._templates = templates
        self._clips = clips
        self._hub = hub

    async def create(self, draft: TemplateDraft) -> Template:
        """Make a template, for a project or for all.

        Raises:
            ResourceNotFoundError: there is no such project.
            ValidationError: a generation parameter is out of its range.
        """
        check_params("params", draft.params)
        template = Template(**draft.model_dump())
        return await create_in_project(template, self._templates, self._projects)

    async def list(
        self,
        *,
        category: str | None = None,
        public_only: bool = False,
        project_id: ProjectId | None = None,
        page: Page = EVERYTHING,
    ) -> StoredList[Template]:
        """Return the templates that fit all that is asked for, the most used first."""
        return await self._templates.list_stored(
            category=category,
            public_only=public_only,
            project_id=project_id,
            skip=page.offset,
            limit=page.limit,
        )

    async def get(self, id: TemplateId) -> Template:
        """Return the template.

        Raises:
            ResourceNotFoundError: there is no such template.
        """
        return await self._templates.get(id)

    async def update(self, id: TemplateId, changes: TemplateChanges) -> Template:
        """Change what was sent; prompts it was put around stay until it is applied again.

        Raises:
            ResourceNotFoundError: there is no such template or project.
            ValidationError: a generation parameter is out of its range.
        """
        check_params("params", changes.params or {})
        await require_project(self._projects, changes.project_id)
        return await self._templates.update(id, changes.changed())

    async def delete(self, id: TemplateId) -> None:
        """Delete the template; whoever still names it generates without one.

        Raises:
            ResourceNotFoundError: there is no such template.
        """
        await self._templates.delete(id)

    async def use(self, id: TemplateId) -> Template:
        """Count one more use.

        Raises:
            ResourceNotFoundError: there is no such template.
        """
        return await self._templates.count_use(id)

    async def apply(self, id: TemplateId, clip_id: ClipId) -> Clip:
        """Put the template around both prompts, in place of the one applied before.

        From then on the clip's generations fall back on the rest of the template.

        Raises:
            ResourceNotFoundError: there is no such template or clip.
            ValidationError: a prompt becomes too long.
        """
        style = prompt_style(await self._templates.get(id))

        async def changes_to(clip: Clip) -> Changes:
            earlier = await self._style_in(clip)
            prompts = both_prompts(clip, lambda text: apply_style(text, style, earlier))
            applied = {"applied.prefix": style.prefix, "applied.suffix": style.suffix}
            return {**prompts, **applied, "style_template_id": id}

        clip = await rewrite_prompts(self._clips, clip_id, changes_to)
        self._hub.publish(ClipUpdated.of(clip))
        return clip

    async def _style_in(self, clip: Clip) -> PromptStyle | None:
        """Return what was put around the clip's prompts; a copied clip knows only by whom."""
        if clip.applied.prefix or clip.applied.suffix:
            return PromptStyle(clip.applied.prefix, clip.applied.suffix)
        if clip.style_template_id is None:
            return None
        template = await self._templates.find_by_id(clip.style_template_id)
        return prompt_style(template) if template else None
