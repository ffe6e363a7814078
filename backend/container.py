"""The only place where objects are made, by hand."""

from contextlib import AsyncExitStack

from backend.database.client import Database
from backend.database.guard import DatabaseGuard
from backend.database.locate import LocatedDatabase
from backend.database.migrate import migrate
from backend.events.hub import EventHub
from backend.observability.metrics import Metrics
from backend.providers.addresses import check_address
from backend.providers.factory import make_backend
from backend.providers.graphs.workflow import parse_workflow
from backend.providers.openai_shaped.factory import make_videos
from backend.providers.server_trial import try_server
from backend.repositories.clip_excerpts import ClipExcerpts
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.repositories import Repositories
from backend.services.batch_service import BatchService
from backend.services.board_service import BoardService
from backend.services.character_generation_service import CharacterGenerationService
from backend.services.character_service import CharacterService
from backend.services.clip_removal import ClipRemoval
from backend.services.clip_service import ClipService
from backend.services.comfyui_service import ComfyUIService
from backend.services.export_service import ExportService
from backend.services.generation_service import GenerationService
from backend.services.health_service import HealthService
from backend.services.job_service import JobService
from backend.services.media_janitor import MediaJanitor
from backend.services.media_service import MediaService
from backend.services.media_store import MediaStore
from backend.services.metrics_service import MetricsService
from backend.services.model_service import ModelService
from backend.services.openai_video_service import OpenAIVideoService
from backend.services.pause_service import PauseService
from backend.services.pool_service import PoolService
from backend.services.project_service import ProjectService
from backend.services.queue.collector import Collector
from backend.services.queue.delivery import Delivery
from backend.services.queue.dispatcher import Dispatcher
from backend.services.queue.external import ExternalJobs
from backend.services.queue.lane_keeper import LaneKeeper
from backend.services.queue.portraits import PortraitRecorder
from backend.services.queue.recovery import Recovery
from backend.services.queue.runner import RunnerTools
from backend.services.queue.takes import TakeRecorder
from backend.services.queue_manager import QueueManager
from backend.services.scene_service import SceneService
from backend.services.story_service import StoryService
from backend.services.take_service import TakeService
from backend.services.template_service import TemplateService
from backend.services.worker_service import WorkerService
from backend.services.workflow_service import WorkflowService
from backend.settings import Settings


class Container(Repositories):
    """Everything that lives as long as the process."""

    def __init__(self, settings: Settings, located: LocatedDatabase) -> None:
        self.settings = settings
        self.located = located
        self.database = Database(located.url, settings.db_name, settings.mongo_driver)
        super().__init__(self.database.collection)
        self.hub = EventHub(self._events)
        self.measures = Metrics()
        self.metrics = MetricsService(self.measures, self._jobs, self._lanes)
        self._make_media()
        self._make_queue()
        self._make_entity_services()
        self._make_generation()
        self.health = HealthService(
            self.database,
            located.kind,
            self.queue,
            self._servers,
            self._lanes,
            self.store,
            settings.min_free_disk_mb,
        )
        self._running = AsyncExitStack()

    async def start(self) -> None:
        """Connect, bring the database up to date, end what a crash interrupted, run the queue.

        Raises:
            DatabaseUnavailableError: it cannot be reached, or a newer version has changed it.
        """
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.database.close)
            stack.push_async_callback(self.openai_videos.close)
            await self.database.connect()
            await migrate(self.database)
            await self.build_indexes()
            if self.located.embedded is not None:
                guard = DatabaseGuard(self.database, self.located.embedded)
                await guard.start()
                stack.push_async_callback(guard.stop)
            await self.store.sweep()
            await self.hub.start(change_stream=self.database.is_replica_set)
            stack.push_async_callback(self.hub.stop)
            await self.projects.finish_deletions()
            await self.scenes.finish_deletions()
            await self.batches.finish_queueing()
            await self._janitor.start()
            stack.push_async_callback(self._janitor.stop)
            await self.engine.start()
            stack.push_async_callback(self.engine.stop)
            self._running = stack.pop_all()

    async def stop(self) -> None:
        """Stop in reverse."""
        await self._running.aclose()

    def _make_media(self) -> None:
        self.store = MediaStore(self.settings.upload_dir)
        self.media_files = MediaService(
            self.store,
            self._media,
            self._projects,
            self.hub,
            max_music_bytes=self.settings.max_music_bytes,
            max_image_bytes=self.settings.max_image_bytes,
        )
        # Takes move from clips to the archive: in this order none is missed.
        referrers = (
            self._clips,
            self._archive,
            self._projects,
            self._characters,
            self._templates,
            self._pool,
            self._jobs,
        )
        self._janitor = MediaJanitor(self.media_files, referrers)
        self.exports = ExportService(
            self._projects,
            self._scenes,
            self._clips,
            self._characters,
            self._media,
            self.store,
        )

    def _make_queue(self) -> None:
        self.takes = TakeService(self._clips, self._archive, self.hub)
        recorder = TakeRecorder(
            self._jobs,
            self.takes,
            self._projects,
            self.media_files,
            PortraitRecorder(self._projects, self._characters, self._pool),
            self.hub,
        )
        tools = RunnerTools(
            store=self._jobs,
            cleanups=self._cleanups,
            recorder=recorder,
            collector=Collector(self.media_files, limit=self.settings.max_output_bytes),
            files=self.store,
            hub=self.hub,
            poll_seconds=self.settings.queue_poll_seconds,
        )
        external = ExternalJobs(self._jobs, self.hub, wake=lambda: self.engine.wake())
        recovery = Recovery(self._jobs, self._cleanups, self._servers, recorder, external)
        self._make_engine(tools, recovery)
        self.queue = QueueManager(
            self._jobs,
            self._lanes,
            self._servers,
            self._projects,
            self._pauses,
            self._batches,
            recovery,
            self.engine,
            self.hub,
        )
        self.pauses = PauseService(self._pauses, self._projects, self._jobs, self.engine)
        self._make_workers(external, recorder)

    def _make_engine(self, tools: RunnerTools, recovery: Recovery) -> None:
        keeper = LaneKeeper(
            tools,
            self._lanes,
            self._servers,
            make_backend,
            lease_seconds=self.settings.queue_lease_seconds,
            wake=lambda: self.engine.wake(),
        )
        min_free_bytes = int(self.settings.min_free_disk_mb * 1024 * 1024)
        self.engine = Dispatcher(
            tools, keeper, recovery, self._pauses, min_free_bytes=min_free_bytes
        )

    def _make_workers(self, external: ExternalJobs, recorder: TakeRecorder) -> None:
        self.workflows = WorkflowService(self._workflows, self._servers, self._lanes)
        self.comfyui = ComfyUIService(
            self._servers,
            self._lanes,
            check_address,
            try_server,
            self.engine,
            external,
            self.hub,
        )
        self.workers = WorkerService(
            self._jobs,
            self._servers,
            self._lanes,
            self._pauses,
            external,
            Delivery(self.media_files, limit=self.settings.max_output_bytes),
            recorder,
            self.engine,
            self.hub,
        )

    def _make_entity_services(self) -> None:
        # Parents before children: who makes a child meanwhile finds its parent gone.
        dependants = (
            self._scenes,
            self._clips,
            self._archive,
            self._characters,
            self._templates,
            self._pool,
            self._batches,
            self.queue,
        )
        self.projects = ProjectService(
            self._projects,
            self._scenes,
            self._clips,
            self.queue,
            dependants,
            self._janitor,
            self.hub,
        )
        self.jobs = JobService(self._jobs, self._projects)
        self.board = BoardService(self._projects, self._scenes, self._clips)
        removal = ClipRemoval(self._clips, self._archive, self.queue, self.database)
        self.scenes = SceneService(
            self._projects, self._scenes, self._clips, removal, self.database, self.hub
        )
        self.clips = ClipService(self._scenes, self._clips, removal, self.database, self.hub)
        self.stories = StoryService(
            self._projects,
            self._scenes,
            self._clips,
            self._characters,
            self.database.transaction,
        )

    def _make_generation(self) -> None:
        self.characters = CharacterService(
            self._projects, self._characters, self._clips, self.queue, self.hub
        )
        self.character_generation = CharacterGenerationService(
            self._projects, self._characters, self._pool, self._servers, self.queue
        )
        self.templates = TemplateService(self._projects, self._templates, self._clips, self.hub)
        self.pool = PoolService(
            self._projects, self._pool, self._clips, self.takes, self.media_files, self.hub
        )
        self.generation = GenerationService(
            self._projects,
            self._clips,
            self._templates,
            self._servers,
            self._workflows,
            self.media_files,
            self.queue,
            parse_workflow,
        )
        self.batches = BatchService(
            self._batches,
            ClipExcerpts(self.database.collection(ClipRepository.collection_name)),
            self._archive,
            self._projects,
            self._templates,
            self.queue,
            self.generation.settle,
        )
        self.models = ModelService(self.comfyui, self._lanes, make_backend)
        self.openai_videos = OpenAIVideoService(
            make_videos(
                self.settings.openai_api_key,
                self.settings.openai_base_url,
                timeout=self.settings.openai_timeout,
            )
        )
