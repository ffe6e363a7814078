"""Database commands in the log and in the measures: how long they took, never what they said."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from backend.database.client import Database
from backend.domain.ids import new_id
from backend.settings import MongoDriver
from tests.api_steps import a_project
from tests.integration.test_metrics import samples

Observed = list[tuple[str, str, float]]


@pytest.fixture
def observed() -> Observed:
    """All commands that ended."""
    return []


@pytest.fixture(params=list(MongoDriver))
async def database(
    mongo_url: str, database_name: str, observed: Observed, request: pytest.FixtureRequest
) -> AsyncIterator[Database]:
    """A database whose commands are observed."""
    database = Database(mongo_url, database_name, request.param, lambda *it: observed.append(it))
    await database.connect()
    yield database
    await database.drop()
    await database.close()


@pytest.fixture(autouse=True)
def _all_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "backend.database")


def told(caplog: pytest.LogCaptureFixture, command: str) -> dict[str, Any]:
    """Return what the log says of the one command of that name."""
    [record] = [each for each in caplog.records if vars(each).get("command") == command]
    return vars(record)


async def test_a_slow_command_is_told_of_without_its_values(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    things = database.collection("things")
    await things.insert_one({"_id": 1})
    await things.find({"$where": "sleep(150) || 'rain'"})
    line = told(caplog, "find")
    assert (line["levelname"], line["msg"]) == ("INFO", "slow database command")
    assert line["collection"] == "things"
    assert line["duration_ms"] > 100
    assert "rain" not in str(line)


async def test_any_other_is_told_of_at_debug_alone(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await database.command("ping")
    line = told(caplog, "ping")
    assert (line["levelname"], line["collection"]) == ("DEBUG", "")


async def test_every_command_is_observed_with_its_collection(
    database: Database, observed: Observed
) -> None:
    things = database.collection("things")
    await things.insert_many([{"_id": number} for number in range(5001)])
    observed.clear()
    await things.find({})
    await things.count({})
    assert [(command, collection) for command, collection, _ in observed] == [
        ("find", "things"),
        ("getMore", "things"),
        ("aggregate", "things"),
    ]


async def test_waiting_for_changes_is_not_slow(
    database: Database, observed: Observed, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody who listens waits a second with every command, and that is nobody's fault."""
    if not database.is_replica_set:
        pytest.skip("change streams need a replica set")
    changes = database.collection("things").changes()
    news = asyncio.ensure_future(anext(changes))
    while not news.done():  # it hears of what is written once it listens
        await database.collection("things").insert_one({"_id": new_id()})
        await asyncio.sleep(0.2)
    await changes.aclose()  # type: ignore[attr-defined]
    assert not any(command == "getMore" for command, _, _ in observed)
    assert not any(vars(each).get("command") == "getMore" for each in caplog.records)


async def test_a_command_that_was_broken_off_leaves_nothing_behind(
    database: Database, observed: Observed
) -> None:
    """The next one is not taken for it."""
    things = database.collection("things")
    await things.insert_one({"_id": 1})
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await things.find({"$where": "sleep(200) || true"})
    await database.collection("others").find({})
    assert ("find", "others") in [each[:2] for each in observed]


async def test_what_prometheus_reads_has_them_by_command_and_collection(
    client: httpx2.AsyncClient,
) -> None:
    await a_project(client)
    counted = await samples(client, "storycanvas_database_command_seconds_count")
    assert counted["projects", "insert"] == 1
