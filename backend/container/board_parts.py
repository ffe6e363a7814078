"""The storyboard: projects, scenes, clips, and what is made for them."""

from datetime import timedelta

from backend.container.queue_parts import QueueParts
from backend.database.locate import LocatedDatabase
from backend.providers.factory import make_backend
from backend.providers.graphs.workflow import parse_workflow
from backend.repositories.clip_excerpts import ClipExcerpts
from backend.repositories.clip_repository import ClipRepository
from backend.services.batch_service import BatchService
from backend.services.board_service import BoardService
from backend.services.character_generation_service import CharacterGenerationService
from backend.services.character_service import CharacterService
from backend.services.clip_removal import ClipRemoval
from backend.services.clip_service import ClipService
from backend.services.export_job_service import ExportJobService
from backend.services.generation_service import GenerationService
from backend.services.model_service import ModelService
from backend.services.pool_service import PoolService
from backend.services.project_import_service import ProjectImportService
from backend.services.project_service import ProjectService
from backend.services.scene_service import SceneService
from backend.services.story_service import StoryService
from backend.services.template_service import TemplateService
from backend.services.timing_import_service import TimingImportService
from backend.settings import Settings


class BoardParts(QueueParts):
    """The storyboard, on top of the queue."""

    def __init__(self, settings: Settings, located: LocatedDatabase, *, kind: str) -> None:
        super().__init__(settings, located, kind=kind)
        self._make_entity_services()
        self._make_generation()
        self._make_imports()

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
        self.board = BoardService(self._projects, self._scenes, self._clips)
        removal = ClipRemoval(self._clips, self._archive, self.queue, self.database)
        self.scenes = SceneService(
            self._projects, self._scenes, self._clips, removal, self.database, self.hub
        )
        self.clips = ClipService(self._scenes, self._clips, removal, self.database, self.hub)
        self.stories = StoryService(
            self._projects, self._scenes, self._clips, self._characters, self.database.transaction
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
            self.tasks.lanes.names,
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
