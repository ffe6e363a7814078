"""What is measured while we serve, in the form that Prometheus reads."""

from collections.abc import Callable, Mapping
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.exposition import choose_encoder

from backend.domain.draft import DraftStatus
from backend.domain.job_state import JobStatus
from backend.domain.lane import LaneState
from backend.observability.paid_metrics import PaidMetrics
from backend.observability.queue_metrics import QueueMetrics

# Without this, each series comes with another that says since when there is one.
disable_created_metrics()  # type: ignore[no-untyped-call]

SECONDS: Final = (0.005, 0.025, 0.1, 0.5, 2.5, 10.0)


class Metrics:
    """The measures of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Histogram(
            "storycanvas_http_request_duration_seconds",
            "From the request to the beginning of its answer.",
            ("method", "route", "status"),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._database = Gauge(
            "storycanvas_database_up", "Whether the database answers.", registry=self._registry
        )
        self._commands = Histogram(
            "storycanvas_database_command_seconds",
            "From a command to its answer.",
            ("command", "collection"),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._jobs = Gauge(
            "storycanvas_queue_jobs", "Jobs in the queue.", ("status",), registry=self._registry
        )
        self._servers = Gauge(
            "storycanvas_servers",
            "Servers, by what was last seen of them.",
            ("state",),
            registry=self._registry,
        )
        self._drafts = Gauge(
            "storycanvas_drafts", "Drafts of stories.", ("status",), registry=self._registry
        )
        self.queue = QueueMetrics(self._registry)
        self.paid = PaidMetrics(self._registry)
        self._observers: dict[tuple[str, str, int], Callable[[float], None]] = {}
        self._command_observers: dict[tuple[str, str], Callable[[float], None]] = {}

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; only a bounded number of methods and routes may come here."""
        key = method, route, status // 100
        observe = self._observers.get(key)
        if observe is None:
            labelled = self._requests.labels(method, route, f"{status // 100}xx")
            observe = self._observers[key] = labelled.observe
        observe(seconds)

    def commanded(self, command: str, collection: str, seconds: float) -> None:
        """Count a database command; the collection is "" for one that is about none."""
        key = command, collection
        observe = self._command_observers.get(key)
        if observe is None:
            observe = self._command_observers[key] = self._commands.labels(*key).observe
        observe(seconds)

    def queue_is(self, jobs: Mapping[JobStatus, int], servers: Mapping[LaneState, int]) -> None:
        """Note how many jobs and servers stand where."""
        self._database.set(1)
        for status, count in jobs.items():
            self._jobs.labels(status).set(count)
        for state, count in servers.items():
            self._servers.labels(state).set(count)

    def drafts_are(self, drafts: Mapping[DraftStatus, int]) -> None:
        """Note how many drafts stand where."""
        for status, count in drafts.items():
            self._drafts.labels(status).set(count)

    def queue_is_unknown(self) -> None:
        """Note that the database does not answer."""
        self._database.set(0)
        self._jobs.clear()
        self._servers.clear()
        self._drafts.clear()

    def text(self, accept: str) -> tuple[bytes, str]:
        """Return all measures and their content type, as an Accept header asks for them."""
        encode, content_type = choose_encoder(accept)
        return encode(self._registry), content_type
