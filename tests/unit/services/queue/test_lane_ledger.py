"""The books of one server: what it has to do, what projects pay, what its ends teach."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from prometheus_client import CollectorRegistry

from backend.domain.ids import ServerId
from backend.domain.job import Attempt, Job
from backend.domain.job_state import JobState
from backend.domain.lane import Lane
from backend.domain.speed import Speeds
from backend.domain.work import work_of
from backend.observability.queue_metrics import QueueMetrics
from backend.providers.base import RemoteEvent
from backend.services.queue.lane_ledger import LaneLedger
from backend.services.queue.stopwatch import Stopwatch
from tests.factories import make_job

GPU = ServerId("gpu")
START = 1_000_000.0


class Tools:
    """Everything a ledger works with; notes what is written."""

    def __init__(self) -> None:
        self.time = START
        self.clock = self.lanes = self.shares = self
        self.measures = QueueMetrics(CollectorRegistry())
        self.known = Speeds()
        self.speeds = SimpleNamespace(speeds=self.known, learn=self.learn)
        self.corrected: list[float] = []
        self.taught: list[tuple[float, float | None]] = []

    def now(self) -> float:
        return self.time

    async def correct(self, project_id: str, seconds: float) -> None:
        self.corrected.append(seconds)

    async def learn(self, lane_id: str, work: Any, run: float, load: float | None) -> None:
        self.taught.append((run, load))

    async def count_done(self, id: str, **counted: Any) -> None:
        """Nothing looks at this here."""


@pytest.fixture
def tools() -> Tools:
    return Tools()


@pytest.fixture
def ledger(tools: Tools) -> LaneLedger:
    """The books of a server that did nothing yet."""
    return LaneLedger(Lane(id=GPU), "gpu", cast(Any, tools))


def granted(tools: Tools, **fields: Any) -> Job:
    """Return a job that was granted just now."""
    moment = datetime.fromtimestamp(tools.time, UTC)
    attempt = Attempt(
        n=1,
        lane_id=GPU,
        remote_id="r",
        token=1,
        intent_at=moment,
        posted_at=moment,
        ended_at=moment,
    )
    return make_job(attempts=[attempt], created_at=moment, **fields)


def over(job: Job, state: JobState) -> Job:
    return job.model_copy(update={"state": state})


async def test_a_project_pays_what_its_job_took_and_not_what_was_expected(
    tools: Tools, ledger: LaneLedger
) -> None:
    job = granted(tools, model="m")
    expected = tools.known.seconds(GPU, work_of(job), resident=False)
    ledger.begin(job, adopted=False)
    assert ledger.ends() == [START + expected]
    assert ledger.remaining(job) == pytest.approx(expected, abs=0.1)
    tools.time += 7
    ledger.left(job, Stopwatch())
    assert ledger.ends() == []
    assert ledger.remaining(job) is None
    tools.time += 100
    await ledger.close(over(job, JobState.DONE))
    assert tools.corrected == [pytest.approx(7 - expected)]


async def test_a_job_handed_over_ahead_begins_when_the_one_before_ends(
    tools: Tools, ledger: LaneLedger
) -> None:
    first, second = granted(tools, model="m"), granted(tools, model="m")
    ledger.begin(first, adopted=False)
    ledger.begin(second, adopted=False, ahead=True)
    [end, after] = ledger.ends()
    warm = tools.known.seconds(GPU, work_of(second), resident=True)
    assert after == pytest.approx(end + warm)
    tools.time += 3
    ledger.left(first, Stopwatch())
    assert ledger.ends() == [pytest.approx(START + 3 + warm)]
    tools.time += 2
    await ledger.close(over(second, JobState.CANCELLED))
    assert tools.corrected == [pytest.approx(2 - warm)]


@pytest.mark.parametrize(
    ("state", "adopted", "teaches"),
    [
        (JobState.DONE, False, True),
        (JobState.COMMITTED, False, True),
        (JobState.FAILED, False, False),
        (JobState.CANCELLED, False, False),
        (JobState.READY, False, False),
        (JobState.DONE, True, False),
    ],
)
async def test_only_completed_jobs_teach_that_were_seen_from_the_start(
    tools: Tools, ledger: LaneLedger, state: JobState, adopted: bool, teaches: bool
) -> None:
    job, watch = granted(tools, model="m"), Stopwatch()
    ledger.begin(job, adopted=adopted)
    watch.posted()
    watch.notice(RemoteEvent("r", progress=0.5, steps=True))
    watch.ended()
    ledger.left(job, watch)
    await ledger.close(over(job, state))
    assert len(tools.taught) == teaches
    assert (tools.corrected == []) is adopted


async def test_a_model_stays_in_memory_until_another_job_brings_its_own(
    tools: Tools, ledger: LaneLedger
) -> None:
    for model, loads in (("a", True), ("a", False), ("b", True), ("a", True)):
        job = granted(tools, model=model)
        ledger.begin(job, adopted=False)
        assert ledger._shifts[job.job_id].loads is loads
        await ledger.close(job)
    assert ledger.resident == "a"
