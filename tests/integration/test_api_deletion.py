"""Nothing is left behind of what is deleted, whatever is made at the same moment."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.times import utc_now
from tests.api_steps import V1, a_clip, a_project, error_of, made
from tests.journeys import eventually
from tests.unit.services.media_samples import flat_png

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


async def test_files_go_with_their_project_unless_something_else_uses_them(
    client: httpx2.AsyncClient,
) -> None:
    mine, other = await a_project(client), await a_project(client)
    shared, own = [await an_upload(client, width) for width in (32, 48)]
    for project, picture in ((mine, shared), (other, shared), (mine, own)):
        item = {"name": "a", "content_type": "image", "media_url": picture}
        await made(client, "/pool", project_id=project["id"], **item)
    await client.delete(f"{V1}/projects/{mine['id']}")

    async def is_gone() -> bool:
        return (await client.get(own)).status_code == 404

    await eventually(is_gone)
    assert (await client.get(own.replace(".png", ".thumb.jpg"))).status_code == 404
    assert (await client.get(shared)).status_code == 200


async def test_a_file_stored_again_is_left_to_the_sweep_for_somebody_may_be_about_to_use_it(
    client: httpx2.AsyncClient, container: Container
) -> None:
    picture = await an_upload(client, 32)
    key = picture.rpartition("/")[2]
    media = container.database.collection("media")
    long_ago = {"created_at": utc_now() - timedelta(hours=2)}
    await media.update_one({"_id": key}, {"$set": long_ago})
    await container._janitor.sweep()
    container._janitor.release({key})
    await container._janitor.sweep()
    assert (await client.get(picture)).status_code == 200


async def an_upload(client: httpx2.AsyncClient, width: int) -> str:
    """Upload a picture and return its address."""
    sent = {"file": flat_png(width)}
    answer = await client.post(f"{V1}/media/upload-face-image", files=sent)
    return str(answer.json()["file_url"])
