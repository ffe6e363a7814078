"""Much at once, from all sides: the board stays whole, and of a deleted project nothing is left."""

import asyncio
from collections import Counter
from random import Random
from typing import Any, Final

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.database.client import Database
from tests.api_steps import V1, made
from tests.integration.random_requests import something_of_each_kind
from tests.integration.test_board_invariants import assert_groups, assert_sorted

MANY: Final = 20
REFERENCES: Final = {
    "project_id": "projects",
    "scene_id": "scenes",
    "clip_id": "clips",
    "parent_scene_id": "scenes",
    "parent_clip_id": "clips",
}
HISTORY: Final = {"events"}
"""What tells of things that may be gone."""

Request = tuple[str, str, Any]


def writes(known: dict[str, str], random: Random) -> list[Request]:
    """Return one write of each kind to a board, in a random order."""
    project, scene, clip = (known[f"{name}_id"] for name in ("project", "scene", "clip"))
    character, template = known["character_id"], known["template_id"]
    own = {"project_id": project, "name": "More"}
    place = {"position": random.choice((0.0, 3.0, 5.0, 40.0, 100.0))}
    each: list[Request] = [
        ("POST", f"/clips/{clip}/create-alternate", None),
        ("POST", f"/scenes/{scene}/create-alternate", None),
        ("POST", f"/characters/{character}/apply/{clip}", None),
        ("POST", f"/templates/{template}/use?clip_id={clip}", None),
        ("POST", f"/pool/item/{known['item_id']}/apply-to-clip/{clip}", None),
        ("PUT", f"/clips/{clip}/select-content?content_id={known['content_id']}", None),
        ("PUT", f"/clips/{clip}/timeline-position?check_overlap=false", place),
        ("PUT", f"/clips/{clip}/prompts", {"image_prompt": f"rain {random.random()}"}),
        ("PUT", f"/projects/{project}", {"tags": [str(random.random())]}),
        ("PUT", f"/scenes/{scene}", {"order": random.randrange(3)}),
        ("POST", "/scenes", own),
        ("POST", "/clips", {"scene_id": scene, "name": "More"}),
        ("POST", "/characters", own),
        ("POST", "/templates", own),
        ("POST", "/pool", {**own, "media_url": known["media_url"]}),
        ("POST", "/queue/jobs", {"project_id": project, "clip_id": clip, "prompt": "rain"}),
        ("POST", "/generation/batch", {"clip_ids": [clip] * 2, "prompt": "rain"}),
    ]
    random.shuffle(each)
    return each


async def at_once(client: httpx2.AsyncClient, requests: list[Request]) -> list[httpx2.Response]:
    """Send all requests side by side."""
    return await asyncio.gather(
        *(client.request(method, V1 + path, json=body) for method, path, body in requests)
    )


async def orphans(database: Database) -> list[str]:
    """Return every reference to something that is not there."""
    collections = await database.command("listCollections", nameOnly=True)
    names = {each["name"] for each in collections["cursor"]["firstBatch"]} - HISTORY
    documents = {name: await database.collection(name).find({}) for name in names}
    ids = {name: {document["_id"] for document in found} for name, found in documents.items()}
    return [
        f"{name}.{field}"
        for name, found in documents.items()
        for document in found
        for field, place in REFERENCES.items()
        if document.get(field) and document[field] not in ids[place]
    ]


async def test_a_storm_of_writes_leaves_a_whole_board(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    random = Random("a storm")
    known = await something_of_each_kind(client)
    answers = await at_once(client, [each for _ in range(MANY) for each in writes(known, random)])
    assert {answer.status_code for answer in answers} <= {200, 201, 202}
    board = (await client.get(f"{V1}/projects/{known['project_id']}/with-scenes")).json()
    _assert_whole(board)
    group = [
        each
        for each in board["scenes"]
        if known["scene_id"] in (each["id"], each["parent_scene_id"])
    ]
    assert sorted(each["alternate_number"] for each in group) == list(range(MANY + 1))
    clips = next(each["clips"] for each in board["scenes"] if each["id"] == known["scene_id"])
    group = [each for each in clips if known["clip_id"] in (each["id"], each["parent_clip_id"])]
    assert sorted(each["alternate_number"] for each in group) == list(range(MANY + 1))
    clip = next(each for each in clips if each["id"] == known["clip_id"])
    assert len(clip["generated_images"]) == MANY + 1
    assert [take["id"] for take in clip["generated_images"] if take["is_selected"]] == [
        known["content_id"]
    ]
    template = await client.get(f"{V1}/templates/{known['template_id']}")
    assert template.json()["use_count"] == MANY
    assert await orphans(container.database) == []


async def test_of_many_moves_to_one_place_one_wins(client: httpx2.AsyncClient) -> None:
    scene = (await something_of_each_kind(client))["scene_id"]
    clips = [await made(client, "/clips", scene_id=scene, name="More") for _ in range(MANY)]
    moves = [("PUT", f"/clips/{clip['id']}/timeline-position", {"position": 500}) for clip in clips]
    answers = await at_once(client, moves)
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: MANY - 1}


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_is_left_of_a_project_that_goes_in_a_storm(
    app: FastAPI, client: httpx2.AsyncClient, seed: int
) -> None:
    container: Container = app.state.container
    random = Random(seed)
    known = await something_of_each_kind(client)
    requests = [each for _ in range(4) for each in writes(known, random)]
    requests.insert(
        random.randrange(len(requests)), ("DELETE", f"/projects/{known['project_id']}", None)
    )
    answers = await at_once(client, requests)
    assert {answer.status_code for answer in answers} <= {200, 201, 202, 400, 404, 409}
    assert (await client.get(f"{V1}/projects/{known['project_id']}")).status_code == 404
    assert await orphans(container.database) == []


@pytest.mark.parametrize("seed", range(4))
async def test_clips_and_scenes_that_go_in_a_storm_take_all_with_them(
    app: FastAPI, client: httpx2.AsyncClient, seed: int
) -> None:
    container: Container = app.state.container
    random = Random(seed)
    known = await something_of_each_kind(client)
    deletions = [("DELETE", f"/{kind}s/{known[f'{kind}_id']}", None) for kind in ("clip", "scene")]
    requests = [each for _ in range(4) for each in writes(known, random)]
    for deletion in deletions:
        requests.insert(random.randrange(len(requests)), deletion)
    answers = await at_once(client, requests)
    assert {answer.status_code for answer in answers} <= {200, 201, 202, 400, 404, 409}
    _assert_whole((await client.get(f"{V1}/projects/{known['project_id']}/with-scenes")).json())
    assert await orphans(container.database) == []


def _assert_whole(board: dict[str, Any]) -> None:
    assert_sorted(board["scenes"], "order")
    assert_groups(board["scenes"], "parent_scene_id")
    for scene in board["scenes"]:
        assert_sorted(scene["clips"], "timeline_position", "order")
        assert_groups(scene["clips"], "parent_clip_id")
