"""What routes ask for: each service by one word."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.requests import HTTPConnection

from backend.api.idempotency import IdempotencyKey, Once
from backend.api.v1.board_answers import BoardAnswers
from backend.api.v1.job_answers import JobAnswers
from backend.container import Container
from backend.events.hub import EventHub
from backend.services.batch_service import BatchService
from backend.services.character_generation_service import CharacterGenerationService
from backend.services.character_service import CharacterService
from backend.services.clip_service import ClipService
from backend.services.comfyui_service import ComfyUIService
from backend.services.config_service import ConfigService
from backend.services.doctor_service import DoctorService
from backend.services.export_job_service import ExportJobService
from backend.services.export_service import ExportService
from backend.services.generation_service import GenerationService
from backend.services.health_service import HealthService
from backend.services.media_service import MediaService
from backend.services.metrics_service import MetricsService
from backend.services.model_service import ModelService
from backend.services.openai_video_service import OpenAIVideoService
from backend.services.pause_service import PauseService
from backend.services.pool_service import PoolService
from backend.services.project_import_service import ProjectImportService
from backend.services.project_service import ProjectService
from backend.services.queue_manager import QueueManager
from backend.services.scene_service import SceneService
from backend.services.story_service import StoryService
from backend.services.take_service import TakeService
from backend.services.tasks.task_lanes import TaskLanes
from backend.services.template_service import TemplateService
from backend.services.timing_import_service import TimingImportService
from backend.services.waiting_service import WaitingService
from backend.services.worker_service import WorkerService
from backend.services.workflow_service import WorkflowService


def _container(request: HTTPConnection) -> Container:
    container: Container = request.app.state.container
    return container


async def _projects(connection: HTTPConnection) -> ProjectService:
    return _container(connection).projects


async def _hub(connection: HTTPConnection) -> EventHub:
    return _container(connection).hub


async def _jobs(request: Request) -> JobAnswers:
    jobs: JobAnswers = request.app.state.jobs
    return jobs


async def _board(request: Request) -> BoardAnswers:
    board: BoardAnswers = request.app.state.board
    return board


async def _scenes(request: Request) -> SceneService:
    return _container(request).scenes


async def _clips(request: Request) -> ClipService:
    return _container(request).clips


async def _takes(request: Request) -> TakeService:
    return _container(request).takes


async def _servers(request: Request) -> ComfyUIService:
    return _container(request).comfyui


async def _generation(request: Request) -> GenerationService:
    return _container(request).generation


async def _batches(request: Request) -> BatchService:
    return _container(request).batches


async def _queue(request: Request) -> QueueManager:
    return _container(request).queue


async def _once(request: Request, key: IdempotencyKey = None) -> Once:
    return Once(request, _container(request).idempotency, key)


async def _waiting(request: Request) -> WaitingService:
    return _container(request).waiting


async def _pauses(request: Request) -> PauseService:
    return _container(request).pauses


async def _workers(request: Request) -> WorkerService:
    return _container(request).workers


async def _workflows(request: Request) -> WorkflowService:
    return _container(request).workflows


async def _models(request: Request) -> ModelService:
    return _container(request).models


async def _openai_videos(request: Request) -> OpenAIVideoService:
    return _container(request).openai_videos


async def _media(request: Request) -> MediaService:
    return _container(request).media_files


async def _exports(request: Request) -> ExportService:
    return _container(request).exports


async def _export_jobs(request: Request) -> ExportJobService:
    return _container(request).export_jobs


async def _task_lanes(request: Request) -> TaskLanes:
    return _container(request).tasks.lanes


async def _stories(request: Request) -> StoryService:
    return _container(request).stories


async def _project_imports(request: Request) -> ProjectImportService:
    return _container(request).project_imports


async def _timing_imports(request: Request) -> TimingImportService:
    return _container(request).timing_imports


async def _characters(request: Request) -> CharacterService:
    return _container(request).characters


async def _character_generation(request: Request) -> CharacterGenerationService:
    return _container(request).character_generation


async def _templates(request: Request) -> TemplateService:
    return _container(request).templates


async def _pool(request: Request) -> PoolService:
    return _container(request).pool


async def _measures(request: Request) -> MetricsService:
    return _container(request).metrics


async def _health(request: Request) -> HealthService:
    return _container(request).health


async def _doctor(request: Request) -> DoctorService:
    return _container(request).doctor


async def _config(request: Request) -> ConfigService:
    return _container(request).config


Projects = Annotated[ProjectService, Depends(_projects)]
Hub = Annotated[EventHub, Depends(_hub)]
Jobs = Annotated[JobAnswers, Depends(_jobs)]
Board = Annotated[BoardAnswers, Depends(_board)]
Scenes = Annotated[SceneService, Depends(_scenes)]
Clips = Annotated[ClipService, Depends(_clips)]
Takes = Annotated[TakeService, Depends(_takes)]
Servers = Annotated[ComfyUIService, Depends(_servers)]
Generations = Annotated[GenerationService, Depends(_generation)]
Batches = Annotated[BatchService, Depends(_batches)]
Queue = Annotated[QueueManager, Depends(_queue)]
OncePerKey = Annotated[Once, Depends(_once)]
Waitings = Annotated[WaitingService, Depends(_waiting)]
PausesOfQueue = Annotated[PauseService, Depends(_pauses)]
Workers = Annotated[WorkerService, Depends(_workers)]
Workflows = Annotated[WorkflowService, Depends(_workflows)]
Models = Annotated[ModelService, Depends(_models)]
OpenAIVideos = Annotated[OpenAIVideoService, Depends(_openai_videos)]
MediaFiles = Annotated[MediaService, Depends(_media)]
Exports = Annotated[ExportService, Depends(_exports)]
ExportJobs = Annotated[ExportJobService, Depends(_export_jobs)]
Lanes = Annotated[TaskLanes, Depends(_task_lanes)]
Stories = Annotated[StoryService, Depends(_stories)]
ProjectImports = Annotated[ProjectImportService, Depends(_project_imports)]
TimingImports = Annotated[TimingImportService, Depends(_timing_imports)]
Characters = Annotated[CharacterService, Depends(_characters)]
CharacterGenerations = Annotated[CharacterGenerationService, Depends(_character_generation)]
Templates = Annotated[TemplateService, Depends(_templates)]
Pool = Annotated[PoolService, Depends(_pool)]
Measures = Annotated[MetricsService, Depends(_measures)]
Health = Annotated[HealthService, Depends(_health)]
Doctor = Annotated[DoctorService, Depends(_doctor)]
Config = Annotated[ConfigService, Depends(_config)]
