"""What all runners of a process share, and what they tell the servers they run on."""

from dataclasses import dataclass
from typing import Protocol

from backend.domain.errors import ProviderError
from backend.domain.job import Job
from backend.events.hub import EventHub
from backend.observability.queue_metrics import QueueMetrics
from backend.repositories.cleanup_repository import CleanupRepository
from backend.repositories.job_store import JobStore
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.share_repository import ShareRepository
from backend.services.media_store import MediaStore
from backend.services.queue.clock import DatabaseClock
from backend.services.queue.collector import Collector
from backend.services.queue.retry import Decision
from backend.services.queue.speed_book import SpeedBook
from backend.services.queue.stopwatch import Stopwatch
from backend.services.queue.takes import TakeRecorder


@dataclass(frozen=True)
class RunnerTools:
    """What every runner of a process shares."""

    store: JobStore
    lanes: LaneRepository
    shares: ShareRepository
    cleanups: CleanupRepository
    recorder: TakeRecorder
    collector: Collector
    files: MediaStore
    hub: EventHub
    speeds: SpeedBook
    clock: DatabaseClock
    measures: QueueMetrics
    poll_seconds: float


class RunsJobs(Protocol):
    """What a runner tells the server it runs on."""

    def time_limit(self, job: Job) -> float:
        """Return the seconds after which a try counts as stuck."""

    def remaining(self, job: Job) -> float | None:
        """Return in how many seconds the server should be done with the job; None if it is."""

    def accepted(self, job: Job) -> None:
        """The server took the job."""

    def left(self, job: Job, watch: Stopwatch) -> None:
        """The server is done with the job, whose files are now fetched: it may have the next."""

    def failed(self, error: ProviderError, decision: Decision) -> None:
        """A try failed, and this was decided."""
