"""The page about the queue says what the code does."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.domain.failures import FailureClass
from backend.domain.job_state import JobState
from backend.domain.lane import LaneState
from backend.domain.media import MediaKind
from backend.domain.speed import LEAST_LIMIT, LIMIT_FACTOR, Speeds
from backend.domain.waiting import WaitingCode
from backend.domain.work import Work
from backend.providers.base import Requirements
from backend.services.queue import foresight, lane_watch, placement, retry
from backend.services.queue.farm import Farm, Grant, LaneView, Waiting
from backend.services.queue.placement import choose
from backend.settings import Settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/queue.md").read_text(encoding="utf-8")
TEXT = " ".join(PAGE.split())
EXAMPLE = re.compile(r"^\| (\w) \| (\w+) \| ([\d:]{8}) \| ([\d:]{8}) \|$", re.MULTILINE)


def codes(heading: str) -> list[str]:
    """Return the first column of the table under that heading."""
    table = PAGE.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


def test_every_reason_to_wait_is_explained() -> None:
    assert codes("Code") == [code.value for code in WaitingCode]


def test_every_class_of_failure_is_explained() -> None:
    assert sorted(codes("Class")) == sorted(failure.value for failure in FailureClass)


def test_every_state_on_the_way_is_named() -> None:
    named = {word for words in re.findall(r"\*(\w+)\*", PAGE) for word in words.split()}
    way = {state.value for state in JobState if state not in OTHER_STATES}
    assert way <= named | {"done"}


OTHER_STATES = {
    JobState.UNPLACEABLE,
    JobState.FAILED,
    JobState.QUARANTINED,
    JobState.DEPENDENCY_FAILED,
}


@pytest.mark.parametrize(
    "words",
    [
        f"a lease of {Settings.model_fields['queue_lease_seconds'].default:g} s",
        f"at most {placement.FAIR_WINDOW:g} s ahead of the least served one",
        f"at least {placement.LEAST_AFFINITY:g} s and at most {placement.MOST_AFFINITY:g} s",
        f"({placement.AFFINITY_UNKNOWN:g} s until that was learned)",
        f"or {foresight.LEAST_PATIENCE:g} s, whichever is more",
        f"up to {placement.LONGEST_FIRST:g} s of work count as waiting",
        f"that job takes less than {placement.VERY_SHORT:g} s",
        f"what it runs ends within {placement.ALMOST_FREE:g} s",
        f"at least {LEAST_LIMIT:g} s",
        f"left alone for {lane_watch.FIRST_BACKOFF:g} s",
        f"up to {lane_watch.LONGEST_BACKOFF / 60:g} min",
    ],
)
def test_a_number_on_the_page_is_the_number_in_the_code(words: str) -> None:
    assert words in TEXT


def test_words_for_numbers_are_right_too() -> None:
    numbers = {
        "four times what loading takes": placement.LOADS_WORTH == 4,
        "four times what 95 of 100 such jobs took": LIMIT_FACTOR == 4,
        "at most twice what it would take here": foresight.PATIENCE == 2,
        "With at most three jobs left for each server": placement.TAIL_PER_LANE == 3,
        "After three such tries": retry.INFRASTRUCTURE_TRIES == 3,
        "or two servers that were lost over it": retry.DEADLY_LANES == 2,
    }
    assert all(words in TEXT for words in numbers)
    assert all(numbers.values())


def seconds(clock: str) -> float:
    return datetime.fromisoformat(f"2026-05-04T{clock}").replace(tzinfo=UTC).timestamp()


def a_job(id: str, model: str, ready: float, figure: float = 1.0) -> Waiting:
    work = Work(f"{model} pictures", model, figure)
    return Waiting(id, "film", ready, ready, work, Requirements(MediaKind.IMAGE))


def a_lane(id: str, *busy: float, resident: str | None = None) -> LaneView:
    free = 0 if busy else 1
    return LaneView(id, id, free, LaneState.ONLINE, lambda _: None, busy, resident_model=resident)


def test_the_example_comes_out_as_the_page_says() -> None:
    rows = EXAMPLE.findall(PAGE)
    jobs = [a_job(id, model, seconds(ready)) for id, model, ready, _ in rows]
    speeds, lane = Speeds(), a_lane("gpu-1", resident="flux")
    speeds.learn("gpu-1", jobs[1].work, run=10.0, load=20.0)
    order: list[str] = []
    while jobs:
        farm = Farm((lane,), speeds, ready=100)
        bonus = {"flux": placement.affinity(lane, "flux", farm)}
        if not order:
            counted = [job.order_key - bonus.get(job.work.model_key, 0.0) for job in jobs]
            assert counted == [seconds(counts) for *_, counts in rows]
        verdict = choose(lane, jobs, farm, seconds("10:03:00")).verdict
        assert isinstance(verdict, Grant)
        order.append(verdict.job.id)
        jobs.remove(verdict.job)
        lane = a_lane("gpu-1", resident=verdict.job.work.model_key)
    assert order == ["b", "a", "c"]


def test_a_job_is_held_for_the_faster_server_as_the_page_says() -> None:
    now = seconds("10:03:00")
    first, second = (a_job(id, "flux", now + n) for n, id in enumerate(("d", "e")))
    speeds = Speeds()
    for id, run in (("gpu-1", 30.0), ("gpu-2", 60.0)):
        speeds.learn(id, first.work, run=run)
    fast, slow = a_lane("gpu-1", now + 10, resident="flux"), a_lane("gpu-2", resident="flux")
    farm = Farm((fast, slow), speeds, ready=100)
    choice = choose(slow, [first, second], farm, now)
    assert choice.held.keys() == {"d"}
    assert isinstance(choice.verdict, Grant)
    assert choice.verdict.job.id == "e"


def test_the_page_names_files_that_are_there() -> None:
    named = re.findall(r"\b(?:backend|benchmarks)/[\w/.]+\w|(?<=\]\()[\w./-]+(?=\))", PAGE)
    paths = [ROOT / each if "/" in each else ROOT / "docs" / each for each in named]
    assert [str(path) for path in paths if not path.exists()] == []
