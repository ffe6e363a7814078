"""Style templates over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Response, status

from backend.api.rendering import Rendered
from backend.api.routing import Located, Paging, raises
from backend.api.v1.dependencies import Templates
from backend.api.v1.dtos.clip_dtos import ClipResponse
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.dtos.template_dtos import (
    TemplateCreateDTO,
    TemplateResponse,
    TemplateUpdateDTO,
    UsedTemplateResponse,
)
from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ClipId, ProjectId, TemplateId
from backend.domain.template import Template

_routes = APIRouter(tags=["templates"])


@_routes.post(
    "",
    status_code=status.HTTP_201_CREATED,
    response_model=TemplateResponse,
    responses=raises(ResourceNotFoundError),
)
async def create_template(
    draft: TemplateCreateDTO, templates: Templates, located: Located
) -> Template:
    """Make a style template, for one project or for all."""
    return located(await templates.create(draft))


@_routes.get("", response_model=list[TemplateResponse])
async def list_templates(
    templates: Templates,
    page: Paging,
    rendered: Rendered,
    category: Annotated[str | None, Query(description="Only of this category.")] = None,
    public_only: Annotated[bool, Query(description="Only those open to all projects.")] = False,
    project_id: Annotated[ProjectId | None, Query(description="Only this project's own.")] = None,
) -> Response:
    """List style templates, the most used first, the newest first among equals."""
    stored = await templates.list(
        category=category or None,
        public_only=public_only,
        project_id=project_id or None,
        page=page,
    )
    return rendered.array(TemplateResponse, stored)


@_routes.get("/{template_id}", response_model=TemplateResponse)
async def get_template(template_id: TemplateId, templates: Templates) -> Template:
    """Show a style template."""
    return await templates.get(template_id)


@_routes.put("/{template_id}", response_model=TemplateResponse)
async def update_template(
    template_id: TemplateId, changes: TemplateUpdateDTO, templates: Templates
) -> Template:
    """Change a style template; fields that are not sent stay as they are."""
    return await templates.update(template_id, changes)


@_routes.delete("/{template_id}")
async def delete_template(template_id: TemplateId, templates: Templates) -> SuccessResponse:
    """Delete a style template; projects and clips that name it generate without one."""
    await templates.delete(template_id)
    return SuccessResponse(message="Template deleted")


@_routes.post("/{template_id}/use")
async def use_template(
    template_id: TemplateId,
    templates: Templates,
    clip_id: Annotated[
        ClipId | None,
        Query(
            description="Apply it to this clip too: prefix and suffix are put around both prompts, "
            "in place of a template's applied before; negative prompt, model, LoRAs and params "
            "are what the clip's generations fall back on."
        ),
    ] = None,
) -> UsedTemplateResponse:
    """Count a use of the style template, and apply it to a clip if one is named."""
    clip = None if clip_id is None else await templates.apply(template_id, clip_id)
    shown = clip and ClipResponse.of(clip)
    return UsedTemplateResponse.of(await templates.use(template_id), clip=shown)


router = APIRouter()
router.include_router(_routes, prefix="/templates")

alias_router = APIRouter(include_in_schema=False)
alias_router.include_router(_routes, prefix="/style-templates")
