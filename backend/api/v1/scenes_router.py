"""Scenes over HTTP."""

from typing import Any

from fastapi import APIRouter, status

from backend.api.routing import Located, Paging, raises
from backend.api.v1.dependencies import Scenes
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
async def list_scenes(project_id: ProjectId, scenes: Scenes, page: Paging) -> dict[str, Any]:
    """List the project's scenes in story order."""
    listing = await scenes.list_of_project(project_id, page)
    return {"scenes": listing.items, "total": listing.total}


@router.get("/{scene_id}", response_model=SceneResponse)
async def get_scene(scene_id: SceneId, scenes: Scenes) -> Scene:
    """Show a scene."""
    return await scenes.get(scene_id)


@router.put("/{scene_id}", response_model=SceneResponse)
async def update_scene(scene_id: SceneId, changes: SceneUpdateDTO, scenes: Scenes) -> Scene:
    """Change a scene; fields that are not sent stay as they are."""
    return await scenes.update(scene_id, changes)


@router.delete("/{scene_id}")
async def delete_scene(scene_id: SceneId, scenes: Scenes) -> SuccessResponse:
    """Delete a scene with its clips; the first of its alternates takes its place."""
    await scenes.delete(scene_id)
    return SuccessResponse(message="Scene deleted")


@router.get("/{scene_id}/timeline-analysis")
async def analyse_scene_timeline(scene_id: SceneId, scenes: Scenes) -> TimelineAnalysis:
    """Find overlaps and holes on the scene's timeline."""
    return await scenes.analyse_timeline(scene_id)
