"""The storyboard: projects, scenes, clips, and what is made for them."""

from datetime import timedelta

from backend.container.queue_parts import QueueParts
from backend.database.locate import LocatedDatabase
from backend.providers.factory import make_backend
from backend.providers.graphs.workflow import parse_workflow
from backend.repositories.clip_excerpts import ClipExcerpts
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.stats_repository import StatsRepository
from backend.repositories.story_repository import StoryRepository
from backend.services.batch_service import BatchService
from backend.services.board_service import BoardService
from backend.services.character_generation_service import CharacterGenerationService
from backend.services.character_service import CharacterService
from backend.services.checks_service import ChecksService
from backend.services.clip_removal import ClipRemoval
from backend.services.clip_service import ClipService
from backend.services.download_service import DownloadService
from backend.services.drafts.styles import Styles
from backend.services.estimate_service import EstimateService
from backend.services.export_job_service import ExportJobService
from backend.services.generation_service import GenerationService
from backend.services.model_service import ModelService
from backend.services.narration_service import NarrationService
from backend.services.pool_service import PoolService
from backend.services.project_import_service import ProjectImportService
from backend.services.project_service import ProjectService
from backend.services.retime_service import RetimeService
from backend.services.review_service import ReviewService
from backend.services.scene_service import SceneService
from backend.services.stats_service import StatsService
from backend.services.story_list_service import StoryListService
from backend.services.story_reader import StoryReader
from backend.services.story_service import StoryService
from backend.services.subtitle_service import SubtitleService
from backend.services.take_retention import TakeRetention
from backend.services.take_upload_service import TakeUploadService
from backend.services.template_service import TemplateService
from backend.services.timing_import_service import TimingImportService
from backend.services.user_service import UserService
from backend.settings import Settings


class BoardParts(QueueParts):
    """The storyboard, on top of the queue."""

    def __init__(self, settings: Settings, located: LocatedDatabase, *, kind: str) -> None:
        super().__init__(settings, located, kind=kind)
        self._make_entity_services()
        self._make_generation()
        self._make_imports()
        self._make_narration()
        self._make_reviews()
        self._make_stories()

    def _make_entity_services(self) -> None:
        self.export_jobs = ExportJobService(
            self._projects,
            self._jobs,
            self.queue,
            self.tasks.files,
            kept=timedelta(days=self.settings.export_keep_days),
        )
        self._janitor.look_after(self.export_jobs)
        # Parents before children: who makes a child meanwhile finds its parent gone.
        dependants = (
            self._scenes,
            self._clips,
            self._archive,
            self._characters,
            self._templates,
            self._pool,
            self._batches,
            self.export_jobs,
            self.queue,
            self._shares,
            self._ledger,
            self._accounts,
            self._drafts,
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
        self._make_board()

    def _make_board(self) -> None:
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
            self._archive,
            self.queue,
            self.database,
            self.hub,
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
            self.routes,
        )
        self.batches = BatchService(
            self._batches,
            ClipExcerpts(self.database.collection(ClipRepository.collection_name)),
            self._archive,
            self._projects,
            self._templates,
            self.queue,
            self.generation.settle,
            self.routes,
        )
        self.models = ModelService(self.comfyui, self._lanes, make_backend)
        self._make_estimates()

    def _make_estimates(self) -> None:
        self.estimates = EstimateService(
            self._projects,
            self._clips,
            ClipExcerpts(self.database.collection(ClipRepository.collection_name)),
            self.routes,
            self.providers,
            self.budgets,
        )

    def _make_reviews(self) -> None:
        """Make what people do with finished takes: judge them, bring their own, take them home."""
        self.reviews = ReviewService(
            self._projects, self._scenes, self._reviews, self.takes, self.hub
        )
        self.take_uploads = TakeUploadService(
            self._clips,
            self._reviews,
            self._archive,
            self._jobs,
            self.takes,
            self.media_files,
            self._janitor,
            self.hub,
            max_video_bytes=self.settings.max_video_bytes,
        )
        self._janitor.look_after(
            TakeRetention(
                self._projects,
                self._reviews,
                self._archive,
                self._jobs,
                self.hub,
                retention=self.settings.draft_retention,
            )
        )
        self.downloads = DownloadService(self.exports, self.store, self.budgets)

    def _make_stories(self) -> None:
        projects = self.database.collection(ProjectRepository.collection_name)
        stories = StoryRepository(projects)
        self.styles = Styles(self._templates)
        self.users = UserService(self._users, self._projects, self.projects, self.styles)
        self.story_lists = StoryListService(stories, self._templates, self._users)
        self.statistics = StatsService(StatsRepository(projects), self._jobs, self._users)

    def _make_imports(self) -> None:
        self.project_imports = ProjectImportService(
            self._new_boards,
            self.media_files,
            self.store,
            self.database,
            self.hub,
            max_file_bytes=self.settings.max_output_bytes,
        )
        self.timing_imports = TimingImportService(
            self.exports, self._projects, self._scenes, self._clips, self.database, self.hub
        )

    def _make_narration(self) -> None:
        reader = StoryReader(self._projects, self._scenes, self._clips, self._characters)
        self.narration = NarrationService(reader, self._clips, self.queue, self.routes)
        self.retimes = RetimeService(
            reader, self._projects, self._scenes, self._clips, self.database, self.hub
        )
        self.checks = ChecksService(
            reader, self.store, self.routes, self.providers.catalogues, self._servers
        )
        self.subtitles = SubtitleService(self.exports)
