"""Projects over HTTP."""

from typing import Any

from fastapi import APIRouter, status

from backend.api.routing import Counted, Located, Paging
from backend.api.v1.dependencies import Clips, Projects
from backend.api.v1.dtos.clip_dtos import ClipResponse
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.dtos.project_dtos import (
    ProjectCreateDTO,
    ProjectListResponse,
    ProjectResponse,
    ProjectUpdateDTO,
    ProjectWithScenesResponse,
)
from backend.domain.clip import Clip
from backend.domain.ids import ProjectId
from backend.domain.project import Project

router = APIRouter(prefix="/projects", tags=["projects"])


@router.post("", status_code=status.HTTP_201_CREATED, response_model=ProjectResponse)
async def create_project(draft: ProjectCreateDTO, projects: Projects, located: Located) -> Project:
    """Make a project."""
    return located(await projects.create(draft))


@router.get("", response_model=ProjectListResponse)
async def list_projects(projects: Projects, page: Paging) -> dict[str, Any]:
    """List projects, newest first."""
    listing = await projects.list(page)
    return {"projects": listing.items, "total": listing.total}


@router.get("/{project_id}", response_model=ProjectResponse)
async def get_project(project_id: ProjectId, projects: Projects) -> Project:
    """Show a project."""
    return await projects.get(project_id)


@router.get("/{project_id}/with-scenes")
async def get_project_with_scenes(
    project_id: ProjectId, projects: Projects
) -> ProjectWithScenesResponse:
    """Show the whole storyboard: the project, its scenes and their clips."""
    return ProjectWithScenesResponse.of_board(await projects.with_scenes(project_id))


@router.get("/{project_id}/clips", response_model=list[ClipResponse])
async def list_project_clips(
    project_id: ProjectId, clips: Clips, page: Paging, counted: Counted
) -> list[Clip]:
    """List all clips of the project in story order."""
    return counted(await clips.list_of_project(project_id, page))


@router.put("/{project_id}", response_model=ProjectResponse)
async def update_project(
    project_id: ProjectId, changes: ProjectUpdateDTO, projects: Projects
) -> Project:
    """Change a project; fields that are not sent stay as they are."""
    return await projects.update(project_id, changes)


@router.delete("/{project_id}")
async def delete_project(project_id: ProjectId, projects: Projects) -> SuccessResponse:
    """Delete a project with its scenes, clips, takes and jobs."""
    await projects.delete(project_id)
    return SuccessResponse(message="Project deleted")
