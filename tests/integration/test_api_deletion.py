"""Nothing is left behind of what is deleted, whatever is made at the same moment."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from tests.api_steps import V1, a_clip, error_of

Request = tuple[str, str, dict[str, Any] | None]

SCENE: Request = ("POST", "/scenes", {"project_id": "{project}", "name": "late"})
CLIP: Request = ("POST", "/clips", {"scene_id": "{scene}", "name": "late"})
JOB: Request = ("POST", "/generation", {"clip_id": "{clip}"})
SCENE_ALTERNATE: Request = ("POST", "/scenes/{scene}/create-alternate", None)
CLIP_ALTERNATE: Request = ("POST", "/clips/{clip}/create-alternate", None)
NO_PROJECT: Request = ("DELETE", "/projects/{project}", None)
NO_SCENE: Request = ("DELETE", "/scenes/{scene}", None)
NO_CLIP: Request = ("DELETE", "/clips/{clip}", None)


@pytest.mark.parametrize(
    ("made", "stored_by", "deleted"),
    [
        (SCENE, "_scenes.create", NO_PROJECT),
        (CLIP, "_clips.create", NO_SCENE),
        (CLIP, "_clips.create", NO_PROJECT),
        (JOB, "_jobs.enqueue", NO_CLIP),
        (JOB, "_jobs.enqueue", NO_SCENE),
        (JOB, "_jobs.enqueue", NO_PROJECT),
    ],
)
async def test_what_is_stored_after_its_parent_went_goes_too(
    app: FastAPI,
    client: httpx2.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    made: Request,
    stored_by: str,
    deleted: Request,
) -> None:
    container: Container = app.state.container
    ids = await _ids(client)
    _before(monkeypatch, container, stored_by, lambda: _send(client, deleted, ids))
    error_of(await _send(client, made, ids), 404)
    assert await _orphans(container) == []


@pytest.mark.parametrize(
    ("deleted", "removed_by", "made"),
    [
        (NO_PROJECT, "_scenes.delete_all", CLIP),
        (NO_PROJECT, "_clips.delete_of_project", JOB),
        (NO_SCENE, "_scenes.delete_all", CLIP),
        (NO_SCENE, "_clips.delete_all", JOB),
        (NO_CLIP, "_clips.delete_all", JOB),
    ],
)
async def test_what_is_stored_while_its_parent_goes_goes_too(
    app: FastAPI,
    client: httpx2.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    deleted: Request,
    removed_by: str,
    made: Request,
) -> None:
    container: Container = app.state.container
    ids = await _ids(client)
    _before(monkeypatch, container, removed_by, lambda: _send(client, made, ids))
    assert (await _send(client, deleted, ids)).status_code == 200
    assert await _orphans(container) == []


async def test_nothing_is_left_when_much_is_made_and_deleted_at_once(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    boards = [await _ids(client) for _ in range(6)]
    answers = await asyncio.gather(
        *(
            _send(client, request, ids)
            for ids in boards
            for request in (SCENE, CLIP, JOB, NO_CLIP, CLIP, JOB, NO_SCENE, CLIP, NO_PROJECT, JOB)
        )
    )
    assert {answer.status_code for answer in answers} <= {200, 201, 202, 400, 404}
    assert await _orphans(container) == []


@pytest.mark.parametrize("deleted", [NO_CLIP, NO_SCENE, NO_PROJECT])
async def test_no_alternate_outlives_what_it_belongs_to(
    app: FastAPI, client: httpx2.AsyncClient, deleted: Request
) -> None:
    container: Container = app.state.container
    for _ in range(3):
        ids = await _ids(client)
        made = [SCENE_ALTERNATE, CLIP_ALTERNATE] * 2
        answers = await asyncio.gather(
            *(_send(client, request, ids) for request in (*made, deleted, *made))
        )
        assert {answer.status_code for answer in answers} <= {200, 201, 404}
    assert await _orphans(container) == []


async def _ids(client: httpx2.AsyncClient) -> dict[str, str]:
    clip = await a_clip(client, image_prompt="rain")
    return {"project": clip["project_id"], "scene": clip["scene_id"], "clip": clip["id"]}


async def _send(
    client: httpx2.AsyncClient, request: Request, ids: dict[str, str]
) -> httpx2.Response:
    method, path, body = request
    told = body and {name: value.format(**ids) for name, value in body.items()}
    return await client.request(method, V1 + path.format(**ids), json=told)


def _before(
    monkeypatch: pytest.MonkeyPatch,
    container: Container,
    call: str,
    act: Callable[[], Awaitable[object]],
) -> None:
    """Do something just before the first call of a repository's method."""
    attribute, method = call.split(".")
    repository = getattr(container, attribute)
    original = getattr(repository, method)

    async def interrupted(*arguments: Any) -> Any:
        monkeypatch.setattr(repository, method, original)
        await act()
        return await original(*arguments)

    monkeypatch.setattr(repository, method, interrupted)


async def _orphans(container: Container) -> list[object]:
    projects = {project.id for project in await container._projects.list()}
    scenes = await container._scenes.list()
    clips = await container._clips.list()
    jobs = await container._jobs.list()
    scene_ids, clip_ids = {scene.id for scene in scenes}, {clip.id for clip in clips}
    return [
        *(scene for scene in scenes if scene.project_id not in projects),
        *(clip for clip in clips if clip.scene_id not in scene_ids),
        *(scene for scene in scenes if scene.parent_scene_id not in {None, *scene_ids}),
        *(clip for clip in clips if clip.parent_clip_id not in {None, *clip_ids}),
        *(job for job in jobs if job.clip_id not in clip_ids),
    ]
