"""Small promises that hold on every route: heads, counts, named fields, readable by any page."""

from collections import defaultdict
from typing import Any

import httpx2
import pytest

from backend.app import create_app
from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.domain.ids import new_id
from backend.settings import Settings
from tests.api_steps import V1, a_clip, a_project, a_scene, fields_of, made


async def test_head_and_a_slash_change_nothing_on_any_path(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client)
    names = ("project_id", "scene_id")
    ids = {**{name: clip[name] for name in names}, "clip_id": clip["id"], "format": "json"}
    known = defaultdict(new_id, ids)
    document = (await client.get("/openapi.json")).json()
    differing = []
    for path, operations in document["paths"].items():
        shown = str(operations.get("get", "text/event-stream"))
        if "text/event-stream" in shown or path.endswith("/next"):
            continue
        address = path.format_map(known)
        answers = [
            await client.get(address),
            await client.head(address),
            await client.get(f"{address}/"),
        ]
        kinds = {(each.status_code, each.headers.get("content-type")) for each in answers}
        if len(kinds) > 1 or answers[1].content:
            differing.append((path, kinds))
    assert not differing


async def test_every_answer_may_be_read_from_anywhere_whoever_asked(
    client: httpx2.AsyncClient,
) -> None:
    for origin in ({}, {"origin": "http://elsewhere:3000"}, {"origin": "null", "cookie": "a=b"}):
        for path in ("/projects", f"/projects/{new_id()}", "/nothing"):
            answer = await client.get(V1 + path, headers=origin)
            assert answer.headers["access-control-allow-origin"] == "*"
            assert "origin" not in answer.headers.get("vary", "").lower()


async def test_scenes_with_their_clips_are_counted_and_can_be_asked_for_in_parts(
    client: httpx2.AsyncClient,
) -> None:
    project = await a_project(client)
    scenes = [await a_scene(client, project_id=project["id"], name=f"S{n}") for n in range(3)]
    clips = [await a_clip(client, scene_id=scene["id"]) for scene in scenes]
    path = f"{V1}/projects/{project['id']}/scenes"
    for page, shown in (
        ({}, [0, 1, 2]),
        ({"limit": 2}, [0, 1]),
        ({"limit": 2, "offset": 2}, [2]),
        ({"offset": 3}, []),
    ):
        answer = await client.get(path, params=page)
        assert answer.headers["x-total-count"] == "3"
        named = [(scene["id"], [clip["id"] for clip in scene["clips"]]) for scene in answer.json()]
        assert named == [(scenes[n]["id"], [clips[n]["id"]]) for n in shown]
    for wrong in ({"limit": 0}, {"limit": 501}, {"limit": "abc"}, {"offset": -1}):
        assert fields_of(await client.get(path, params=wrong)) == list(wrong)


@pytest.mark.parametrize(
    ("path", "content", "kind", "field"),
    [
        ("/clips/{clip_id}/prompts", "", "application/json", "image_prompt"),
        ("/clips/{clip_id}/prompts", "{}", "application/json", "image_prompt"),
        ("/clips/{clip_id}/select-content", "", "application/json", "content_id"),
        ("/projects/import-script", '{"text": " \\n "}', "application/json", "text"),
        ("/media/upload-face-image", "--x", "multipart/form-data", "Content-Type"),
        ("/media/upload-face-image", "no part", "multipart/form-data; boundary=x", "body"),
    ],
)
async def test_whatever_is_refused_is_named(
    client: httpx2.AsyncClient, path: str, content: str, kind: str, field: str
) -> None:
    clip = await a_clip(client)
    method = "PUT" if path.startswith("/clips") else "POST"
    asked: dict[str, Any] = {"content": content.encode(), "headers": {"content-type": kind}}
    answer = await client.request(method, V1 + path.format(clip_id=clip["id"]), **asked)
    assert fields_of(answer) == [field]


async def test_media_addresses_begin_with_the_public_address_where_one_is_set(
    settings: Settings, mongo_url: str
) -> None:
    public = settings.model_copy(update={"public_base_url": "https://boards.example/of/ours/"})
    container = Container(public, LocatedDatabase(mongo_url, "configured", "test"))
    app = create_app(container)
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        key = f"{'a' * 64}.mp3"
        project = await a_project(client, music_file=key)
        address = f"{V1}/projects/{project['id']}"
        shown = f"https://boards.example/of/ours/api/v1/media/files/{key}"
        assert project["music_file"] == shown
        put_back = await client.put(address, json=project)
        assert put_back.json()["music_file"] == shown
        stored = await container.projects.get(project["id"])
        assert stored.music_file == key


@pytest.mark.parametrize(
    "query",
    [
        "/characters?project_id=",
        "/templates?category=&project_id=",
        "/models?type=&server_source=",
        "/queue/jobs?status=&project_id=",
    ],
)
async def test_a_filter_left_empty_is_no_filter(client: httpx2.AsyncClient, query: str) -> None:
    await made(client, "/characters", name="Ana")
    await made(client, "/templates", name="Neon")
    clip = await a_clip(client, image_prompt="rain")
    await made(client, "/generation", clip_id=clip["id"])
    whole = await client.get(V1 + query.partition("?")[0])
    assert (await client.get(V1 + query)).json() == whole.json()
    assert whole.json() or "models" in query


@pytest.mark.parametrize("spelling", ["params", "generation_params", "parameters"])
async def test_a_job_takes_its_parameters_under_each_name_it_answers(
    client: httpx2.AsyncClient, spelling: str
) -> None:
    clip = await a_clip(client, image_prompt="rain")
    named = {"clip_id": clip["id"], "project_id": clip["project_id"]}
    job = await made(client, "/queue/jobs", **named, **{spelling: {"steps": 4, "seed": -1}})
    assert job[spelling] == {"steps": 4, "seed": job["seed"]}
    put_back = await made(client, "/queue/jobs", **job)
    assert put_back["seed"] == job["seed"]


async def test_an_empty_text_for_a_reference_means_none(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, character_id="", style_template_id="")
    assert (clip["character_id"], clip["style_template_id"]) == (None, None)
    await client.put(f"{V1}/clips/{clip['id']}", json={"character_id": new_id()})
    cleared = await client.put(f"{V1}/clips/{clip['id']}", json={"character_id": ""})
    assert cleared.json()["character_id"] is None
    project = await a_project(client, style_template_id="")
    assert project["style_template_id"] is None
