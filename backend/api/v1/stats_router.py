"""Figures over HTTP."""

from fastapi import APIRouter

from backend.api.v1.dependencies import Statistics
from backend.domain.stats import Stats

router = APIRouter(tags=["stats"])


@router.get("/stats")
async def get_stats(statistics: Statistics) -> Stats:
    """Count how much there is of everything."""
    return await statistics.of_all()
