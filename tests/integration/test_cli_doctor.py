"""`storycanvas doctor`: a table or a document, and an exit code that tells."""

import json
from pathlib import Path

import pytest

from backend.cli import connection
from backend.cli.app import run
from backend.settings import Settings


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to work in, with no settings around it."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(connection, "configure", lambda *_: None)
    monkeypatch.chdir(tmp_path)


def test_where_all_is_well_it_says_so(
    mongo_url: str,
    database_name: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MONGO_URL", mongo_url)
    monkeypatch.setenv("DB_NAME", database_name)
    assert run(["doctor", "--json"]) == 0
    report = json.loads(capfd.readouterr().out)
    assert report["ok"]
    assert {"python", "writes", "servers"} <= {check["name"] for check in report["checks"]}
    monkeypatch.setenv("MIN_FREE_DISK_MB", "1000000000")
    assert run(["doctor"]) == 1
    assert "MIN_FREE_DISK_MB" in capfd.readouterr().out


def test_without_a_database_it_still_looks_at_the_rest(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MONGO_URL", "mongodb://ada:hidden@127.0.0.1:9/")
    assert run(["doctor"]) == 1
    said = capfd.readouterr()
    assert "media folder" in said.out
    assert "127.0.0.1:9" in said.out
    assert "hidden" not in said.out + said.err
