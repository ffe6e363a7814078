"""What routes ask for: each service by one word."""

from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.requests import HTTPConnection

from backend.api.idempotency import IdempotencyKey, Once
from backend.api.rate_limit import count_order
from backend.api.v1.board_answers import BoardAnswers
from backend.api.v1.job_answers import JobAnswers
from backend.container import Container
from backend.events.hub import EventHub
from backend.services.batch_service import BatchService
from backend.services.budget_service import BudgetService
from backend.services.character_generation_service import CharacterGenerationService
from backend.services.character_service import CharacterService
from backend.services.clip_service import ClipService
from backend.services.comfyui_service import ComfyUIService
from backend.services.config_service import ConfigService
from backend.services.doctor_service import DoctorService
from backend.services.draft_service import DraftService
from backend.services.drafts.approval import ApprovalService
from backend.services.drafts.draft_status import StoryStatusReader
from backend.services.drafts.examiner import Examiner
from backend.services.drafts.regeneration import RegenerationService
from backend.services.estimate_service import EstimateService
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
from backend.services.provider_service import ProviderService
from backend.services.queue_manager import QueueManager
from backend.services.scene_service import SceneService
from backend.services.stats_service import StatsService
from backend.services.story_list_service import StoryListService
from backend.services.story_service import StoryService
from backend.services.story_view_service import StoryViewService
from backend.services.take_service import TakeService
from backend.services.tasks.task_lanes import TaskLanes
from backend.services.template_service import TemplateService
from backend.services.timing_import_service import TimingImportService
from backend.services.user_service import UserService
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


async def _ordered(request: Request) -> None:
    count_order(request)


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


async def _drafts(request: Request) -> DraftService:
    return _container(request).drafts


async def _examinations(request: Request) -> Examiner:
    return _container(request).examiner


async def _story_progress(request: Request) -> StoryStatusReader:
    return _container(request).story_status


async def _approvals(request: Request) -> ApprovalService:
    return _container(request).approvals


async def _regenerations(request: Request) -> RegenerationService:
    return _container(request).regeneration


async def _users(request: Request) -> UserService:
    return _container(request).users


async def _story_lists(request: Request) -> StoryListService:
    return _container(request).story_lists


async def _story_views(request: Request) -> StoryViewService:
    return _container(request).story_views


async def _statistics(request: Request) -> StatsService:
    return _container(request).statistics


async def _providers(request: Request) -> ProviderService:
    return _container(request).providers


async def _budgets(request: Request) -> BudgetService:
    return _container(request).budgets


async def _estimates(request: Request) -> EstimateService:
    return _container(request).estimates


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
ORDERED: Final = Depends(_ordered)
"""Counts an order that has no key: one that is sent again."""
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
Drafts = Annotated[DraftService, Depends(_drafts)]
Examinations = Annotated[Examiner, Depends(_examinations)]
StoryProgress = Annotated[StoryStatusReader, Depends(_story_progress)]
Approvals = Annotated[ApprovalService, Depends(_approvals)]
Regenerations = Annotated[RegenerationService, Depends(_regenerations)]
Users = Annotated[UserService, Depends(_users)]
StoryLists = Annotated[StoryListService, Depends(_story_lists)]
StoryViews = Annotated[StoryViewService, Depends(_story_views)]
Statistics = Annotated[StatsService, Depends(_statistics)]
Providers = Annotated[ProviderService, Depends(_providers)]
Budgets = Annotated[BudgetService, Depends(_budgets)]
Estimates = Annotated[EstimateService, Depends(_estimates)]
Measures = Annotated[MetricsService, Depends(_measures)]
Health = Annotated[HealthService, Depends(_health)]
Doctor = Annotated[DoctorService, Depends(_doctor)]
Config = Annotated[ConfigService, Depends(_config)]
