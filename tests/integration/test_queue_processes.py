"""Several processes on one database share out the servers, and never do a job twice."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest

from backend.app import create_app
from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.domain.ids import ServerId
from backend.domain.times import utc_now
from backend.services.queue import dispatcher, lane_keeper
from backend.settings import Settings
from tests.job_history import JobHistory
from tests.journeys import board, ended, eventually, farm, generate, simulated, until


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make processes look at each other more often than is sensible."""
    monkeypatch.setattr(dispatcher, "TICK", 0.2)
    monkeypatch.setattr(lane_keeper, "HESITATION", 1.0)


@pytest.fixture
def located(mongo_url: str) -> LocatedDatabase:
    """The database they share."""
    return LocatedDatabase(mongo_url, "configured", "test")


@asynccontextmanager
async def another(settings: Settings, located: LocatedDatabase) -> AsyncIterator[Container]:
    """Run one more process."""
    app = create_app(Container(settings, located, kind="worker"))
    async with app.router.lifespan_context(app):
        yield app.state.container


def owned(*processes: Container) -> list[int]:
    """Return how many servers each has."""
    return [len(each.engine.owned) for each in processes]


async def test_a_new_process_gets_its_part_and_gives_it_back_as_it_leaves(
    client: httpx2.AsyncClient,
    container: Container,
    settings: Settings,
    located: LocatedDatabase,
) -> None:
    async with farm(client, *(simulated(f"gpu-{n}") for n in range(4))):

        async def has_all() -> bool:
            return owned(container) == [4]

        await eventually(has_all)
        async with another(settings, located) as second:

            async def are_even() -> bool:
                return owned(container, second) == [2, 2]

            await eventually(are_even)
            assert await container._processes.living(60) == {
                container.engine._keeper.owner,
                second.engine._keeper.owner,
            }
        await eventually(has_all)


async def test_a_busy_process_hands_on_a_server_when_its_job_is_done(
    client: httpx2.AsyncClient,
    container: Container,
    settings: Settings,
    located: LocatedDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    history = JobHistory(monkeypatch)
    gpus = [simulated(f"gpu-{n}", seconds_scale=0.1) for n in range(2)]
    async with farm(client, *gpus) as servers:
        clips = await board(client, 30)
        ids = [await generate(client, clip["id"]) for clip in clips]
        await until(client, ids[:1], {"processing", "completed"})
        async with another(settings, located) as second:

            async def has_one() -> bool:
                return owned(second) == [1]

            await eventually(has_one)
            jobs = await ended(client, ids)
        assert {(job["status"], job["retry_count"]) for job in jobs} == {("completed", 0)}
        posted = sum((Counter(server.machine.stats.posted) for server in servers), Counter[str]())
        assert set(posted.values()) == {1}
        assert sum(posted.values()) == len(ids)
    history.check()


async def test_the_speaker_knows_what_servers_of_others_can_do_and_have_to_do(
    client: httpx2.AsyncClient,
    container: Container,
    settings: Settings,
    located: LocatedDatabase,
) -> None:
    gpus = [simulated(f"gpu-{n}", seconds_scale=20) for n in range(2)]
    async with farm(client, *gpus), another(settings, located) as second:

        async def are_even() -> bool:
            return owned(container, second) == [1, 1]

        await eventually(are_even)
        clips = await board(client, 2)
        ids = [await generate(client, clip["id"]) for clip in clips]

        async def sees_it_busy() -> bool:
            [foreign] = container.engine._keeper.foreign
            return foreign.closed is None and (foreign.free, len(foreign.busy)) == (0, 1)

        await eventually(sees_it_busy)
        for id in ids:
            assert (await client.post(f"/api/v1/queue/jobs/{id}/cancel")).is_success


@pytest.mark.parametrize("minutes", [-10, 10])
async def test_a_wrong_clock_of_ours_is_set_right_by_the_database(
    client: httpx2.AsyncClient, container: Container, minutes: int
) -> None:
    clock = container.engine._tools.clock
    clock._ahead += 60 * minutes
    async with farm(client, simulated()):
        [clip] = await board(client)
        [job] = await ended(client, [await generate(client, clip["id"])])
        assert (job["status"], job["retry_count"]) == ("completed", 0)
        assert abs(clock.now() - utc_now().timestamp()) < 60


async def test_an_idle_server_that_nobody_else_takes_is_taken_beyond_the_own_part(
    client: httpx2.AsyncClient, container: Container
) -> None:
    """A process that lives but takes nothing must not keep a server from working."""
    await container._processes.beat("hung", host="elsewhere", pid=1, kind="worker")
    async with farm(client, *(simulated(f"gpu-{n}") for n in range(2))):

        async def has_both() -> bool:
            return owned(container) == [2]

        await eventually(has_both)
        lanes = await container._lanes.holds()
        assert {hold.owner for hold in lanes.values()} == {container.engine._keeper.owner}
        assert set(lanes) == set(map(ServerId, container.engine._keeper.registered))
