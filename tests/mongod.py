"""Gives tests a real mongod: one for each process of the test run, a fresh database for each test.

MONGO_URL in the environment is used instead, if it is set.
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pymongo import MongoClient

from backend.database.embedded import EmbeddedMongod
from backend.database.mongod_binary import INSTALL_COMMAND, MongodNotFoundError


@pytest.fixture(scope="session")
def mongo_url() -> Iterator[str]:
    """The URL of a replica set of one that lives as long as the test run."""
    configured = os.environ.get("MONGO_URL")
    if configured:
        yield configured
        return
    folder = Path(tempfile.mkdtemp(prefix="storycanvas-test-"))
    mongod = EmbeddedMongod(folder, os.environ.get("MONGOD_BINARY"))
    try:
        url = asyncio.run(mongod.ensure())
    except MongodNotFoundError as error:
        pytest.fail(f"no mongod to test on ({error}): {INSTALL_COMMAND}", pytrace=False)
    yield url
    asyncio.run(mongod.stop())
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def mongo_janitor(mongo_url: str) -> Iterator[MongoClient[dict[str, Any]]]:
    """A client for clearing up; tests open their own, on their own event loop."""
    with MongoClient[dict[str, Any]](mongo_url) as client:
        yield client


@pytest.fixture(scope="session")
def emptied_databases() -> list[str]:
    """Databases that have their indexes already, and no documents."""
    return []


@pytest.fixture
def database_name(
    request: pytest.FixtureRequest,
    mongo_janitor: MongoClient[dict[str, Any]],
    emptied_databases: list[str],
) -> Iterator[str]:
    """The name of an empty database that no other test uses meanwhile.

    Those of the application are emptied and used again: to build a hundred indexes takes longer
    than most tests.
    """
    if "app" not in request.fixturenames:
        name = f"test_{uuid4().hex}"
        yield name
        if not os.environ.get("MONGO_URL"):  # then nobody else has sessions there
            # What a killed process was about to commit would hold the database for a minute.
            mongo_janitor.admin.command("killAllSessions", [])
        mongo_janitor.drop_database(name)
        return
    name = emptied_databases.pop() if emptied_databases else f"test_{uuid4().hex}"
    yield name
    database = mongo_janitor[name]
    collections = database.list_collection_names()
    if "system.profile" in collections:
        mongo_janitor.drop_database(name)
        return
    for collection in collections:
        database[collection].delete_many({})
    emptied_databases.append(name)
