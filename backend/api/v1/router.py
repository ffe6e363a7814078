"""All routes, each router behind a gate, so that no request asks them all."""

from typing import Final

from backend.api.docs_router import router as docs_router
from backend.api.legacy_router import router as legacy_router
from backend.api.metrics_router import router as metrics_router
from backend.api.routing import GatedRouter, gated
from backend.api.v1.characters_router import profiles_router
from backend.api.v1.characters_router import router as characters_router
from backend.api.v1.clips_router import router as clips_router
from backend.api.v1.comfyui_router import router as comfyui_router
from backend.api.v1.events_router import project_router as project_events_router
from backend.api.v1.events_router import router as events_router
from backend.api.v1.events_socket import elsewhere as no_socket_router
from backend.api.v1.events_socket import router as events_socket
from backend.api.v1.export_router import router as export_router
from backend.api.v1.generation_router import alias_router as generate_router
from backend.api.v1.generation_router import router as generation_router
from backend.api.v1.health_router import root_router
from backend.api.v1.health_router import router as health_router
from backend.api.v1.media_router import project_music_router, uploads_router
from backend.api.v1.media_router import router as media_router
from backend.api.v1.models_router import router as models_router
from backend.api.v1.models_router import servers_router
from backend.api.v1.openai_router import router as openai_router
from backend.api.v1.pauses_router import project_router as project_pauses_router
from backend.api.v1.pauses_router import router as pauses_router
from backend.api.v1.pool_router import router as pool_router
from backend.api.v1.projects_router import router as projects_router
from backend.api.v1.queue_router import router as queue_router
from backend.api.v1.scenes_router import router as scenes_router
from backend.api.v1.stories_router import router as stories_router
from backend.api.v1.templates_router import alias_router as style_templates_router
from backend.api.v1.templates_router import router as templates_router
from backend.api.v1.workers_router import router as workers_router
from backend.api.v1.workflows_router import router as workflows_router

V1: Final = "/api/v1"


def all_routers() -> list[GatedRouter]:
    """Return the gates, the last one for whatever has no other."""
    return [
        gated(f"{V1}/projects", projects_router, stories_router, export_router, under=V1),
        gated(f"{V1}/scenes", scenes_router, under=V1),
        gated(f"{V1}/clips", clips_router, under=V1),
        gated(f"{V1}/queue", queue_router, pauses_router, workers_router, under=V1),
        gated(f"{V1}/projects", project_pauses_router, under=V1),
        gated(f"{V1}/generation", generation_router, under=V1),
        gated(f"{V1}/generate", generate_router, under=V1),
        gated(f"{V1}/comfyui", comfyui_router, under=V1),
        gated(f"{V1}/workflows", workflows_router, under=V1),
        gated(f"{V1}/media", media_router, under=V1),
        gated(f"{V1}/upload-", uploads_router, under=V1),
        gated(f"{V1}/projects", project_music_router, under=V1),
        gated(f"{V1}/models", models_router, under=V1),
        gated(f"{V1}/servers", servers_router, under=V1),
        gated(f"{V1}/openai", openai_router, under=V1),
        gated(f"{V1}/projects", project_events_router, under=V1),
        gated(f"{V1}/events", events_router, under=V1),
        gated(f"{V1}/ws", events_socket, under=V1),
        gated(f"{V1}/characters", characters_router, under=V1),
        gated(f"{V1}/generate-character-profiles", profiles_router, under=V1),
        gated(f"{V1}/templates", templates_router, under=V1),
        gated(f"{V1}/style-templates", style_templates_router, under=V1),
        gated(f"{V1}/pool", pool_router, under=V1),
        gated(V1, health_router, under=V1),
        gated("/api/projects", legacy_router, under=""),
        gated("/docs", docs_router, under=""),
        gated("/metrics", metrics_router, under=""),
        gated("", root_router(), no_socket_router, under=""),
    ]
