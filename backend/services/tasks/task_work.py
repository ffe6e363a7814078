"""All of task work, made by hand of what the container has."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from backend.domain.errors import ServiceUnavailableError
from backend.domain.task_lane import EXPORTS, OPENAI
from backend.events.hub import EventHub
from backend.repositories.job_tasks import JobTasks
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.task_lane_repository import TaskLaneRepository
from backend.services.export_service import ExportService
from backend.services.media_service import MediaService
from backend.services.media_store import MediaStore
from backend.services.queue.engine import TaskEngine
from backend.services.queue.takes import TakeRecorder
from backend.services.tasks.embedded_engine import EmbeddedEngine
from backend.services.tasks.export_files import ExportFiles
from backend.services.tasks.export_handler import ExportHandler
from backend.services.tasks.film_handler import PROVIDER, FilmHandler, Films
from backend.services.tasks.handler import TaskLane
from backend.services.tasks.task_dispatch import TaskDispatch
from backend.services.tasks.task_lanes import TaskLanes
from backend.services.tasks.task_run import RunTools
from backend.services.tasks.task_runner import TaskRunner
from backend.settings import QueueEngine, Settings

if TYPE_CHECKING:  # an optional part, which may not be installed
    from backend.services.tasks.celery_worker import CeleryWorker


class TaskWork:
    """The lanes, who does the work on them, and what carries the word."""

    def __init__(
        self,
        settings: Settings,
        jobs: JobTasks,
        states: TaskLaneRepository,
        pauses: PauseRepository,
        recorder: TakeRecorder,
        exports: ExportService,
        media: MediaService,
        store: MediaStore,
        films: Films | None,
        hub: EventHub,
    ) -> None:
        """Make it; without a service that makes films there is no lane of it."""
        self.files = ExportFiles(store, settings.upload_dir)
        room = int(settings.min_free_disk_mb * 1024 * 1024)
        export = ExportHandler(exports, store, self.files, min_free_bytes=room)
        lanes = [TaskLane(EXPORTS, "StoryCanvas", settings.exports_at_once, [export])]
        if films is not None:
            film = FilmHandler(
                films,
                media,
                limit=settings.max_output_bytes,
                poll_seconds=settings.queue_poll_seconds,
            )
            lanes.append(TaskLane(OPENAI, PROVIDER, settings.openai_videos_at_once, [film]))
        self.places = sum(lane.concurrency for lane in lanes)
        lease = settings.queue_lease_seconds
        self.lanes = TaskLanes(jobs, states, pauses, lanes, lease_seconds=lease)
        tools = RunTools(jobs, self.lanes, recorder, hub, lease)
        self.runner = TaskRunner(tools, on_end=lambda: self.dispatch.wake())
        self.dispatch = TaskDispatch(self.lanes, self.runner, self._engine(settings))

    def _engine(self, settings: Settings) -> TaskEngine:
        if settings.queue_engine is QueueEngine.EMBEDDED:
            return EmbeddedEngine(self.runner)
        broker_url = broker_of(settings)
        from backend.services.tasks.celery_engine import CeleryEngine

        return CeleryEngine(self.runner, broker_url)


def celery_worker(tasks: TaskWork, broker_url: str) -> "CeleryWorker":
    """Return what has this process hear of tasks over the broker."""
    from backend.services.tasks.celery_worker import CeleryWorker

    return CeleryWorker(tasks.runner, broker_url, threads=tasks.places)


def broker_of(settings: Settings) -> str:
    """Return the address of the broker.

    Raises:
        ServiceUnavailableError: none is set, or Celery is not installed.
    """
    if find_spec("celery") is None:
        raise ServiceUnavailableError("Celery is not here: run `python3 run.py install celery`")
    if settings.celery_broker_url is None:
        raise ServiceUnavailableError("QUEUE_ENGINE=celery needs CELERY_BROKER_URL")
    return settings.celery_broker_url.get_secret_value()
