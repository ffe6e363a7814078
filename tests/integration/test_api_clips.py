"""Clips over HTTP."""

import asyncio
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import new_id
from tests.api_steps import V1, a_clip, a_scene, error_of, fields_of
from tests.factories import make_clip

CLIPS = f"{V1}/clips"


async def test_a_clip_is_made_shown_changed_and_deleted(client: httpx2.AsyncClient) -> None:
    scene = await a_scene(client)
    made = await client.post(CLIPS, json={"scene_id": scene["id"], "name": "Rain"})
    assert made.status_code == 201
    clip, address = made.json(), made.headers["location"]
    assert clip["project_id"] == scene["project_id"]
    assert (clip["versions"], clip["active_version"], clip["length"]) == ([], 1, 5.0)
    assert (await client.get(address)).json() == clip
    changed = (await client.put(address, json={"dialogue": "Hi", "locked": True})).json()
    assert changed == {
        **clip,
        "dialogue": "Hi",
        "locked": True,
        "updated_at": changed["updated_at"],
    }
    assert (await client.delete(address)).status_code == 200
    error_of(await client.get(address), 404)


async def test_every_field_that_can_be_set_is_set_on_create(client: httpx2.AsyncClient) -> None:
    fields = {
        "name": "Rain",
        "lyrics": "la",
        "length": 2.5,
        "timeline_position": 1.25,
        "order": 4,
        "image_prompt": "rain &#x2F; $name",
        "video_prompt": "rain falls",
        "character_id": new_id(),
        "dialogue": "Hi",
        "action": "walks",
        "notes": "n",
        "speaker": "Ana",
        "shot": {"size": "MS", "angle": "low", "move": "pan"},
        "locked": True,
    }
    clip = await a_clip(client, **fields)
    assert {name: clip[name] for name in fields} == fields
    put_back = await client.put(f"{CLIPS}/{clip['id']}", json=clip)
    assert put_back.json() == {**clip, "updated_at": put_back.json()["updated_at"]}


async def test_a_clip_of_an_unknown_scene_is_not_made(client: httpx2.AsyncClient) -> None:
    body = {"scene_id": new_id(), "name": "x"}
    assert error_of(await client.post(CLIPS, json=body), 404)["details"]["kind"] == "Scene"
    error_of(await client.get(f"{CLIPS}/scene/{new_id()}"), 404)


async def test_clips_are_listed_in_timeline_order(client: httpx2.AsyncClient) -> None:
    scene = await a_scene(client)
    places = (("c", 9, 0), ("b", 5, 2), ("a", 5, 1))
    for name, position, order in places:
        await a_clip(
            client, scene_id=scene["id"], name=name, timeline_position=position, order=order
        )
    listed = (await client.get(f"{CLIPS}/scene/{scene['id']}")).json()
    assert [clip["name"] for clip in listed["clips"]] == ["a", "b", "c"]
    assert listed["total"] == 3


async def test_null_clears_what_may_be_empty_and_nothing_else(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, speaker="Ana", character_id="c")
    address = f"{CLIPS}/{clip['id']}"
    cleared = (await client.put(address, json={"speaker": None, "character_id": None})).json()
    assert (cleared["speaker"], cleared["character_id"]) == (None, None)
    for field in ("name", "lyrics", "length", "order", "image_prompt", "shot", "locked"):
        assert fields_of(await client.put(address, json={field: None})) == [field]


async def test_prompts_change_by_query_or_body(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, image_prompt="i", video_prompt="v")
    address = f"{CLIPS}/{clip['id']}/prompts"
    by_query = (await client.put(address, params={"image_prompt": "rain & sun"})).json()
    assert (by_query["image_prompt"], by_query["video_prompt"]) == ("rain & sun", "v")
    by_body = (await client.put(address, json={"video_prompt": ""})).json()
    assert (by_body["image_prompt"], by_body["video_prompt"]) == ("rain & sun", "")
    error_of(await client.put(address), 400)
    error_of(await client.put(address, json={}), 400)
    assert fields_of(await client.put(address, json={"image_prompt": None})) == ["image_prompt"]
    error_of(await client.put(f"{CLIPS}/{new_id()}/prompts", json={"image_prompt": "x"}), 404)


async def test_a_clip_moves_to_a_free_place(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client)
    address = f"{CLIPS}/{clip['id']}/timeline-position"
    moved = (await client.put(address, json={"position": 3.14159})).json()
    assert isinstance(moved.pop("message"), str)
    assert moved == {
        "clip_id": clip["id"],
        "new_position": 3.14,
        "timeline_summary": {
            "total_clips": 1,
            "total_duration": 5.0,
            "timeline_end": 8.14,
            "gaps": [],
        },
    }
    assert (await client.get(f"{CLIPS}/{clip['id']}")).json()["timeline_position"] == 3.14


async def test_a_taken_place_is_refused_with_a_free_one(client: httpx2.AsyncClient) -> None:
    scene = await a_scene(client)
    there = await a_clip(client, scene_id=scene["id"], timeline_position=5, length=5.333)
    clip = await a_clip(client, scene_id=scene["id"], timeline_position=0, length=5)
    address = f"{CLIPS}/{clip['id']}/timeline-position"
    error = error_of(await client.put(address, json={"position": 4}), 409)
    assert error["details"] == {
        "suggested_position": 10.34,
        "requested_position": 4.0,
        "clip_id": clip["id"],
        "overlaps_with": [there["id"]],
    }
    assert (await client.get(f"{CLIPS}/{clip['id']}")).json()["timeline_position"] == 0
    suggested = await client.put(address, json={"position": 10.34})
    assert suggested.status_code == 200
    forced = await client.put(address, json={"position": 4}, params={"check_overlap": "false"})
    assert forced.json()["new_position"] == 4


async def test_alternates_may_share_a_place(app: FastAPI, client: httpx2.AsyncClient) -> None:
    container: Container = app.state.container
    parent = await a_clip(client)
    alternate = await container._clips.create(
        make_clip(
            scene_id=parent["scene_id"],
            project_id=parent["project_id"],
            parent_clip_id=parent["id"],
            alternate_number=1,
            is_alternate=True,
        )
    )
    for id in (parent["id"], alternate.id):
        address = f"{CLIPS}/{id}/timeline-position"
        assert (await client.put(address, json={"position": 2})).status_code == 200
    await client.delete(f"{CLIPS}/{parent['id']}")
    heir = (await client.get(f"{CLIPS}/{alternate.id}")).json()
    assert (heir["parent_clip_id"], heir["is_alternate"]) == (None, False)
    assert heir["alternate_number"] == 1


async def test_of_twenty_moves_to_one_place_exactly_one_wins(client: httpx2.AsyncClient) -> None:
    scene = await a_scene(client)
    clips = [
        await a_clip(client, scene_id=scene["id"], timeline_position=n * 10) for n in range(20)
    ]
    moves = await asyncio.gather(
        *(
            client.put(f"{CLIPS}/{clip['id']}/timeline-position", json={"position": 1000})
            for clip in clips
        )
    )
    statuses = sorted(move.status_code for move in moves)
    assert statuses == [200, *[409] * 19]
    there = (await client.get(f"{CLIPS}/scene/{scene['id']}")).json()["clips"]
    assert [clip["timeline_position"] for clip in there].count(1000) == 1
    suggested = {
        move.json()["error"]["details"]["suggested_position"]
        for move in moves
        if move.status_code == 409
    }
    assert suggested == {1005.0}


@pytest.mark.parametrize("position", [-1, 10_001, "soon", None, []])
async def test_a_position_outside_the_timeline_is_refused(
    client: httpx2.AsyncClient, position: Any
) -> None:
    clip = await a_clip(client)
    address = f"{CLIPS}/{clip['id']}/timeline-position"
    response = await client.put(address, json={"position": position})
    assert response.status_code == 400


async def test_an_unknown_clip_is_not_found_anywhere(client: httpx2.AsyncClient) -> None:
    address = f"{CLIPS}/{new_id()}"
    error_of(await client.get(address), 404)
    error_of(await client.get(f"{address}/gallery"), 404)
    error_of(await client.put(address, json={"name": "x"}), 404)
    error_of(await client.put(f"{address}/timeline-position", json={"position": 1}), 404)
    error_of(await client.delete(address), 404)


async def test_a_clip_goes_to_another_scene_with_its_alternates(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client)
    alternates = [
        (await client.post(f"{CLIPS}/{clip['id']}/create-alternate")).json() for _ in range(2)
    ]
    other = await a_scene(client, project_id=clip["project_id"])
    sent = {"scene_id": other["id"], "name": "There"}
    moved = (await client.put(f"{CLIPS}/{alternates[0]['id']}", json=sent)).json()
    assert (moved["scene_id"], moved["name"]) == (other["id"], "There")
    there = (await client.get(f"{V1}/scenes/{other['id']}/clips")).json()
    assert {each["id"] for each in there} == {each["id"] for each in (clip, *alternates)}
    assert (await client.get(f"{V1}/scenes/{clip['scene_id']}/clips")).json() == []


async def test_a_clip_stays_in_its_project_and_goes_to_no_scene_that_is_not_there(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client)
    address = f"{CLIPS}/{clip['id']}"
    foreign = await a_scene(client)
    body = {"scene_id": foreign["id"], "name": "x"}
    assert fields_of(await client.put(address, json=body)) == ["scene_id"]
    answer = await client.put(address, json={"scene_id": new_id(), "name": "x"})
    assert error_of(answer, 404)["details"]["kind"] == "Scene"
    assert fields_of(await client.put(address, json={"scene_id": None})) == ["scene_id"]
    assert (await client.get(address)).json() == clip
    error_of(await client.put(f"{CLIPS}/{new_id()}", json={"scene_id": clip["scene_id"]}), 404)
