"""The queue: what runs jobs, what accepts them, and what tells of them."""

from backend.container.media_parts import MediaParts
from backend.database.locate import LocatedDatabase
from backend.providers.addresses import check_address
from backend.providers.factory import make_backend, refusal_of
from backend.providers.server_trial import try_server
from backend.providers.service_data import service_data
from backend.providers.services_factory import auto_order, make_services
from backend.services.budget_service import BudgetService
from backend.services.comfyui_service import ComfyUIService
from backend.services.farm_look import FarmLook
from backend.services.idempotency_service import IdempotencyService
from backend.services.job_service import JobService
from backend.services.openai_video_service import OpenAIVideoService
from backend.services.pause_service import PauseService
from backend.services.provider_service import ProviderService
from backend.services.queue.clock import DatabaseClock
from backend.services.queue.collector import Collector
from backend.services.queue.delivery import Delivery
from backend.services.queue.dependants import Dependants
from backend.services.queue.dispatcher import Dispatcher
from backend.services.queue.engine import Engines
from backend.services.queue.external import ExternalJobs
from backend.services.queue.lane_keeper import LaneKeeper
from backend.services.queue.portraits import PortraitRecorder
from backend.services.queue.recovery import Recovery
from backend.services.queue.runner_tools import RunnerTools
from backend.services.queue.speed_book import SpeedBook
from backend.services.queue.takes import TakeRecorder
from backend.services.queue_manager import QueueManager
from backend.services.route_service import RouteService
from backend.services.service_reload import ServiceReload, videos_of
from backend.services.take_service import TakeService
from backend.services.tasks.task_work import TaskWork
from backend.services.waiting_service import WaitingService
from backend.services.worker_service import WorkerService
from backend.services.workflow_service import WorkflowService
from backend.settings import Settings


class QueueParts(MediaParts):
    """The queue, on top of the media."""

    def __init__(self, settings: Settings, located: LocatedDatabase, *, kind: str) -> None:
        super().__init__(settings, located, kind=kind)
        self._make_services()
        self._make_queue()

    def _make_services(self) -> None:
        """Make the services that are paid, and who keeps the money."""
        self.budgets = BudgetService(
            self._accounts, self._ledger, self._projects, self._jobs, self.measures.paid.charged
        )
        self.services = make_services(self.settings)
        self.providers = ProviderService(
            self.services,
            service_data(self.settings.providers_file),
            auto_order(self.settings, self.services),
            lambda: self.tasks.lanes.overview(),
        )

    def _make_queue(self) -> None:
        self.takes = TakeService(self._clips, self._archive, self.hub)
        recorder = TakeRecorder(
            self._jobs,
            self.takes,
            self._projects,
            self.media_files,
            PortraitRecorder(self._projects, self._characters, self._pool),
            self.budgets.settle,
            self.hub,
        )
        tools = self._make_tools(recorder)
        external = ExternalJobs(self._jobs, self.hub, wake=lambda: self.engine.wake())
        dependants = Dependants(self._jobs, self.hub, wake=lambda: self.engine.wake())
        recovery = Recovery(
            self._jobs,
            self._cleanups,
            self._servers,
            recorder,
            external,
            dependants,
            self._lanes,
            self.hub,
        )
        self._make_engine(tools, recovery)
        self._make_tasks(recorder)
        self.queue = QueueManager(
            self._jobs,
            self._lanes,
            self._servers,
            self._projects,
            self._pauses,
            self._batches,
            recovery,
            dependants,
            self.engines,
            self.hub,
        )
        self._make_desk(external, tools)

    def _make_tools(self, recorder: TakeRecorder) -> RunnerTools:
        return RunnerTools(
            store=self._jobs,
            lanes=self._lanes,
            shares=self._shares,
            cleanups=self._cleanups,
            recorder=recorder,
            collector=Collector(self.media_files, limit=self.settings.max_output_bytes),
            files=self.store,
            hub=self.hub,
            speeds=SpeedBook(self._speeds),
            clock=DatabaseClock(),
            measures=self.measures.queue,
            poll_seconds=self.settings.queue_poll_seconds,
        )

    def _make_engine(self, tools: RunnerTools, recovery: Recovery) -> None:
        keeper = LaneKeeper(
            tools,
            self._servers,
            self._processes,
            make_backend,
            kind=self._kind,
            lease_seconds=self.settings.queue_lease_seconds,
            wake=lambda: self.engine.wake(),
        )
        min_free_bytes = int(self.settings.min_free_disk_mb * 1024 * 1024)
        self.engine = Dispatcher(
            tools,
            keeper,
            recovery,
            self._pauses,
            min_free_bytes=min_free_bytes,
            tells_changes=lambda: self.database.is_replica_set,
        )

    def _make_tasks(self, recorder: TakeRecorder) -> None:
        self.openai_videos = OpenAIVideoService(videos_of(self.settings))
        self.routes = RouteService(
            self.providers.catalogues,
            self.providers.order,
            FarmLook(self._servers, self._lanes, refusal_of),
            self._task_lanes,
        )
        self.tasks = TaskWork(
            self.settings,
            self._jobs,
            self._task_lanes,
            self._pauses,
            recorder,
            self.exports,
            self.media_files,
            self.store,
            self.providers.catalogues.values(),
            self.budgets,
            self.measures.paid,
            self.hub,
        )
        self.engines = Engines(self.engine, self.tasks.dispatch)
        self._reload = ServiceReload(self.settings, self.providers, self.tasks, self.openai_videos)

    def _make_desk(self, external: ExternalJobs, tools: RunnerTools) -> None:
        """Make what speaks to people and to their workers of the queue."""
        self.jobs = JobService(self._jobs, self._projects, self.engine.forecast)
        self.idempotency = IdempotencyService(self._idempotency)
        self.waiting = WaitingService(
            self._jobs,
            self._servers,
            self._lanes,
            self._pauses,
            self._task_lanes,
            refusal_of,
            self.engine.forecast,
        )
        self.pauses = PauseService(self._pauses, self._projects, self._jobs, self.engines)
        self._make_workers(external, tools)

    def _make_workers(self, external: ExternalJobs, tools: RunnerTools) -> None:
        self.workflows = WorkflowService(self._workflows, self._servers, self._lanes)
        self.comfyui = ComfyUIService(
            self._servers, self._lanes, check_address, try_server, self.engine, external, self.hub
        )
        delivery = Delivery(self.media_files, limit=self.settings.max_output_bytes)
        self.workers = WorkerService(tools, self._servers, external, delivery, self.engine)
