"""What all tests share: a real database, the application on it, and a client.

The application is imported where it is made: most tests of a part need nothing of the rest.
"""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import hypothesis
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from backend.database.locate import LocatedDatabase
from backend.settings import Settings

if TYPE_CHECKING:
    from backend.container import Container

pytest_plugins = ["tests.mongod"]

# Programs that tests start, and the processes of the test run, would compile everything anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

hypothesis.settings.register_profile("short", derandomize=True, deadline=None, max_examples=60)
hypothesis.settings.register_profile("fuzz", deadline=None, max_examples=5000)
hypothesis.settings.load_profile("short")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make faults` tell each seeded story many times."""
    parser.addoption("--seeds", type=int, default=1, help="how often each seeded story is told")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the property tests: `make fuzz` runs them with many more examples."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("fuzz")


@pytest.fixture
def settings(
    mongo_url: str, database_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """Settings that owe nothing to the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return Settings(
        _env_file=None,
        mongo_url=SecretStr(mongo_url),
        db_name=database_name,
        data_dir=tmp_path / "data",
        upload_dir=tmp_path / "uploads",
        min_free_disk_mb=0,
    )


@pytest.fixture
def container(settings: Settings, mongo_url: str) -> "Container":
    """Everything, made and not yet started."""
    from backend.container import Container

    return Container(settings, LocatedDatabase(mongo_url, "configured", "test"))


@pytest.fixture
async def app(container: "Container") -> AsyncIterator[FastAPI]:
    """The application, started."""
    from backend.app import create_app

    app = create_app(container)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the application, without a socket between."""
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client
