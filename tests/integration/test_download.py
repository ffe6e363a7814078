"""Downloads over HTTP: the zip, what stands in its place, and clients that go away."""

import asyncio
import io
import json
import zipfile
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.domain.ids import new_id
from tests.api_steps import V1, a_clip, a_project, a_scene, error_of, fields_of
from tests.journeys import got
from tests.unit.services.media_samples import audio, flat_png, video

Json = dict[str, Any]


async def a_story(client: httpx2.AsyncClient, *contents: bytes) -> list[Json]:
    """Make a project of one clip that has these files; return their takes."""
    scene = await a_scene(client, project_id=(await a_project(client, name="Rain: a song"))["id"])
    clip = await a_clip(client, scene_id=scene["id"], lyrics="It rains.")
    takes = []
    for content in contents:
        answer = await client.post(f"{V1}/clips/{clip['id']}/takes", files={"file": content})
        takes.append({**answer.json(), "project_id": clip["project_id"], "clip_id": clip["id"]})
    return takes


def opened(answer: httpx2.Response) -> zipfile.ZipFile:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    return archive


async def test_a_project_comes_in_one_zip_under_all_its_addresses(
    client: httpx2.AsyncClient,
) -> None:
    still, film, voice = await a_story(client, flat_png(), video(), audio("mp3"))
    id = still["project_id"]
    answer = await client.get(f"{V1}/projects/{id}/download")
    archive = opened(answer)
    assert 'filename="Rain_a_song.zip"' in answer.headers["content-disposition"]
    assert {name for name in archive.namelist() if "/" in name} == {
        f"media/S01_C001_{film['id'][:8]}.mp4",
        f"media/S01_C001_{voice['id'][:8]}.mp3",
        f"takes/S01_C001_{still['id'][:8]}.png",
    }
    assert archive.read(f"takes/S01_C001_{still['id'][:8]}.png") == flat_png()
    assert json.loads(archive.read("manifest.json"))["cost_usd"] == 0
    assert "http" not in archive.read("manifest.json").decode()
    others = [
        await client.post(f"{V1}/projects/{id}/download"),
        await client.get(f"{V1}/stories/{id}/download"),
        await client.post(f"{V1}/stories/{id}/download", json={}),
        await client.get(f"/stories/{id}/download"),
        await client.post("/download", json={"session_id": id}),
    ]
    assert [opened(each).namelist() for each in others] == [archive.namelist()] * 5
    for legacy in others[3:]:
        assert legacy.headers["deprecation"]
        assert "/api/v1/stories" in legacy.headers["link"]


async def test_what_is_in_it_can_be_asked_for_in_the_query_or_in_the_body(
    client: httpx2.AsyncClient,
) -> None:
    still, _, second = await a_story(client, flat_png(), video(), flat_png(32, 32))
    path = f"{V1}/projects/{still['project_id']}/download"
    asked = {"include": "images", "takes": "all"}
    told = opened(await client.get(path, params=asked)).namelist()
    assert {f"media/S01_C001_{still['id'][:8]}.png"} == {n for n in told if n.startswith("media")}
    assert f"takes/S01_C001_{second['id'][:8]}.png" in told
    body = {"include": ["images"], "takes": "all"}
    assert opened(await client.post(path, json=body)).namelist() == told
    error_of(await client.get(path, params={"takes": "approved"}), 409)
    decisions = [{"clip_id": still["clip_id"], "decision": "approve"}]
    project = f"{V1}/projects/{still['project_id']}"
    await client.post(f"{project}/review", json={"decisions": decisions})
    approved = opened(await client.get(path, params={"takes": "approved"})).namelist()
    assert [name for name in approved if "/" in name] == [f"media/S01_C001_{still['id'][:8]}.png"]


async def test_a_download_that_is_known_is_not_sent_again(client: httpx2.AsyncClient) -> None:
    [still] = await a_story(client, flat_png())
    path = f"{V1}/projects/{still['project_id']}/download"
    first = await client.get(path)
    known = {"If-None-Match": first.headers["etag"]}
    assert (await client.get(path, headers=known)).status_code == 304
    head = await client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]
    await client.put(f"{V1}/clips/{still['clip_id']}", json={"name": "Another"})
    assert (await client.get(path, headers=known)).status_code == 200


async def test_a_download_says_its_length_before_where_nothing_is_to_be_drawn(
    client: httpx2.AsyncClient,
) -> None:
    [still] = await a_story(client, flat_png())
    path = f"{V1}/projects/{still['project_id']}/download"
    whole, head = await client.get(path), await client.head(path)
    lengths = {answer.headers["content-length"] for answer in (whole, head)}
    assert lengths == {str(len(whole.content))}
    scene = await a_scene(client, project_id=still["project_id"])
    await a_clip(client, scene_id=scene["id"])
    whole, head = await client.get(path), await client.head(path)
    assert any("slate" in name for name in opened(whole).namelist())
    assert "content-length" not in whole.headers.keys() | head.headers.keys()


async def test_a_download_that_cannot_be_is_refused(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    path = f"{V1}/projects/{project['id']}/download"
    assert error_of(await client.get(path), 409)["code"] == "EMPTY_TIMELINE"
    await a_clip(client, scene_id=(await a_scene(client, project_id=project["id"]))["id"])
    assert error_of(await client.post(path), 409)["code"] == "CONFLICT"
    assert error_of(await client.post("/download", json={"session_id": project["id"]}), 409)
    opened(await client.get(path, params={"include": "exports"}))
    error_of(await client.get(f"{V1}/projects/{new_id()}/download"), 404)
    error_of(await client.post("/download", json={"session_id": "no id"}), 404)


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"include": "music"}, "include.0"), ({"takes": "best"}, "takes"), ({"zip": "1"}, "zip")],
)
async def test_what_nobody_knows_is_refused_by_name(
    client: httpx2.AsyncClient, asked: dict[str, str], field: str
) -> None:
    [still] = await a_story(client, flat_png())
    path = f"{V1}/projects/{still['project_id']}/download"
    for answer in (await client.get(path, params=asked), await client.post(path, json=asked)):
        error_of(answer, 400)
        assert fields_of(answer)[0].startswith(field.split(".", maxsplit=1)[0])


async def test_nothing_more_is_made_for_a_client_that_went_away(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = 0

    def draw(*_: object) -> bytes:
        nonlocal drawn
        drawn += 1
        return bytes(1_500_000)

    monkeypatch.setattr("backend.services.download_service.draw_slate", draw)
    [still] = await a_story(client, flat_png())
    scene_id = (await got(client, f"/clips/{still['clip_id']}"))["scene_id"]
    for number in range(1, 20):
        await a_clip(client, scene_id=scene_id, timeline_position=number * 5)
    requests = iter([{"type": "http.request", "body": b""}])
    gone = asyncio.Event()

    async def receive() -> Json:
        if (request := next(requests, None)) is not None:
            return request
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message.get("body"):
            gone.set()

    path = f"{V1}/projects/{still['project_id']}/download"
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    await app(scope | {"scheme": "http", "server": ("test", 80)}, receive, send)
    assert gone.is_set()
    assert 0 < drawn < 5
