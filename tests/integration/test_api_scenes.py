"""Scenes over HTTP."""

import asyncio
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import new_id
from backend.domain.values import MAX_ORDER
from tests.api_steps import V1, a_clip, a_project, a_scene, error_of
from tests.factories import make_scene

SCENES = f"{V1}/scenes"


async def test_a_scene_is_made_shown_changed_and_deleted(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    made = await client.post(SCENES, json={"project_id": project["id"], "name": "Bridge"})
    assert made.status_code == 201
    scene, address = made.json(), made.headers["location"]
    assert (await client.get(address)).json() == scene
    changed = await client.put(address, json={"lyrics": "la", "duration": 12})
    assert changed.json() == {
        **scene,
        "lyrics": "la",
        "duration": 12,
        "updated_at": changed.json()["updated_at"],
    }
    assert (await client.put(address, json={"duration": None})).json()["duration"] == 0
    assert (await client.delete(address)).status_code == 200
    error_of(await client.get(address), 404)


async def test_a_scene_without_order_becomes_the_last(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    for name, order in (("b", 5), ("c", None), ("a", 1), ("d", None)):
        fields: dict[str, Any] = {} if order is None else {"order": order}
        await a_scene(client, project_id=project["id"], name=name, **fields)
    listed = (await client.get(f"{SCENES}/project/{project['id']}")).json()
    assert [scene["name"] for scene in listed["scenes"]] == ["a", "b", "c", "d"]
    assert listed["total"] == 4
    page = await client.get(f"{SCENES}/project/{project['id']}", params={"limit": 2})
    assert page.json() == {"scenes": listed["scenes"][:2], "total": 4}


async def test_a_scene_of_an_unknown_project_is_not_made(client: httpx2.AsyncClient) -> None:
    body = {"project_id": new_id(), "name": "x"}
    assert error_of(await client.post(SCENES, json=body), 404)["details"]["kind"] == "Project"
    error_of(await client.get(f"{SCENES}/project/{new_id()}"), 404)


async def test_behind_the_highest_order_there_is_still_a_place(client: httpx2.AsyncClient) -> None:
    first = await a_scene(client, order=MAX_ORDER)
    assert (await a_scene(client, project_id=first["project_id"]))["order"] == MAX_ORDER
    clip = await a_clip(client, scene_id=first["id"], order=MAX_ORDER)
    assert (await a_clip(client, scene_id=clip["scene_id"]))["order"] == MAX_ORDER


async def test_the_duration_is_the_end_of_the_last_clip_unless_one_is_set(
    client: httpx2.AsyncClient,
) -> None:
    scene = await a_scene(client)
    assert scene["duration"] == 0
    await a_clip(client, scene_id=scene["id"], timeline_position=3, length=4)
    address = f"{SCENES}/{scene['id']}"
    assert (await client.get(address)).json()["duration"] == 7
    assert (await client.put(address, json={"duration": 20})).json()["duration"] == 20


async def test_a_scene_put_back_as_it_came_still_ends_with_its_clips(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client, length=4)
    address = f"{SCENES}/{clip['scene_id']}"
    scene = (await client.get(address)).json()
    put_back = (await client.put(address, json=scene)).json()
    assert put_back == {**scene, "updated_at": put_back["updated_at"]}
    await a_clip(client, scene_id=clip["scene_id"], timeline_position=10, length=4)
    assert (await client.get(address)).json()["duration"] == 14


async def test_deleting_a_scene_deletes_its_clips_and_their_jobs(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client, image_prompt="rain")
    await client.post(f"{V1}/generation", json={"clip_id": clip["id"]})
    await client.delete(f"{SCENES}/{clip['scene_id']}")
    error_of(await client.get(f"{V1}/clips/{clip['id']}"), 404)
    assert (await client.get(f"{V1}/queue/jobs")).json() == []


async def test_the_first_alternate_takes_the_place_of_a_deleted_parent(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    parent = await a_scene(client)
    alternates = [
        make_scene(
            project_id=parent["project_id"],
            parent_scene_id=parent["id"],
            alternate_number=number,
            is_alternate=True,
        )
        for number in (3, 2, 4)
    ]
    await container._scenes.create_many(alternates)
    await client.delete(f"{SCENES}/{parent['id']}")
    third, second, fourth = [
        (await client.get(f"{SCENES}/{scene.id}")).json() for scene in alternates
    ]
    assert (second["parent_scene_id"], second["is_alternate"]) == (None, False)
    assert second["alternate_number"] == 2
    for other in (third, fourth):
        assert (other["parent_scene_id"], other["is_alternate"]) == (second["id"], True)


async def test_the_analysis_tells_overlaps_and_holes(client: httpx2.AsyncClient) -> None:
    scene = await a_scene(client)
    places = (("a", 0.0, 2.0), ("b", 1.0, 2.0), ("c", 3.05, 1.0), ("d", 5.0, 1.0))
    a, b, c, d = [
        await a_clip(client, scene_id=scene["id"], name=name, timeline_position=at, length=length)
        for name, at, length in places
    ]
    analysis = (await client.get(f"{SCENES}/{scene['id']}/timeline-analysis")).json()
    gap = {
        "after_clip_id": c["id"],
        "after_clip_name": "c",
        "before_clip_id": d["id"],
        "before_clip_name": "d",
        "gap_start": 4.05,
        "gap_end": 5.0,
        "gap_duration": 0.95,
    }
    (overlap,) = analysis.pop("overlaps")
    assert isinstance(overlap.pop("error"), str)
    assert overlap == {
        "clip1_id": a["id"],
        "clip1_name": "a",
        "clip2_id": b["id"],
        "clip2_name": "b",
    }
    assert analysis == {
        "scene_id": scene["id"],
        "summary": {"total_clips": 4, "total_duration": 6.0, "timeline_end": 6.0, "gaps": [gap]},
        "gaps": [gap],
        "has_issues": True,
        "total_clips": 4,
    }


async def test_an_empty_scene_has_no_issues(client: httpx2.AsyncClient) -> None:
    scene = await a_scene(client)
    analysis = (await client.get(f"{SCENES}/{scene['id']}/timeline-analysis")).json()
    assert not analysis["has_issues"]
    assert analysis["summary"]["timeline_end"] == 0


@pytest.mark.parametrize("path", ["", "/timeline-analysis"])
async def test_an_unknown_scene_is_not_found(client: httpx2.AsyncClient, path: str) -> None:
    error_of(await client.get(f"{SCENES}/{new_id()}{path}"), 404)


async def test_scenes_made_at_once_all_stand(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    made = await asyncio.gather(
        *(a_scene(client, project_id=project["id"], name=f"S{n}") for n in range(10))
    )
    listed = (await client.get(f"{SCENES}/project/{project['id']}")).json()["scenes"]
    assert {scene["id"] for scene in listed} == {scene["id"] for scene in made}
