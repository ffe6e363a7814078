"""No request and no sweep reads a collection through, or sorts where an index has the order.

The commands are the real ones, noted while every GET route of the OpenAPI document is asked and a
board is made, changed and removed; each is then explained by the database.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import httpx2
import pytest
from bson.codec_options import CodecOptions, DatetimeConversion
from fastapi import FastAPI
from pymongo import MongoClient, monitoring

from backend.container import Container
from backend.domain.ids import new_id
from tests.api_steps import V1, a_clip, a_project, a_scene, made
from tests.factories import make_clip, make_job, make_project, make_scene

SEEDED: Final = 120
EXPLAINED: Final = {"aggregate", "count", "delete", "find", "findAndModify", "update"}
BATCHES: Final = {"updates", "deletes"}
"""Of which one at a time can be explained."""
OF_THE_MOMENT: Final = {
    "lsid", "txnNumber", "autocommit", "startTransaction", "readConcern", "writeConcern"
}  # fmt: skip
WHOLE: Final = {
    *("cleanups", "lanes", "migrations", "pauses", "speeds", "task_lanes", "workers"),
}
"""Collections of a handful of documents, which are meant to be read whole."""
ANY_DATE: Final = CodecOptions[dict[str, Any]](datetime_conversion=DatetimeConversion.DATETIME_AUTO)
"""Plans name the least and the greatest date there is."""
VALUES: Final[dict[str, Any]] = {
    "limit": 5,
    "offset": 2,
    "status": "processing,pending,completed",
    "category": "anime",
    "content_type": "image",
    "public_only": True,
    "tags": "a,b",
    "project_id": new_id(),
    "q": "rain",
    "user_id": new_id(),
    "visibility": "public",
    "style": "Noir",
    "age_rating": "6+",
    "sort": "title",
}
NOT_THE_PLAN: Final = {"rejectedPlans", "command", "parsedQuery", "originatingCommand"}


class Recorder(monitoring.CommandListener):
    """Notes the commands that a database is sent, one of each form."""

    def __init__(self) -> None:
        self.database: str | None = None
        self.commands: dict[str, dict[str, Any]] = {}

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        """Note the command."""
        if event.database_name != self.database or event.command_name not in EXPLAINED:
            return
        command = {
            name: value[:1] if name in BATCHES else value
            for name, value in event.command.items()
            if not name.startswith("$") and name not in OF_THE_MOMENT
        }
        if not is_meant_to_read_all(command):
            self.commands.setdefault(str(form_of(command)), command)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Note nothing more."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Note nothing more."""


RECORDER: Final = Recorder()
monitoring.register(RECORDER)  # there is no way to take it back: it idles between tests


@pytest.fixture
def recorder(database_name: str) -> Iterator[Recorder]:
    """Notes what is sent to the database of the test."""
    RECORDER.commands = {}
    RECORDER.database = database_name
    yield RECORDER
    RECORDER.database = None


async def test_every_query_has_its_index(
    recorder: Recorder,
    app: FastAPI,
    client: httpx2.AsyncClient,
    mongo_janitor: MongoClient[dict[str, Any]],
    database_name: str,
) -> None:
    ids = await a_full_database(app.state.container)
    await every_get(app, client, ids)
    await a_life(client)
    slow = {}
    for command in list(recorder.commands.values()):
        explain = {"explain": command, "verbosity": "executionStats"}
        plan = mongo_janitor[database_name].command(explain, codec_options=ANY_DATE)
        if faults := sorted(set(faults_of(plan))):
            slow[json.dumps(command, default=str)] = faults
    assert slow == {}
    assert len(recorder.commands) > 40


async def a_full_database(container: Container) -> dict[str, str]:
    """Fill the database enough for plans to differ; return ids by the names in the routes."""
    project = make_project()
    scenes = [make_scene(project_id=project.id, order=n) for n in range(SEEDED)]
    clips = [make_clip(project_id=project.id, scene_id=scene.id) for scene in scenes]
    jobs = [make_job(project_id=project.id, clip_id=clips[n % 7].id) for n in range(SEEDED)]
    await container._projects.create_many([project, *(make_project() for _ in range(SEEDED))])
    await container._scenes.create_many(scenes)
    await container._clips.create_many(clips)
    await container._jobs.enqueue_many(jobs)
    return {
        "project_id": project.id,
        "scene_id": scenes[0].id,
        "clip_id": clips[0].id,
        "job_id": jobs[0].id,
    }


async def every_get(app: FastAPI, client: httpx2.AsyncClient, ids: dict[str, str]) -> None:
    """Ask every GET route, alone and with each of its options; streams are not lists."""
    for path, operations in app.openapi()["paths"].items():
        if "get" not in operations or "/events" in path:
            continue
        address = re.sub(r"\{(\w+)\}", lambda name: ids.get(name[1], new_id()), path)
        known = {each["name"] for each in operations["get"].get("parameters", [])}
        for query in ({}, *({name: VALUES[name]} for name in VALUES.keys() & known)):
            answer = await client.get(address, params=query)
            assert answer.status_code < 500 or answer.status_code == 503, (address, answer.text)


async def a_life(client: httpx2.AsyncClient) -> None:
    """Make a board, change it, queue a job for it, and remove it again."""
    project = await a_project(client)
    scene = await a_scene(client, project_id=project["id"])
    clip = await a_clip(client, scene_id=scene["id"])
    nouns = {"projects": project["id"], "scenes": scene["id"], "clips": clip["id"]}
    paths = [f"{V1}/{noun}/{id}" for noun, id in nouns.items()]
    for path in paths:
        assert (await client.put(path, json={"name": "Another"})).is_success
    moved = await client.put(f"{paths[-1]}/timeline-position", json={"position": 3})
    assert moved.is_success
    job = await made(client, "/generation", clip_id=clip["id"], prompt="rain")
    assert (await client.post(f"{V1}/queue/jobs/{job['job_id']}/cancel")).is_success
    for path in reversed(paths):
        assert (await client.delete(path)).is_success


def is_meant_to_read_all(command: dict[str, Any]) -> bool:
    """Tell small collections, change streams, and the janitor's inventory of files in use."""
    begins = str(command.get("pipeline", [])[:1])
    return (
        next(iter(command.values())) in WHOLE or "$changeStream" in begins or "$setUnion" in begins
    )


def form_of(value: Any) -> Any:
    """Return a command without its values, so that two of a kind look the same."""
    if isinstance(value, dict):
        return {name: form_of(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return sorted({str(form_of(inner)) for inner in value})
    return type(value).__name__


def faults_of(plan: Any) -> Iterator[str]:
    """Yield what is wrong with a plan, from wherever in it."""
    if isinstance(plan, dict):
        if plan.get("stage") in {"COLLSCAN", "SORT"}:
            yield plan["stage"]
        if "sortKey" in plan.get("$sort", {}) or int(plan.get("collectionScans", 0)):
            yield "sort or scan by a stage"
        plan = [inner for name, inner in plan.items() if name not in NOT_THE_PLAN]
    if isinstance(plan, list):
        for each in plan:
            yield from faults_of(each)
