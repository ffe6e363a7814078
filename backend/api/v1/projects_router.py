"""Projects over HTTP."""

from fastapi import APIRouter, Response, status

from backend.api.routing import Located, Paging
from backend.api.v1.dependencies import Board, Projects
from backend.api.v1.dtos.clip_dtos import ClipResponse
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.dtos.project_dtos import (
    ProjectCreateDTO,
    ProjectListResponse,
    ProjectResponse,
    ProjectTimelineResponse,
    ProjectUpdateDTO,
    ProjectWithScenesResponse,
    SceneWithClipsResponse,
)
from backend.domain.ids import ProjectId
from backend.domain.project import Project

router = APIRouter(prefix="/projects", tags=["projects"])


@router.post("", status_code=status.HTTP_201_CREATED, response_model=ProjectResponse)
async def create_project(draft: ProjectCreateDTO, projects: Projects, located: Located) -> Project:
    """Make a project."""
    return located(await projects.create(draft))


@router.get("", response_model=ProjectListResponse)
async def list_projects(board: Board, page: Paging) -> Response:
    """List projects, newest first."""
    return await board.projects(page)


@router.get("/{project_id}", response_model=ProjectResponse)
async def get_project(project_id: ProjectId, board: Board) -> Response:
    """Show a project."""
    return await board.project(project_id)


@router.get("/{project_id}/with-scenes", response_model=ProjectWithScenesResponse)
async def get_project_with_scenes(project_id: ProjectId, board: Board) -> Response:
    """Show the whole storyboard: the project, its scenes and their clips."""
    return await board.with_scenes(project_id)


@router.get("/{project_id}/clips", response_model=list[ClipResponse])
async def list_project_clips(project_id: ProjectId, board: Board, page: Paging) -> Response:
    """List all clips of the project in story order."""
    return await board.clips_of_project(project_id, page)


@router.get("/{project_id}/scenes", response_model=list[SceneWithClipsResponse])
async def list_project_scenes(project_id: ProjectId, board: Board, page: Paging) -> Response:
    """List the project's scenes in story order, each with its clips."""
    return await board.scenes_with_clips(project_id, page)


@router.get("/{project_id}/timeline", response_model=ProjectTimelineResponse)
async def get_project_timeline(project_id: ProjectId, board: Board) -> Response:
    """Show the project on one timeline: its scenes, their clips, and how long it is."""
    return await board.timeline(project_id)


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
