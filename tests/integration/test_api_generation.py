"""Generation and the queue over HTTP, up to where a server would be chosen."""

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import ClipId, new_id
from backend.domain.job import Job
from backend.domain.job_state import JobState, JobStatus
from backend.domain.media import MediaKind
from tests.api_steps import V1, a_clip, error_of, fields_of
from tests.factories import make_take

GENERATION = f"{V1}/generation"
JOBS = f"{V1}/queue/jobs"


async def test_a_generation_becomes_a_job_with_everything_that_was_asked(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client, image_prompt="rain", length=3)
    asked = {
        "clip_id": clip["id"],
        "generation_type": "image",
        "negative_prompt": "sun",
        "model": "sd15.safetensors",
        "lora": "a.safetensors",
        "loras": [{"name": "b.safetensors", "weight": 0.5}],
        "params": {"width": 512, "cfg_scale": 7, "seed": 42, "my.own": {"$x": [1]}, "steps": None},
    }
    answered = await client.post(GENERATION, json=asked)
    assert answered.status_code == 202
    answer = answered.json()
    job = answer["job"]
    assert answer["job_id"] == job["id"] == job["job_id"]
    assert answer["content"] is None
    assert answered.headers["location"] == f"{JOBS}/{job['id']}"
    assert (job["prompt"], job["negative_prompt"]) == ("rain", "sun")
    assert job["job_type"] == job["generation_type"] == job["kind"] == "image"
    params = {"width": 512, "cfg": 7.0, "seed": 42, "my.own": {"$x": [1]}}
    assert job["params"] == job["parameters"] == job["generation_params"] == params
    assert job["loras"] == [
        {"name": "a.safetensors", "weight": 1.0},
        {"name": "b.safetensors", "weight": 0.5},
    ]
    assert (job["seed"], job["status"], job["queue_position"]) == (42, "pending", 1)
    assert (job["progress"], job["progress_percent"]) == (0, 0)
    assert job["error"] is job["error_message"] is job["result"] is job["result_url"] is None
    shown = (await client.get(f"{JOBS}/{job['id']}")).json()
    assert (shown.pop("attempts"), shown.pop("needs")) == ([], [])
    moving = dict.fromkeys(("waiting", "eta_seconds", "updated_at"))
    assert {**shown, **moving} == {**job, **moving}


async def test_a_job_may_be_queued_directly_under_either_spelling(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client)
    body = {
        "clip_id": clip["id"],
        "project_id": clip["project_id"],
        "job_type": "video",
        "prompt": "rain &quot;falls&quot;",
        "generation_params": {"video_frames": 25},
        "priority": 5,
    }
    queued = await client.post(JOBS, json=body)
    assert queued.status_code == 202
    job = queued.json()
    assert queued.headers["location"] == f"{JOBS}/{job['id']}"
    assert (job["generation_type"], job["priority"]) == ("video", 5)
    assert job["prompt"] == "rain &quot;falls&quot;"
    assert job["params"] == {"video_frames": 25}
    wrong = {**body, "project_id": (await a_clip(client))["project_id"]}
    assert fields_of(await client.post(JOBS, json=wrong)) == ["project_id"]
    error_of(await client.post(JOBS, json={**body, "project_id": new_id()}), 404)
    del body["project_id"]
    assert fields_of(await client.post(JOBS, json=body)) == ["project_id"]


async def test_a_kind_that_is_not_generated_is_refused_in_plain_words(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client, image_prompt="rain")
    body = {"clip_id": clip["id"], "generation_type": "audio"}
    refused = await client.post(GENERATION, json=body)
    assert fields_of(refused) == ["generation_type"]
    assert refused.json()["detail"] == "generation_type: Input should be 'image' or 'video'"


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"width": 63}, "params.width"),
        ({"height": 4097}, "params.height"),
        ({"steps": 0}, "params.steps"),
        ({"steps": 201}, "params.steps"),
        ({"cfg": 31}, "params.cfg"),
        ({"seed": -2}, "params.seed"),
        ({"seed": 2**53}, "params.seed"),
        ({"video_frames": 1001}, "params.video_frames"),
        ({"video_fps": 0}, "params.video_fps"),
        ({"use_upscale": "perhaps"}, "params.use_upscale"),
        ({"input_reference_url": "http://elsewhere/cat.png"}, "params.input_reference_url"),
        ({"input_reference_url": f"{'a' * 64}.png"}, "params.input_reference_url"),
    ],
)
async def test_a_param_out_of_range_is_refused_by_name(
    client: httpx2.AsyncClient, params: dict[str, Any], field: str
) -> None:
    clip = await a_clip(client, image_prompt="rain")
    refused = await client.post(GENERATION, json={"clip_id": clip["id"], "params": params})
    assert fields_of(refused) == [field]


@pytest.mark.parametrize("workflow", ["{", "[]", '"text"', "{}"])
async def test_a_workflow_that_is_no_graph_is_refused(
    client: httpx2.AsyncClient, workflow: str
) -> None:
    clip = await a_clip(client, image_prompt="rain")
    params = {"use_custom_workflow": True, "workflow_json": workflow}
    refused = await client.post(GENERATION, json={"clip_id": clip["id"], "params": params})
    assert error_of(refused, 400)["code"] == "VALIDATION_ERROR"


async def test_an_empty_workflow_is_none(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, image_prompt="rain")
    params = {"use_custom_workflow": True, "workflow_json": ""}
    taken = await client.post(GENERATION, json={"clip_id": clip["id"], "params": params})
    assert taken.json()["job"]["params"] == {"use_custom_workflow": True}


async def test_what_is_needed_must_be_there(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, image_prompt="rain", video_prompt=" ")
    error_of(await client.post(GENERATION, json={"clip_id": new_id()}), 404)
    unknown = {"clip_id": clip["id"], "server_id": new_id()}
    error_of(await client.post(GENERATION, json=unknown), 404)
    speechless = {"clip_id": clip["id"], "generation_type": "video"}
    assert fields_of(await client.post(GENERATION, json=speechless)) == ["prompt"]
    audio = {"clip_id": clip["id"], "generation_type": "audio"}
    error_of(await client.post(GENERATION, json=audio), 400)


async def test_seeds_are_explicit_and_differ(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, image_prompt="rain")
    seeds = set()
    for params in ({}, {"seed": -1}, {"seed": None}):
        body = {"clip_id": clip["id"], "params": params}
        job = (await client.post(GENERATION, json=body)).json()["job"]
        assert job["params"].get("seed", job["seed"]) == job["seed"]
        seeds.add(job["seed"])
    assert len(seeds) == 3
    assert min(seeds) >= 0


async def test_a_film_starts_from_the_chosen_picture(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    clip = await a_clip(client, image_prompt="rain", video_prompt="rain falls")
    first, second = make_take(), make_take()
    await container._clips.add_take(ClipId(clip["id"]), first)
    await container._clips.add_take(ClipId(clip["id"]), second)
    for kind, source in (("video", first.url), ("image", None)):
        body = {"clip_id": clip["id"], "generation_type": kind}
        answer = (await client.post(GENERATION, json=body)).json()
        assert (await container._jobs.get(answer["job_id"])).source_key == source


async def _queued_of(container: Container, clip_id: str) -> Sequence[Job]:
    while not (jobs := await container._jobs.list({"clip_id": clip_id})):  # noqa: ASYNC110 - the request in flight tells nothing
        await asyncio.sleep(0.01)
    return jobs


async def test_a_client_may_wait_for_the_end(app: FastAPI, client: httpx2.AsyncClient) -> None:
    container: Container = app.state.container
    clip = await a_clip(client, image_prompt="rain")
    body = {"clip_id": clip["id"]}
    waiting = asyncio.create_task(client.post(GENERATION, json=body, params={"wait": 30}))
    jobs = await _queued_of(container, clip["id"])
    take = make_take(job_id=jobs[0].job_id)
    await container._clips.add_take(ClipId(clip["id"]), take)
    done = {"state": JobState.DONE, "status": JobStatus.COMPLETED, "progress": 1.0}
    output = {"take_id": take.id, "key": take.url, "kind": MediaKind.IMAGE}
    await container._jobs.update(jobs[0].id, {**done, "outputs": [output]})
    answered = await waiting
    assert answered.status_code == 200
    answer = answered.json()
    assert answer["content"]["id"] == take.id
    assert answer["job"]["result_url"] == answer["content"]["url"]
    assert answer["job"]["result"]["output_path"] == take.url
    assert answer["job"]["progress_percent"] == 100


async def test_who_waits_too_short_gets_the_job(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, image_prompt="rain")
    body = {"clip_id": clip["id"]}
    answered = await client.post(GENERATION, json=body, params={"wait": 0.1})
    assert answered.status_code == 202
    assert fields_of(await client.post(GENERATION, json=body, params={"wait": 61})) == ["wait"]


async def test_jobs_are_listed_by_status_project_and_page(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, image_prompt="rain")
    other = await a_clip(client, image_prompt="sun")
    jobs = [
        (await client.post(GENERATION, json={"clip_id": each["id"]})).json()["job"]
        for each in (clip, clip, other)
    ]
    await client.post(f"{JOBS}/{jobs[0]['id']}/cancel")

    async def listed(**query: Any) -> list[str]:
        return [job["id"] for job in (await client.get(JOBS, params=query)).json()]

    newest_first = [job["id"] for job in reversed(jobs)]
    assert sorted(await listed()) == sorted(newest_first)
    assert set(await listed(status="processing,pending,completed")) == set(newest_first[:2])
    assert set(await listed(status="queued")) == set(newest_first[:2])
    assert await listed(status="cancelled") == [jobs[0]["id"]]
    assert set(await listed(project_id=clip["project_id"])) == {jobs[0]["id"], jobs[1]["id"]}
    page = await client.get(JOBS, params={"limit": 1, "offset": 1})
    assert page.headers["x-total-count"] == "3"
    assert len(page.json()) == 1
    assert fields_of(await client.get(JOBS, params={"status": "pending,lost"})) == ["status"]
    assert fields_of(await client.get(JOBS, params={"limit": 501})) == ["limit"]
    positions = {job["id"]: job["queue_position"] for job in (await client.get(JOBS)).json()}
    assert positions == {jobs[0]["id"]: None, jobs[1]["id"]: 1, jobs[2]["id"]: 2}


async def test_a_job_is_cancelled_and_tried_again(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, image_prompt="rain")
    job = (await client.post(GENERATION, json={"clip_id": clip["id"]})).json()["job"]
    address = f"{JOBS}/{job['id']}"
    error_of(await client.post(f"{address}/retry"), 409)
    cancelled = await client.post(f"{address}/cancel")
    assert cancelled.json()["status"] == "cancelled"
    error_of(await client.post(f"{address}/cancel"), 409)
    again = (await client.post(f"{address}/retry")).json()
    assert (again["status"], again["seed"]) == ("pending", job["seed"])
    for action in ("", "/cancel", "/retry"):
        method = "GET" if not action else "POST"
        error_of(await client.request(method, f"{JOBS}/{new_id()}{action}"), 404)


async def test_the_queue_at_a_glance(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client, image_prompt="rain")
    await client.post(GENERATION, json={"clip_id": clip["id"]})
    server = {"name": "gpu", "url": "http://127.0.0.1:8188", "is_active": False}
    id = (await client.post(f"{V1}/comfyui/servers", json=server)).json()["id"]
    status = (await client.get(f"{V1}/queue/status")).json()
    assert status.pop("servers")[id]["name"] == "gpu"
    assert status == {
        "queued_jobs": 1,
        "processing_jobs": 0,
        "completed_jobs": 0,
        "failed_jobs": 0,
        "paused": False,
    }
