"""A deletion that is killed at any of its steps leaves nothing that cannot be reached or ended."""

from collections.abc import AsyncIterator, Iterator
from itertools import count
from typing import Any

import httpx2
import pytest
from pymongo import MongoClient

from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.domain.ids import ClipId, new_id
from backend.domain.take import ArchivedTake
from backend.repositories.base_repository import BaseRepository
from backend.settings import Settings
from tests.api_steps import V1, a_clip, a_scene
from tests.factories import make_take
from tests.faults.killed_steps import KilledSteps, killed_steps

pytestmark = pytest.mark.faults

NOT_OF_PROJECTS = {"events", "counters", "migrations", "lanes", "media", "workers"}

Documents = dict[str, list[dict[str, Any]]]


class Board:
    """A project with something in every collection, and what the database holds of it."""

    def __init__(
        self,
        client: httpx2.AsyncClient,
        container: Container,
        database: Any,
    ) -> None:
        self._client = client
        self._container = container
        self._database = database

    async def make(self) -> dict[str, str]:
        """Make the project; return the ids of what may be deleted of it."""
        scene = await a_scene(self._client)
        clip = await a_clip(self._client, scene_id=scene["id"], image_prompt="rain")
        for thing in (f"clips/{clip['id']}", f"clips/{clip['id']}", f"scenes/{scene['id']}"):
            made = await self._client.post(f"{V1}/{thing}/create-alternate")
            assert made.status_code == 201, made.text
        for source in (clip, made.json()):
            await self._client.post(f"{V1}/generation", json={"clip_id": source["id"]})
        await self._container.takes.add_take(ClipId(clip["id"]), make_take())
        owner = {"clip_id": clip["id"], "project_id": scene["project_id"]}
        await self._container._archive.create(ArchivedTake(**make_take().model_dump(), **owner))
        repositories = self._container._repositories
        for kind in (each for each in repositories if isinstance(each, BaseRepository)):
            if "project_id" in kind.entity.model_fields:
                self._fill(kind.collection_name, scene["project_id"])
        return {"projects": scene["project_id"], "scenes": scene["id"], "clips": clip["id"]}

    def documents(self) -> Documents:
        """Return all that is stored of projects, by collection; empty ones are left out."""
        names = set(self._database.list_collection_names()) - NOT_OF_PROJECTS
        stored = {name: list(self._database[name].find()) for name in sorted(names)}
        return {name: documents for name, documents in stored.items() if documents}

    def astray(self) -> list[dict[str, Any]]:
        """Return what belongs to a project, a scene or a clip that is not there."""
        stored = self.documents()
        ids = {
            field: {document["_id"] for document in stored.get(name, [])} | {None}
            for field, name in (
                ("project_id", "projects"),
                ("scene_id", "scenes"),
                ("clip_id", "clips"),
                ("parent_clip_id", "clips"),
                ("parent_scene_id", "scenes"),
            )
        }
        return [
            document
            for documents in stored.values()
            for document in documents
            if any(document.get(field) not in known for field, known in ids.items())
        ]

    def _fill(self, name: str, project_id: str) -> None:
        """See that the collection has something of the project, so that it would be missed."""
        if self._database[name].find_one({"project_id": project_id}) is None:
            self._database[name].insert_one({"_id": new_id(), "project_id": project_id})


@pytest.fixture
def impatient(mongo_janitor: MongoClient[dict[str, Any]]) -> Iterator[None]:
    """A database that gives up the transactions of the dead after a second, not a minute."""
    parameter = "transactionLifetimeLimitSeconds"
    known = mongo_janitor.admin.command({"getParameter": 1, parameter: 1})[parameter]
    mongo_janitor.admin.command({"setParameter": 1, parameter: 1})
    yield
    mongo_janitor.admin.command({"setParameter": 1, parameter: known})


@pytest.fixture
def board(
    client: httpx2.AsyncClient,
    container: Container,
    mongo_janitor: MongoClient[dict[str, Any]],
    database_name: str,
) -> Board:
    """What is deleted."""
    return Board(client, container, mongo_janitor[database_name])


def ids_of(documents: Documents) -> set[tuple[str, str]]:
    """Return which documents there are."""
    return {(name, each["_id"]) for name, many in documents.items() for each in many}


async def restart(settings: Settings, mongo_url: str) -> None:
    """Start the application anew, and stop it."""
    container = Container(settings, LocatedDatabase(mongo_url, "configured", "test"))
    await container.start()
    await container.stop()


@pytest.fixture
async def deleter(mongo_url: str, database_name: str) -> AsyncIterator[KilledSteps]:
    """What deletes and is killed."""
    async with killed_steps("deletion_program", mongo_url, database_name) as steps:
        yield steps


async def test_the_deletion_of_a_project_killed_at_any_step_ends_at_the_next_start(
    board: Board,
    client: httpx2.AsyncClient,
    settings: Settings,
    deleter: KilledSteps,
    mongo_url: str,
) -> None:
    for step in count():
        ids = await board.make()
        whole = board.documents()
        killed = await deleter.was_killed("projects", ids["projects"], commands=step)
        if killed:
            await restart(settings, mongo_url)
        if killed and ids_of(board.documents()) == ids_of(whole):  # it had not begun
            assert (await client.delete(f"{V1}/projects/{ids['projects']}")).status_code == 200
        assert board.documents() == {}, f"killed before command {step}"
        if not killed:
            break
    assert step > 10


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", ["scenes", "clips"])
async def test_the_deletion_of_a_part_killed_at_any_step_is_done_or_can_be_done_again(
    board: Board,
    client: httpx2.AsyncClient,
    settings: Settings,
    deleter: KilledSteps,
    mongo_url: str,
    kind: str,
) -> None:
    for step in count():
        ids = await board.make()
        killed = await deleter.was_killed(kind, ids[kind], commands=step)
        if killed and step and kind == "scenes":  # once begun, it ends at the next start
            await restart(settings, mongo_url)
            assert (await client.get(f"{V1}/scenes/{ids['scenes']}")).status_code == 404
        again = await client.delete(f"{V1}/{kind}/{ids[kind]}")
        assert again.status_code in ({200, 404} if killed else {404})
        assert board.astray() == [], f"killed before command {step}"
        assert (await client.delete(f"{V1}/projects/{ids['projects']}")).status_code == 200
        assert board.documents() == {}, f"killed before command {step}"
        if not killed:
            break
    assert step > 5
