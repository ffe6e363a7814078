"""Pictures of characters: queued over HTTP, made by simulated servers, kept exactly once."""

from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.character import MAX_REFERENCES
from backend.domain.ids import CharacterId, JobId, derived_id, new_id
from backend.domain.job_state import JobState, JobStatus
from backend.domain.media import Media, MediaKind
from backend.services.queue.takes import output_of
from tests.api_steps import V1, a_project, error_of, fields_of, made
from tests.factories import make_job
from tests.journeys import ended, farm, register, simulated
from tests.unit.services.media_samples import flat_png, noise, picture

ANA = {"name": "Ana", "description": "a detective", "trigger_words": "ana_v2"}
PROFILES = f"{V1}/generate-character-profiles"


async def a_character(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    if "project_id" not in fields:
        fields["project_id"] = (await a_project(client))["id"]
    return await made(client, "/characters", **{**ANA, **fields})


async def pool_of(client: httpx2.AsyncClient, character: dict[str, Any]) -> Any:
    return (await client.get(f"{V1}/pool/{character['project_id']}")).json()


async def shown(client: httpx2.AsyncClient, character: dict[str, Any]) -> Any:
    return (await client.get(f"{V1}/characters/{character['id']}")).json()


async def test_samples_become_pool_items_and_references(client: httpx2.AsyncClient) -> None:
    character = await a_character(client)
    path = f"{V1}/characters/{character['id']}/generate"
    async with farm(client, simulated()):
        server = (await client.get(f"{V1}/comfyui/servers")).json()[0]
        asked = {"server_id": server["id"], "prompt": "smiles in the rain", "samples": 2}
        answer = await client.post(path, json=asked)
        assert answer.status_code == 202, answer.text
        queued = answer.json()
        assert (queued["samples"], queued["total_generated"]) == ([], 0)
        jobs = await ended(client, queued["job_ids"])
    assert [job["status"] for job in jobs] == ["completed"] * 2
    assert {job["clip_id"] for job in jobs} == {None}
    assert {job["project_id"] for job in jobs} == {character["project_id"]}
    assert {job["prompt"] for job in jobs} == {"ana_v2, Ana, a detective. smiles in the rain"}
    assert len({job["seed"] for job in jobs}) == 2
    pool = await pool_of(client, character)
    assert {item["source_type"] for item in pool} == {"character"}
    assert {item["metadata"]["character_id"] for item in pool} == {character["id"]}
    urls = {item["media_url"] for item in pool}
    assert set((await shown(client, character))["reference_images"]) == urls
    assert len(urls) == 2
    for url in urls:
        assert (await client.get(url)).headers["content-type"].startswith("image/")
    again = (await client.post(path, json={"prompt": "again"})).json()
    assert again["total_generated"] == 2
    assert {sample["url"] for sample in again["samples"]} == urls
    assert {sample["description"] for sample in again["samples"]} == {"smiles in the rain"}


async def test_profiles_show_a_character_from_several_sides(client: httpx2.AsyncClient) -> None:
    character = await a_character(client, lora="ana.safetensors", generation_params={"steps": 9})
    asked = {
        "character_id": character["id"],
        "server_id": "",
        "profile_type": "poses",
        "pose_style": "formal",
        "controlnet_type": "depth",
        "count": 3,
    }
    answer = await client.post(PROFILES, json=asked)
    assert answer.status_code == 202, answer.text
    queued = answer.json()
    assert (queued["profiles"], queued["total_generated"]) == ([], 0)
    jobs = [(await client.get(f"{V1}/queue/jobs/{id}")).json() for id in queued["job_ids"]]
    assert len({job["prompt"] for job in jobs}) == 3
    for job in jobs:
        assert job["prompt"].startswith("ana_v2, Ana, a detective. full body,")
        assert "formal clothes" in job["prompt"]
        assert [lora["name"] for lora in job["loras"]] == ["ana.safetensors"]
        assert (job["params"]["steps"], job["params"]["controlnet_type"]) == (9, "depth")


async def test_a_character_of_no_project_gets_references_only(client: httpx2.AsyncClient) -> None:
    character = await a_character(client, project_id=None)
    async with farm(client, simulated()):
        path = f"{V1}/characters/{character['id']}/generate"
        queued = (await client.post(path, json={"prompt": "smiles"})).json()
        (job,) = await ended(client, queued["job_ids"])
    assert (job["status"], job["project_id"]) == ("completed", None)
    assert (await shown(client, character))["reference_images"] == [job["result_url"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"samples": 0},
        {"samples": 21},
        {"samples": "many"},
        {"prompt": 7},
        {"prompt": "x" * 10_001},
        {"model": []},
    ],
)
async def test_what_cannot_be_asked_for_is_refused(
    client: httpx2.AsyncClient, wrong: dict[str, Any]
) -> None:
    character = await a_character(client)
    path = f"{V1}/characters/{character['id']}/generate"
    assert fields_of(await client.post(path, json={"prompt": "x", **wrong})) == [*wrong]


async def test_who_is_asked_for_and_where_must_exist(client: httpx2.AsyncClient) -> None:
    character = await a_character(client)
    body = {"character_id": character["id"]}
    error_of(await client.post(f"{V1}/characters/{new_id()}/generate", json={}), 404)
    error_of(await client.post(PROFILES, json={"character_id": new_id()}), 404)
    error_of(await client.post(PROFILES, json={**body, "server_id": new_id()}), 404)
    assert fields_of(await client.post(PROFILES, json={})) == ["character_id"]
    assert fields_of(await client.post(PROFILES, json={**body, "count": 0})) == ["count"]
    assert (await client.get(f"{V1}/queue/jobs")).json() == []


async def test_a_character_takes_its_jobs_along(app: FastAPI, client: httpx2.AsyncClient) -> None:
    container: Container = app.state.container
    character, other = await a_character(client), await a_character(client)
    for each in (character, other):
        await client.post(f"{V1}/characters/{each['id']}/generate", json={"samples": 3})
    await client.delete(f"{V1}/characters/{character['id']}")
    left = await container._jobs.list()
    assert {job.character_id for job in left} == {other["id"]}
    await client.delete(f"{V1}/projects/{other['project_id']}")
    assert await container._jobs.count() == 0


@pytest.mark.parametrize("goes", ["characters", "projects"])
async def test_pictures_queued_while_their_character_goes_go_too(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, goes: str
) -> None:
    container: Container = app.state.container
    character = await a_character(client)
    id = character["id"] if goes == "characters" else character["project_id"]
    enqueue_many = container._jobs.enqueue_many

    async def after_deletion(*arguments: Any) -> Any:
        await client.delete(f"{V1}/{goes}/{id}")
        return await enqueue_many(*arguments)

    monkeypatch.setattr(container._jobs, "enqueue_many", after_deletion)
    path = f"{V1}/characters/{character['id']}/generate"
    error_of(await client.post(path, json={"samples": 2}), 404)
    assert await container._jobs.count() == 0


async def a_committed_job(container: Container, character_id: str, file: bytes) -> JobId:
    """Store a job whose picture is there and has not gone anywhere yet."""
    media: Media = await container.media_files.store_bytes(file)
    job = make_job(
        clip_id=None,
        project_id=None,
        character_id=character_id,
        generation_type=MediaKind.IMAGE,
        state=JobState.COMMITTED,
        status=JobStatus.PROCESSING,
    )
    job.outputs = [output_of(job, 0, media)]
    await container._jobs.create(job)
    return job.job_id


async def test_a_picture_recorded_again_after_a_crash_is_kept_once(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    container: Container = app.state.container
    character = await a_character(client)
    id = await a_committed_job(container, character["id"], flat_png())
    recorder = container.workers._recorder
    job = await container._jobs.get(id)
    for _ in range(2):
        await recorder._portraits.record(job, await container._media.get_many([job.outputs[0].key]))
    done = await recorder.record(job)
    assert done is not None
    assert (done.state, await recorder.record(job)) == (JobState.DONE, None)
    (item,) = await pool_of(client, character)
    assert item["id"] == derived_id("pool", job.outputs[0].take_id)
    assert (await shown(client, character))["reference_images"] == [item["media_url"]]


async def test_a_full_character_keeps_what_a_person_chose(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    chosen = [f"https://example.org/{n}.png" for n in range(MAX_REFERENCES)]
    character = await a_character(client, reference_images=chosen)
    await container._characters.add_reference(CharacterId(character["id"]), "more.png")
    assert (await shown(client, character))["reference_images"] == chosen


async def test_of_a_character_that_went_no_picture_is_kept(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    id = await a_committed_job(container, new_id(), picture("png", noise()))
    done = await container.workers._recorder.record(await container._jobs.get(id))
    assert done is not None
    assert await container._pool.count() == 0


async def test_a_job_that_waits_for_a_server_says_so_without_a_clip(
    client: httpx2.AsyncClient,
) -> None:
    await register(client, "http://127.0.0.1:9")
    character = await a_character(client)
    path = f"{V1}/characters/{character['id']}/generate"
    (id,) = (await client.post(path, json={})).json()["job_ids"]
    listed = (await client.get(f"{V1}/queue/jobs")).json()
    assert [(job["id"], job["clip_id"]) for job in listed] == [(id, None)]
    cancelled = await client.post(f"{V1}/queue/jobs/{id}/cancel")
    assert cancelled.json()["status"] == "cancelled"
