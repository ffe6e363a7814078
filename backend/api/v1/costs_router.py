"""Costs over HTTP: what something would cost, and what a project has cost."""

from fastapi import APIRouter

from backend.api.routing import Paging, raises
from backend.api.v1.dependencies import Budgets, Estimates
from backend.api.v1.dtos.cost_dtos import (
    CostsResponse,
    EstimateItemResponse,
    EstimateRequestDTO,
    EstimateResponse,
    SpendingResponse,
)
from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId
from backend.domain.media import MediaKind

router = APIRouter(prefix="/projects/{project_id}", tags=["costs"])


@router.post("/estimate", responses=raises(ResourceNotFoundError))
async def estimate_project(
    project_id: ProjectId, estimates: Estimates, request: EstimateRequestDTO | None = None
) -> EstimateResponse:
    """Tell what it would cost to have pictures, voices and films made for a project's clips."""
    asked = request or EstimateRequestDTO()
    wanted = {
        MediaKind.IMAGE: asked.images,
        MediaKind.AUDIO: asked.narration,
        MediaKind.VIDEO: asked.videos,
    }
    found = await estimates.of_project(
        project_id,
        [kind for kind, is_wanted in wanted.items() if is_wanted],
        asked.clip_ids,
        asked.providers.given(),
        asked.models.given(),
    )
    return EstimateResponse(
        usd=found.usd,
        is_known=found.is_known,
        items=[EstimateItemResponse(**vars(each)) for each in found.items],
        budget_left_usd=found.room,
        fits=found.room is None or found.usd <= found.room,
    )


@router.get("/costs", responses=raises(ResourceNotFoundError))
async def get_project_costs(project_id: ProjectId, budgets: Budgets, page: Paging) -> CostsResponse:
    """Show what paid services have charged for a project, summed up and entry by entry."""
    costs = await budgets.costs(project_id, page)
    return CostsResponse(
        spent_usd=costs.spent,
        reserved_usd=costs.reserved,
        budget_usd=costs.budget,
        sums=costs.sums,
        entries=[SpendingResponse.of(each) for each in costs.entries.items],
        total=costs.entries.total,
    )
