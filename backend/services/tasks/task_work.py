"""All of task work, made by hand of what the container has."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from backend.domain.errors import ServiceUnavailableError
from backend.domain.task_lane import EXPORTS
from backend.events.hub import EventHub
from backend.observability.paid_metrics import PaidMetrics
from backend.repositories.job_tasks import JobTasks
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.task_lane_repository import TaskLaneRepository
from backend.services.export_service import ExportService
from backend.services.media_service import MediaService
from backend.services.media_store import MediaStore
from backend.services.queue.engine import TaskEngine
from backend.services.queue.takes import TakeRecorder
from backend.services.service_catalogue import ServiceCatalogue
from backend.services.tasks.embedded_engine import EmbeddedEngine
from backend.services.tasks.export_files import ExportFiles
from backend.services.tasks.export_handler import ExportHandler
from backend.services.tasks.handler import TaskLane
from backend.services.tasks.paid_handler import PaidWork
from backend.services.tasks.paid_lane import paid_lane
from backend.services.tasks.task_dispatch import TaskDispatch
from backend.services.tasks.task_lanes import Purse, TaskLanes
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
        catalogues: Iterable[ServiceCatalogue],
        purse: Purse,
        measures: PaidMetrics,
        hub: EventHub,
    ) -> None:
        """Make it; every service that makes more than texts has a lane."""
        self.files = ExportFiles(store, settings.upload_dir)
        room = int(settings.min_free_disk_mb * 1024 * 1024)
        export = ExportHandler(exports, store, self.files, min_free_bytes=room)
        lanes = [TaskLane(EXPORTS, "StoryCanvas", settings.exports_at_once, [export])]
        self._work = PaidWork(media, settings.max_output_bytes, settings.queue_poll_seconds)
        lease = settings.queue_lease_seconds
        self.lanes = TaskLanes(jobs, states, pauses, lanes, purse, lease_seconds=lease)
        for each in catalogues:
            self.offer(each, settings)
        tools = RunTools(jobs, self.lanes, recorder, purse, measures, hub, lease)
        self.runner = TaskRunner(tools, on_end=lambda: self.dispatch.wake())
        self.dispatch = TaskDispatch(self.lanes, self.runner, self._engine(settings))

    @property
    def places(self) -> int:
        """How many jobs run at once, over all lanes."""
        return self.lanes.places

    def offer(self, catalogue: ServiceCatalogue, settings: Settings) -> None:
        """Run jobs at a service from now on, if it makes more than texts."""
        if (maker := catalogue.service.media) is not None:
            self.lanes.add(paid_lane(catalogue, maker, self._work, settings))

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
