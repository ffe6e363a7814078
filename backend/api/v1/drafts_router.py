"""Drafts of projects over HTTP."""

from fastapi import APIRouter, Response, status

from backend.api.routing import Paging, raises
from backend.api.v1.dependencies import Drafts, OncePerKey
from backend.api.v1.dtos.draft_dtos import DraftCreateDTO, DraftListResponse, DraftResponse
from backend.domain.errors import (
    ConflictError,
    IdempotencyKeyReusedError,
    ProviderNotConfiguredError,
    RateLimitError,
    ResourceNotFoundError,
)
from backend.domain.ids import DraftId, ProjectId

router = APIRouter(prefix="/projects/{project_id}/drafts", tags=["stories"])


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    responses=raises(
        ResourceNotFoundError,
        ConflictError,
        IdempotencyKeyReusedError,
        RateLimitError,
        ProviderNotConfiguredError,
    ),
)
async def create_draft(
    project_id: ProjectId,
    order: DraftCreateDTO,
    drafts: Drafts,
    response: Response,
    once: OncePerKey,
) -> DraftResponse:
    """Have scenes and clips drafted for a project that is there already."""
    async with once(order) as origin:
        draft = await drafts.begin(project_id, order, origin)
    response.headers["Location"] = f"/api/v1/projects/{project_id}/drafts/{draft.id}"
    return DraftResponse.of(draft)


@router.get("")
async def list_drafts(project_id: ProjectId, drafts: Drafts, page: Paging) -> DraftListResponse:
    """List a project's drafts, newest first."""
    return DraftListResponse.of(await drafts.list_of_project(project_id, page))


@router.get("/{draft_id}")
async def get_draft(project_id: ProjectId, draft_id: DraftId, drafts: Drafts) -> DraftResponse:
    """Show a draft and its steps."""
    return DraftResponse.of(await drafts.get(project_id, draft_id))
