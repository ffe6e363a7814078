"""Pausing and resuming over HTTP: the whole queue, or one project."""

from fastapi import APIRouter

from backend.api.v1.dependencies import PausesOfQueue
from backend.api.v1.dtos.pause_dtos import PauseResponse
from backend.domain.ids import ProjectId

router = APIRouter(prefix="/queue", tags=["queue"])
project_router = APIRouter(prefix="/projects/{project_id}/queue", tags=["queue"])


@router.post("/pause")
async def pause_queue(pauses: PausesOfQueue) -> PauseResponse:
    """Give no more jobs to any server until the queue is resumed."""
    await pauses.pause()
    return PauseResponse(message="Queue paused", paused=True)


@router.post("/resume")
async def resume_queue(pauses: PausesOfQueue) -> PauseResponse:
    """Give jobs to servers again; projects that are paused stay so."""
    await pauses.resume()
    return PauseResponse(message="Queue resumed", paused=False)


@project_router.post("/pause")
async def pause_project_queue(project_id: ProjectId, pauses: PausesOfQueue) -> PauseResponse:
    """Give no more jobs of the project to any server until it is resumed."""
    await pauses.pause(project_id)
    return PauseResponse(message="Project paused", paused=True, project_id=project_id)


@project_router.post("/resume")
async def resume_project_queue(project_id: ProjectId, pauses: PausesOfQueue) -> PauseResponse:
    """Give the project's jobs to servers again."""
    await pauses.resume(project_id)
    return PauseResponse(message="Project resumed", paused=False, project_id=project_id)
