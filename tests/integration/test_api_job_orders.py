"""What people ask of a job: another round with other words, another place, a later time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.domain.ids import ServerId, new_id
from backend.domain.job_state import JobState
from tests.api_steps import V1, a_clip, error_of, fields_of, made
from tests.journeys import board, eventually, farm, generate, got, register, simulated, until, why

JOBS = f"{V1}/queue/jobs"


async def cancelled(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    clip = await a_clip(client, image_prompt="rain")
    body = {"clip_id": clip["id"], "project_id": clip["project_id"], **fields}
    job = await made(client, "/queue/jobs", **body)
    assert (await client.post(f"{JOBS}/{job['id']}/cancel")).is_success
    return job


async def test_a_retry_takes_what_is_sent_and_keeps_the_rest(client: httpx2.AsyncClient) -> None:
    before = await cancelled(client, params={"steps": 8, "cfg": 3, "seed": 5}, model="a")
    asked = {
        "prompt": "snow",
        "params": {"steps": 20, "my.own": {"$x": 1}},
        "loras": [{"name": "b"}],
        "priority": 2,
        "seed": 9,
    }
    again = (await client.post(f"{JOBS}/{before['id']}/retry", json=asked)).json()
    assert (again["prompt"], again["model"], again["priority"]) == ("snow", "a", 2)
    assert again["params"] == {"steps": 20, "cfg": 3.0, "seed": 9, "my.own": {"$x": 1}}
    assert (again["seed"], again["loras"]) == (9, [{"name": "b", "weight": 1.0}])
    assert (again["status"], again["queue_position"]) == ("pending", 1)


async def test_a_retry_without_a_body_changes_nothing_and_null_lets_any_server_run_it(
    client: httpx2.AsyncClient, container: Container
) -> None:
    server = await register(client, "http://127.0.0.1:9", "away")
    before = await cancelled(client, server_id=server["id"], seed=1)
    again = (await client.post(f"{JOBS}/{before['id']}/retry")).json()
    kept = ("prompt", "params", "seed", "server_id", "priority")
    assert {name: again[name] for name in kept} == {name: before[name] for name in kept}
    assert (await client.post(f"{JOBS}/{before['id']}/cancel")).is_success
    free = {"server_id": None, "seed": -1, "unheard": "of"}
    assert (await client.post(f"{JOBS}/{before['id']}/retry", json=free)).is_success
    stored = await container._jobs.get(before["id"])
    assert (stored.pinned_server_id, stored.round) == (None, 2)
    assert stored.seed != before["seed"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"prompt": " "}, "prompt"),
        ({"prompt": None}, "prompt"),
        ({"params": {"steps": 0}}, "params.steps"),
        ({"params": {"source_job_id": new_id()}}, "params.source_job_id"),
        ({"params": {"provider": "openai"}}, "params.provider"),
        ({"params": {"input_reference_url": "http://x/a.png"}}, "params.input_reference_url"),
        ({"seed": -2}, "seed"),
        ({"priority": 101}, "priority"),
    ],
)
async def test_what_a_retry_cannot_take_is_named_and_the_job_stays_as_it_was(
    client: httpx2.AsyncClient, body: dict[str, Any], field: str
) -> None:
    job = await cancelled(client)
    assert fields_of(await client.post(f"{JOBS}/{job['id']}/retry", json=body)) == [field]
    assert (await got(client, f"/queue/jobs/{job['id']}"))["status"] == "cancelled"


async def test_a_retry_takes_back_the_params_that_the_job_itself_shows(
    client: httpx2.AsyncClient,
) -> None:
    [clip] = await board(client)
    asked = {"clip_id": clip["id"], "generation_type": "video", "image_first": True}
    film = (await made(client, "/generation", **asked))["job"]
    assert (await client.post(f"{JOBS}/{film['id']}/cancel")).is_success
    edited = {"params": {**film["params"], "steps": 9}}
    again = await client.post(f"{JOBS}/{film['id']}/retry", json=edited)
    assert again.json()["params"] == edited["params"]


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2027-01-01T00:00:00"]
)
async def test_a_time_that_has_no_year_or_no_offset_is_refused(
    client: httpx2.AsyncClient, moment: str
) -> None:
    clip = await a_clip(client, image_prompt="rain")
    for path, body in (
        ("generation", {"clip_id": clip["id"]}),
        ("queue/jobs", {"clip_id": clip["id"], "project_id": clip["project_id"]}),
        ("generation/batch", {"clip_ids": [clip["id"]]}),
    ):
        refused = await client.post(f"{V1}/{path}", json={**body, "not_before": moment})
        assert fields_of(refused) == ["not_before"], path


async def test_an_unknown_server_is_a_404_for_a_retry(client: httpx2.AsyncClient) -> None:
    job = await cancelled(client)
    body = {"server_id": new_id()}
    error_of(await client.post(f"{JOBS}/{job['id']}/retry", json=body), 404)


async def test_a_waiting_job_is_put_forward_and_back(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, image_prompt="rain")
    first, second = [await generate(client, clip["id"]) for _ in range(2)]
    urgent = await client.post(f"{JOBS}/{second}/priority", json={"priority": 3})
    assert (urgent.json()["priority"], urgent.json()["queue_position"]) == (3, 1)
    back = await client.post(f"{JOBS}/{second}/priority", json={"priority": 0})
    assert back.json()["queue_position"] == 2
    assert (await got(client, f"/queue/jobs/{first}"))["queue_position"] == 1


async def test_priority_is_for_those_who_wait(client: httpx2.AsyncClient) -> None:
    job = await cancelled(client)
    address = f"{JOBS}/{job['id']}/priority"
    error_of(await client.post(address, json={"priority": 1}), 409)
    error_of(await client.post(f"{JOBS}/{new_id()}/priority", json={"priority": 1}), 404)
    for body in ({}, {"priority": 101}, {"priority": None}, {"priority": 1, "colour": 2}):
        error_of(await client.post(address, json=body), 400)


async def test_a_job_for_later_waits_until_then(
    client: httpx2.AsyncClient, container: Container
) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    async with farm(client, simulated()):
        one, other = await board(client, 2)
        waits = await generate(client, one["id"], not_before=later.isoformat())
        past = (later - timedelta(hours=2)).isoformat()
        await until(client, [await generate(client, other["id"], not_before=past)], {"completed"})
        job = await got(client, f"/queue/jobs/{waits}")
        assert (job["status"], job["waiting"]["code"]) == ("pending", "retry_at")
        assert job["waiting"]["text"].startswith("Not before ")
        assert [each["reason"] for each in job["waiting"]["servers"]] == ["could do it"]
        await container._jobs.update(waits, {"not_before": later - timedelta(hours=2)})
        await until(client, [waits], {"completed"})


async def test_a_job_tells_its_tries_and_what_every_server_says_to_it(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("gpu", "execution_error=5"), simulated("off")):
        [clip] = await board(client)
        servers = {each["name"]: each["id"] for each in await got(client, "/comfyui/servers")}
        off = f"{V1}/comfyui/servers/{servers['off']}"
        assert (await client.put(off, json={"is_active": False})).is_success
        id = await generate(client, clip["id"], server_id=servers["gpu"])
        [job] = await until(client, [id], {"failed"})
        tried = [(each["n"], each["server_name"], each["error_class"]) for each in job["attempts"]]
        assert tried == [(1, "gpu", "runtime"), (2, "gpu", "runtime")]
        assert all(each["ended_at"] >= each["started_at"] for each in job["attempts"])
        lacking = await generate(client, clip["id"], model="nobody has it.safetensors")
        job = await got(client, f"/queue/jobs/{lacking}")
        said = {each["name"]: each["reason"] for each in job["waiting"]["servers"]}
        assert job["waiting"]["code"] == "no_capable_server"
        assert "nobody has it" in said["gpu"]
        assert said["off"] == "is switched off"
        listed = await got(client, "/queue/jobs", status="pending")
        assert [each["waiting"] in {None, "no_capable_server"} for each in listed] == [True]


async def test_what_a_job_waits_for_is_told_by_what_keeps_it_first(
    client: httpx2.AsyncClient, container: Container
) -> None:
    [clip] = await board(client)
    id = await generate(client, clip["id"])

    async def code() -> str:
        return str((await got(client, f"/queue/jobs/{id}"))["waiting"]["code"])

    assert await code() == "no_capable_server"
    server = await register(client, "http://127.0.0.1:9", "away")
    assert await code() == "servers_offline"
    await client.post(f"{V1}/comfyui/servers/{server['id']}/drain")
    assert await code() in {"lane_paused", "servers_offline"}
    await client.post(f"{V1}/projects/{clip['project_id']}/queue/pause")
    assert await code() == "paused"
    await client.post(f"{V1}/projects/{clip['project_id']}/queue/resume")
    assert "away" in why(await got(client, f"/queue/jobs/{id}"))


async def test_a_job_put_aside_counts_as_waiting_and_comes_back_where_it_was(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip = await a_clip(client, image_prompt="rain")
    first, second = [await generate(client, clip["id"]) for _ in range(2)]
    stored = await container._jobs.get(first)
    await container._jobs.shelve([stored.job_id], "nobody can")
    assert (await got(client, "/queue/status"))["queued_jobs"] == 2
    assert (await got(client, f"/queue/jobs/{first}"))["queue_position"] is None
    assert (await got(client, f"/queue/jobs/{second}"))["queue_position"] == 1
    assert await container._jobs.reopen() == 1
    assert (await got(client, f"/queue/jobs/{first}"))["queue_position"] == 1
    await container._jobs.update(first, {"pinned_server_id": ServerId(new_id())})
    await container._jobs.shelve([stored.job_id], "its server is gone")

    async def is_free() -> bool:
        return (await container._jobs.get(first)).pinned_server_id is None

    await eventually(is_free)
    answer = await client.post(f"{V1}/queue/cancel", json={"except_running": True})
    assert answer.json()["cancelled_count"] == 2
    assert (await container._jobs.get(first)).state is JobState.CANCELLED
