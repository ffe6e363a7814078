"""All routes, each router behind a gate, so that no request asks them all."""

from typing import Final

from fastapi import APIRouter

from backend.api.legacy_router import router as legacy_router
from backend.api.routing import gated
from backend.api.v1.clips_router import router as clips_router
from backend.api.v1.comfyui_router import router as comfyui_router
from backend.api.v1.export_router import router as export_router
from backend.api.v1.generation_router import router as generation_router
from backend.api.v1.health_router import root_router
from backend.api.v1.health_router import router as health_router
from backend.api.v1.media_router import router as media_router
from backend.api.v1.projects_router import router as projects_router
from backend.api.v1.queue_router import router as queue_router
from backend.api.v1.scenes_router import router as scenes_router
from backend.api.v1.stories_router import router as stories_router

V1: Final = "/api/v1"


def all_routers() -> list[APIRouter]:
    """Return the gates, to be included as they are, and the few routes beside version 1."""
    return [
        gated(f"{V1}/projects", projects_router, stories_router, export_router, under=V1),
        gated(f"{V1}/scenes", scenes_router, under=V1),
        gated(f"{V1}/clips", clips_router, under=V1),
        gated(f"{V1}/queue", queue_router, under=V1),
        gated(f"{V1}/generation", generation_router, under=V1),
        gated(f"{V1}/comfyui", comfyui_router, under=V1),
        gated(f"{V1}/media", media_router, under=V1),
        gated(V1, health_router, under=V1),
        gated("/api/projects", legacy_router, under=""),
        root_router(),
    ]
