"""External workers over HTTP: each job is lent once, comes back once, and is never lost."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from PIL import Image

from backend.app import create_app
from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.domain.ids import ServerId, new_id
from backend.domain.lane import Capabilities
from backend.domain.media import MEDIA_PATH
from backend.settings import Settings
from tests.api_steps import V1, error_of, fields_of
from tests.journeys import (
    board,
    ended,
    eventually,
    farm,
    generate,
    got,
    made,
    register,
    simulated,
    until,
)

NOWHERE = "http://127.0.0.1:9"


def picture(colour: str = "red") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(content, "PNG")
    return content.getvalue()


@asynccontextmanager
async def served(
    body: bytes, status: str = "200 OK", kind: str = "image/png"
) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Answer every request with the body; yield the address and the requests."""
    asked: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield f"http://127.0.0.1:{port}", asked


async def lent(client: httpx2.AsyncClient, server: dict[str, Any]) -> Any:
    """Ask for the server's next job."""
    return await got(client, f"/queue/servers/{server['id']}/next")


async def lent_soon(client: httpx2.AsyncClient, server: dict[str, Any]) -> Any:
    """Ask until there is one: null may mean that the dispatcher just looked at it as well."""
    found: list[Any] = []

    async def is_lent() -> bool:
        found.append(await lent(client, server))
        return found[-1] is not None

    await eventually(is_lent)
    return found[-1]


async def report(client: httpx2.AsyncClient, id: str, **told: Any) -> httpx2.Response:
    return await client.post(f"{V1}/queue/jobs/{id}/complete", json=told)


async def test_a_worker_fetches_a_job_and_its_result_lands_in_the_gallery(
    client: httpx2.AsyncClient,
) -> None:
    server = await register(client, NOWHERE, "studio")
    greeting = await made(client, f"/queue/servers/{server['id']}/register", None)
    assert greeting == {
        "server_id": server["id"],
        "server_name": "studio",
        "is_online": False,
        "max_concurrent": 1,
    }
    assert await lent(client, server) is None
    [clip] = await board(client)
    id = await generate(client, clip["id"], prompt="rain &amp; &#x2F;wind", params={"seed": 5})
    answer = await client.get(f"{V1}/queue/servers/{server['id']}/next")
    assert answer.headers["cache-control"] == "no-store"
    job = answer.json()
    assert (job["id"], job["status"], job["server_name"]) == (id, "processing", "studio")
    assert job["prompt"] == "rain & /wind"
    assert (job["seed"], job["lease"]["token"], job["target"]["seconds"]) == (5, 1, 1.0)
    assert job["lease"]["until"] > job["started_at"]
    assert (await got(client, "/queue/status"))["servers"][server["id"]]["current_jobs"] == 1
    async with served(picture()) as (url, _):
        told = {"success": True, "result_url": f"{url}/x.png", "token": job["lease"]["token"]}
        done = (await report(client, id, **told)).json()
        assert (done["status"], done["progress"]) == ("completed", 1.0)
        again = await report(client, id, **told)
        assert (again.status_code, again.json()["status"]) == (200, "completed")
    [take] = (await got(client, f"/clips/{clip['id']}"))["generated_images"]
    assert (take["job_id"], take["seed"], take["is_selected"]) == (id, 5, True)
    assert (take["server_name"], take["width"], take["url"]) == ("studio", 64, done["result_url"])
    assert (await client.get(take["url"])).headers["content-type"] == "image/png"
    status = (await got(client, "/queue/status"))["servers"][server["id"]]
    assert (status["current_jobs"], status["total_completed"]) == (0, 1)


async def test_a_report_may_be_sent_in_the_query_and_name_a_file_of_ours(
    client: httpx2.AsyncClient,
) -> None:
    server = await register(client, NOWHERE)
    upload = {"file": ("a.png", picture("blue"), "image/png")}
    file = (await client.post(f"{V1}/media/upload-face-image", files=upload)).json()
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    await lent(client, server)
    told = {"success": "true", "result_url": file["file_url"]}
    done = await client.post(f"{V1}/queue/jobs/{id}/complete", params=told)
    assert done.json()["result_url"] == file["file_url"]
    assert done.json()["result"]["url"].startswith(f"http://test{MEDIA_PATH}")


async def test_a_report_may_say_why_it_failed_by_either_name(client: httpx2.AsyncClient) -> None:
    server = await register(client, NOWHERE)
    [clip] = await board(client)
    reports: list[dict[str, Any]] = [
        {"json": {"success": False, "error_message": "no such node"}},
        {"params": {"success": "false", "error_message": "no such node"}},
    ]
    for told in reports:
        id = await generate(client, clip["id"])
        await lent_soon(client, server)
        assert (await client.post(f"{V1}/queue/jobs/{id}/complete", **told)).is_success
        [attempt] = (await got(client, f"/queue/jobs/{id}"))["attempts"]
        assert "no such node" in attempt["outcome"]
        await client.post(f"{V1}/queue/jobs/{id}/cancel")


async def test_of_twenty_who_ask_at_once_each_job_goes_to_one(client: httpx2.AsyncClient) -> None:
    body = {"name": "many", "url": NOWHERE, "max_concurrent": 8}
    server = await made(client, "/comfyui/servers", body)
    clips = await board(client, 12)
    ids = [await generate(client, clip["id"]) for clip in clips]
    jobs = [job for job in await asyncio.gather(*[lent(client, server)] * 1) if job]
    jobs += [job for job in await asyncio.gather(*(lent(client, server) for _ in range(20))) if job]
    assert len(jobs) == len({job["id"] for job in jobs}) == 8
    assert {job["id"] for job in jobs} == set(ids[:8])
    assert await lent(client, server) is None
    await report(client, jobs[0]["id"], success=False, error="no")
    assert (await lent(client, server))["id"] in set(ids) - {job["id"] for job in jobs}


async def test_workers_and_our_own_dispatcher_never_do_one_job_twice(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("both", seconds_scale=0.1)) as [simulator]:
        [server] = await got(client, "/comfyui/servers")
        clips = await board(client, 10)
        ids = [await generate(client, clip["id"]) for clip in clips]
        lent_ids = set()
        async with served(picture()) as (url, _):
            for _ in range(200):
                job = await lent(client, server)
                status = (await got(client, "/queue/status"))["servers"][server["id"]]
                assert status["current_jobs"] <= 2, "one may be handed over just before its turn"
                if job is not None:
                    lent_ids.add(job["id"])
                    told = {"success": True, "result_url": f"{url}/{job['id']}.png"}
                    assert (await report(client, job["id"], **told)).json()["status"] == "completed"
                if not await got(client, "/queue/jobs", status="pending,processing"):
                    break
        jobs = await ended(client, ids)
        assert {job["status"] for job in jobs} == {"completed"}
        posted = sum(simulator.machine.stats.posted.values())
        assert posted + len(lent_ids) == len(ids)
        for clip in clips:
            takes = (await got(client, f"/clips/{clip['id']}"))["generated_images"]
            assert len(takes) == 1


async def test_a_failure_is_retried_elsewhere_and_its_repeat_changes_nothing(
    client: httpx2.AsyncClient,
) -> None:
    first = await register(client, NOWHERE, "first")
    second = await register(client, "http://127.0.0.1:10", "second")
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    token = (await lent(client, first))["lease"]["token"]
    failed = {"success": False, "error": "/opt/comfy/x.py: node 3 broke", "token": token}
    job = (await report(client, id, **failed)).json()
    assert (job["status"], job["retry_count"]) == ("pending", 1)
    assert "/opt" not in json.dumps(await got(client, f"/queue/jobs/{id}"))
    assert (await report(client, id, **failed)).json()["retry_count"] == 1
    assert (await lent_soon(client, second))["lease"]["token"] == 2
    error_of(await report(client, id, **failed), 409)
    failed["token"] = 2
    job = (await report(client, id, **failed)).json()
    assert (job["status"], job["error_message"]) == ("failed", "second: x.py: node 3 broke")
    assert (await report(client, id, **failed)).json()["status"] == "failed"


async def test_a_worker_that_vanishes_loses_its_job_to_another(
    client: httpx2.AsyncClient, container: Container
) -> None:
    first = await register(client, NOWHERE, "first")
    second = await register(client, "http://127.0.0.1:10", "second")
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    token = (await lent(client, first))["lease"]["token"]
    jobs = container._jobs
    await jobs._collection.update_one(
        {"_id": id}, [{"$set": {"lease.until": {"$subtract": ["$$NOW", 1]}}}]
    )
    await container.engine._recovery.sweep()
    late = {"success": True, "result_url": f"{NOWHERE}/x.png", "token": token}
    error_of(await report(client, id, **late), 409)
    assert (await lent_soon(client, second))["id"] == id
    error_of(await report(client, id, **late), 409)
    assert (await got(client, f"/clips/{clip['id']}"))["generated_images"] == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html>login</html>", "text/html"),
        (b"<html>login</html>", "image/png"),
        (b"", "image/png"),
        (b"\x89PNG\r\n\x1a\n broken", "image/png"),
    ],
)
async def test_what_is_no_picture_counts_as_a_failed_try(
    client: httpx2.AsyncClient, body: bytes, kind: str
) -> None:
    server = await register(client, NOWHERE)
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    await lent(client, server)
    async with served(body, kind=kind) as (url, _):
        told = {"success": True, "result_url": f"{url}/x.png"}
        job = (await report(client, id, **told)).json()
    assert (job["status"], job["retry_count"], job["result_url"]) == ("pending", 1, None)
    assert (await got(client, f"/clips/{clip['id']}"))["generated_images"] == []


async def test_a_result_that_cannot_be_fetched_just_now_may_be_reported_again(
    client: httpx2.AsyncClient,
) -> None:
    server = await register(client, NOWHERE)
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    await lent(client, server)
    away = {"success": True, "result_url": f"{NOWHERE}/x.png"}
    assert error_of(await report(client, id, **away), 503)["code"] == "PROVIDER_UNAVAILABLE"
    assert (await got(client, f"/queue/jobs/{id}"))["status"] == "processing"
    async with served(picture()) as (url, _):
        told = {"success": True, "result_url": url + "/x.png"}
        answers = await asyncio.gather(*(report(client, id, **told) for _ in range(5)))
    assert [answer.status_code for answer in answers] == [200] * 5
    assert len((await got(client, f"/clips/{clip['id']}"))["generated_images"]) == 1


async def test_a_servers_key_is_sent_to_that_server_alone(client: httpx2.AsyncClient) -> None:
    async with served(picture()) as (own, asked), served(picture("green")) as (other, heard):
        body = {"name": "safe", "url": own, "api_key": "sk-secret", "max_concurrent": 2}
        server = await made(client, "/comfyui/servers", body)
        for url, clip in zip((own, other), await board(client, 2), strict=True):
            await generate(client, clip["id"])
            job = await lent(client, server)
            told = {"success": True, "result_url": f"{url}/view?filename=x.png"}
            assert (await report(client, job["id"], **told)).json()["status"] == "completed"
        assert any(b"GET /view" in each and b"Bearer sk-secret" in each for each in asked)
        assert heard
        assert not any(b"sk-secret" in each for each in heard)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"success": None},
        {"success": "perhaps"},
        {"success": True},
        {"success": True, "result_url": ""},
        {"success": True, "result_url": "file:///etc/passwd"},
        {"success": True, "result_url": "/view?filename=x.png"},
        {"success": True, "result_url": "http://169.254.169.254/latest"},
        {"success": True, "result_url": "http://[::1"},
        {"success": True, "result_url": "http://127.0.0.1:99999999/"},
        {"success": True, "result_url": 7},
        {"success": False, "error": "x" * 20_001},
        {"success": False, "error": "\ud800"},
        {"success": False, "token": "x"},
        {"success": False, "token": -1},
    ],
)
async def test_a_bad_report_is_refused_and_changes_nothing(
    client: httpx2.AsyncClient, told: dict[str, Any]
) -> None:
    server = await register(client, NOWHERE)
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    await lent(client, server)
    answer = await client.post(
        f"{V1}/queue/jobs/{id}/complete",
        content=json.dumps(told),
        headers={"Content-Type": "application/json"},
    )
    assert fields_of(answer)
    job = await got(client, f"/queue/jobs/{id}")
    assert (job["status"], job["retry_count"]) == ("processing", 0)


async def test_only_the_worker_that_has_a_job_can_complete_it(client: httpx2.AsyncClient) -> None:
    [clip, other] = await board(client, 2)
    waiting = await generate(client, clip["id"])
    told = {"success": False, "error": "x"}
    error_of(await report(client, waiting, **told), 409)
    error_of(await report(client, new_id(), **told), 404)
    error_of(await report(client, "$x", **told), 404)
    server = await register(client, NOWHERE)
    await lent(client, server)
    error_of(await report(client, waiting, **told, token=7), 409)
    await client.post(f"{V1}/queue/jobs/{waiting}/cancel")
    error_of(await report(client, waiting, **told), 409)
    await client.delete(f"{V1}/comfyui/servers/{server['id']}")
    async with farm(client, simulated(seconds_scale=20)):
        ours = await generate(client, other["id"])
        await until(client, [ours], {"processing"})
        error_of(await report(client, ours, **told), 409)
        await client.post(f"{V1}/queue/jobs/{ours}/cancel")


async def test_a_lent_job_outlives_a_restart_of_ours(
    client: httpx2.AsyncClient, settings: Settings, mongo_url: str
) -> None:
    server = await register(client, NOWHERE)
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    token = (await lent(client, server))["lease"]["token"]
    second = create_app(Container(settings, LocatedDatabase(mongo_url, "configured", "test")))
    async with second.router.lifespan_context(second):
        transport = httpx2.ASGITransport(app=second)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as other:
            await second.state.container.engine._recovery.sweep()
            assert await lent(other, server) is None
            async with served(picture()) as (url, _):
                told = {"success": True, "result_url": f"{url}/x.png", "token": token}
                assert (await report(other, id, **told)).json()["status"] == "completed"
    assert (await got(client, f"/queue/jobs/{id}"))["status"] == "completed"


async def test_a_cancelled_job_leaves_no_debt_at_a_server_that_never_had_it(
    client: httpx2.AsyncClient, container: Container
) -> None:
    server = await register(client, NOWHERE)
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    await lent(client, server)
    await client.post(f"{V1}/queue/jobs/{id}/cancel")
    assert await container._cleanups.list_by_lane() == {}
    await made(client, f"/queue/jobs/{id}/retry", None)
    assert (await lent(client, server))["lease"]["token"] == 3


async def test_a_deleted_servers_jobs_come_back_uncounted(client: httpx2.AsyncClient) -> None:
    server = await register(client, NOWHERE)
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    await lent(client, server)
    await client.delete(f"{V1}/comfyui/servers/{server['id']}")
    job = await got(client, f"/queue/jobs/{id}")
    assert (job["status"], job["retry_count"]) == ("pending", 0)
    error_of(await client.get(f"{V1}/queue/servers/{server['id']}/next"), 404)
    error_of(await client.post(f"{V1}/queue/servers/{server['id']}/register"), 404)


async def test_a_worker_gets_only_what_its_server_may_and_can_do(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    server = await register(client, NOWHERE)
    other = await register(client, "http://127.0.0.1:10")
    first, second = await board(client, 2)
    await generate(client, first["id"], server_id=other["id"])
    assert await lent(client, server) is None
    id = await generate(client, second["id"], server_id=server["id"], model="rare.safetensors")
    can = Capabilities(node_classes=["KSampler"])
    await container._lanes.seen(ServerId(server["id"]), can)
    assert await lent(client, server) is None
    await container._lanes._collection.update_one(
        {"_id": server["id"]}, {"$set": {"capabilities": None}}
    )
    address = f"/comfyui/servers/{server['id']}"
    assert (await made(client, f"{address}/drain", None))["draining"]
    assert await lent(client, server) is None
    assert not (await made(client, f"{address}/resume", None))["draining"]
    await client.put(f"{V1}{address}", json={"is_active": False})
    assert await lent(client, server) is None
    await client.put(f"{V1}{address}", json={"is_active": True})
    assert (await lent(client, server))["id"] == id


async def test_head_never_takes_a_job(client: httpx2.AsyncClient) -> None:
    server = await register(client, NOWHERE)
    [clip] = await board(client)
    await generate(client, clip["id"])
    address = f"{V1}/queue/servers/{server['id']}/next"
    refused = await client.head(address)
    assert (refused.status_code, refused.headers["cache-control"]) == (405, "no-store")
    missing = await client.get(f"{V1}/queue/servers/{new_id()}/next")
    assert missing.headers["cache-control"] == "no-store"
    assert (await lent(client, server))["lease"]["token"] == 1


async def test_a_job_that_cannot_be_read_does_not_keep_its_place_for_ever(
    client: httpx2.AsyncClient, container: Container
) -> None:
    server = await register(client, NOWHERE)
    first, second = await board(client, 2)
    id = await generate(client, first["id"])
    await lent(client, server)
    await container._jobs._collection.update_one(
        {"_id": id}, {"$set": {"seed": "broken", "lease.owner": "somebody"}}
    )
    await generate(client, second["id"])

    async def freed() -> bool:
        await container._jobs.list_astray("somebody")
        await container.engine._recovery.sweep()
        return await lent(client, server) is not None

    await eventually(freed)
