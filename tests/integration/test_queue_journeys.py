"""Jobs on their whole way: over HTTP, through the queue, to simulated servers and back."""

import asyncio
from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.domain.ids import ClipId, TakeId, new_id
from backend.domain.media import MediaKind
from tests.factories import make_take
from tests.journeys import API, board, ended, farm, generate, got, made, simulated, until


async def test_a_picture_arrives_selected_with_everything_that_made_it(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("gpu-1")):
        [clip] = await board(client)
        [job] = await ended(client, [await generate(client, clip["id"], params={"seed": 7})])
        assert job["status"] == "completed", job
        clip = await got(client, f"/clips/{clip['id']}")
        [take] = clip["generated_images"]
        assert (take["seed"], take["server_name"], take["is_selected"]) == (7, "gpu-1", True)
        assert clip["selected_image_id"] == take["id"]
        picture = await client.get(take["url"])
        assert picture.headers["content-type"] == "image/png"
        assert b"rain on roof" not in picture.content
        assert take["url"].startswith("http://test/api/v1/media/files/")
        assert job["result"]["url"] == take["url"]
        assert abs(take["width"] / take["height"] - 16 / 9) < 0.2


async def test_a_chosen_picture_becomes_a_video_of_the_clips_length(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated()):
        [clip] = await board(client)
        await ended(client, [await generate(client, clip["id"])])
        ids = [await generate(client, clip["id"], generation_type="video")]
        [job] = await ended(client, ids)
        assert job["status"] == "completed", job
        [take] = (await got(client, f"/clips/{clip['id']}"))["generated_videos"]
        assert take["content_type"] == "video"
        assert take["duration"] >= clip["length"]
        assert take["model_type"] in {"wan22_i2v_14b", "ltxv_095_i2v", "wan22_i2v_14b_lightning"}


async def test_three_servers_share_the_work(client: httpx2.AsyncClient) -> None:
    configs = [simulated(f"gpu-{n}", seconds_scale=0.2) for n in range(3)]
    async with farm(client, *configs) as servers:
        clips = await board(client, 12)
        jobs = await ended(client, [await generate(client, clip["id"]) for clip in clips])
        assert {job["status"] for job in jobs} == {"completed"}
        assert {job["server_name"] for job in jobs} == {"gpu-0", "gpu-1", "gpu-2"}
        posts = sum(sum(server.machine.stats.posted.values()) for server in servers)
        assert posts == 12


async def test_a_job_waits_with_a_reason_until_a_server_comes(client: httpx2.AsyncClient) -> None:
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    job = await got(client, f"/queue/jobs/{id}")
    assert (job["status"], job["queue_position"]) == ("pending", 1)
    async with farm(client, simulated()):
        assert (await ended(client, [id]))[0]["status"] == "completed"


async def test_a_job_for_a_server_that_was_removed_is_done_by_another(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with farm(client, simulated("good")):
        [clip] = await board(client)
        away = await made(client, "/comfyui/servers", {"name": "away", "url": "http://127.0.0.1:9"})
        id = await generate(client, clip["id"], server_id=away["id"])
        await container.engine._recovery.sweep()
        assert (await got(client, f"/queue/jobs/{id}"))["server_id"] == away["id"]
        await client.delete(f"{API}/comfyui/servers/{away['id']}")
        await container.engine._recovery.sweep()
        [job] = await ended(client, [id])
        assert (job["status"], job["server_name"]) == ("completed", "good")


@pytest.mark.parametrize("fault", ["output_truncated:1", "output_garbage:1", "output_missing:1"])
async def test_a_job_that_fails_on_one_server_is_done_by_another(
    client: httpx2.AsyncClient, fault: str
) -> None:
    async with farm(client, simulated("bad", fault), simulated("good")):
        clips = await board(client, 4)
        jobs = await ended(client, [await generate(client, clip["id"]) for clip in clips])
        assert [job["status"] for job in jobs] == ["completed"] * 4, jobs


async def test_a_graph_the_server_refuses_fails_at_once_and_says_why(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("gpu", "validation_error")):
        [clip] = await board(client)
        [job] = await ended(client, [await generate(client, clip["id"])])
        assert (job["status"], job["retry_count"]) == ("failed", 0)
        assert job["error_message"] == job["error"]
        assert "gpu" in job["error"]


@pytest.mark.parametrize("fault", ["ws_silent", "ws_drop", "stolen_registration"])
async def test_a_silent_socket_costs_nothing_but_time(
    client: httpx2.AsyncClient, fault: str
) -> None:
    async with farm(client, simulated("deaf", fault)) as [server]:
        [clip] = await board(client)
        [job] = await ended(client, [await generate(client, clip["id"])])
        assert job["status"] == "completed"
        assert sum(server.machine.stats.posted.values()) == 1


async def test_a_running_job_is_cancelled_and_only_its_prompt_is_stopped(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated(seconds_scale=20)) as [server]:
        first, second = await board(client, 2)
        running = await generate(client, first["id"])
        await until(client, [running], {"processing"})
        waiting = await generate(client, second["id"])
        answer = await client.post(f"{API}/queue/jobs/{running}/cancel")
        assert answer.json()["status"] == "cancelled"
        await until(client, [waiting], {"processing"})
        assert len(server.machine.stats.interrupted) == 1
        assert (await client.post(f"{API}/queue/jobs/{running}/cancel")).status_code == 409
        assert (await got(client, f"/clips/{first['id']}"))["generated_images"] == []
        await client.post(f"{API}/queue/jobs/{waiting}/cancel")


async def test_a_cancelled_job_can_be_run_again(client: httpx2.AsyncClient) -> None:
    [clip] = await board(client)
    id = await generate(client, clip["id"], params={"seed": 3})
    await client.post(f"{API}/queue/jobs/{id}/cancel")
    await made(client, f"/queue/jobs/{id}/retry", None)
    async with farm(client, simulated()):
        [job] = await ended(client, [id])
        assert (job["status"], job["result"]["seed"]) == ("completed", 3)


async def test_deleting_a_project_stops_its_jobs(client: httpx2.AsyncClient) -> None:
    async with farm(client, simulated(seconds_scale=20)):
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await until(client, [id], {"processing"})
        project_id = clip["project_id"]
        assert (await client.delete(f"{API}/projects/{project_id}")).status_code == 200
        assert (await client.get(f"{API}/queue/jobs/{id}")).status_code == 404
        assert (await client.get(f"{API}/clips/{clip['id']}")).status_code == 404


async def test_twenty_results_at_once_on_one_clip_all_survive(
    client: httpx2.AsyncClient, container: Container
) -> None:
    [clip] = await board(client)
    takes = [make_take(id=TakeId(new_id())) for _ in range(20)]
    clips = container.clips._clips
    await asyncio.gather(*(clips.add_take(ClipId(clip["id"]), take) for take in takes * 2))
    gallery: dict[str, Any] = await got(client, f"/clips/{clip['id']}/gallery")
    assert sorted(t["id"] for t in gallery["images"]) == sorted(t.id for t in takes)
    assert gallery["selected_image_id"] in {take.id for take in takes}
    assert {take["content_type"] for take in gallery["images"]} == {MediaKind.IMAGE}


async def test_a_server_that_restarts_and_forgets_does_not_lose_the_job(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("gpu", "restart=3:1")):
        [clip] = await board(client)
        [job] = await ended(client, [await generate(client, clip["id"])])
        assert (job["status"], job["retry_count"]) == ("completed", 1)
        assert len((await got(client, f"/clips/{clip['id']}"))["generated_images"]) == 1


async def test_a_server_that_runs_nothing_is_taken_out(client: httpx2.AsyncClient) -> None:
    async with farm(client, simulated("zombie", "zombie"), simulated("good")):
        clips = await board(client, 3)
        jobs = await ended(client, [await generate(client, clip["id"]) for clip in clips])
        assert [job["status"] for job in jobs] == ["completed"] * 3
        assert {job["server_name"] for job in jobs} == {"good"}
