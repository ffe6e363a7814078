"""What is said of a configured database, and what never is."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.database import locate
from backend.database.embedded import holds_embedded_data
from backend.database.locate import hosts_of, open_database
from backend.domain.errors import DatabaseUnavailableError


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("mongodb://ana:s3cret@db.example:27017,db2.example/x?w=1", "db.example:27017,db2.example"),
        ("mongodb+srv://ana:p%40ss@cluster.example/", "cluster.example"),
        ("mongodb://%2Ftmp%2Fm.sock/", "/tmp/m.sock"),
    ],
)
def test_only_hosts_are_shown_of_a_url(url: str, hosts: str) -> None:
    assert hosts_of(url) == hosts


@pytest.mark.parametrize(
    "url",
    [
        "postgres://ana:s3cret@db.example",
        "mongodb://ana:s3cret/word@db.example",
        "mongodb://ana:123/s3cret@db.example",
        "mongodb://ana:s3cret@db.example:port",
        "mongodb://[s3cret",
    ],
)
async def test_a_url_that_is_none_is_refused_without_showing_the_password(
    url: str, tmp_path: Path
) -> None:
    with pytest.raises(DatabaseUnavailableError, match="MONGO_URL is not a MongoDB URL") as raised:
        async with open_database(url, tmp_path):
            pass
    assert "s3cret" not in str(raised.value)
    assert "123" not in str(raised.value)
    assert raised.value.__cause__ is None


@pytest.fixture
def forgiven_sockets() -> Iterator[None]:
    """The driver leaves a socket open when it is closed while connecting: collected here."""
    yield
    gc.collect()


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
@pytest.mark.usefixtures("forgiven_sockets")
async def test_a_configured_database_that_is_away_is_an_error_that_names_its_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locate, "CONFIGURED_SECONDS", 2.0)
    with pytest.raises(DatabaseUnavailableError, match=r"127\.0\.0\.1:1: \[Errno") as raised:
        async with open_database("mongodb://ana:s3cret@127.0.0.1:1/", tmp_path):
            pass
    assert "s3cret" not in str(raised.value)
    assert raised.value.details == {"host": "127.0.0.1:1"}
    assert not holds_embedded_data(tmp_path), "nothing is started in its place"
