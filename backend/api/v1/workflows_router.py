"""Workflows over HTTP."""

from fastapi import APIRouter, status

from backend.api.routing import Located, Paging, raises
from backend.api.v1.dependencies import Workflows
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.dtos.workflow_dtos import (
    WorkflowCheckResponse,
    WorkflowCreateDTO,
    WorkflowListResponse,
    WorkflowResponse,
    WorkflowUpdateDTO,
)
from backend.domain.errors import ProviderError, ProviderUnavailableError
from backend.domain.ids import ServerId, WorkflowId
from backend.domain.workflow import Workflow, WorkflowCheck

router = APIRouter(prefix="/workflows", tags=["workflows"])


@router.post("", status_code=status.HTTP_201_CREATED, response_model=WorkflowResponse)
async def create_workflow(
    draft: WorkflowCreateDTO, workflows: Workflows, located: Located
) -> Workflow:
    """Keep a graph in API format; the answer tells where its parameters were found."""
    return located(await workflows.create(draft))


@router.get("", response_model=WorkflowListResponse)
async def list_workflows(workflows: Workflows, page: Paging) -> dict[str, object]:
    """List workflows without their graphs, newest first."""
    listing = await workflows.list(page)
    return {"workflows": listing.items, "total": listing.total}


@router.get("/{workflow_id}", response_model=WorkflowResponse)
async def get_workflow(workflow_id: WorkflowId, workflows: Workflows) -> Workflow:
    """Show a workflow with its graph."""
    return await workflows.get(workflow_id)


@router.put("/{workflow_id}", response_model=WorkflowResponse)
async def update_workflow(
    workflow_id: WorkflowId, changes: WorkflowUpdateDTO, workflows: Workflows
) -> Workflow:
    """Change a workflow; fields that are not sent stay as they are."""
    return await workflows.update(workflow_id, changes)


@router.delete("/{workflow_id}")
async def delete_workflow(workflow_id: WorkflowId, workflows: Workflows) -> SuccessResponse:
    """Forget a workflow; jobs that were made with it keep it."""
    await workflows.delete(workflow_id)
    return SuccessResponse(message="Workflow deleted")


@router.post(
    "/{workflow_id}/validate",
    response_model=WorkflowCheckResponse,
    responses=raises(ProviderError, ProviderUnavailableError),
)
async def validate_workflow(
    workflow_id: WorkflowId, workflows: Workflows, server_id: ServerId | None = None
) -> WorkflowCheck:
    """Ask a server whether it has the workflow's nodes and values; it runs nothing."""
    return await workflows.check(workflow_id, server_id)
