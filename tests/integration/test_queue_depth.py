"""A deep queue costs an asker no more than a shallow one: what is read of it is bounded."""

from collections.abc import Iterable

import httpx2
import pytest

from backend.container import Container
from backend.domain.ids import JobId, ProjectId, new_id
from backend.domain.job import Job, JobTarget
from backend.repositories.job_candidates import Reading
from backend.repositories.job_store import JobStore
from backend.services.queue.candidate_book import READ_AT_ONCE
from backend.services.queue.forecaster import MOST_READ
from tests.journeys import got

PROJECTS = 5
OF_EACH = 300


def jobs() -> list[Job]:
    square = JobTarget(width=64, height=64, seconds=1.0)
    projects = [ProjectId(new_id()) for _ in range(PROJECTS)]
    return [
        Job(prompt="rain", seed=1, target=square, project_id=project)
        for project in projects
        for _ in range(OF_EACH)
    ]


async def test_the_first_forecast_reads_no_more_than_any_other(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[int] = []
    portions: list[int] = []
    read_waiting, find_readable = JobStore.read_waiting, JobStore.find_readable

    async def reading(store: JobStore, servers: Iterable[str], **how: int) -> Reading | None:
        found = await read_waiting(store, servers, **how)  # type: ignore[arg-type]
        readings.append(len(found.heads) if found else 0)
        return found

    async def finding(store: JobStore, ids: Iterable[JobId]) -> list[Job]:
        portions.append(len(wanted := list(ids)))
        return await find_readable(store, wanted)

    waiting = jobs()
    await container._jobs.enqueue_many(waiting)
    monkeypatch.setattr(JobStore, "read_waiting", reading)
    monkeypatch.setattr(JobStore, "find_readable", finding)
    shown = await got(client, f"/queue/jobs/{waiting[-1].id}")
    assert 1 <= shown["queue_position"] <= len(waiting)
    assert max(readings) == MOST_READ
    assert max(portions) == READ_AT_ONCE
