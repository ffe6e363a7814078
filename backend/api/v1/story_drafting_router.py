"""Stories in the making over HTTP: begun, followed, reviewed, stopped and let go on."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response, status

from backend.api.conditional import UNCHANGED, tagged_by_content
from backend.api.rendering import answer
from backend.api.routing import raises
from backend.api.v1.dependencies import (
    ORDERED,
    Approvals,
    Drafts,
    Examinations,
    OncePerKey,
    Regenerations,
    StoryProgress,
)
from backend.api.v1.dtos.story_drafting_dtos import (
    AnalysisRequestDTO,
    AnalysisResponse,
    ApprovalDTO,
    ApprovalResponse,
    RegeneratedResponse,
    RegenerateDTO,
    SceneApprovalResponse,
    StoryStartedResponse,
    StoryStatusResponse,
)
from backend.api.v1.story_form import SentStory, story_body
from backend.domain.draft import Draft
from backend.domain.errors import (
    ConflictError,
    IdempotencyKeyReusedError,
    ProviderNotConfiguredError,
    RateLimitError,
    ResourceNotFoundError,
    UnsupportedMediaError,
)
from backend.domain.ids import ProjectId, SceneId
from backend.services.draft_service import BegunStory

router = APIRouter(prefix="/stories", tags=["stories"])

Wait = Annotated[float, Query(ge=0, le=60, description="Seconds to wait for the end or a gate.")]
_STEERED = raises(ConflictError, RateLimitError)


@router.post("/analyze")
async def analyze_story(script: AnalysisRequestDTO, examiner: Examinations) -> AnalysisResponse:
    """Say what is in a script, and what a draft of it would cost; stores and calls nothing."""
    read, cost = await examiner.analyse(
        script.text, script.kind, script.language, script.num_scenes
    )
    return AnalysisResponse.of(read, cost)


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    openapi_extra=story_body(),
    responses=raises(
        ResourceNotFoundError,
        IdempotencyKeyReusedError,
        UnsupportedMediaError,
        RateLimitError,
        ProviderNotConfiguredError,
    ),
)
async def create_story(
    story: SentStory,
    drafts: Drafts,
    response: Response,
    once: OncePerKey,
    wait: Wait = 0,
) -> StoryStartedResponse:
    """Have a board drafted, with pictures and voices, of an idea or a script."""
    async with once(story) as origin:
        begun = await drafts.begin_story(story, origin)
    draft = await drafts.wait(begun.draft, wait)
    title = await drafts.title_of(draft.project_id) if wait else begun.title
    response.headers["Location"] = f"/api/v1/stories/{draft.project_id}"
    return StoryStartedResponse.of(BegunStory(draft, title, begun.cost_estimate))


@router.get("/{story_id}/status", response_model=StoryStatusResponse, responses=UNCHANGED)
async def get_story_status(
    request: Request, story_id: ProjectId, progress: StoryProgress
) -> Response:
    """Show how far a story is, scene by scene and clip by clip."""
    shown = StoryStatusResponse.of(await progress.read(story_id))
    return tagged_by_content(request, answer(shown.model_dump_json().encode()), None)


@router.post(
    "/{story_id}/cancel", status_code=status.HTTP_202_ACCEPTED, responses=raises(ConflictError)
)
async def cancel_story(story_id: ProjectId, drafts: Drafts) -> StoryStartedResponse:
    """Stop a story's draft and the jobs it ordered; what was made stays."""
    return await _told(await drafts.cancel(story_id), drafts)


@router.post(
    "/{story_id}/retry",
    status_code=status.HTTP_202_ACCEPTED,
    dependencies=[ORDERED],
    responses=_STEERED,
)
async def retry_story(story_id: ProjectId, drafts: Drafts) -> StoryStartedResponse:
    """Do again what is missing of a draft that failed, was cancelled or is not complete."""
    return await _told(await drafts.retry(story_id), drafts)


@router.post(
    "/{story_id}/continue",
    status_code=status.HTTP_202_ACCEPTED,
    dependencies=[ORDERED],
    responses=_STEERED,
)
async def continue_story(story_id: ProjectId, drafts: Drafts) -> StoryStartedResponse:
    """Let a draft go on that waits for a review."""
    return await _told(await drafts.pass_gate(story_id), drafts)


@router.post(
    "/{story_id}/scenes/{scene_id}/regenerate",
    status_code=status.HTTP_202_ACCEPTED,
    responses=raises(ConflictError, IdempotencyKeyReusedError, RateLimitError),
)
async def regenerate_scene(
    story_id: ProjectId,
    scene_id: SceneId,
    order: RegenerateDTO,
    regeneration: Regenerations,
    once: OncePerKey,
) -> RegeneratedResponse:
    """Have one thing of a scene made anew; takes that are there stay."""
    async with once(order) as origin:
        made = await regeneration.regenerate(story_id, scene_id, order, origin)
    return RegeneratedResponse.of(made)


@router.post("/{story_id}/approve", responses=_STEERED)
async def approve_scenes(
    story_id: ProjectId, verdicts: ApprovalDTO, approvals: Approvals
) -> ApprovalResponse:
    """Approve or reject the chosen stills of scenes, and let the draft go on that waits for it."""
    done = await approvals.approve(story_id, verdicts)
    return ApprovalResponse(
        story_id=story_id,
        results=[SceneApprovalResponse.of(each) for each in done.results],
        continued=done.continued,
        status=done.status,
    )


async def _told(draft: Draft, drafts: Drafts) -> StoryStartedResponse:
    title = await drafts.title_of(draft.project_id)
    return StoryStartedResponse.of(BegunStory(draft, title, None))
