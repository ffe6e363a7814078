"""What routes ask for: each service by one word."""

from typing import Annotated

from fastapi import Depends, Request

from backend.container import Container
from backend.services.clip_service import ClipService
from backend.services.comfyui_service import ComfyUIService
from backend.services.export_service import ExportService
from backend.services.generation_service import GenerationService
from backend.services.health_service import HealthService
from backend.services.media_service import MediaService
from backend.services.project_service import ProjectService
from backend.services.queue_manager import QueueManager
from backend.services.scene_service import SceneService
from backend.services.story_service import StoryService


def _container(request: Request) -> Container:
    container: Container = request.app.state.container
    return container


async def _projects(request: Request) -> ProjectService:
    return _container(request).projects


async def _scenes(request: Request) -> SceneService:
    return _container(request).scenes


async def _clips(request: Request) -> ClipService:
    return _container(request).clips


async def _servers(request: Request) -> ComfyUIService:
    return _container(request).comfyui


async def _generation(request: Request) -> GenerationService:
    return _container(request).generation


async def _queue(request: Request) -> QueueManager:
    return _container(request).queue


async def _media(request: Request) -> MediaService:
    return _container(request).media_files


async def _exports(request: Request) -> ExportService:
    return _container(request).exports


async def _stories(request: Request) -> StoryService:
    return _container(request).stories


async def _health(request: Request) -> HealthService:
    return _container(request).health


Projects = Annotated[ProjectService, Depends(_projects)]
Scenes = Annotated[SceneService, Depends(_scenes)]
Clips = Annotated[ClipService, Depends(_clips)]
Servers = Annotated[ComfyUIService, Depends(_servers)]
Generations = Annotated[GenerationService, Depends(_generation)]
Queue = Annotated[QueueManager, Depends(_queue)]
MediaFiles = Annotated[MediaService, Depends(_media)]
Exports = Annotated[ExportService, Depends(_exports)]
Stories = Annotated[StoryService, Depends(_stories)]
Health = Annotated[HealthService, Depends(_health)]
