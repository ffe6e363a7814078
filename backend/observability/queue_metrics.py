"""What is measured of the queue: how long jobs wait, load and run, and what goes wrong."""

from collections.abc import Mapping
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from backend.domain.failures import FailureClass
from backend.domain.job_state import JobState
from backend.domain.media import MediaKind

LONG: Final = (1.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0)
SHORT: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class QueueMetrics:
    """The queue's measures of one process. Labels are bounded: kinds, classes, states, servers."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry
        self._wait = self._seconds("wait", "From being ready to the first grant.", "kind")
        self._load = self._seconds("load", "Loading a model, where servers tell.", "kind")
        self._run = self._seconds("run", "The work itself, of completed jobs.", "kind")
        self._collect = self._seconds("collect", "Fetching, checking and storing files.", "kind")
        self._gap = self._seconds(
            "handover_gap", "From a job's end to the next one accepted.", buckets=SHORT
        )
        self._decision = self._seconds(
            "decision", "Choosing jobs for free servers, reading included.", buckets=SHORT
        )
        self._failures = self._counter("failed_tries", "Tries that failed.", "failure")
        self._loads = self._counter("model_loads", "Jobs whose model was not in memory.")
        self._holds = self._counter("holds", "Jobs first held back for a faster server.")
        self._adoptions = self._counter("adoptions", "Jobs taken over while they ran.")
        self._lost = self._counter("leases_lost", "Jobs that were taken from us as they ran.")
        self._refused = self._counter("refused_writes", "Writes refused for a token that is old.")
        self._busy = self._counter("server_busy_seconds", "Time that servers worked.", "server")
        self._states = self._gauge("states", "Jobs by where they stand.", "state", "lane_group")
        self._oldest = self._gauge("oldest_ready_seconds", "Age of the oldest job that is ready.")

    def granted(self, kind: MediaKind, waited: float | None, *, loads: bool) -> None:
        """Count a grant; `waited` is None for one that is tried again."""
        if waited is not None:
            self._wait.labels(kind).observe(max(0.0, waited))
        if loads:
            self._loads.inc()

    def handed_over(self, gap: float) -> None:
        """Count the seconds that a server stood idle though a job waited for it."""
        self._gap.observe(gap)

    def decided(self, seconds: float) -> None:
        """Count a look at the queue."""
        self._decision.observe(seconds)

    def ran(self, kind: MediaKind, run: float, load: float | None) -> None:
        """Count where a completed job's time went, in seconds."""
        self._run.labels(kind).observe(run)
        if load is not None:
            self._load.labels(kind).observe(load)

    def collected(self, kind: MediaKind, seconds: float) -> None:
        """Count the storing of a job's files."""
        self._collect.labels(kind).observe(seconds)

    def worked(self, server: str, seconds: float) -> None:
        """Count the time that a server was taken up, by its name."""
        self._busy.labels(server).inc(max(0.0, seconds))

    def failed(self, failure: FailureClass) -> None:
        """Count a try that failed."""
        self._failures.labels(failure).inc()

    def held(self, jobs: int) -> None:
        """Count jobs that are held back from now on."""
        self._holds.inc(jobs)

    def adopted(self) -> None:
        """Count a job taken over from a silent process."""
        self._adoptions.inc()

    def lost_lease(self) -> None:
        """Count a job taken from us."""
        self._lost.inc()

    def refused(self) -> None:
        """Count a write that came too late."""
        self._refused.inc()

    def stands(self, jobs: Mapping[tuple[JobState, str], int], oldest_ready: float) -> None:
        """Note how many jobs stand where, by state and group of lanes."""
        self._states.clear()
        for (state, lane_group), count in jobs.items():
            self._states.labels(state, lane_group).set(count)
        self._oldest.set(oldest_ready)

    def is_unknown(self) -> None:
        """Note that the database does not answer."""
        self._states.clear()

    def _seconds(
        self, name: str, text: str, *labels: str, buckets: tuple[float, ...] = LONG
    ) -> Histogram:
        return Histogram(
            f"storycanvas_queue_{name}_seconds",
            text,
            labels,
            buckets=buckets,
            registry=self._registry,
        )

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"storycanvas_queue_{name}", text, labels, registry=self._registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"storycanvas_queue_{name}", text, labels, registry=self._registry)
