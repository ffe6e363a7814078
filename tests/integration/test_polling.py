"""Whoever asks again and again is told shortly that nothing changed, and at once when it did."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import ClipId, new_id
from tests.api_steps import V1, a_clip, error_of, made
from tests.factories import make_take

POLL = f"{V1}/queue/jobs?status=processing,pending,completed&limit=50"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


async def a_job(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    clip = await a_clip(client, image_prompt="rain")
    job = await made(client, "/generation", clip_id=clip["id"], **fields)
    inner: dict[str, Any] = job["job"]
    return inner


async def settle(container: Container) -> None:
    """Let no job look as if it had changed just now."""
    await container._jobs._collection.update_many({}, {"$set": {"updated_at": LONG_AGO}})


@pytest.fixture
async def still(app: FastAPI) -> Container:
    """The application's, its queue stopped: nothing changes by itself."""
    container: Container = app.state.container
    await container.engine.stop()
    return container


async def tag_of(client: httpx2.AsyncClient, address: str) -> str:
    answer = await client.get(address)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-cache"
    return answer.headers["etag"]


async def known(client: httpx2.AsyncClient, address: str, tag: str) -> bool:
    answer = await client.get(address, headers={"If-None-Match": tag})
    assert answer.headers["cache-control"] == "private, no-cache"
    if answer.status_code == 200:
        return False
    assert (answer.status_code, answer.content) == (304, b"")
    assert tag == "*" or answer.headers["etag"] in tag
    return True


# Jobs


async def test_a_poll_of_jobs_is_answered_shortly_while_none_changes(
    client: httpx2.AsyncClient, still: Container
) -> None:
    for _ in range(3):
        await a_job(client)
    await settle(still)
    tag = await tag_of(client, POLL)
    for _ in range(2):
        assert await known(client, POLL, tag)
    assert await known(client, POLL, f'"other", {tag}')
    assert await known(client, POLL, "*")
    assert not await known(client, POLL, '"other"')


async def test_a_poll_that_names_no_known_status_is_refused_before_anything_else(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.get(f"{V1}/queue/jobs?status=lost", headers={"If-None-Match": "*"})
    error_of(answer, 400)


async def test_head_tells_the_tag_and_takes_it(
    client: httpx2.AsyncClient, still: Container
) -> None:
    await a_job(client)
    await settle(still)
    whole = await client.head(POLL)
    assert (whole.status_code, whole.content) == (200, b"")
    again = await client.head(POLL, headers={"If-None-Match": whole.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_just_after_a_change_a_poll_is_known_by_its_content(
    client: httpx2.AsyncClient, still: Container
) -> None:
    job = await a_job(client)
    tag = await tag_of(client, POLL)
    assert await known(client, POLL, "*")
    await client.post(f"{V1}/queue/jobs/{job['id']}/cancel")
    assert not await known(client, POLL, tag)


async def test_every_change_of_a_job_is_seen_by_the_next_poll(
    client: httpx2.AsyncClient, still: Container
) -> None:
    job = await a_job(client)
    address = f"{V1}/queue/jobs/{job['id']}"
    for change in (
        client.post(f"{address}/cancel"),
        client.post(f"{address}/retry"),
        client.delete(f"{V1}/clips/{job['clip_id']}"),
    ):
        await settle(still)
        tag = await tag_of(client, POLL)
        assert (await change).is_success
        assert not await known(client, POLL, tag)
    assert (await client.get(POLL)).json() == []


async def test_a_browser_elsewhere_may_read_the_tag(
    client: httpx2.AsyncClient, still: Container
) -> None:
    answer = await client.get(POLL, headers={"Origin": "http://elsewhere"})
    assert "ETag" in answer.headers["access-control-expose-headers"]


async def test_an_address_of_the_api_that_is_reached_by_another_name_is_another_answer(
    client: httpx2.AsyncClient, still: Container
) -> None:
    await a_job(client)
    await settle(still)
    tag = await tag_of(client, POLL)
    elsewhere = await client.get(POLL, headers={"If-None-Match": tag, "Host": "elsewhere"})
    assert elsewhere.status_code == 200
    assert elsewhere.headers["etag"] != tag


async def test_jobs_are_listed_as_each_is_shown_alone(
    client: httpx2.AsyncClient, still: Container
) -> None:
    made = [await a_job(client, seed=n) for n in range(4)]
    await client.post(f"{V1}/queue/jobs/{made[0]['id']}/cancel")
    listed = (await client.get(f"{V1}/queue/jobs")).json()
    alone = [(await client.get(f"{V1}/queue/jobs/{job['id']}")).json() for job in listed]
    for job in alone:
        assert (job.pop("needs"), job.pop("attempts")) == ([], [])
    for job in [*alone, *listed]:
        del job["waiting"]  # alone, it says more
    assert listed == alone
    assert {job["id"] for job in listed} == {job["id"] for job in made}


# Galleries


async def test_a_gallery_is_answered_shortly_until_its_clip_changes(
    client: httpx2.AsyncClient, still: Container
) -> None:
    clip = await a_clip(client)
    address = f"{V1}/clips/{clip['id']}/gallery"
    tag = await tag_of(client, address)
    assert await known(client, address, tag)
    assert (await client.head(address, headers={"If-None-Match": tag})).status_code == 304

    await still._clips.add_take(ClipId(clip["id"]), make_take())
    assert not await known(client, address, tag)
    assert await tag_of(client, address) != tag


async def test_each_of_many_new_takes_is_another_gallery(
    client: httpx2.AsyncClient, still: Container
) -> None:
    clip = await a_clip(client)
    address = f"{V1}/clips/{clip['id']}/gallery"

    async def add() -> str:
        await still._clips.add_take(ClipId(clip["id"]), make_take())
        return await tag_of(client, address)

    await asyncio.gather(*(add() for _ in range(20)))
    last = await tag_of(client, address)
    assert await known(client, address, last)
    assert len((await client.get(address)).json()["images"]) == 20


async def test_a_gallery_of_no_clip_is_not_found_with_or_without_a_tag(
    client: httpx2.AsyncClient,
) -> None:
    for headers in ({}, {"If-None-Match": "*"}):
        answer = await client.get(f"{V1}/clips/{new_id()}/gallery", headers=headers)
        error_of(answer, 404)


# Lists


async def test_lists_show_each_thing_as_it_is_shown_alone(
    client: httpx2.AsyncClient, still: Container
) -> None:
    clip = await a_clip(client, name='"\\\u2028 雨 🦊', lyrics="</script>", length=0.1)
    await still._clips.add_take(ClipId(clip["id"]), make_take(prompt='$"}],[{'))
    nouns = {noun: f"{V1}/{noun}s/{clip[f'{noun}_id']}" for noun in ("project", "scene")}
    alone = (await client.get(f"{V1}/clips/{clip['id']}")).json()
    scene, project = [(await client.get(nouns[noun])).json() for noun in ("scene", "project")]
    whole = {**scene, "clips": [alone]}

    async def answer(path: str) -> Any:
        first, again = [(await client.get(path)).json() for _ in range(2)]
        assert first == again
        return first

    assert await answer(f"{V1}/clips/scene/{scene['id']}") == {"clips": [alone], "total": 1}
    assert await answer(f"{nouns['scene']}/clips") == [alone]
    assert await answer(f"{nouns['project']}/clips") == [alone]
    assert await answer(f"{V1}/scenes/project/{project['id']}") == {"scenes": [scene], "total": 1}
    assert await answer(f"{nouns['project']}/scenes") == [whole]
    assert await answer(f"{nouns['project']}/with-scenes") == {**project, "scenes": [whole]}
    timeline = {"project": project, "scenes": [whole], "total_duration": scene["duration"]}
    assert await answer(f"{nouns['project']}/timeline") == timeline
    assert await answer(f"{V1}/projects") == {"projects": [project], "total": 1}


async def test_a_change_made_by_another_process_is_in_the_next_list(
    client: httpx2.AsyncClient, still: Container
) -> None:
    clip = await a_clip(client)
    address = f"{V1}/clips/scene/{clip['scene_id']}"
    for name in ("one", "two"):
        await still._clips._collection.update_one({"_id": clip["id"]}, {"$set": {"name": name}})
        (listed,) = (await client.get(address)).json()["clips"]
        assert listed["name"] == name
