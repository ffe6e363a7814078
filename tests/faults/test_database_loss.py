"""The database is killed while jobs run: requests say so, and every job is done once."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx2
import pytest

from backend.app import create_app
from backend.container import Container
from backend.database.embedded import EmbeddedMongod
from backend.database.locate import LocatedDatabase
from backend.settings import Settings
from tests.faults.processes import Program, backend
from tests.job_history import JobHistory
from tests.journeys import API, board, ended, eventually, farm, generate, got, made, simulated

pytestmark = pytest.mark.faults


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch) -> Iterator[JobHistory]:
    """The moves of all jobs, which must have been right when the test is over."""
    history = JobHistory(monkeypatch)
    yield history
    history.check()


@pytest.fixture
async def embedded(tmp_path: Path) -> AsyncIterator[EmbeddedMongod]:
    """A mongod of this test's own."""
    embedded = EmbeddedMongod(tmp_path)
    await embedded.ensure()
    yield embedded
    await embedded.stop()


@pytest.fixture
async def outside(
    settings: Settings, embedded: EmbeddedMongod
) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of an application that looks after that mongod."""
    located = LocatedDatabase(await embedded.ensure(), "embedded-mongod", "test", embedded)
    app = create_app(Container(settings, located))
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://test", timeout=30) as client,
    ):
        yield client


def kill(embedded: EmbeddedMongod) -> None:
    """End the mongod as a power cut would."""
    process = embedded._process
    assert process is not None
    process._process.kill()
    process._process.wait()


async def test_jobs_survive_a_killed_database_and_are_done_once(
    outside: httpx2.AsyncClient, embedded: EmbeddedMongod, history: JobHistory
) -> None:
    async with farm(outside, *(simulated(f"gpu-{n}", seconds_scale=0.5) for n in range(2))) as gpus:
        clips = await board(outside, 10)
        ids = [await generate(outside, clip["id"]) for clip in clips]

        async def some_are_done() -> bool:
            return sum(len(gpu.machine.stats.executed) for gpu in gpus) >= 3

        await eventually(some_are_done)
        kill(embedded)
        answer = await outside.get(f"{API}/queue/jobs/{ids[0]}")
        assert answer.status_code == 503, answer.text
        assert int(answer.headers["retry-after"]) > 0
        assert answer.json()["error"]["code"] == "DATABASE_UNAVAILABLE"

        async def is_back() -> bool:
            return (await outside.get(f"{API}/projects")).is_success

        await eventually(is_back)
        jobs = await ended(outside, ids)
        assert {(job["status"], job["retry_count"]) for job in jobs} == {("completed", 0)}
        assert sum(sum(gpu.machine.stats.posted.values()) for gpu in gpus) == len(ids)
        for clip in clips:
            [take] = (await got(outside, f"/clips/{clip['id']}"))["generated_images"]
            assert take["generation_params"]["steps"]


async def test_the_next_process_brings_back_the_database_of_a_killed_one(tmp_path: Path) -> None:
    first, second = (_without_url(tmp_path) for _ in range(2))
    try:
        await first.start(f"{API}/health/ready")
        await second.start(f"{API}/health/ready")
        async with httpx2.AsyncClient(base_url=second.url, timeout=30) as client:
            project = await made(client, "/projects", {"name": "Kept"})
            first.kill()

            async def is_missed() -> bool:
                return "starting it again" in (tmp_path / "backend.log").read_text()

            async def is_back() -> bool:
                answer = await client.get(f"{API}/projects/{project['id']}")
                assert answer.status_code in {200, 503}, answer.text
                return answer.is_success

            await eventually(is_missed)
            await eventually(is_back)
            assert (await got(client, f"/projects/{project['id']}"))["name"] == "Kept"
    finally:
        first.kill()
        second.stop()


def _without_url(folder: Path) -> Program:
    """Return a backend that finds its database under the folder, as `make run` does."""
    return backend("", "kept", folder, 2.0)
