"""What the queue learns of servers, what it foretells, and what it says of jobs nobody can do."""

import asyncio
from typing import Any

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families

from backend.container import Container
from backend.domain.errors import ProviderAuthError
from backend.domain.job_state import JobState
from backend.providers.comfyui.backend import ComfyUIBackend
from backend.services.queue import dispatcher, explainer, forecaster, grants, lane_watch
from backend.simulator.faults import parse_fault
from backend.simulator.server import RunningSimulator
from tests.journeys import API, board, ended, eventually, farm, generate, got, simulated, until

NO_MODEL = "no-such-model.safetensors"
COMMON = "common.safetensors"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the queue look more often than is sensible."""
    monkeypatch.setattr(dispatcher, "TICK", 0.2)
    monkeypatch.setattr(explainer, "SPEAK_EVERY", 0.2)
    monkeypatch.setattr(grants, "READ_ON_EVERY", 0.2)
    monkeypatch.setattr(forecaster, "ANEW_AFTER", 0.1)
    monkeypatch.setattr(lane_watch, "LOOK_EVERY", 0.3)


async def is_in(container: Container, id: str, state: JobState) -> bool:
    return (await container._jobs.get(id)).state is state


async def metrics(client: httpx2.AsyncClient) -> dict[str, float]:
    """Return the queue's measures, their labels added up."""
    told: dict[str, float] = {}
    for family in text_string_to_metric_families((await client.get("/metrics")).text):
        for sample in family.samples:
            told[sample.name] = told.get(sample.name, 0.0) + sample.value
    return told


async def test_completed_jobs_teach_how_long_loading_and_working_take(
    client: httpx2.AsyncClient, container: Container
) -> None:
    gpu = simulated("gpu", load_seconds=10.0, models={"checkpoints": [COMMON]})
    async with farm(client, gpu):
        for clip in await board(client, 3, width=512, height=512):
            await ended(client, [await generate(client, clip["id"], model=COMMON)])

        async def has_learned() -> bool:
            pairs, _, _ = await container._speeds.since(None)
            return [pair.runs for pair in pairs] == [3]

        await eventually(has_learned)
        [pair], [lane], _ = await container._speeds.since(None)
        assert (lane.runs, len(pair.recent)) == (3, 3)
        assert (pair.model_key, pair.loads) == (COMMON, 1)
        assert pair.load_seconds > pair.run_seconds > 0
        told = await metrics(client)
        assert told["storycanvas_queue_run_seconds_count"] == 3
        assert told["storycanvas_queue_load_seconds_count"] == 1
        assert told["storycanvas_queue_model_loads_total"] == 1
        assert told["storycanvas_queue_wait_seconds_count"] == 3
        assert told["storycanvas_queue_collect_seconds_count"] == 3
        assert told["storycanvas_queue_decision_seconds_count"] > 0
        assert told["storycanvas_queue_server_busy_seconds_total"] > 0


async def test_failed_and_cancelled_jobs_teach_nothing(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with farm(client, simulated("bad", "out_of_memory=5")):
        first, second = await board(client, 2)
        [failed] = await ended(client, [await generate(client, first["id"])])
        assert failed["status"] == "failed", failed
        id = await generate(client, second["id"])
        await client.post(f"{API}/queue/jobs/{id}/cancel")
        await ended(client, [id])
        assert await container._speeds.since(None) == ([], [], None)
        assert (await metrics(client))["storycanvas_queue_failed_tries_total"] >= 1


async def test_what_was_learned_is_forgotten_with_the_server(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with farm(client, simulated()):
        [clip] = await board(client)
        await ended(client, [await generate(client, clip["id"])])

        async def has_learned() -> bool:
            return await container._speeds.since(None) != ([], [], None)

        await eventually(has_learned)
        [server] = await got(client, "/comfyui/servers")
        await client.delete(f"{API}/comfyui/servers/{server['id']}")

        async def has_forgotten() -> bool:
            return await container._speeds.since(None) == ([], [], None)

        await eventually(has_forgotten)


async def test_every_project_pays_for_the_service_it_is_given(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with farm(client, simulated()):
        [clip] = await board(client)
        await ended(client, [await generate(client, clip["id"])])
        share = await container._shares._collection.find_one({"_id": clip["project_id"]})
        assert share is not None
        assert (await client.delete(f"{API}/projects/{clip['project_id']}")).is_success
        assert await container._shares._collection.find_one({"_id": clip["project_id"]}) is None


async def test_waiting_and_running_jobs_say_when_they_should_be_done(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with farm(client, simulated(seconds_scale=20)):
        clips = await board(client, 4)
        ids = [await generate(client, clip["id"]) for clip in clips]
        await until(client, ids[:1], {"processing"})

        async def all_tell() -> bool:
            jobs = [await got(client, f"/queue/jobs/{id}") for id in ids]
            etas = [job["eta_seconds"] for job in jobs]
            return None not in etas and etas[1:] == sorted(etas[1:])

        await eventually(all_tell)
        project = clips[0]["project_id"]
        assert (await client.post(f"{API}/projects/{project}/queue/pause")).is_success

        async def nobody_tells_of_paused_ones() -> bool:
            jobs = [await got(client, f"/queue/jobs/{id}") for id in ids[1:]]
            return {job["eta_seconds"] for job in jobs} == {None}

        await eventually(nobody_tells_of_paused_ones)
        for id in ids:
            await client.post(f"{API}/queue/jobs/{id}/cancel")


async def test_a_job_that_is_over_says_no_longer_when_it_should_be_done(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with farm(client, simulated(seconds_scale=20)):
        ids = [await generate(client, clip["id"]) for clip in await board(client, 2)]
        await until(client, ids[:1], {"processing"})

        async def is_foreseen() -> bool:
            return (await got(client, f"/queue/jobs/{ids[1]}"))["eta_seconds"] is not None

        await eventually(is_foreseen)
        monkeypatch.setattr(forecaster, "ANEW_AFTER", 60.0)
        monkeypatch.setattr(forecaster, "TOO_OLD", 60.0)
        for id in ids:
            assert (await client.post(f"{API}/queue/jobs/{id}/cancel")).is_success
        listed = await got(client, "/queue/jobs?status=processing,pending,cancelled")
        alone = [await got(client, f"/queue/jobs/{id}") for id in ids]
        assert [job["eta_seconds"] for job in listed + alone] == [None] * 4


async def test_a_job_that_no_server_can_do_is_put_aside_until_one_can(
    client: httpx2.AsyncClient, container: Container
) -> None:
    [clip] = await board(client)
    async with farm(client, simulated("gpu")):
        ids = [await generate(client, clip["id"], model=NO_MODEL) for _ in range(40)]
        await eventually(lambda: is_in(container, ids[-1], JobState.UNPLACEABLE))
        job = await got(client, f"/queue/jobs/{ids[0]}")
        assert (job["status"], job["eta_seconds"]) == ("pending", None)
        assert job["waiting"]["code"] == "no_capable_server"
        assert NO_MODEL in job["waiting"]["text"]
        async with farm(client, simulated("new", models={"checkpoints": [NO_MODEL]})):
            jobs = await ended(client, ids[:1])
            assert {(job["status"], job["server_name"]) for job in jobs} == {("completed", "new")}


async def test_a_job_that_no_server_can_do_is_found_wherever_it_stands(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with farm(client, simulated("gpu", seconds_scale=50)):
        [clip] = await board(client)
        crowd = [await generate(client, clip["id"]) for _ in range(30)]
        id = await generate(client, clip["id"], model=NO_MODEL)
        await eventually(lambda: is_in(container, id, JobState.UNPLACEABLE))
        for each in crowd:
            await client.post(f"{API}/queue/jobs/{each}/cancel")


async def test_a_server_that_is_away_does_not_make_its_jobs_impossible(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with farm(client, simulated("gpu", models={"checkpoints": [NO_MODEL]})) as [server]:
        [clip] = await board(client)

        async def is_known() -> bool:
            [shown] = await got(client, "/comfyui/servers")
            return bool(shown["state"] == "online")

        await eventually(is_known)
        _break(server)
        async with farm(client, simulated("other")):
            await eventually(lambda: _shows(client, "gpu", "offline"))
            id = await generate(client, clip["id"], model=NO_MODEL)

            async def waits_for_it() -> bool:
                waiting = (await container._jobs.get(id)).waiting
                return waiting is not None and waiting.code == "servers_offline"

            await eventually(waits_for_it)
            assert await is_in(container, id, JobState.READY)


async def test_a_server_that_only_one_job_far_behind_may_use_gets_it(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grants, "FEWEST", 2)
    monkeypatch.setattr(grants, "PER_LANE", 1)
    monkeypatch.setattr(grants, "PAGE", 4)
    only = simulated("rare", models={"checkpoints": [NO_MODEL]})
    busy = simulated("busy", seconds_scale=50, models={"checkpoints": [COMMON]})
    async with farm(client, busy, only):
        await eventually(lambda: _shows(client, "rare", "online"))
        [clip] = await board(client)
        crowd = [await generate(client, clip["id"], model=COMMON) for _ in range(20)]
        [done] = await ended(client, [await generate(client, clip["id"], model=NO_MODEL)])
        assert (done["status"], done["server_name"]) == ("completed", "rare")
        for id in crowd:
            await client.post(f"{API}/queue/jobs/{id}/cancel")


async def test_a_server_that_refuses_our_key_rests_until_a_person_acts(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit, refuses = ComfyUIBackend.submit, asyncio.Event()

    async def refuse(backend: ComfyUIBackend, *asked: Any) -> Any:
        if not refuses.is_set():
            raise ProviderAuthError("gpu", "wants another key")
        return await submit(backend, *asked)

    monkeypatch.setattr(ComfyUIBackend, "submit", refuse)
    async with farm(client, simulated("gpu")):
        [clip] = await board(client)
        id = await generate(client, clip["id"])

        async def waits_for_a_person() -> bool:
            waiting = (await container._jobs.get(id)).waiting
            return waiting is not None and waiting.code == "lane_paused"

        await eventually(waits_for_a_person)
        assert len((await container._jobs.get(id)).attempts) == 1
        refuses.set()
        [server] = await got(client, "/comfyui/servers")
        address = f"{API}/comfyui/servers/{server['id']}"
        assert (await client.put(address, json={"api_key": "right"})).is_success
        [job] = await ended(client, [id])
        assert (job["status"], job["retry_count"]) == ("completed", 0)


def _break(server: RunningSimulator) -> None:
    server.machine.faults.replace([parse_fault("bad_gateway")])


async def _shows(client: httpx2.AsyncClient, name: str, state: str) -> bool:
    servers = await got(client, "/comfyui/servers")
    return any((each["name"], each["state"]) == (name, state) for each in servers)
