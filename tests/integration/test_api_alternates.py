"""Alternates over HTTP: other versions of clips and scenes, numbered within their group."""

import asyncio
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import ClipId
from tests.api_steps import V1, a_clip, a_scene, error_of
from tests.factories import make_take

CLIPS, SCENES = f"{V1}/clips", f"{V1}/scenes"
OWN = {"id", "name", "created_at", "updated_at", "locked"}
GROUP = {"alternate_number", "is_alternate"}


async def alternate(client: httpx2.AsyncClient, thing: str, id: str) -> dict[str, Any]:
    """Make an alternate and return it."""
    response = await client.post(f"{V1}/{thing}/{id}/create-alternate")
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json()
    assert response.headers["location"] == f"{V1}/{thing}/{made['id']}"
    return made


async def clips_of(client: httpx2.AsyncClient, scene_id: str) -> list[dict[str, Any]]:
    """Return the scene's clips."""
    listed: list[dict[str, Any]] = (await client.get(f"{SCENES}/{scene_id}/clips")).json()
    return listed


async def test_an_alternate_clip_has_the_words_and_the_place_of_its_parent(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    parent = await a_clip(
        client,
        name="Rain",
        lyrics="la",
        length=2.5,
        timeline_position=1.5,
        order=7,
        image_prompt="$rain",
        character_id="c",
        speaker="Ana",
        shot={"size": "MS"},
        locked=True,
    )
    await container.takes.add_take(ClipId(parent["id"]), make_take())
    made = await alternate(client, "clips", parent["id"])
    group = {"parent_clip_id": parent["id"], "alternate_number": 1, "is_alternate": True}
    assert (made["name"], made["locked"]) == ("Rain A1", False)
    assert {name: made[name] for name in group} == group
    same = made.keys() - OWN - group.keys()
    assert {name: made[name] for name in same} == {name: parent[name] for name in same}
    assert (await client.get(f"{CLIPS}/{made['id']}")).json() == made


async def test_an_alternate_of_an_alternate_belongs_to_the_same_parent(
    client: httpx2.AsyncClient,
) -> None:
    parent = await a_clip(client, name="Rain")
    first = await alternate(client, "clips", parent["id"])
    await client.put(f"{CLIPS}/{first['id']}", json={"image_prompt": "mine"})
    second = await alternate(client, "clips", first["id"])
    assert (second["name"], second["alternate_number"]) == ("Rain A2", 2)
    assert (second["parent_clip_id"], second["image_prompt"]) == (parent["id"], "mine")


@pytest.mark.parametrize("name", ["ا" * 200, "🌧" * 200, "Take A1", " A1"])
async def test_an_alternates_name_fits_whatever_its_parents_is(
    client: httpx2.AsyncClient, name: str
) -> None:
    parent = await a_clip(client, name=name)
    made = await alternate(client, "clips", parent["id"])
    assert made["name"] == f"{name[:197]} A1"


@pytest.mark.parametrize("thing", ["clips", "scenes"])
async def test_twenty_alternates_made_at_once_are_numbered_without_hole_or_double(
    client: httpx2.AsyncClient, thing: str
) -> None:
    clip = await a_clip(client, name="Rain")
    if thing == "scenes":
        await client.put(f"{SCENES}/{clip['scene_id']}", json={"name": "Rain"})
    id = clip["id"] if thing == "clips" else clip["scene_id"]
    made = await asyncio.gather(*(alternate(client, thing, id) for _ in range(20)))
    numbers = sorted(each["alternate_number"] for each in made)
    assert numbers == list(range(1, 21))
    assert all(each["name"] == f"Rain A{each['alternate_number']}" for each in made)
    assert {each[f"parent_{thing[:-1]}_id"] for each in made} == {id}


async def test_numbers_go_on_rising_when_the_parent_is_deleted(client: httpx2.AsyncClient) -> None:
    parent = await a_clip(client, name="Rain")
    first, second, third = [await alternate(client, "clips", parent["id"]) for _ in range(3)]
    await client.delete(f"{CLIPS}/{parent['id']}")
    heir = (await client.get(f"{CLIPS}/{first['id']}")).json()
    assert (heir["parent_clip_id"], heir["is_alternate"]) == (None, False)
    assert heir["alternate_number"] == 1
    for other in (second, third):
        led = (await client.get(f"{CLIPS}/{other['id']}")).json()
        assert (led["parent_clip_id"], led["is_alternate"]) == (first["id"], True)
    for source in (first, second):
        made = await alternate(client, "clips", source["id"])
        assert made["parent_clip_id"] == first["id"]
        assert made["name"] == f"Rain A{made['alternate_number']}"
    assert made["alternate_number"] == 5


async def test_a_group_stays_whole_when_its_parent_goes_while_it_grows(
    client: httpx2.AsyncClient,
) -> None:
    parent = await a_clip(client)
    first = await alternate(client, "clips", parent["id"])
    requests = [
        client.post(f"{CLIPS}/{first['id']}/create-alternate"),
        client.post(f"{CLIPS}/{parent['id']}/create-alternate"),
    ]
    answers = await asyncio.gather(
        *requests,
        client.delete(f"{CLIPS}/{parent['id']}"),
        *(client.post(f"{CLIPS}/{first['id']}/create-alternate") for _ in range(6)),
    )
    assert {answer.status_code for answer in answers} <= {200, 201, 404}
    clips = await clips_of(client, parent["scene_id"])
    leaders = [clip["id"] for clip in clips if not clip["is_alternate"]]
    assert leaders == [first["id"]]
    assert {clip["parent_clip_id"] for clip in clips if clip["is_alternate"]} == set(leaders)
    numbers = [clip["alternate_number"] for clip in clips]
    assert len(set(numbers)) == len(numbers)


async def test_a_scenes_alternate_has_copies_of_its_clips_in_the_same_groups(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    scene = await a_scene(client, name="Bridge", lyrics="la", notes="n", location="Roof")
    first = await a_clip(client, scene_id=scene["id"], name="a", length=2, image_prompt="$a")
    second = await a_clip(client, scene_id=scene["id"], name="b", timeline_position=2, length=3)
    await alternate(client, "clips", second["id"])
    await container.takes.add_take(ClipId(first["id"]), make_take())
    made = await alternate(client, "scenes", scene["id"])
    own = {*OWN, *GROUP, "parent_scene_id", "duration"}
    assert {name: made[name] for name in made.keys() - own} == {
        name: scene[name] for name in made.keys() - own
    }
    assert (made["name"], made["parent_scene_id"]) == ("Bridge A1", scene["id"])
    assert (made["alternate_number"], made["is_alternate"], made["duration"]) == (1, True, 5.0)
    sources, copies = await clips_of(client, scene["id"]), await clips_of(client, made["id"])
    new_ids = dict(zip((clip["id"] for clip in sources), (c["id"] for c in copies), strict=True))
    for source, copy in zip(sources, copies, strict=True):
        assert copy == {
            **source,
            "id": new_ids[source["id"]],
            "scene_id": made["id"],
            "parent_clip_id": new_ids.get(source["parent_clip_id"]),
            "generated_images": [],
            "selected_image_id": None,
            "created_at": copy["created_at"],
            "updated_at": copy["updated_at"],
        }
    assert not set(new_ids) & set(new_ids.values())


async def test_a_scenes_alternate_ends_with_its_own_clips_unless_a_duration_was_set(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client, length=4)
    for duration, shown in ((None, 9.0), (20, 20.0)):
        await client.put(f"{SCENES}/{clip['scene_id']}", json={"duration": duration})
        made = await alternate(client, "scenes", clip["scene_id"])
        await a_clip(client, scene_id=made["id"], timeline_position=4, length=5)
        assert (await client.get(f"{SCENES}/{made['id']}")).json()["duration"] == shown


async def test_a_scenes_alternate_is_made_as_a_whole_or_not_at_all(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    container: Container = app.state.container
    clip = await a_clip(client)

    async def fail(*_arguments: Any) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(container._clips, "create_many", fail)
        with pytest.raises(RuntimeError):
            await container.scenes.create_alternate(clip["scene_id"])
    listed = await client.get(f"{SCENES}/project/{clip['project_id']}")
    assert [scene["id"] for scene in listed.json()["scenes"]] == [clip["scene_id"]]


@pytest.mark.parametrize("thing", ["clips", "scenes"])
@pytest.mark.parametrize("id", ["00000000-0000-4000-8000-000000000000", "x", "%00", "a b"])
async def test_of_what_is_not_there_no_alternate_is_made(
    client: httpx2.AsyncClient, thing: str, id: str
) -> None:
    error_of(await client.post(f"{V1}/{thing}/{id}/create-alternate"), 404)
