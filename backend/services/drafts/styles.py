"""Styles by name: templates that are there from the beginning, and those that people made."""

from typing import Final

from backend.domain.errors import invalid_field
from backend.domain.ids import ProjectId, derived_id
from backend.domain.template import Template
from backend.repositories.template_repository import TemplateRepository

_SEEDS: Final = {
    "cinematic": (
        "cinematic film still",
        "dramatic light, shallow depth of field, fine film grain, balanced wide composition",
    ),
    "cartoon": (
        "cartoon illustration",
        "bold clean outlines, flat bright colours, expressive faces, simple background",
    ),
    "realistic": (
        "realistic photograph",
        "natural light, true colours, fine detail, 35mm lens",
    ),
    "artistic": (
        "expressive painting",
        "visible brushwork, rich texture, bold palette",
    ),
    "storybook": (
        "storybook illustration",
        "soft watercolour, gentle outlines, warm light, friendly mood",
    ),
}
"""What stands before and behind each prompt."""


class Styles:
    """Finds templates; the first ones are made when they are asked for."""

    def __init__(self, templates: TemplateRepository) -> None:
        self._templates = templates

    async def template_of(
        self, style: str, project_id: ProjectId | None = None, *, field: str = "style"
    ) -> Template:
        """Return a template by its id or its name.

        Args:
            field: what is to blame if there is none.

        Raises:
            ValidationError: there is none.
        """
        seed = style.strip().casefold()
        if seed in _SEEDS:
            return await self._seeded(seed)
        ids = await self._templates.ids_named(style)
        found = await self._templates.list({"_id": {"$in": ids}})
        usable = [each for each in found if each.project_id in {None, project_id}]
        own_first = sorted(usable, key=lambda each: each.project_id is None)
        if not own_first:
            known = ", ".join(_SEEDS)
            raise invalid_field(field, f"there is no such template; known by name are {known}")
        return own_first[0]

    async def _seeded(self, name: str) -> Template:
        """Make a template once; what people changed in it stays."""
        prefix, suffix = _SEEDS[name]
        template = Template(
            id=derived_id("style", name),
            name=name,
            category=name,
            prompt_prefix=prefix,
            prompt_suffix=suffix,
            is_public=True,
        )
        await self._templates.create_missing([template])
        return await self._templates.get(template.id)
