"""The paths of the older story systems: the same services under their old names and shapes."""

from typing import Any

from fastapi import APIRouter, Depends, Request, Response, status

from backend.api.conditional import UNCHANGED, tagged_by_content
from backend.api.rendering import answer
from backend.api.v1.admin_router import get_config, list_all_drafts, only_with_debug
from backend.api.v1.dependencies import (
    Approvals,
    Drafts,
    OncePerKey,
    StoryProgress,
    StoryViews,
)
from backend.api.v1.downloads_router import sent
from backend.api.v1.downloads_router import story_router as downloads_router
from backend.api.v1.dtos.download_dtos import SessionDownloadDTO
from backend.api.v1.dtos.story_legacy_dtos import (
    SessionApprovalDTO,
    SessionApprovalResponse,
    SessionCreateDTO,
    SessionResponse,
    SessionStatusResponse,
)
from backend.api.v1.review_dependencies import Downloads
from backend.api.v1.story_drafting_router import router as drafting_router
from backend.api.v1.story_form import told_by_field
from backend.api.v1.story_views_router import router as views_router
from backend.api.v1.users_router import router as users_router
from backend.domain.ids import ProjectId
from backend.export.download import DownloadOptions

stories_router = APIRouter(include_in_schema=False)
stories_router.include_router(drafting_router)
stories_router.include_router(views_router)
stories_router.include_router(downloads_router)
users_alias_router = APIRouter(include_in_schema=False)
users_alias_router.include_router(users_router)

router = APIRouter(include_in_schema=False)


@router.post("/generate", status_code=status.HTTP_202_ACCEPTED)
async def generate_session(
    order: SessionCreateDTO, drafts: Drafts, once: OncePerKey
) -> SessionResponse:
    """Begin a story that stops when its stills are there, to be approved."""
    with told_by_field():
        story = order.story()
    async with once(order) as origin:
        begun = await drafts.begin_story(story, origin)
    return SessionResponse.of(begun)


@router.get("/status/{session_id}", response_model=SessionStatusResponse, responses=UNCHANGED)
async def get_session_status(
    request: Request, session_id: ProjectId, progress: StoryProgress, stories: StoryViews
) -> Response:
    """Show how far a story is, with its stills."""
    shown = SessionStatusResponse.of(await progress.read(session_id), await stories.get(session_id))
    return tagged_by_content(request, answer(shown.model_dump_json().encode()), None)


@router.post("/approve")
async def approve_session(
    verdicts: SessionApprovalDTO, approvals: Approvals
) -> SessionApprovalResponse:
    """Approve or reject stills, and let the story go on."""
    return SessionApprovalResponse.of(
        verdicts.session_id, await approvals.approve(verdicts.session_id, verdicts.approval())
    )


@router.post("/download", response_class=Response)
async def download_session(
    session: SessionDownloadDTO, request: Request, downloads: Downloads
) -> Response:
    """Download a story."""
    return await sent(request, session.session_id, DownloadOptions(), downloads)


debug_router = APIRouter(
    prefix="/debug", include_in_schema=False, dependencies=[Depends(only_with_debug)]
)
_DEBUGGING: dict[str, Any] = {"/sessions": list_all_drafts, "/config": get_config}
for _path, _endpoint in _DEBUGGING.items():
    debug_router.add_api_route(_path, _endpoint, methods=["GET"])
