"""Scenes over HTTP."""

from fastapi import APIRouter, Response, status

from backend.api.routing import Located, Paging, raises
from backend.api.v1.dependencies import Board, Scenes
from backend.api.v1.dtos.clip_dtos import ClipResponse
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.dtos.scene_dtos import (
    SceneCreateDTO,
    SceneListResponse,
    SceneResponse,
    SceneUpdateDTO,
)
from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId, SceneId
from backend.domain.scene import Scene
from backend.services.clip_timeline import TimelineAnalysis

router = APIRouter(prefix="/scenes", tags=["scenes"])


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    response_model=SceneResponse,
    responses=raises(ResourceNotFoundError),
)
async def create_scene(draft: SceneCreateDTO, scenes: Scenes, located: Located) -> Scene:
    """Add a scene to a project."""
    return located(await scenes.create(draft))


@router.get("/project/{project_id}", response_model=SceneListResponse)
async def list_scenes(project_id: ProjectId, board: Board, page: Paging) -> Response:
    """List the project's scenes in story order."""
    return await board.scenes(project_id, page)


@router.get("/{scene_id}", response_model=SceneResponse)
async def get_scene(scene_id: SceneId, board: Board) -> Response:
    """Show a scene."""
    return await board.scene(scene_id)


@router.put("/{scene_id}", response_model=SceneResponse)
async def update_scene(scene_id: SceneId, changes: SceneUpdateDTO, scenes: Scenes) -> Scene:
    """Change a scene; fields that are not sent stay as they are."""
    return await scenes.update(scene_id, changes)


@router.delete("/{scene_id}")
async def delete_scene(scene_id: SceneId, scenes: Scenes) -> SuccessResponse:
    """Delete a scene with its clips; the first of its alternates takes its place."""
    await scenes.delete(scene_id)
    return SuccessResponse(message="Scene deleted")


@router.post(
    "/{scene_id}/create-alternate",
    status_code=status.HTTP_201_CREATED,
    response_model=SceneResponse,
)
async def create_scene_alternate(scene_id: SceneId, scenes: Scenes, located: Located) -> Scene:
    """Add another version of the scene, with copies of its clips."""
    return located.beside(scene_id, await scenes.create_alternate(scene_id))


@router.get("/{scene_id}/clips", response_model=list[ClipResponse])
async def list_scene_clips(scene_id: SceneId, board: Board, page: Paging) -> Response:
    """List the scene's clips in timeline order, as a bare array."""
    return await board.clip_array(scene_id, page)


@router.get("/{scene_id}/timeline-analysis")
async def analyse_scene_timeline(scene_id: SceneId, scenes: Scenes) -> TimelineAnalysis:
    """Find overlaps and holes on the scene's timeline."""
    return await scenes.analyse_timeline(scene_id)
