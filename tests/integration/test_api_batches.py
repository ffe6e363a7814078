"""Batches over HTTP: many clips at once, with true counts whatever becomes of their jobs."""

import asyncio
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import BatchId, ClipId, TakeId, is_id, new_id
from backend.domain.job import Job
from backend.domain.job_state import JobState, JobStatus
from backend.domain.media import MediaKind
from tests.api_steps import V1, a_clip, a_scene, error_of, fields_of
from tests.factories import make_clip, make_take
from tests.journeys import board, ended, farm, got, simulated

BATCH = f"{V1}/generation/batch"
JOBS = f"{V1}/queue/jobs"


async def some_clips(client: httpx2.AsyncClient, number: int) -> list[str]:
    """Make clips of one scene and return their ids."""
    return [clip["id"] for clip in await board(client, number)]


async def a_batch(client: httpx2.AsyncClient, clip_ids: list[str], **asked: Any) -> dict[str, Any]:
    """Ask for a batch and return it."""
    answered = await client.post(BATCH, json={"clip_ids": clip_ids, **asked})
    assert answered.status_code == 202, answered.text
    batch: dict[str, Any] = answered.json()
    assert answered.headers["location"] == f"{BATCH}/{batch['id']}"
    return batch


async def shown(client: httpx2.AsyncClient, batch: dict[str, Any]) -> dict[str, Any]:
    """Read the batch again."""
    now: dict[str, Any] = await got(client, f"/generation/batch/{batch['id']}")
    return now


async def listed(client: httpx2.AsyncClient, batch: dict[str, Any]) -> str:
    """Return the batch's status in the list."""
    batches = (await got(client, "/generation/batches"))["batches"]
    return next(str(each["status"]) for each in batches if each["batch_id"] == batch["id"])


def counts(batch: dict[str, Any]) -> tuple[int, int, int, int]:
    """Return total, completed, failed and cancelled."""
    return batch["total"], batch["completed"], batch["failed"], batch["cancelled"]


async def finish(container: Container, job_id: str) -> str:
    """Let a job end as if a server had done it, and return the id of its take."""
    job = await container._jobs.get(job_id)
    take = make_take(job_id=job.job_id, content_type=job.generation_type)
    await container._clips.add_take(ClipId(job.clip_id or ""), take)
    done = {"state": JobState.DONE, "status": JobStatus.COMPLETED, "progress": 1.0}
    output = {"take_id": take.id, "key": take.url, "kind": take.content_type}
    await container._jobs.update(job_id, {**done, "outputs": [output]})
    return take.id


async def fail(container: Container, job_id: str) -> None:
    """Let a job fail."""
    error = {"code": "NODE_FAILED", "message": "The node broke", "failure": "runtime"}
    failed = {"state": JobState.FAILED, "status": JobStatus.FAILED, "error": error}
    await container._jobs.update(job_id, failed)


async def test_a_batch_asks_the_same_of_each_clip(client: httpx2.AsyncClient) -> None:
    clip_ids = await some_clips(client, 3)
    asked = {"generation_type": "video", "model": "wan.safetensors", "params": {"my.$x": {"$y": 1}}}
    batch = await a_batch(client, clip_ids, **asked, negative_prompt="sun", lora="a.safetensors")
    assert is_id(batch["id"])
    assert batch["batch_id"] == batch["id"]
    assert batch["status"] == "pending"
    assert batch["total"] == batch["total_jobs"] == 3
    assert counts(batch) == (3, 0, 0, 0)
    assert batch["progress"] == 0
    assert batch["job_ids"] == [result["job_id"] for result in batch["results"]]
    assert [result["clip_id"] for result in batch["results"]] == clip_ids
    for number, job_id in enumerate(batch["job_ids"]):
        assert is_id(job_id)
        job = await got(client, f"/queue/jobs/{job_id}")
        assert job["batch_id"] == batch["id"]
        assert job["generation_type"] == "video"
        assert job["prompt"] == f"rain falls on roof {number}"
        assert job["negative_prompt"] == "sun"
        assert job["params"] == {"my.$x": {"$y": 1}}
        assert job["loras"] == [{"name": "a.safetensors", "weight": 1.0}]


async def test_one_prompt_may_do_for_all_clips(client: httpx2.AsyncClient) -> None:
    batch = await a_batch(client, await some_clips(client, 2), prompt="$snow ☃ ثلج")
    jobs = [await got(client, f"/queue/jobs/{id}") for id in batch["job_ids"]]
    assert [job["prompt"] for job in jobs] == ["$snow ☃ ثلج"] * 2
    assert jobs[0]["seed"] != jobs[1]["seed"]


async def test_what_cannot_be_queued_says_so_and_is_counted(client: httpx2.AsyncClient) -> None:
    good = (await some_clips(client, 1))[0]
    speechless = (await a_clip(client, name="Mute"))["id"]
    unknown = new_id()
    batch = await a_batch(client, [unknown, good, speechless, "no\x00id", "../x"])
    assert counts(batch) == (5, 0, 4, 0)
    assert batch["status"] == "processing"
    assert batch["progress"] == 80
    first, second, third, fourth, fifth = batch["results"]
    assert (first["status"], first["job_id"]) == ("failed", None)
    assert unknown in first["error"]
    assert second["status"] == "pending"
    assert second["error"] is second["content"] is None
    assert "'Mute' has no image prompt" in third["error"]
    assert fourth["status"] == fifth["status"] == "failed"
    assert batch["job_ids"] == [second["job_id"]]
    assert await listed(client, batch) == "processing"


async def test_a_batch_of_nothing_but_refusals_has_failed(client: httpx2.AsyncClient) -> None:
    batch = await a_batch(client, [new_id()])
    assert (batch["status"], batch["progress"], batch["job_ids"]) == ("failed", 100, [])
    assert await listed(client, batch) == "failed"


async def test_a_clip_named_twice_gets_two_jobs(client: httpx2.AsyncClient) -> None:
    clip_id = (await some_clips(client, 1))[0]
    batch = await a_batch(client, [clip_id, clip_id])
    assert len(set(batch["job_ids"])) == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "clip_ids"),
        ({"clip_ids": []}, "clip_ids"),
        ({"clip_ids": None}, "clip_ids"),
        ({"clip_ids": "abc"}, "clip_ids"),
        ({"clip_ids": [1]}, "clip_ids.0"),
        ({"clip_ids": [None]}, "clip_ids.0"),
        ({"clip_ids": ["x" * 101]}, "clip_ids.0"),
        ({"clip_ids": ["x"] * 1001}, "clip_ids"),
        ({"clip_ids": ["x"], "generation_type": "audio"}, "generation_type"),
        ({"clip_ids": ["x"], "params": {"steps": 0}}, "params.steps"),
        ({"clip_ids": ["x"], "prompt": "x" * 20_001}, "prompt"),
        ({"clip_ids": ["x"], "loras": [{"weight": 1}]}, "loras.0.name"),
    ],
)  # fmt: skip
async def test_a_body_that_will_not_do_is_refused_by_name(
    client: httpx2.AsyncClient, body: dict[str, Any], field: str
) -> None:
    assert fields_of(await client.post(BATCH, json=body)) == [field]
    assert (await got(client, "/generation/batches"))["total"] == 0


async def test_what_no_json_may_hold_is_refused(client: httpx2.AsyncClient) -> None:
    for body in (
        '{"clip_ids": ["\\ud800"]}',
        '{"clip_ids": ["x"], "params": {"a": NaN}}',
        "[]",
        "",
    ):
        headers = {"content-type": "application/json"}
        error_of(await client.post(BATCH, content=body, headers=headers), 400)


async def test_unknown_fields_are_ignored(client: httpx2.AsyncClient) -> None:
    batch = await a_batch(client, await some_clips(client, 1), surprise={"a": 1}, batch_id="mine")
    assert batch["id"] != "mine"


async def test_a_server_must_be_there(client: httpx2.AsyncClient) -> None:
    body = {"clip_ids": await some_clips(client, 1), "server_id": new_id()}
    error_of(await client.post(BATCH, json=body), 404)


async def test_there_is_no_batch_at_an_unknown_id(client: httpx2.AsyncClient) -> None:
    for id in (new_id(), "nonsense", "%00"):
        error_of(await client.get(f"{BATCH}/{id}"), 404)
        error_of(await client.post(f"{BATCH}/{id}/cancel"), 404)
        error_of(await client.post(f"{BATCH}/{id}/retry"), 404)


async def test_the_counts_follow_the_jobs(app: FastAPI, client: httpx2.AsyncClient) -> None:
    container: Container = app.state.container
    batch = await a_batch(client, await some_clips(client, 4))
    first, second, third, fourth = batch["job_ids"]
    running = {"state": JobState.RUNNING, "status": JobStatus.PROCESSING, "progress": 0.5}
    await container._jobs.update(first, running)
    now = await shown(client, batch)
    assert (now["status"], now["progress"]) == ("processing", 12.5)
    take_id = await finish(container, first)
    await fail(container, second)
    await client.post(f"{JOBS}/{third}/cancel")
    now = await shown(client, batch)
    assert now["status"] == await listed(client, batch) == "processing"
    assert (counts(now), now["progress"]) == ((4, 1, 1, 1), 75)
    assert now["updated_at"] > batch["updated_at"]
    assert now["results"][0]["content"]["id"] == take_id
    assert now["results"][0]["content"]["url"].startswith("http://test/")
    assert now["results"][1]["error"] == "The node broke"
    await finish(container, fourth)
    now = await shown(client, batch)
    assert now["status"] == await listed(client, batch) == "partial"
    assert (counts(now), now["progress"]) == ((4, 2, 1, 1), 100)


async def test_a_batch_of_finished_jobs_is_completed(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    batch = await a_batch(client, await some_clips(client, 2), generation_type="video")
    for job_id in batch["job_ids"]:
        await finish(app.state.container, job_id)
    now = await shown(client, batch)
    assert now["status"] == await listed(client, batch) == "completed"
    assert all(result["content"]["content_type"] == "video" for result in now["results"])


@pytest.mark.parametrize("deleted", ["one by one", "cleared", "with their clips"])
async def test_counts_stay_true_when_the_jobs_are_deleted(
    app: FastAPI, client: httpx2.AsyncClient, deleted: str
) -> None:
    container: Container = app.state.container
    clips = await some_clips(client, 2)
    batch = await a_batch(client, [*clips, new_id()])
    take_id = await finish(container, batch["job_ids"][0])
    if deleted == "one by one":
        for job_id in batch["job_ids"]:
            assert (await client.delete(f"{JOBS}/{job_id}")).status_code == 200
    elif deleted == "cleared":
        await client.delete(f"{V1}/queue/clear")
    else:
        await client.delete(f"{V1}/clips/{clips[0]}")
        await container._jobs.delete_all({"clip_id": clips[1]})
    now = await shown(client, batch)
    assert now["status"] == await listed(client, batch) == "partial"
    assert counts(now) == (3, 1, 1, 1)
    made = now["results"][0]
    assert made["status"] == "completed"
    if deleted == "with their clips":
        assert made["content"] is None
    else:
        assert made["content"]["id"] == take_id
    assert now["results"][1]["error"] == "The job was deleted"


async def test_cancelling_a_batch_cancels_what_is_not_over(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    batch = await a_batch(client, await some_clips(client, 25))
    await finish(app.state.container, batch["job_ids"][0])
    answered = await client.post(f"{BATCH}/{batch['id']}/cancel")
    assert answered.status_code == 200
    assert counts(answered.json()) == (25, 1, 0, 24)
    assert answered.json()["status"] == "partial"
    again = await client.post(f"{BATCH}/{batch['id']}/cancel")
    assert counts(again.json()) == (25, 1, 0, 24)
    other = await a_batch(client, await some_clips(client, 1))
    await client.post(f"{BATCH}/{other['id']}/cancel")
    assert await listed(client, other) == "cancelled"


async def test_retrying_a_batch_runs_what_failed_or_was_cancelled(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    speechless = await a_clip(client, name="Mute")
    batch = await a_batch(client, [*await some_clips(client, 3), speechless["id"]])
    done, failed, cancelled = batch["job_ids"]
    await finish(container, done)
    await fail(container, failed)
    await client.post(f"{JOBS}/{cancelled}/cancel")
    again = (await client.post(f"{BATCH}/{batch['id']}/retry")).json()
    statuses = [result["status"] for result in again["results"]]
    assert statuses == ["completed", "pending", "pending", "failed"]
    await client.put(f"{V1}/clips/{speechless['id']}", json={"image_prompt": "a mute man"})
    again = (await client.post(f"{BATCH}/{batch['id']}/retry")).json()
    assert counts(again) == (4, 1, 0, 0)
    job = await got(client, f"/queue/jobs/{again['results'][3]['job_id']}")
    assert (job["prompt"], job["batch_id"]) == ("a mute man", batch["id"])


async def test_batches_are_listed_newest_first_and_in_parts(client: httpx2.AsyncClient) -> None:
    clip_ids = await some_clips(client, 1)
    batches = [await a_batch(client, clip_ids * (n + 1)) for n in range(3)]
    answer = await got(client, "/generation/batches")
    assert answer["total"] == 3
    assert sorted(each["total_jobs"] for each in answer["batches"]) == [1, 2, 3]
    moments = [each["created_at"] for each in answer["batches"]]
    assert moments == sorted(moments, reverse=True)
    assert {each["batch_id"] for each in answer["batches"]} == {each["id"] for each in batches}
    assert set(answer["batches"][0]) == {"batch_id", "status", "total_jobs", "created_at"}
    part = await got(client, "/generation/batches", limit=1, offset=1)
    assert (part["total"], part["batches"]) == (3, answer["batches"][1:2])
    for query in ({"limit": 0}, {"limit": 501}, {"offset": -1}):
        refused = await client.get(f"{V1}/generation/batches", params=query)
        assert fields_of(refused) == list(query)


async def test_the_four_routes_answer_under_generate_too(client: httpx2.AsyncClient) -> None:
    clip_ids = await some_clips(client, 1)
    single = await client.post(f"{V1}/generate", json={"clip_id": clip_ids[0]})
    assert single.status_code == 202
    assert is_id(single.json()["job_id"])
    batch = await client.post(f"{V1}/generate/batch", json={"clip_ids": clip_ids})
    assert batch.status_code == 202
    id = batch.json()["id"]
    again = (await client.get(f"{V1}/generate/batch/{id}")).json()
    assert (again["id"], again["job_ids"]) == (id, batch.json()["job_ids"])
    assert (await client.get(f"{V1}/generate/batches")).json()["total"] == 1
    paths = (await client.get("/openapi.json")).json()["paths"]
    assert f"{V1}/generation/batch" in paths
    assert not any(f"{path}/".startswith(f"{V1}/generate/") for path in paths)


async def test_twenty_batches_at_once_are_twenty_batches(client: httpx2.AsyncClient) -> None:
    clip_ids = await some_clips(client, 2)
    batches = await asyncio.gather(*(a_batch(client, clip_ids) for _ in range(20)))
    assert len({id for batch in batches for id in batch["job_ids"]}) == 40
    assert (await got(client, "/queue/status"))["queued_jobs"] == 40


async def test_deleting_the_project_removes_its_batches(client: httpx2.AsyncClient) -> None:
    clips = await board(client, 2)
    batch = await a_batch(client, [new_id(), *(clip["id"] for clip in clips)])
    other = await a_batch(client, await some_clips(client, 1))
    await client.delete(f"{V1}/projects/{clips[0]['project_id']}")
    error_of(await client.get(f"{BATCH}/{batch['id']}"), 404)
    assert (await shown(client, other))["status"] == "pending"


async def test_a_clip_deleted_meanwhile_leaves_no_job(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    container: Container = app.state.container
    clip_ids = await some_clips(client, 2)
    enqueue = container._jobs.enqueue_many

    async def enqueue_late(jobs: list[Job]) -> None:
        await container.clips.delete(ClipId(clip_ids[0]))
        await enqueue(jobs)

    monkeypatch.setattr(container._jobs, "enqueue_many", enqueue_late)
    batch = await a_batch(client, clip_ids)
    assert [result["status"] for result in batch["results"]] == ["failed", "pending"]
    assert (await got(client, "/queue/status"))["queued_jobs"] == 1


async def test_a_project_deleted_meanwhile_leaves_no_batch(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    container: Container = app.state.container
    clips = await board(client, 1)
    enqueue = container._jobs.enqueue_many

    async def enqueue_late(jobs: list[Job]) -> None:
        await container.projects.delete(clips[0]["project_id"])
        await enqueue(jobs)

    monkeypatch.setattr(container._jobs, "enqueue_many", enqueue_late)
    error_of(await client.post(BATCH, json={"clip_ids": [clips[0]["id"]]}), 404)
    assert await container._batches.count() == 0
    assert await container._jobs.count() == 0


@pytest.mark.parametrize("healed_by", ["the next start", "the next look", "cancelling it"])
async def test_a_batch_interrupted_while_it_was_queued_is_finished(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, healed_by: str
) -> None:
    container: Container = app.state.container
    scene = await a_scene(client)
    clips = [
        make_clip(scene_id=scene["id"], project_id=scene["project_id"], image_prompt=f"rain {n}")
        for n in range(250)
    ]
    await container._clips.create_many(clips)
    enqueue, calls = container._jobs.enqueue_many, 0

    async def enqueue_twice(jobs: list[Job]) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise DatabaseUnavailableError("gone")
        await enqueue(jobs)

    monkeypatch.setattr(container._jobs, "enqueue_many", enqueue_twice)
    refused = await client.post(BATCH, json={"clip_ids": [clip.id for clip in clips]})
    error_of(refused, 503)
    monkeypatch.setattr(container._jobs, "enqueue_many", enqueue)
    batch = (await got(client, "/generation/batches"))["batches"][0]
    assert (batch["status"], batch["total_jobs"]) == ("pending", 250)
    done = (await container._jobs.list({"batch_id": batch["batch_id"]}, limit=1))[0]
    await finish(container, done.id)
    if healed_by == "the next start":
        await container.batches.finish_queueing()
    if healed_by == "cancelling it":
        await container.batches.cancel(BatchId(batch["batch_id"]))
    now = await got(client, f"/generation/batch/{batch['batch_id']}")
    cancelled = 249 if healed_by == "cancelling it" else 0
    assert counts(now) == (250, 1, 0, cancelled)
    assert len(set(now["job_ids"])) == await container._jobs.count() == 250
    prompts = {job.prompt for job in await container._jobs.list({})}
    assert prompts == {f"rain {n}" for n in range(250)}


async def test_a_batch_that_cannot_be_read_stops_nobody_and_is_shown_as_it_is(
    app: FastAPI, client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    container: Container = app.state.container
    first, second = [await a_batch(client, await some_clips(client, 2)) for _ in range(2)]
    order = {"params": "none", "generation_type": "hologram"}
    await finish(container, first["job_ids"][1])
    await container._batches.update(first["id"], {"order": order, "is_queued": False})
    await container._batches.update(second["id"], {"is_queued": False})
    await container._jobs.delete_all({"_id": {"$in": [first["job_ids"][0], *second["job_ids"]]}})
    for _ in range(2):
        await container.batches.finish_queueing()
    assert counts(await shown(client, second)) == (2, 0, 0, 0)
    assert await container._jobs.count({"batch_id": second["id"]}) == 2
    now = await shown(client, first)
    assert [result["status"] for result in now["results"]] == ["pending", "completed"]
    assert counts(now) == (2, 1, 0, 0)
    assert await listed(client, first) == now["status"] == "processing"
    assert caplog.text.count(f"batch {first['id']} cannot be read") == 1


async def test_a_take_in_the_archive_is_the_content_of_its_item(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    [clip_id] = await some_clips(client, 1)
    batch = await a_batch(client, [clip_id])
    chosen = make_take()
    await container._clips.add_take(ClipId(clip_id), chosen)
    take_id = await finish(container, batch["job_ids"][0])
    clip = await container._clips.get(clip_id)
    assert await container._clips.archive_takes(clip, MediaKind.IMAGE, [TakeId(take_id)])
    assert [take.id for take in (await container._clips.get(clip_id)).generated_images] == [
        chosen.id
    ]
    [result] = (await shown(client, batch))["results"]
    assert (result["content"]["id"], result["content"]["job_id"]) == (take_id, result["job_id"])
    assert "clip_id" not in result["content"]


async def test_servers_work_a_batch_off_and_every_clip_shows_its_picture(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("a"), simulated("b")):
        clip_ids = await some_clips(client, 6)
        batch = await a_batch(client, clip_ids, params={"width": 128, "height": 128, "steps": 2})
        await ended(client, batch["job_ids"])
        now = await shown(client, batch)
        assert (now["status"], counts(now), now["progress"]) == ("completed", (6, 6, 0, 0), 100)
        for result in now["results"]:
            assert (await client.get(result["content"]["url"])).status_code == 200
            gallery = await got(client, f"/clips/{result['clip_id']}/gallery")
            assert gallery["images"][0] == result["content"]
