"""Reviews over HTTP: what waits for a verdict, and verdicts."""

from typing import Annotated

from fastapi import APIRouter, Query

from backend.api.routing import Paging, raises
from backend.api.v1.dtos.review_dtos import DecisionsDTO, DecisionsResponse, ReviewResponse
from backend.api.v1.review_dependencies import Reviews
from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId
from backend.domain.media import MediaKind
from backend.domain.review import ReviewQuery, WhichTakes

router = APIRouter(prefix="/projects/{project_id}/review", tags=["stories"])


@router.get("")
async def list_waiting_takes(
    project_id: ProjectId,
    reviews: Reviews,
    page: Paging,
    takes: Annotated[
        WhichTakes, Query(description="Only the chosen takes, or all that are undecided.")
    ] = WhichTakes.SELECTED,
    content_type: Annotated[MediaKind | None, Query(description="Absent: every kind.")] = None,
) -> ReviewResponse:
    """List the clips of which takes wait for a verdict, in story order."""
    query = ReviewQuery(takes=takes, content_type=content_type)
    return ReviewResponse.of(project_id, await reviews.waiting(project_id, query, page))


@router.post("", responses=raises(ResourceNotFoundError))
async def review_takes(
    project_id: ProjectId, verdicts: DecisionsDTO, reviews: Reviews
) -> DecisionsResponse:
    """Approve or reject takes; each decision has its own outcome, whatever the others have."""
    return DecisionsResponse.of(project_id, await reviews.decide(project_id, verdicts.decisions))
