"""Users over HTTP: whose stories they are, and what becomes of these without them."""

from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import ClipId, ProjectId, new_id
from backend.domain.job_state import JobState, JobStatus
from backend.domain.media import MediaKind
from tests.api_steps import V1, error_of, fields_of, made
from tests.factories import make_clip, make_job, make_project, make_scene, make_take
from tests.unit.services.media_samples import flat_png

USERS = f"{V1}/users"


async def a_user(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    return await made(client, "/users", **{"email": "ana@example.org", **fields})


async def test_a_user_is_made_shown_changed_and_deleted(client: httpx2.AsyncClient) -> None:
    answer = await client.post(USERS, json={"email": " Ana@Example.org ", "username": "ana"})
    assert answer.status_code == 201
    user, address = answer.json(), answer.headers["location"]
    assert address == f"{USERS}/{user['id']}"
    assert user == {
        "id": user["id"],
        "email": "Ana@Example.org",
        "username": "ana",
        "display_name": None,
        "external_id": None,
        "created_at": user["created_at"],
        "updated_at": user["created_at"],
    }
    assert (await client.get(address)).json() == user
    changed = (await client.patch(address, json={"username": None, "external_id": "7"})).json()
    assert (changed["username"], changed["external_id"]) == (None, "7")
    assert (await client.patch(address, json=changed)).status_code == 200
    assert (await client.delete(address)).json() == {"message": "User deleted"}
    for response in (
        await client.get(address),
        await client.patch(address, json={"username": "x"}),
        await client.delete(address),
        await client.get(f"{address}/stories"),
        await client.get(f"{address}/stats"),
        await client.get(f"{address}/profile"),
        await client.get(f"{USERS}/nobody"),
    ):
        error_of(response, 404)


async def test_an_address_is_taken_whatever_its_capitals(client: httpx2.AsyncClient) -> None:
    await a_user(client)
    taken = await client.post(USERS, json={"email": "ANA@example.ORG"})
    [refused] = error_of(taken, 409)["details"]["fields"]
    assert refused["field"] == "email"
    other = await a_user(client, email="ben@example.org")
    error_of(await client.patch(f"{USERS}/{other['id']}", json={"email": "Ana@example.org"}), 409)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["email"]),
        ({"email": "nobody"}, ["email"]),
        ({"email": "a b@example.org"}, ["email"]),
        ({"email": f"{'a' * 250}@example.org"}, ["email"]),
        ({"email": "a@b", "admin": True}, ["admin"]),
        ({"email": "a@b", "username": ""}, ["username"]),
    ],
)
async def test_what_is_wrong_with_a_user_is_named(
    client: httpx2.AsyncClient, body: dict[str, Any], fields: list[str]
) -> None:
    assert fields_of(await client.post(USERS, json=body)) == fields


async def test_a_profile_is_shown_and_changed(client: httpx2.AsyncClient) -> None:
    user = await a_user(client, display_name="Ana")
    address = f"{USERS}/{user['id']}/profile"
    profile = (await client.get(address)).json()
    assert profile["display_name"] == "Ana"
    assert profile["defaults"]["num_scenes"] is None
    sent = {
        "display_name": "Ana B.",
        "avatar_url": "https://example.org/a.png",
        "bio": "Writes.",
        "language": "pt-BR",
        "defaults": {"style": "storybook", "voice": {"voice_id": "v"}, "num_scenes": 4},
    }
    changed = (await client.patch(address, json=sent)).json()
    assert {name: changed[name] for name in sent if name != "defaults"} == {
        name: value for name, value in sent.items() if name != "defaults"
    }
    assert changed["defaults"]["voice"]["voice_id"] == "v"
    assert (await client.get(address)).json() == changed
    assert (await client.get(f"{USERS}/{user['id']}")).json()["display_name"] == "Ana B."
    assert (await client.patch(address, json=changed)).json()["bio"] == "Writes."
    assert fields_of(await client.patch(address, json={"email": "a@b"})) == ["email"]
    unknown = {"defaults": {"style": "plaid"}}
    assert fields_of(await client.patch(address, json=unknown)) == ["defaults.style"]
    wrong = {"defaults": {"num_scenes": 0}, "avatar_url": "javascript:x"}
    assert set(fields_of(await client.patch(address, json=wrong))) == {
        "avatar_url",
        "defaults.num_scenes",
    }


async def some_stories(container: Container, owner: str, count: int = 3) -> list[ProjectId]:
    """Make projects that belong to somebody."""
    projects = [make_project(owner_id=owner) for _ in range(count)]
    await container._projects.create_many(projects)
    return [ProjectId(project.id) for project in projects]


async def test_stories_stay_without_their_user_and_belong_to_nobody(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    user = await a_user(client)
    ids = await some_stories(container, user["id"])
    await client.delete(f"{USERS}/{user['id']}")
    for id in ids:
        assert (await client.get(f"{V1}/stories/{id}")).json()["user_id"] is None


async def test_stories_go_with_their_user_if_they_are_to(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    user, other = await a_user(client), await a_user(client, email="b@example.org")
    ids = await some_stories(container, user["id"])
    (kept,) = await some_stories(container, other["id"], 1)
    refused = await client.delete(f"{USERS}/{user['id']}", params={"stories": "all"})
    assert fields_of(refused) == ["stories"]
    await client.delete(f"{USERS}/{user['id']}", params={"stories": "delete"})
    for id in ids:
        error_of(await client.get(f"{V1}/stories/{id}"), 404)
    assert (await client.get(f"{V1}/stories/{kept}")).status_code == 200


async def test_the_stories_of_a_user_are_listed_page_by_page(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    user = await a_user(client)
    ids = await some_stories(app.state.container, user["id"], 5)
    await some_stories(app.state.container, new_id())
    seen: list[str] = []
    query: dict[str, Any] = {"limit": 2}
    while True:
        page = (await client.get(f"{USERS}/{user['id']}/stories", params=query)).json()
        assert (page["user_id"], page["total"]) == (user["id"], 5)
        seen += [story["story_id"] for story in page["stories"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert sorted(seen) == sorted(ids)
    whole = (await client.get(f"{USERS}/{user['id']}/stories")).json()
    assert [story["story_id"] for story in whole["stories"]] == seen


async def test_the_figures_of_a_user_are_those_of_their_stories(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    user = await a_user(client)
    empty = (await client.get(f"{USERS}/{user['id']}/stats")).json()
    assert empty["overview"]["total_stories"] == 0
    assert empty["activity"]["last_story_at"] is None
    assert empty["performance"]["success_rate"] is None
    first, _ = await some_stories(container, user["id"], 2)
    scene = make_scene(project_id=first)
    clips = [make_clip(project_id=first, scene_id=scene.id, length=2.5) for _ in range(2)]
    aside = make_clip(
        project_id=first, scene_id=scene.id, is_alternate=True, parent_clip_id=clips[0].id
    )
    await container._scenes.create(scene)
    await container._clips.create_many([*clips, aside])
    for kind in (MediaKind.IMAGE, MediaKind.IMAGE, MediaKind.AUDIO):
        await container._clips.add_take(ClipId(clips[0].id), make_take(content_type=kind))
    await jobs_that_are_over(container, first)
    stats = (await client.get(f"{USERS}/{user['id']}/stats")).json()
    overview = stats["overview"]
    assert (overview["total_stories"], overview["total_scenes"]) == (2, 1)
    assert (overview["total_clips"], overview["total_seconds"]) == (2, 5.0)
    assert (overview["total_images"], overview["total_narrations"]) == (2, 1)
    assert overview["stories_by_status"]["completed"] == 2
    assert stats["activity"]["stories_last_7_days"] == 2
    performance = stats["performance"]
    assert performance["jobs_by_status"]["completed"] == 3
    assert performance["success_rate"] == 0.75
    assert performance["average_job_seconds"] == 4.0
    assert performance["cost_usd"] == 0.06


async def jobs_that_are_over(container: Container, project_id: ProjectId) -> None:
    """Three that were done in four seconds each, for two cents, and one that failed."""
    done = [make_job(project_id=project_id) for _ in range(4)]
    await container._jobs.enqueue_many(done)
    for n, job in enumerate(done):
        failed = n == 3
        started = job.created_at
        ended = {
            "state": JobState.FAILED if failed else JobState.DONE,
            "status": JobStatus.FAILED if failed else JobStatus.COMPLETED,
            "started_at": started,
            "completed_at": started.fromtimestamp(started.timestamp() + 4, started.tzinfo),
            "cost_actual": None if failed else 0.02,
        }
        await container.database.collection("queue_jobs").update_one(
            {"_id": job.id}, {"$set": ended}
        )


async def test_the_figures_of_all_are_counted(app: FastAPI, client: httpx2.AsyncClient) -> None:
    container: Container = app.state.container
    before = (await client.get(f"{V1}/stats")).json()
    assert (before["stories"], before["users"], before["clips"]) == (0, 0, 0)
    user = await a_user(client)
    (first, *_) = await some_stories(container, user["id"], 3)
    await container._projects.update(first, {"visibility": "public"})
    await jobs_that_are_over(container, first)
    stats = (await client.get(f"{V1}/stats")).json()
    assert (stats["stories"], stats["users"], stats["public_stories"]) == (3, 1, 1)
    assert stats["stories_by_status"] == {
        "pending": 0,
        "processing": 0,
        "completed": 3,
        "failed": 0,
    }
    assert stats["jobs_by_status"]["completed"] == 3
    assert stats["jobs_by_status"]["failed"] == 1


async def test_the_picture_of_a_user_is_kept_when_it_is_cleared_up(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    user = await a_user(client)
    files = {"file": flat_png()}
    picture = (await client.post(f"{V1}/media/upload-face-image", files=files)).json()
    changed = await client.patch(
        f"{USERS}/{user['id']}/profile", json={"avatar_url": picture["file_url"]}
    )
    assert changed.json()["avatar_url"] == picture["file_url"]
    key = picture["file_path"]
    container._janitor.release({key})
    await container._janitor.sweep()
    assert (await client.get(f"{V1}/media/files/{key}")).status_code == 200
    assert await container._users.media_keys() == {key}
    assert await container._users.media_keys({"project_id": user["id"]}) == set()
