"""What is measured of paid services: what they are asked for, what fails, what it costs."""

from collections.abc import Collection

from prometheus_client import CollectorRegistry, Counter, Gauge


class PaidMetrics:
    """The measures of one process. Labels are bounded: lanes, kinds, outcomes."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._calls = Counter(
            "storycanvas_provider_calls",
            "Things asked of services, by what came of it.",
            ("lane", "kind", "outcome"),
            registry=registry,
        )
        self._retries = Counter(
            "storycanvas_provider_retries",
            "Tries after which a job was to be tried again.",
            ("lane",),
            registry=registry,
        )
        self._cost = Counter(
            "storycanvas_provider_cost_usd",
            "US dollars that services charged, or should have.",
            ("lane", "kind"),
            registry=registry,
        )
        self._paused = Gauge(
            "storycanvas_lane_paused", "Lanes that are paused.", ("lane",), registry=registry
        )

    def called(self, lane: str, kind: str, outcome: str) -> None:
        """Count something a service was asked for; the outcome is "completed" or a failure."""
        self._calls.labels(lane, kind, outcome).inc()

    def retried(self, lane: str) -> None:
        """Count a try that was not the last one."""
        self._retries.labels(lane).inc()

    def charged(self, lane: str, kind: str, usd: float) -> None:
        """Count what it cost."""
        self._cost.labels(lane, kind).inc(max(0.0, usd))

    def stand(self, paused: Collection[str]) -> None:
        """Note which lanes are paused."""
        self._paused.clear()
        for lane in paused:
            self._paused.labels(lane).set(1)
