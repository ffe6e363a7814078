"""Clearing, cancelling, pausing and resuming the queue over HTTP."""

import asyncio
from typing import Any

import httpx2
import pytest

from backend.app import create_app
from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.domain.ids import new_id
from backend.settings import Settings
from tests.api_steps import V1, error_of, fields_of
from tests.journeys import board, ended, eventually, farm, generate, got, made, simulated, until

QUEUE = f"{V1}/queue"


async def waiting(client: httpx2.AsyncClient, count: int = 1) -> list[str]:
    """Queue jobs of one project, for which there is no server."""
    return [await generate(client, clip["id"]) for clip in await board(client, count)]


async def statuses(client: httpx2.AsyncClient, ids: list[str]) -> list[str]:
    return [(await got(client, f"/queue/jobs/{id}"))["status"] for id in ids]


async def test_a_projects_jobs_are_listed_newest_first(client: httpx2.AsyncClient) -> None:
    ids = await waiting(client, 3)
    await waiting(client)
    project_id = (await got(client, f"/queue/jobs/{ids[0]}"))["project_id"]
    listed = await got(client, f"/queue/projects/{project_id}/jobs")
    assert (listed["project_id"], listed["total_jobs"]) == (project_id, 3)
    assert [job["id"] for job in listed["jobs"]] == ids[::-1]
    assert [job["queue_position"] for job in listed["jobs"]] == [3, 2, 1]
    part = await got(client, f"/queue/projects/{project_id}/jobs", limit=1, offset=1)
    assert ([job["id"] for job in part["jobs"]], part["total_jobs"]) == ([ids[1]], 3)
    error_of(await client.get(f"{QUEUE}/projects/{new_id()}/jobs"), 404)
    fields_of(await client.get(f"{QUEUE}/projects/{project_id}/jobs?limit=0"))


async def test_a_deleted_job_is_gone_whatever_it_did(client: httpx2.AsyncClient) -> None:
    [waits, cancelled] = await waiting(client, 2)
    await client.post(f"{QUEUE}/jobs/{cancelled}/cancel")
    for id in (waits, cancelled):
        assert (await client.delete(f"{QUEUE}/jobs/{id}")).json() == {"message": "Job deleted"}
        error_of(await client.get(f"{QUEUE}/jobs/{id}"), 404)
        error_of(await client.delete(f"{QUEUE}/jobs/{id}"), 404)
    async with farm(client, simulated(seconds_scale=20)) as [server]:
        [running] = await waiting(client)
        await until(client, [running], {"processing"})
        await eventually(lambda: _true(server.machine.stats.posted))
        assert (await client.delete(f"{QUEUE}/jobs/{running}")).status_code == 200
        await eventually(lambda: _true(server.machine.stats.interrupted))


async def _true(value: object) -> bool:
    return bool(value)


async def test_clearing_removes_what_is_asked_and_never_what_runs(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated(seconds_scale=20)):
        [running] = await waiting(client)
        await until(client, [running], {"processing"})
        [first, cancelled, pending] = await waiting(client, 3)
        await client.post(f"{QUEUE}/jobs/{cancelled}/cancel")
        answer = await client.delete(f"{QUEUE}/clear", params={"status": "cancelled"})
        assert answer.json() == {
            "message": "1 jobs removed",
            "deleted_count": 1,
            "status_filter": "cancelled",
        }
        for words, count in (("processing", 0), ("completed,failed", 0), ("queued", 2)):
            answer = await client.delete(f"{QUEUE}/clear", params={"status": words})
            assert answer.json()["deleted_count"] == count, words
        for id in (first, cancelled, pending):
            error_of(await client.get(f"{QUEUE}/jobs/{id}"), 404)
        await waiting(client, 2)
        cleared = (await client.delete(f"{QUEUE}/clear")).json()
        assert (cleared["deleted_count"], cleared["status_filter"]) == (2, None)
        assert await statuses(client, [running]) == ["processing"]
        for odd in ("odd", "pending,odd", ",", "%0B"):
            refused = await client.delete(f"{QUEUE}/clear?status={odd}")
            assert fields_of(refused) == ["status"]
        await client.post(f"{QUEUE}/jobs/{running}/cancel")


async def test_many_jobs_are_cancelled_at_once(client: httpx2.AsyncClient) -> None:
    mine, others = await waiting(client, 3), await waiting(client, 2)
    project_id = (await got(client, f"/queue/jobs/{mine[0]}"))["project_id"]
    answer = await made(client, "/queue/cancel", {"project_id": project_id})
    assert answer == {"message": "3 jobs cancelled", "cancelled_count": 3}
    assert await statuses(client, [*mine, *others]) == ["cancelled"] * 3 + ["pending"] * 2
    counts = await asyncio.gather(*(made(client, "/queue/cancel", {}) for _ in range(20)))
    assert sum(count["cancelled_count"] for count in counts) == 2
    for unknown in ("project_id", "batch_id"):
        error_of(await client.post(f"{QUEUE}/cancel", json={unknown: new_id()}), 404)


async def test_running_jobs_are_spared_if_asked(client: httpx2.AsyncClient) -> None:
    async with farm(client, simulated(seconds_scale=20)):
        [running] = await waiting(client)
        await until(client, [running], {"processing"})
        await waiting(client, 2)
        spared = await made(client, "/queue/cancel", {"except_running": True})
        assert spared["cancelled_count"] == 2
        assert await statuses(client, [running]) == ["processing"]
        assert (await made(client, "/queue/cancel", {}))["cancelled_count"] == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"projekt": "x"}, "projekt"),
        ({"project_id": 7}, "project_id"),
        ({"except_running": None}, "except_running"),
        ([], "body"),
        (None, "body"),
    ],
)
async def test_a_bad_request_cancels_nothing(
    client: httpx2.AsyncClient, body: Any, field: str
) -> None:
    [id] = await waiting(client)
    assert fields_of(await client.post(f"{QUEUE}/cancel", json=body)) == [field]
    assert await statuses(client, [id]) == ["pending"]


async def test_a_paused_queue_gives_nothing_to_any_server(client: httpx2.AsyncClient) -> None:
    answer = await made(client, "/queue/pause", None)
    assert answer == {"message": "Queue paused", "paused": True, "project_id": None}
    assert (await got(client, "/queue/status"))["paused"]
    async with farm(client, simulated()) as [server]:
        [id] = await waiting(client)

        async def is_told() -> bool:
            job: dict[str, Any] = await got(client, f"/queue/jobs/{id}")
            return bool(job["waiting"]["text"] == "The queue is paused")

        await eventually(is_told)
        [known] = await got(client, "/comfyui/servers")
        assert await got(client, f"/queue/servers/{known['id']}/next") is None
        assert sum(server.machine.stats.posted.values()) == 0
        assert (await made(client, "/queue/pause", None))["paused"]
        assert not (await made(client, "/queue/resume", None))["paused"]
        assert (await ended(client, [id]))[0]["status"] == "completed"
    assert not (await got(client, "/queue/status"))["paused"]


async def test_a_paused_project_lets_others_pass(client: httpx2.AsyncClient) -> None:
    [clip] = await board(client)
    project = f"/projects/{clip['project_id']}/queue"
    paused = await made(client, f"{project}/pause", None)
    assert (paused["paused"], paused["project_id"]) == (True, clip["project_id"])
    held = await generate(client, clip["id"])
    async with farm(client, simulated()):
        passing = await waiting(client, 2)
        assert {job["status"] for job in await ended(client, passing)} == {"completed"}
        assert not (await got(client, "/queue/status"))["paused"]
        job = await got(client, f"/queue/jobs/{held}")
        assert (job["status"], job["waiting"]["text"]) == ("pending", "The project is paused")
        await made(client, "/queue/resume", None)
        assert await statuses(client, [held]) == ["pending"]
        await made(client, f"{project}/resume", None)
        assert (await ended(client, [held]))[0]["status"] == "completed"


async def test_what_runs_runs_on_while_the_queue_is_paused(client: httpx2.AsyncClient) -> None:
    async with farm(client, simulated(seconds_scale=1)):
        [running] = await waiting(client)
        await until(client, [running], {"processing"})
        await made(client, "/queue/pause", None)
        assert (await ended(client, [running]))[0]["status"] == "completed"


async def test_a_pause_outlives_a_restart_and_holds_in_every_process(
    client: httpx2.AsyncClient, settings: Settings, mongo_url: str
) -> None:
    await made(client, "/queue/pause", None)
    second = create_app(Container(settings, LocatedDatabase(mongo_url, "configured", "test")))
    async with second.router.lifespan_context(second):
        transport = httpx2.ASGITransport(app=second)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as other:
            assert (await got(other, "/queue/status"))["paused"]
            await made(other, "/queue/resume", None)
    assert not (await got(client, "/queue/status"))["paused"]


async def test_a_deleted_project_leaves_no_pause_behind(
    client: httpx2.AsyncClient, container: Container
) -> None:
    [clip] = await board(client)
    project = f"/projects/{clip['project_id']}"
    await made(client, f"{project}/queue/pause", None)
    await client.delete(f"{V1}{project}")
    assert not (await container._pauses.current()).projects
    error_of(await client.post(f"{V1}{project}/queue/pause"), 404)
    error_of(await client.post(f"{V1}{project}/queue/resume"), 404)
    assert not (await container._pauses.current()).projects
