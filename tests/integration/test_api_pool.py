"""The pools of projects over HTTP."""

import asyncio
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import new_id
from tests.api_steps import V1, a_clip, a_project, error_of, fields_of, made
from tests.unit.services.media_samples import flat_png

POOL = f"{V1}/pool"
FAR = "https://example.org/rain.png"


async def an_item(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    if "project_id" not in fields:
        fields["project_id"] = (await a_project(client))["id"]
    return await made(client, "/pool", **{"name": "Rain", "media_url": FAR, **fields})


async def a_picture(client: httpx2.AsyncClient) -> str:
    """Upload a picture and return its address."""
    answer = await client.post(f"{V1}/media/upload-face-image", files={"file": flat_png()})
    return str(answer.json()["file_url"])


async def test_an_item_is_made_shown_changed_and_deleted(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    body = {"project_id": project["id"], "name": "Rain", "media_url": FAR}
    answer = await client.post(POOL, json=body)
    assert answer.status_code == 201
    item, address = answer.json(), answer.headers["location"]
    assert address == f"{POOL}/item/{item['id']}"
    assert item == {
        "id": item["id"],
        "project_id": project["id"],
        "name": "Rain",
        "description": "",
        "content_type": "image",
        "source_type": "manual_upload",
        "source_clip_id": None,
        "media_url": FAR,
        "thumbnail_url": None,
        "generation_params": {},
        "tags": [],
        "metadata": {},
        "created_at": item["created_at"],
        "updated_at": item["created_at"],
    }
    assert (await client.get(address)).json() == item
    changed = (await client.put(address, json={"tags": "a, b", "metadata": {"$x": 1}})).json()
    assert (changed["tags"], changed["metadata"]) == (["a", "b"], {"$x": 1})
    assert (await client.delete(address)).json() == {"message": "Pool item deleted"}
    for response in (
        await client.get(address),
        await client.delete(address),
        await client.put(address, json={"name": "x"}),
    ):
        error_of(response, 404)


async def test_every_field_that_can_be_set_is_set_on_create(client: httpx2.AsyncClient) -> None:
    fields = {
        "name": "Rain 🌧",
        "description": "d",
        "content_type": "video",
        "source_type": "clip_generation",
        "source_clip_id": new_id(),
        "media_url": "https://example.org/rain.mp4",
        "thumbnail_url": "https://example.org/rain.jpg",
        "generation_params": {"prompt": "rain", "my.own": {"$x": [1]}},
        "tags": ["rain", "night"],
        "metadata": {"a": None},
    }
    item = await an_item(client, **fields)
    assert {name: item[name] for name in fields} == fields
    put_back = await client.put(f"{POOL}/item/{item['id']}", json=item)
    assert put_back.json() == {**item, "updated_at": put_back.json()["updated_at"]}


async def test_of_a_file_of_ours_kind_and_thumbnail_are_known(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    url = await a_picture(client)
    item = await an_item(client, media_url=url)
    assert (item["content_type"], item["media_url"]) == ("image", url)
    assert (await client.get(item["thumbnail_url"])).status_code == 200
    kept = {key.rsplit("/", 1)[-1] for key in (url, item["thumbnail_url"])}
    assert await container._pool.media_keys() == kept
    wrong = {"project_id": item["project_id"], "name": "x", "media_url": url}
    refused = await client.post(POOL, json={**wrong, "content_type": "video"})
    assert fields_of(refused) == ["content_type"]
    address = f"{POOL}/item/{item['id']}"
    assert fields_of(await client.put(address, json={"content_type": "audio"})) == ["content_type"]
    unknown = f"{'f' * 64}.png"
    assert fields_of(await client.put(address, json={"media_url": unknown})) == ["media_url"]
    assert fields_of(await client.post(POOL, json={**wrong, "media_url": unknown})) == ["media_url"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": None},
        {"content_type": "text"},
        {"source_type": "Something Else"},
        {"media_url": ""},
        {"media_url": None},
        {"media_url": "javascript:alert(1)"},
        {"tags": [1]},
        {"tags": ["x" * 201]},
        {"metadata": []},
        {"generation_params": None},
    ],
)
async def test_what_cannot_lie_in_a_pool_is_refused(
    client: httpx2.AsyncClient, wrong: dict[str, Any]
) -> None:
    item = await an_item(client)
    body = {"project_id": item["project_id"], "name": "x", "media_url": FAR}
    fields_of(await client.post(POOL, json={**body, **wrong}))
    fields_of(await client.put(f"{POOL}/item/{item['id']}", json=wrong))


async def test_a_pool_belongs_to_a_project(client: httpx2.AsyncClient) -> None:
    body = {"project_id": new_id(), "name": "x", "media_url": FAR}
    assert error_of(await client.post(POOL, json=body), 404)["details"]["kind"] == "Project"
    del body["project_id"]
    assert fields_of(await client.post(POOL, json=body)) == ["project_id"]
    error_of(await client.get(f"{POOL}/{new_id()}"), 404)
    error_of(await client.get(f"{POOL}/item"), 404)
    item = await an_item(client)
    address = f"{POOL}/item/{item['id']}"
    error_of(await client.put(address, json={"project_id": new_id()}), 400)
    await client.delete(f"{V1}/projects/{item['project_id']}")
    error_of(await client.get(address), 404)


async def test_a_pool_is_listed_by_kind_and_by_all_of_the_tags(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    of_project = {"project_id": project["id"]}
    await an_item(client)
    first = await an_item(client, **of_project, name="1", tags=["a", "b"])
    second = await an_item(client, **of_project, name="2", tags="a", content_type="video")
    third = await an_item(client, **of_project, name="3", tags=["$where", "a b"])

    async def names(**asked: Any) -> list[str]:
        answer = await client.get(f"{POOL}/{project['id']}", params=asked)
        assert answer.status_code == 200, answer.text
        return [each["name"] for each in answer.json()]

    whole = await client.get(f"{POOL}/{project['id']}")
    assert (whole.json(), whole.headers["x-total-count"]) == ([third, second, first], "3")
    assert await names(content_type="video") == ["2"]
    assert await names(tags="a") == ["2", "1"]
    assert await names(tags=" b , a ") == ["1"]
    assert await names(tags="a", content_type="image") == ["1"]
    assert await names(tags="$where,a b") == ["3"]
    assert await names(tags=",") == ["3", "2", "1"]
    assert await names(limit=1, offset=1) == ["2"]
    refused = await client.get(f"{POOL}/{project['id']}", params={"content_type": "text"})
    assert fields_of(refused) == ["content_type"]


async def test_each_application_is_a_new_take_and_the_first_is_chosen(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client)
    params = {"prompt": "rain", "seed": 7, "model": "sdxl"}
    item = await an_item(
        client,
        project_id=clip["project_id"],
        media_url=await a_picture(client),
        generation_params=params,
    )
    path = f"{POOL}/item/{item['id']}/apply-to-clip/{clip['id']}"
    answers = await asyncio.gather(*(client.post(path) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    takes = {answer.json()["content"]["id"] for answer in answers}
    assert len(takes) == 20
    shown = (await client.get(f"{V1}/clips/{clip['id']}")).json()
    assert {take["id"] for take in shown["generated_images"]} == takes
    first = shown["generated_images"][0]
    assert shown["selected_image_id"] == first["id"]
    assert (first["url"], first["thumbnail_url"]) == (item["media_url"], item["thumbnail_url"])
    assert (first["prompt"], first["seed"], first["model_name"]) == ("rain", 7, "sdxl")
    assert first["generation_params"] == params
    assert first["width"] > 0
    assert [answer.json()["content"]["is_selected"] for answer in answers].count(True) == 1


async def test_media_from_elsewhere_become_takes_as_they_are(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, video_prompt="rain falls")
    item = await an_item(
        client, project_id=clip["project_id"], generation_params={"seed": "x", "prompt": None}
    )
    applied = await client.post(f"{POOL}/item/{item['id']}/apply-to-clip/{clip['id']}")
    assert applied.json()["content"]["url"] == FAR
    film = {"clip_id": clip["id"], "generation_type": "video"}
    assert (await client.post(f"{V1}/generation", json=film)).status_code == 202


async def test_an_item_goes_only_into_clips_of_its_project(client: httpx2.AsyncClient) -> None:
    clip, item = await a_clip(client), await an_item(client)
    address = f"{POOL}/item/{item['id']}/apply-to-clip"
    assert fields_of(await client.post(f"{address}/{clip['id']}")) == ["clip_id"]
    error_of(await client.post(f"{address}/{new_id()}"), 404)
    error_of(await client.post(f"{POOL}/item/{new_id()}/apply-to-clip/{clip['id']}"), 404)
