"""What is asked for twice under one Idempotency-Key is made once."""

import asyncio
from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.domain.ids import JobId, new_id
from tests.api_steps import V1, a_clip, error_of, fields_of, made

JOBS = f"{V1}/queue/jobs"


def under(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


async def bodies(client: httpx2.AsyncClient) -> dict[str, dict[str, Any]]:
    """Return a request to every operation that queues something, by its path."""
    clip = await a_clip(client, image_prompt="rain")
    character = await made(client, "/characters", name="Ana", project_id=clip["project_id"])
    of_clip = {"clip_id": clip["id"], "project_id": clip["project_id"]}
    return {
        "/queue/jobs": of_clip,
        "/generation": of_clip,
        "/generation/batch": {"clip_ids": [clip["id"]] * 2},
        f"/characters/{character['id']}/generate": {"samples": 2},
        "/generate-character-profiles": {"character_id": character["id"], "count": 2},
    }


def ids_in(answer: dict[str, Any]) -> list[str]:
    return answer.get("job_ids") or [answer["job_id"]]


async def test_the_same_request_queues_the_same_jobs(
    client: httpx2.AsyncClient, container: Container
) -> None:
    for path, body in (await bodies(client)).items():
        before = await container._jobs.count({})
        answers = [await client.post(V1 + path, json=body, headers=under("a")) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {202}, path
        [ids] = {tuple(ids_in(answer.json())) for answer in answers}
        assert await container._jobs.count({}) == before + len(ids), path
        fresh = await client.post(V1 + path, json=body, headers=under("b"))
        assert ids_in(fresh.json()) != list(ids), path


async def test_twenty_at_once_get_one_job(client: httpx2.AsyncClient, container: Container) -> None:
    body = (await bodies(client))["/queue/jobs"]
    posts = [client.post(JOBS, json=body, headers=under("storm")) for _ in range(20)]
    answers = [answer.json() for answer in await asyncio.gather(*posts)]
    assert len({(answer["id"], answer["seed"]) for answer in answers}) == 1
    assert await container._jobs.count({}) == 1


async def test_another_body_under_a_key_is_a_conflict_and_another_order_of_fields_is_not(
    client: httpx2.AsyncClient,
) -> None:
    body = (await bodies(client))["/queue/jobs"]
    first = await client.post(JOBS, json=body, headers=under("k"))
    turned = dict(reversed(body.items()))
    again = await client.post(JOBS, json=turned, headers=under("k"))
    assert again.json()["id"] == first.json()["id"]
    other = await client.post(JOBS, json={**body, "priority": 1}, headers=under("k"))
    assert error_of(other, 409)["code"] == "IDEMPOTENCY_KEY_REUSED"
    elsewhere = await client.post(f"{V1}/generation", json=body, headers=under("k"))
    assert elsewhere.json()["job_id"] != first.json()["id"]


async def test_both_paths_of_an_operation_know_its_keys(client: httpx2.AsyncClient) -> None:
    body = (await bodies(client))["/generation"]
    first = await client.post(f"{V1}/generation", json=body, headers=under("k"))
    alias = await client.post(f"{V1}/generate", json=body, headers=under("k"))
    assert alias.json()["job_id"] == first.json()["job_id"]


async def test_what_was_refused_leaves_its_key_free(client: httpx2.AsyncClient) -> None:
    body = (await bodies(client))["/queue/jobs"]
    wrong = {**body, "server_id": new_id()}
    error_of(await client.post(JOBS, json=wrong, headers=under("k")), 404)
    assert (await client.post(JOBS, json=body, headers=under("k"))).status_code == 202


async def test_a_job_deleted_meanwhile_is_not_made_again(client: httpx2.AsyncClient) -> None:
    body = (await bodies(client))["/queue/jobs"]
    job = (await client.post(JOBS, json=body, headers=under("k"))).json()
    assert (await client.delete(f"{JOBS}/{job['id']}")).is_success
    error_of(await client.post(JOBS, json=body, headers=under("k")), 404)


async def test_a_request_cut_off_before_its_answer_is_ended_by_its_repeat(
    client: httpx2.AsyncClient, container: Container
) -> None:
    for path, body in (await bodies(client)).items():
        first = await client.post(V1 + path, json=body, headers=under("k"))
        keys = container._idempotency._collection
        await keys.update_many({}, {"$set": {"answered": False}})
        await container._jobs.delete_all({"_id": ids_in(first.json())[-1]})
        again = await client.post(V1 + path, json=body, headers=under("k"))
        assert ids_in(again.json()) == ids_in(first.json()), path
        ids = ids_in(again.json())
        assert len(await container._jobs.states_of(map(JobId, ids))) == len(ids), path


@pytest.mark.parametrize("key", ["", "x" * 256, "caf\u00e9", "tab\there"])
async def test_a_key_is_printable_and_not_long(client: httpx2.AsyncClient, key: str) -> None:
    body = (await bodies(client))["/queue/jobs"]
    headers = [(b"Idempotency-Key", key.encode("latin-1"))]
    refused = await client.post(JOBS, json=body, headers=headers)
    assert fields_of(refused) == ["Idempotency-Key"]


async def test_a_key_that_was_forgotten_queues_anew(
    client: httpx2.AsyncClient, container: Container
) -> None:
    for path, body in (await bodies(client)).items():
        first = await client.post(V1 + path, json=body, headers=under("k"))
        await container._idempotency._collection.delete_many({})
        again = await client.post(V1 + path, json=body, headers=under("k"))
        assert again.status_code == 202, path
        assert not set(ids_in(again.json())) & set(ids_in(first.json())), path


async def test_keys_are_forgotten_after_a_day(container: Container) -> None:
    [index] = container._idempotency.indexes
    assert (index.keys, index.options) == ((("created_at", 1),), {"expireAfterSeconds": 86_400})
