"""The only place where objects are made, by hand."""

import asyncio
from contextlib import AsyncExitStack

from backend.database.client import Database
from backend.database.guard import DatabaseGuard
from backend.database.locate import LocatedDatabase
from backend.database.migrate import migrate
from backend.events.hub import EventHub
from backend.providers.addresses import check_address
from backend.providers.factory import make_backend
from backend.providers.graphs.workflow import parse_workflow
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.cleanup_repository import CleanupRepository
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.event_repository import EventRepository
from backend.repositories.job_store import JobStore
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.media_repository import MediaRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.clip_service import ClipService
from backend.services.comfyui_service import ComfyUIService
from backend.services.export_service import ExportService
from backend.services.generation_service import GenerationService
from backend.services.health_service import HealthService
from backend.services.media_janitor import MediaJanitor
from backend.services.media_service import MediaService
from backend.services.media_store import MediaStore
from backend.services.project_service import ProjectService
from backend.services.queue.collector import Collector
from backend.services.queue.dispatcher import Dispatcher
from backend.services.queue.lane_keeper import LaneKeeper
from backend.services.queue.recovery import Recovery
from backend.services.queue.runner import RunnerTools
from backend.services.queue.takes import TakeRecorder
from backend.services.queue_manager import QueueManager
from backend.services.scene_service import SceneService
from backend.services.story_service import StoryService
from backend.settings import Settings


class Container:
    """Everything that lives as long as the process."""

    def __init__(self, settings: Settings, located: LocatedDatabase) -> None:
        self.settings = settings
        self.located = located
        self.database = Database(located.url, settings.db_name, settings.mongo_driver)
        self._make_repositories()
        self._make_media()
        self._make_queue()
        self._make_entity_services()
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
            await self.database.connect()
            await migrate(self.database)
            await asyncio.gather(*(each.build_indexes() for each in self._repositories))
            if self.located.embedded is not None:
                guard = DatabaseGuard(self.database, self.located.embedded)
                await guard.start()
                stack.push_async_callback(guard.stop)
            await self.store.sweep()
            await self.hub.start(change_stream=self.database.is_replica_set)
            stack.push_async_callback(self.hub.stop)
            await self.projects.finish_deletions()
            await self._janitor.start()
            stack.push_async_callback(self._janitor.stop)
            await self.engine.start()
            stack.push_async_callback(self.engine.stop)
            self._running = stack.pop_all()

    async def stop(self) -> None:
        """Stop in reverse."""
        await self._running.aclose()

    def _make_repositories(self) -> None:
        collection = self.database.collection
        self._projects = ProjectRepository(collection(ProjectRepository.collection_name))
        self._scenes = SceneRepository(collection(SceneRepository.collection_name))
        self._clips = ClipRepository(collection(ClipRepository.collection_name))
        self._characters = CharacterRepository(collection(CharacterRepository.collection_name))
        self._media = MediaRepository(collection(MediaRepository.collection_name))
        self._servers = ServerRepository(collection(ServerRepository.collection_name))
        self._lanes = LaneRepository(collection(LaneRepository.collection_name))
        self._jobs = JobStore(collection(JobStore.collection_name))
        self._cleanups = CleanupRepository(collection(CleanupRepository.collection_name))
        self._events = EventRepository(
            collection(EventRepository.collection_name), collection(EventRepository.counters_name)
        )
        self._repositories = (
            self._projects,
            self._scenes,
            self._clips,
            self._characters,
            self._media,
            self._servers,
            self._lanes,
            self._jobs,
            self._cleanups,
            self._events,
        )

    def _make_media(self) -> None:
        self.store = MediaStore(self.settings.upload_dir)
        self.media_files = MediaService(
            self.store,
            self._media,
            self._projects,
            max_music_bytes=self.settings.max_music_bytes,
            max_image_bytes=self.settings.max_image_bytes,
        )
        referrers = (self._clips, self._projects, self._characters, self._jobs)
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
        self.hub = EventHub(self._events)
        recorder = TakeRecorder(self._jobs, self._clips, self._projects, self.media_files, self.hub)
        tools = RunnerTools(
            store=self._jobs,
            cleanups=self._cleanups,
            recorder=recorder,
            collector=Collector(self.media_files, limit=self.settings.max_output_bytes),
            files=self.store,
            hub=self.hub,
            poll_seconds=self.settings.queue_poll_seconds,
        )
        keeper = LaneKeeper(
            tools,
            self._lanes,
            self._servers,
            make_backend,
            lease_seconds=self.settings.queue_lease_seconds,
            wake=lambda: self.engine.wake(),
        )
        recovery = Recovery(self._jobs, self._cleanups, recorder)
        min_free_bytes = int(self.settings.min_free_disk_mb * 1024 * 1024)
        self.engine = Dispatcher(tools, keeper, recovery, min_free_bytes=min_free_bytes)
        self.queue = QueueManager(
            self._jobs, self._lanes, self._servers, recovery, self.engine, self.hub
        )

    def _make_entity_services(self) -> None:
        self.projects = ProjectService(
            self._projects, self._scenes, self._clips, self._characters, self.queue
        )
        self.scenes = SceneService(self._projects, self._scenes, self._clips, self.queue)
        self.clips = ClipService(
            self._projects, self._scenes, self._clips, self.queue, self.database
        )
        self.comfyui = ComfyUIService(self._servers, self._lanes, check_address, self.engine)
        self.generation = GenerationService(
            self._projects,
            self._clips,
            self._servers,
            self.media_files,
            self.queue,
            parse_workflow,
        )
        self.stories = StoryService(
            self._projects,
            self._scenes,
            self._clips,
            self._characters,
            self.database.transaction,
        )
