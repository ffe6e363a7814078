"""Projects over HTTP."""

import asyncio
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import ClipId, is_id, new_id
from backend.domain.take import TakeChoice
from tests.api_steps import V1, a_clip, a_project, a_scene, error_of, fields_of
from tests.factories import make_clip, make_scene, make_take

PROJECTS = f"{V1}/projects"


async def test_a_project_is_made_shown_changed_and_deleted(client: httpx2.AsyncClient) -> None:
    made = await client.post(PROJECTS, json={"name": "Rain", "fps": "29.97DF", "tags": ["wet"]})
    assert made.status_code == 201
    project = made.json()
    assert is_id(project["id"])
    assert project["fps"] == "29.97df"
    assert project["created_at"] == project["updated_at"]
    assert project["created_at"].endswith("Z")
    assert "_id" not in project
    assert "rev" not in project
    assert "deleting" not in project
    address = made.headers["location"]
    assert address == f"{PROJECTS}/{project['id']}"
    assert (await client.get(address)).json() == project

    changed = (await client.put(address, json={"name": "Snow"})).json()
    assert changed["name"] == "Snow"
    assert changed["tags"] == ["wet"]
    assert changed["created_at"] == project["created_at"]
    assert (await client.get(address)).json() == changed

    deleted = await client.delete(address)
    assert deleted.status_code == 200
    assert isinstance(deleted.json()["message"], str)
    assert error_of(await client.get(address), 404)["code"] == "RESOURCE_NOT_FOUND"
    error_of(await client.delete(address), 404)


async def test_every_field_that_can_be_set_is_set_on_create(client: httpx2.AsyncClient) -> None:
    fields = {
        "name": "Rain",
        "description": "wet",
        "fps": 23.976,
        "width": 1080,
        "height": 1920,
        "music_file": f"{'a' * 64}.mp3",
        "music_duration": 12.5,
        "style_template_id": new_id(),
        "tags": ["a", "b"],
    }
    project = await a_project(client, **fields)
    url = f"http://test/api/v1/media/files/{'a' * 64}.mp3"
    assert project | fields == {**project, **fields}
    assert {name: project[name] for name in fields} == {**fields, "music_file": url}
    assert project["music_file_path"] == url


async def test_both_spellings_of_the_music_file_are_taken(client: httpx2.AsyncClient) -> None:
    address = f"{PROJECTS}/{(await a_project(client))['id']}"
    for spelling in ("music_file", "music_file_path"):
        changed = await client.put(address, json={spelling: "song.mp3"})
        assert changed.json()["music_file"] == changed.json()["music_file_path"] == "song.mp3"
        cleared = await client.put(address, json={spelling: None})
        assert cleared.json()["music_file"] is None


async def test_of_two_spellings_that_differ_the_changed_one_counts(
    client: httpx2.AsyncClient,
) -> None:
    project = await a_project(client, music_file="old.mp3")
    address = f"{PROJECTS}/{project['id']}"
    for spelling, song in (("music_file_path", "new.mp3"), ("music_file", None)):
        changed = (await client.put(address, json={**project, spelling: song})).json()
        assert changed["music_file"] == changed["music_file_path"] == song
        assert (await client.put(address, json=project)).json()["music_file"] == "old.mp3"


async def test_no_description_may_be_sent_as_null(client: httpx2.AsyncClient) -> None:
    project = await a_project(client, description=None)
    assert project["description"] == ""
    address = f"{PROJECTS}/{project['id']}"
    await client.put(address, json={"description": "wet"})
    assert (await client.put(address, json={"description": None})).json()["description"] == ""


async def test_a_client_may_put_back_what_it_got(client: httpx2.AsyncClient) -> None:
    project = await a_project(client, music_file=f"{'a' * 64}.mp3")
    put_back = await client.put(f"{PROJECTS}/{project['id']}", json=project)
    assert put_back.status_code == 200
    assert put_back.json() == {**project, "updated_at": put_back.json()["updated_at"]}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": None}, "name"),
        ({"fps": None}, "fps"),
        ({"description": "x" * 2001}, "description"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"fps": 23}, "fps"),
        ({"width": 63}, "width"),
        ({"music_duration": -1}, "music_duration"),
        ({"tags": "wet"}, "tags"),
    ],
)
async def test_a_change_that_breaks_a_rule_is_refused_by_name(
    client: httpx2.AsyncClient, body: dict[str, Any], field: str
) -> None:
    address = f"{PROJECTS}/{(await a_project(client))['id']}"
    assert fields_of(await client.put(address, json=body)) == [field]


@pytest.mark.parametrize("body", [{}, {"id": "x"}, {"created_at": "now", "unknown": 1}])
async def test_a_change_of_nothing_is_refused(
    client: httpx2.AsyncClient, body: dict[str, Any]
) -> None:
    address = f"{PROJECTS}/{(await a_project(client))['id']}"
    error_of(await client.put(address, json=body), 400)


async def test_projects_are_listed_newest_first_in_pages(client: httpx2.AsyncClient) -> None:
    ids = [(await a_project(client, name=f"P{number}"))["id"] for number in range(5)]
    whole = (await client.get(PROJECTS)).json()
    assert {each["id"] for each in whole["projects"]} == set(ids)
    moments = [(each["created_at"], each["id"]) for each in whole["projects"]]
    assert moments == sorted(moments, reverse=True)
    assert whole["total"] == 5
    page = (await client.get(PROJECTS, params={"limit": 2, "offset": 1})).json()
    assert page == {"projects": whole["projects"][1:3], "total": 5}
    for wrong in ({"limit": 0}, {"limit": 501}, {"offset": -1}, {"limit": "many"}):
        assert fields_of(await client.get(PROJECTS, params=wrong)) == list(wrong)


async def test_the_whole_storyboard_comes_in_story_order(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    late = await a_scene(client, project_id=project["id"], name="late", order=7)
    early = await a_scene(client, project_id=project["id"], name="early", order=2)
    second = await a_clip(client, scene_id=early["id"], name="2", timeline_position=5)
    first = await a_clip(client, scene_id=early["id"], name="1")
    third = await a_clip(client, scene_id=late["id"], name="3")
    board = (await client.get(f"{PROJECTS}/{project['id']}/with-scenes")).json()
    assert [scene["name"] for scene in board["scenes"]] == ["early", "late"]
    assert [scene["clips"] for scene in board["scenes"]] == [[first, second], [third]]
    assert board["scenes"][0]["duration"] == 10
    assert {name: board[name] for name in project} == project
    clips = await client.get(f"{PROJECTS}/{project['id']}/clips")
    assert clips.json() == [first, second, third]
    assert clips.headers["x-total-count"] == "3"
    page = await client.get(f"{PROJECTS}/{project['id']}/clips", params={"limit": 1, "offset": 1})
    assert page.json() == [second]
    assert page.headers["x-total-count"] == "3"


async def test_a_storyboard_costs_the_same_few_commands_however_large(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    project = await a_project(client)
    scenes = [make_scene(project_id=project["id"]) for _ in range(12)]
    clips = [
        make_clip(project_id=project["id"], scene_id=scene.id) for scene in scenes for _ in range(8)
    ]
    await container._scenes.create_many(scenes)
    await container._clips.create_many(clips)
    await container.database.command("profile", slowms=-1)
    board = await client.get(f"{PROJECTS}/{project['id']}/with-scenes")
    await container.database.command("profile", slowms=100)
    assert sum(len(scene["clips"]) for scene in board.json()["scenes"]) == 96
    name = container.database.name
    read = {"$in": [f"{name}.{each}" for each in ("projects", "scenes", "clips")]}
    profile = container.database.collection("system.profile")
    commands = await profile.find({"ns": read}, projection={"command": 1})
    assert sum(project["id"] in str(each) for each in commands) == 3


async def test_deleting_a_project_deletes_all_that_hangs_on_it(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    clip = await a_clip(client, image_prompt="rain")
    kept = await a_clip(client, image_prompt="sun")
    await client.post(f"{V1}/generation", json={"clip_id": clip["id"]})
    await client.post(f"{V1}/generation", json={"clip_id": kept["id"]})
    await client.delete(f"{PROJECTS}/{clip['project_id']}")
    error_of(await client.get(f"{V1}/scenes/{clip['scene_id']}"), 404)
    error_of(await client.get(f"{V1}/clips/{clip['id']}"), 404)
    assert [job["clip_id"] for job in (await client.get(f"{V1}/queue/jobs")).json()] == [kept["id"]]
    for repository in (container._projects, container._scenes, container._clips, container._jobs):
        assert await repository.count() == 1


async def test_a_deletion_cut_short_is_invisible_and_finished_at_the_next_start(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    clip = await a_clip(client)
    await container._projects.mark_deleting(clip["project_id"])
    error_of(await client.get(f"{PROJECTS}/{clip['project_id']}"), 404)
    error_of(await client.put(f"{PROJECTS}/{clip['project_id']}", json={"name": "x"}), 404)
    assert (await client.get(PROJECTS)).json() == {"projects": [], "total": 0}
    error_of(
        await client.post(f"{V1}/scenes", json={"project_id": clip["project_id"], "name": "x"}), 404
    )
    await container.projects.finish_deletions()
    for repository in (container._projects, container._scenes, container._clips):
        assert await repository.count() == 0


async def test_a_clip_shows_the_newest_200_takes_and_its_gallery_all(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    clip = await a_clip(client)
    takes = [make_take() for _ in range(205)]
    await container._clips.update(
        clip["id"], {"generated_images": [take.model_dump() for take in takes]}
    )
    choice = TakeChoice(image_id=takes[0].id)
    await container.takes.select(ClipId(clip["id"]), choice)
    shown = (await client.get(f"{V1}/clips/{clip['id']}")).json()
    assert [take["id"] for take in shown["generated_images"]] == [take.id for take in takes[-200:]]
    gallery = (await client.get(f"{V1}/clips/{clip['id']}/gallery")).json()
    assert [take["id"] for take in gallery["images"]] == [take.id for take in reversed(takes)]
    assert gallery["images"][-1]["is_selected"]
    assert gallery["selected_image_id"] == takes[0].id
    assert gallery["images"][0]["url"].startswith("http://test/api/v1/media/files/")


async def test_many_changes_at_once_all_arrive(client: httpx2.AsyncClient) -> None:
    address = f"{PROJECTS}/{(await a_project(client))['id']}"
    changes = [{"description": "wet"}, {"tags": ["a"]}, {"width": 720}, {"music_duration": 3}]
    await asyncio.gather(*(client.put(address, json=change) for change in changes))
    project = (await client.get(address)).json()
    assert project == {**project, "description": "wet", "tags": ["a"], "width": 720}
    assert project["music_duration"] == 3
