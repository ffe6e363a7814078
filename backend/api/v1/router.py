"""All routes, each router behind a gate, so that no request asks them all."""

from typing import Final

from fastapi import APIRouter

from backend.api.docs_router import router as docs_router
from backend.api.legacy_router import router as legacy_router
from backend.api.metrics_router import router as metrics_router
from backend.api.routing import GatedRouter, gated
from backend.api.story_legacy_router import debug_router
from backend.api.story_legacy_router import router as sessions_router
from backend.api.story_legacy_router import stories_router as stories_legacy_router
from backend.api.story_legacy_router import users_alias_router as users_legacy_router
from backend.api.v1.admin_router import router as admin_router
from backend.api.v1.characters_router import profiles_router
from backend.api.v1.characters_router import router as characters_router
from backend.api.v1.clips_router import router as clips_router
from backend.api.v1.clips_takes_router import router as clips_takes_router
from backend.api.v1.comfyui_router import router as comfyui_router
from backend.api.v1.costs_router import router as costs_router
from backend.api.v1.downloads_router import router as downloads_router
from backend.api.v1.downloads_router import story_router as story_downloads_router
from backend.api.v1.drafts_router import router as drafts_router
from backend.api.v1.events_router import project_router as project_events_router
from backend.api.v1.events_router import router as events_router
from backend.api.v1.events_socket import elsewhere as no_socket_router
from backend.api.v1.events_socket import router as events_socket
from backend.api.v1.export_jobs_router import project_router as project_exports_router
from backend.api.v1.export_jobs_router import router as export_jobs_router
from backend.api.v1.export_router import router as export_router
from backend.api.v1.generation_router import alias_router as generate_router
from backend.api.v1.generation_router import router as generation_router
from backend.api.v1.health_router import root_router
from backend.api.v1.health_router import router as health_router
from backend.api.v1.imports_router import router as imports_router
from backend.api.v1.lanes_router import router as lanes_router
from backend.api.v1.media_router import project_music_router, uploads_router
from backend.api.v1.media_router import router as media_router
from backend.api.v1.models_router import router as models_router
from backend.api.v1.models_router import servers_router
from backend.api.v1.narration_router import router as narration_router
from backend.api.v1.openai_router import router as openai_router
from backend.api.v1.pauses_router import project_router as project_pauses_router
from backend.api.v1.pauses_router import router as pauses_router
from backend.api.v1.pool_router import router as pool_router
from backend.api.v1.projects_router import router as projects_router
from backend.api.v1.providers_router import router as providers_router
from backend.api.v1.queue_router import router as queue_router
from backend.api.v1.review_router import router as review_router
from backend.api.v1.scenes_router import router as scenes_router
from backend.api.v1.stats_router import router as stats_router
from backend.api.v1.stories_router import router as stories_router
from backend.api.v1.story_drafting_router import router as story_drafting_router
from backend.api.v1.story_views_router import router as story_views_router
from backend.api.v1.templates_router import alias_router as style_templates_router
from backend.api.v1.templates_router import router as templates_router
from backend.api.v1.users_router import router as users_router
from backend.api.v1.workers_router import router as workers_router
from backend.api.v1.workflows_router import router as workflows_router

V1: Final = "/api/v1"
SESSIONS: Final = ("/generate", "/status", "/approve", "/download")
"""What the paths of an older system begin with."""


_GATES: Final[tuple[tuple[str, tuple[APIRouter, ...]], ...]] = (
    (
        "/projects",
        (
            projects_router,
            stories_router,
            export_router,
            project_exports_router,
            imports_router,
            narration_router,
        ),
    ),
    ("/scenes", (scenes_router,)),
    ("/clips", (clips_router, clips_takes_router)),
    ("/queue", (queue_router, pauses_router, workers_router, lanes_router)),
    ("/exports", (export_jobs_router,)),
    ("/projects", (project_pauses_router,)),
    ("/generation", (generation_router,)),
    ("/generate", (generate_router,)),
    ("/comfyui", (comfyui_router,)),
    ("/workflows", (workflows_router,)),
    ("/media", (media_router,)),
    ("/upload-", (uploads_router,)),
    ("/projects", (project_music_router,)),
    ("/models", (models_router,)),
    ("/servers", (servers_router,)),
    ("/openai", (openai_router,)),
    ("/projects", (project_events_router,)),
    ("/events", (events_router,)),
    ("/ws", (events_socket,)),
    ("/characters", (characters_router,)),
    ("/generate-character-profiles", (profiles_router,)),
    ("/templates", (templates_router,)),
    ("/style-templates", (style_templates_router,)),
    ("/pool", (pool_router,)),
    ("/stories", (story_drafting_router, story_views_router, story_downloads_router)),
    ("/users", (users_router,)),
    ("/stats", (stats_router,)),
    ("/providers", (providers_router,)),
    ("/projects", (costs_router, drafts_router, review_router, downloads_router)),
    ("/admin", (admin_router,)),
    ("/debug", (debug_router,)),
    ("", (health_router,)),
)
"""What the paths of each group begin with; the first group that fits is asked first."""


def all_routers() -> list[GatedRouter]:
    """Return the gates, the last one for whatever has no other."""
    return [
        *(gated(V1 + gate, *routers, under=V1) for gate, routers in _GATES),
        gated("/api/projects", legacy_router, under=""),
        gated("/stories", stories_legacy_router, under=""),
        gated("/users", users_legacy_router, under=""),
        *(gated(path, sessions_router, under="") for path in SESSIONS),
        gated("/debug", debug_router, under=""),
        gated("/docs", docs_router, under=""),
        gated("/metrics", metrics_router, under=""),
        gated("", root_router(), no_socket_router, under=""),
    ]
