"""Films of a service that is paid for each: ordered once whatever happens, and fetched as takes."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from backend.app import create_app
from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.settings import Settings
from tests.api_steps import V1, fields_of
from tests.faults.processes import backend
from tests.journeys import board, ended, eventually, generate, got, made
from tests.openai_server import CUT, KEY, Reply, Request, VideoServer, refusal, video_server
from tests.unit.services.media_samples import flat_png, video

LANE = "/queue/lanes/cloud:openai"
PAID = {"generation_type": "video", "params": {"provider": "openai"}}


@pytest.fixture
async def service() -> AsyncIterator[VideoServer]:
    """A service that makes a film while it is looked at twice."""
    async with video_server() as service:
        service.film, service.looks = video(), 2
        yield service


@pytest.fixture
def settings(settings: Settings, service: VideoServer) -> Settings:
    """Settings with that service set up."""
    known = {"openai_base_url": service.url, "openai_api_key": SecretStr(KEY)}
    chosen = {"openai_model": "video=sora-2", "openai_retries": 0, "queue_poll_seconds": 0.05}
    return settings.model_copy(update={**known, **chosen})


def to_orders(reply: Reply) -> Any:
    """Answer orders in this way, and all else as ever."""
    return lambda request: reply if request.method == "POST" else None


async def lane(client: httpx2.AsyncClient) -> dict[str, Any]:
    """Return how the lane stands."""
    lanes: list[dict[str, Any]] = (await got(client, "/queue/lanes"))["lanes"]
    return next(each for each in lanes if each["name"] == "cloud:openai")


async def test_a_film_is_made_and_becomes_a_take_of_its_clip(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    [clip] = await board(client)
    [job] = await ended(client, [await generate(client, clip["id"], **PAID)])
    assert (job["status"], job["kind"], job["server_name"]) == ("completed", "video", "OpenAI"), job
    [take] = (await got(client, f"/clips/{clip['id']}"))["generated_videos"]
    assert (take["server_name"], take["model_name"]) == ("OpenAI", "sora-2")
    assert (await client.get(take["url"])).headers["content-type"] == "video/mp4"
    [asked] = [each for each in service.requests if each.method == "POST"]
    assert json.loads(asked.body) == {
        "model": "sora-2",
        "prompt": clip["video_prompt"],
        "seconds": "4",
        "size": "1280x720",
    }
    assert [each["id"] for each in await got(client, "/queue/jobs")] == [job["id"]]


async def test_a_film_begins_with_the_clips_picture(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    [clip] = await board(client)
    face = {"file": ("face.png", flat_png())}
    picture = (await client.post(f"{V1}/media/upload-face-image", files=face)).json()["file_url"]
    paid = {**PAID, "params": {"provider": "OpenAI", "input_reference_url": picture}}
    [job] = await ended(client, [await generate(client, clip["id"], **paid)])
    assert job["status"] == "completed", job
    [asked] = [each for each in service.requests if each.method == "POST"]
    assert asked.headers["content-type"].startswith("multipart/form-data")
    assert b'name="input_reference"' in asked.body
    assert b"PNG" in asked.body


async def test_what_cannot_be_ordered_is_refused_at_once(client: httpx2.AsyncClient) -> None:
    [clip] = await board(client)
    body = {"clip_id": clip["id"], **PAID}
    server = await made(client, "/comfyui/servers", {"name": "x", "url": "http://127.0.0.1:9"})
    path = f"{V1}/generation"
    nobody = await client.post(path, json={**body, "params": {"provider": "nobody"}})
    assert fields_of(nobody) == ["params.provider"]
    pinned = await client.post(path, json={**body, "server_id": server["id"]})
    assert fields_of(pinned) == ["server_id"]


async def test_a_film_is_ordered_again_where_it_was_ordered_before(
    client: httpx2.AsyncClient,
) -> None:
    [clip] = await board(client)
    server = await made(client, "/comfyui/servers", {"name": "x", "url": "http://127.0.0.1:9"})
    assert (await client.post(f"{V1}/queue/pause")).is_success
    film = (await made(client, "/generation", {"clip_id": clip["id"], **PAID}))["job"]
    path = f"{V1}/queue/jobs/{film['id']}"
    assert (await client.post(f"{path}/cancel")).is_success
    pinned = await client.post(f"{path}/retry", json={"server_id": server["id"]})
    assert fields_of(pinned) == ["server_id"]
    elsewhere = await client.post(f"{path}/retry", json={"params": {"provider": "farm"}})
    assert fields_of(elsewhere) == ["params.provider"]
    again = await client.post(f"{path}/retry", json={"prompt": "snow", "params": film["params"]})
    assert (again.json()["prompt"], again.json()["params"]) == ("snow", film["params"])


async def test_where_the_service_is_not_set_up_the_setting_is_named(
    settings: Settings, mongo_url: str
) -> None:
    bare = settings.model_copy(update={"openai_base_url": None, "openai_api_key": None})
    app = create_app(Container(bare, LocatedDatabase(mongo_url, "configured", "test")))
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        [clip] = await board(client)
        answer = await client.post(f"{V1}/generation", json={"clip_id": clip["id"], **PAID})
        assert fields_of(answer) == ["params.provider"]
        assert "OPENAI_API_KEY" in answer.text
        lanes = (await got(client, "/queue/lanes"))["lanes"]
        assert "cloud:openai" not in [each["name"] for each in lanes]


@pytest.mark.parametrize("reply", [CUT, Reply(200, b"<what?>")])
async def test_an_order_of_unknown_outcome_is_never_repeated(
    client: httpx2.AsyncClient, service: VideoServer, reply: Reply
) -> None:
    service.reply = to_orders(reply)
    [clip] = await board(client)
    [job] = await ended(client, [await generate(client, clip["id"], **PAID)])
    assert (job["status"], service.submits) == ("failed", 1)
    assert "may or may not" in job["error"]
    service.reply = None
    await made(client, f"/queue/jobs/{job['id']}/retry", None)
    [job] = await ended(client, [job["id"]])
    assert (job["status"], service.submits) == ("completed", 2)


async def test_a_service_that_failed_for_once_is_asked_again(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    troubles = iter([Reply(500, {}), Reply(503, {})])
    service.reply = lambda request: next(troubles, None) if request.method == "POST" else None
    [clip] = await board(client)
    id = await generate(client, clip["id"], **PAID)
    for _ in range(2):
        await eventually(lambda: _rests(client))
        await made(client, f"{LANE}/resume", None)
    [job] = await ended(client, [id])
    assert (job["status"], job["retry_count"], service.submits) == ("completed", 0, 3)


async def _rests(client: httpx2.AsyncClient) -> bool:
    return bool((await lane(client))["resting"])


@pytest.mark.parametrize(
    "reply",
    [
        Reply(401, refusal("Incorrect API key", "invalid_api_key")),
        Reply(402, {}),
        Reply(429, refusal("You exceeded your quota", "insufficient_quota")),
        Reply(400, refusal("Billing hard limit", "billing_hard_limit_reached")),
    ],
)
async def test_a_service_that_takes_no_orders_pauses_its_lane_until_it_is_resumed(
    client: httpx2.AsyncClient, service: VideoServer, reply: Reply
) -> None:
    service.reply = to_orders(reply)
    [clip] = await board(client)
    id = await generate(client, clip["id"], **PAID)

    async def is_paused() -> bool:
        return bool((await lane(client))["paused"])

    await eventually(is_paused)
    stands = await lane(client)
    assert stands["depth"] == 1
    assert stands["reason"].startswith("OpenAI: ")
    job = await got(client, f"/queue/jobs/{id}")
    assert (job["status"], job["retry_count"]) == ("pending", 0)
    service.reply = None
    await made(client, f"{LANE}/resume", None)
    [job] = await ended(client, [id])
    assert (job["status"], job["retry_count"]) == ("completed", 0)


async def test_a_service_that_asks_us_to_wait_is_left_alone_so_long(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    busy = Reply(429, refusal("Slow down", "rate_limit_exceeded"), {"retry-after": "1"})
    service.reply = lambda request: busy if service.submits == 1 and request.body else None
    [clip] = await board(client)
    [job] = await ended(client, [await generate(client, clip["id"], **PAID)])
    assert (job["status"], job["retry_count"], service.submits) == ("completed", 0, 2)
    assert (await lane(client))["resting"] is False


async def test_a_film_that_is_refused_fails_with_the_services_words(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    service.reply = to_orders(Reply(400, refusal("No such model", "invalid_model")))
    [clip] = await board(client)
    [job] = await ended(client, [await generate(client, clip["id"], **PAID)])
    assert (job["status"], service.submits) == ("failed", 1)
    assert "No such model" in job["error"]


async def test_a_film_that_fails_there_fails_here(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    def moderated(request: Request) -> Reply | None:
        for film in service.videos.values():
            film |= {"status": "failed", "error": {"code": "moderation", "message": "Too wet"}}
        return None

    service.reply = moderated
    [clip] = await board(client)
    [job] = await ended(client, [await generate(client, clip["id"], **PAID)])
    assert (job["status"], service.submits) == ("failed", 1)
    assert "Too wet" in job["error"]


async def test_a_service_that_is_away_for_a_while_loses_no_film(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    troubles = iter([CUT, Reply(503, {}), Reply(429, {}, {"retry-after": "0"})])
    service.reply = lambda request: next(troubles, None) if request.method == "GET" else None
    [clip] = await board(client)
    [job] = await ended(client, [await generate(client, clip["id"], **PAID)])
    assert (job["status"], job["retry_count"], service.submits) == ("completed", 0, 1)


async def test_what_is_no_film_is_fetched_once_more_and_then_given_up(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    service.film = b"not a film"
    [clip] = await board(client)
    [job] = await ended(client, [await generate(client, clip["id"], **PAID)])
    assert (job["status"], service.submits) == ("failed", 1)
    assert sum(each.path.endswith("/content") for each in service.requests) == 2
    assert (await got(client, f"/clips/{clip['id']}"))["generated_videos"] == []


async def test_a_restart_goes_on_to_wait_for_the_film_that_was_ordered(
    app: FastAPI, client: httpx2.AsyncClient, container: Container, service: VideoServer
) -> None:
    service.looks = 10_000
    [clip] = await board(client)
    id = await generate(client, clip["id"], **PAID)

    async def is_looked_at() -> bool:
        return len(service.requests) > 3

    await eventually(is_looked_at)
    await container.tasks.dispatch.stop()
    service.looks = 2
    again = Container(container.settings, container.located)
    await again.start()
    [job] = await ended(client, [id])
    await again.stop()
    assert (job["status"], job["retry_count"], service.submits) == ("completed", 0, 1)


@pytest.mark.parametrize("killed", ["before the answer", "after it"])
async def test_a_killed_process_orders_no_film_twice(
    mongo_url: str, database_name: str, tmp_path: Path, service: VideoServer, killed: str
) -> None:
    surroundings = {"OPENAI_BASE_URL": service.url, "OPENAI_API_KEY": KEY}
    program = backend(mongo_url, database_name, tmp_path, 2.0, **surroundings)
    service.looks = 10_000
    reached = asyncio.Event()

    def watch(request: Request) -> Reply | None:
        if request.method == ("POST" if killed == "before the answer" else "GET"):
            reached.set()
            return CUT if killed == "before the answer" else None
        return None

    await program.start(f"{V1}/health/ready")
    try:
        async with httpx2.AsyncClient(base_url=program.url, timeout=20) as client:
            [clip] = await board(client)
            service.reply = lambda request: _kill_at(program, watch(request))
            id = await generate(client, clip["id"], **PAID)
            await reached.wait()
            program.kill()
            service.reply, service.looks = None, 1
            await program.start(f"{V1}/health/ready")
            [job] = await ended(client, [id])
        expected = "failed" if killed == "before the answer" else "completed"
        assert (job["status"], service.submits) == (expected, 1), job
    finally:
        program.kill()


def _kill_at(program: Any, reply: Reply | None) -> Reply | None:
    if reply is CUT:
        program.kill()
    return reply
