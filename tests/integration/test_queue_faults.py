"""Whatever goes wrong at servers, on our disk or in stored jobs: no job is lost or done twice."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.database.collection import DriverCollection
from backend.domain.errors import (
    DatabaseUnavailableError,
    ProviderUnavailableError,
    StorageFullError,
)
from backend.domain.ids import new_id
from backend.domain.job import Job
from backend.domain.job_state import JobState
from backend.domain.speed import Speeds
from backend.providers.base import MediaRequest
from backend.providers.comfyui.backend import ComfyUIBackend
from backend.services.queue import dispatcher, grants, lane_watch, lane_worker, recovery, runner
from backend.services.queue.requests import request_of
from backend.simulator.config import GIB
from backend.simulator.faults import parse_fault
from backend.simulator.server import RunningSimulator
from tests.job_history import JobHistory
from tests.journeys import (
    API,
    board,
    ended,
    eventually,
    farm,
    generate,
    got,
    simulated,
    until,
    why,
)

LONG = 5.0
"""A picture takes many seconds then, and still heeds an interrupt soon."""


@pytest.fixture(autouse=True)
def history(monkeypatch: pytest.MonkeyPatch) -> Iterator[JobHistory]:
    """The moves of all jobs, which must have been right when the test is over."""
    history = JobHistory(monkeypatch)
    yield history
    history.check()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the queue look more often than is sensible."""
    monkeypatch.setattr(lane_watch, "FIRST_BACKOFF", 0.1)
    monkeypatch.setattr(lane_watch, "LOOK_EVERY", 0.3)
    monkeypatch.setattr(lane_worker, "STUBBORN_PAUSE", 0.2)
    monkeypatch.setattr(lane_worker, "STUBBORN_AFTER", 2.0)
    monkeypatch.setattr(runner, "SILENCE_LIMIT", 0.5)
    monkeypatch.setattr(runner, "RETRY_PAUSE", 0.1)
    monkeypatch.setattr(runner, "STORAGE_PAUSE", 0.1)
    monkeypatch.setattr(dispatcher, "TICK", 0.2)
    monkeypatch.setattr(dispatcher, "SWEEP", 0.2)
    monkeypatch.setattr(recovery, "GRACE_SECONDS", 0.3)


def break_with(server: RunningSimulator, *faults: str) -> None:
    """Break the server in exactly these ways from now on."""
    server.machine.faults.replace([parse_fault(fault) for fault in faults])


async def images(client: httpx2.AsyncClient, clip: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the clip's pictures."""
    takes: list[dict[str, Any]] = (await got(client, f"/clips/{clip['id']}"))["generated_images"]
    return takes


async def cancelled(client: httpx2.AsyncClient, id: str) -> bool:
    """Cancel a job, and tell whether that was in time."""
    answer = await client.post(f"{API}/queue/jobs/{id}/cancel")
    assert answer.status_code in {200, 409}, answer.text
    return answer.status_code == 200


async def is_idle(server: RunningSimulator) -> bool:
    return not server.machine.queue.remaining


async def waits_because(client: httpx2.AsyncClient, id: str, *words: str) -> bool:
    """Tell whether a job waits and says so in these words."""
    job = await got(client, f"/queue/jobs/{id}")
    assert job["status"] in {"pending", "processing"}, job
    return job["status"] == "pending" and all(word in why(job) for word in words)


# What servers do.


async def test_a_job_too_big_once_is_done_on_the_same_server(client: httpx2.AsyncClient) -> None:
    async with farm(client, simulated("gpu", "out_of_memory=5:1")) as [server]:
        [clip] = await board(client)
        [job] = await ended(client, [await generate(client, clip["id"])])
        assert (job["status"], job["retry_count"]) == ("completed", 1)
        assert sum(server.machine.stats.posted.values()) == 2


async def test_a_job_too_big_for_a_server_goes_to_a_larger_one(
    client: httpx2.AsyncClient,
) -> None:
    small = [simulated(name, "out_of_memory=5", vram=8 * GIB) for name in ("small", "as small")]
    async with farm(client, *small, simulated("large")) as running:
        addresses = {
            server["name"]: f"{API}/comfyui/servers/{server['id']}"
            for server in await got(client, "/comfyui/servers")
        }
        assert (await client.post(f"{addresses['large']}/drain")).is_success
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(lambda: waits_because(client, id, "8 GB of memory"))
        assert sum(sum(server.machine.stats.posted.values()) for server in running) == 2
        assert (await client.post(f"{addresses['large']}/resume")).is_success
        [job] = await ended(client, [id])
        assert (job["status"], job["server_name"]) == ("completed", "large")
        assert [each["error_class"] for each in job["attempts"]] == ["oom", "oom", None]


async def test_a_job_too_big_for_all_fails_and_says_so(client: httpx2.AsyncClient) -> None:
    async with farm(client, simulated("gpu", "out_of_memory=5")) as [server]:
        [clip] = await board(client)
        [job] = await ended(client, [await generate(client, clip["id"])])
        assert job["status"] == "failed"
        assert "memory" in job["error"]
        assert sum(server.machine.stats.posted.values()) == 2


async def test_a_node_that_fails_on_one_server_is_run_by_another(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("bad", "execution_error=5"), simulated("good")):
        clips = await board(client, 4)
        jobs = await ended(client, [await generate(client, clip["id"]) for clip in clips])
        assert {(job["status"], job["server_name"]) for job in jobs} == {("completed", "good")}


async def test_a_node_that_fails_everywhere_is_named(client: httpx2.AsyncClient) -> None:
    servers = [simulated(name, "execution_error=5") for name in ("one", "two")]
    async with farm(client, *servers) as running:
        [clip] = await board(client)
        [job] = await ended(client, [await generate(client, clip["id"])])
        assert job["status"] == "failed"
        assert "ConditioningZeroOut failed: the simulated node failed" in job["error"]
        assert [sum(server.machine.stats.posted.values()) for server in running] == [1, 1]


async def test_a_job_that_hangs_goes_elsewhere_and_its_server_gets_no_other(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Speeds, "time_limit", lambda *_: 1.5)
    async with farm(client, simulated("stuck", "hang=2")) as [stuck]:
        [first, second] = await board(client, 2)
        hung = await generate(client, first["id"])
        await until(client, [hung], {"processing"})
        async with farm(client, simulated("good")):
            jobs = await ended(client, [hung, await generate(client, second["id"])])
            assert {(job["status"], job["server_name"]) for job in jobs} == {("completed", "good")}
            assert sum(stuck.machine.stats.posted.values()) == 1
            assert len(await images(client, first)) == 1

        async def is_shown_as_stuck() -> bool:
            [shown, _] = await got(client, "/comfyui/servers")
            return shown["state"] == "stuck" and "restarted" in shown["state_reason"]

        await eventually(is_shown_as_stuck)


@pytest.mark.parametrize(
    ("fault", "state", "reason"),
    [
        ("bad_gateway", "offline", "502"),
        ("gateway_timeout", "offline", "504"),
        ("origin_forbidden", "unauthorized", "403"),
    ],
)
async def test_a_server_that_refuses_everything_shows_why_and_the_job_waits_for_it(
    client: httpx2.AsyncClient, fault: str, state: str, reason: str
) -> None:
    async with farm(client, simulated("gpu", seconds_scale=1)) as [server]:
        [clip] = await board(client)
        break_with(server, fault)
        id = await generate(client, clip["id"])
        await eventually(lambda: waits_because(client, id, "gpu is", state))
        [shown] = await got(client, "/comfyui/servers")
        assert shown["state"] == state
        assert reason in shown["state_reason"]
        break_with(server)
        [job] = await ended(client, [id])
        assert (job["status"], job["retry_count"]) == ("completed", 0)


@pytest.mark.parametrize("fault", ["bad_gateway", "origin_forbidden"])
async def test_a_server_lost_behind_its_proxy_gives_its_job_to_another(
    client: httpx2.AsyncClient, fault: str
) -> None:
    async with farm(client, simulated("lost", seconds_scale=LONG)) as [lost]:
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(lambda: _runs_at(lost))
        break_with(lost, fault)
        async with farm(client, simulated("good")):
            [job] = await ended(client, [id])
            assert (job["status"], job["server_name"]) == ("completed", "good")
            assert len(await images(client, clip)) == 1
        break_with(lost)
        await eventually(lambda: is_idle(lost))


async def test_a_short_outage_of_a_server_costs_nothing(client: httpx2.AsyncClient) -> None:
    async with farm(client, simulated("gpu", seconds_scale=1)) as [server]:
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(lambda: _runs_at(server))
        break_with(server, "bad_gateway:2")
        [job] = await ended(client, [id])
        assert (job["status"], job["retry_count"]) == ("completed", 0)
        assert sum(server.machine.stats.posted.values()) == 1


async def test_a_server_that_looks_well_and_takes_no_job_is_not_flooded(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane_watch, "FIRST_BACKOFF", 30)

    async def refuse(*_: Any) -> Any:
        raise ProviderUnavailableError("gpu", "answered 503")

    monkeypatch.setattr(ComfyUIBackend, "submit", refuse)
    async with farm(client, simulated("gpu")):
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(lambda: waits_because(client, id, "rests after a failure", "503"))
        await asyncio.sleep(0.5)
        assert len((await container._jobs.get(id)).attempts) <= 2


async def _runs_at(server: RunningSimulator) -> bool:
    return server.machine.queue.running is not None


# What people do to servers.


async def test_a_deleted_servers_job_goes_elsewhere_and_its_prompt_is_stopped(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("old", seconds_scale=LONG)) as [old]:
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(lambda: _runs_at(old))
        [server] = await got(client, "/comfyui/servers")
        assert (await client.delete(f"{API}/comfyui/servers/{server['id']}")).is_success
        await eventually(lambda: is_idle(old))
        await eventually(lambda: waits_because(client, id, "No server"))
        async with farm(client, simulated("new")):
            [job] = await ended(client, [id])
            assert (job["server_name"], job["retry_count"]) == ("new", 0)
            assert len(await images(client, clip)) == 1


async def test_a_server_switched_off_gives_its_job_back_at_once(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("gpu", seconds_scale=1)) as [gpu]:
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(lambda: _runs_at(gpu))
        [server] = await got(client, "/comfyui/servers")
        address = f"{API}/comfyui/servers/{server['id']}"
        assert (await client.put(address, json={"is_active": False})).is_success
        await eventually(lambda: waits_because(client, id, "No server"))
        assert (await client.put(address, json={"is_active": True})).is_success
        [job] = await ended(client, [id])
        assert (job["status"], job["retry_count"]) == ("completed", 0)


async def test_a_renamed_server_keeps_its_job(client: httpx2.AsyncClient) -> None:
    async with farm(client, simulated("gpu", seconds_scale=1)) as [gpu]:
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(lambda: _runs_at(gpu))
        [server] = await got(client, "/comfyui/servers")
        address = f"{API}/comfyui/servers/{server['id']}"
        assert (await client.put(address, json={"name": "renamed"})).is_success
        [job] = await ended(client, [id])
        assert (job["status"], job["retry_count"]) == ("completed", 0)
        assert sum(gpu.machine.stats.posted.values()) == 1


async def test_a_server_that_moved_begins_its_job_anew_and_stops_the_old_prompt(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("gpu", seconds_scale=LONG)) as [old]:
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(lambda: _runs_at(old))
        [server] = await got(client, "/comfyui/servers")
        async with farm(client, simulated("spare")) as [new]:
            [spare] = [s for s in await got(client, "/comfyui/servers") if s["name"] == "spare"]
            await client.delete(f"{API}/comfyui/servers/{spare['id']}")
            address = f"{API}/comfyui/servers/{server['id']}"
            assert (await client.put(address, json={"url": new.url})).is_success
            [job] = await ended(client, [id])
            assert (job["status"], job["retry_count"]) == ("completed", 0)
            assert sum(new.machine.stats.posted.values()) == 1
            await eventually(lambda: is_idle(old))


async def test_a_rejected_key_is_shown_and_the_job_runs_when_it_is_right(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with farm(client, simulated("gpu", "origin_forbidden")) as [gpu]:
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(lambda: waits_because(client, id, "gpu is unauthorized"))
        monkeypatch.setattr(lane_watch, "FIRST_BACKOFF", 3600)
        break_with(gpu)
        [server] = await got(client, "/comfyui/servers")
        address = f"{API}/comfyui/servers/{server['id']}"
        assert (await client.put(address, json={"api_key": "right"})).is_success
        [job] = await ended(client, [id])
        assert job["status"] == "completed"


# Cancelling, in every state.


async def test_a_waiting_job_is_cancelled(client: httpx2.AsyncClient) -> None:
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    assert await cancelled(client, id)
    async with farm(client, simulated()) as [server]:
        [other] = await ended(client, [await generate(client, clip["id"])])
        assert other["status"] == "completed"
        assert sum(server.machine.stats.posted.values()) == 1


async def test_a_job_cancelled_while_it_is_handed_over_is_stopped_there(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated("slow", "slow_reply=1", seconds_scale=LONG)) as [server]:
        first, second = await board(client, 2)
        id = await generate(client, first["id"])
        await eventually(lambda: _runs_at(server))
        assert await cancelled(client, id)
        await eventually(lambda: is_idle(server))
        break_with(server)
        waiting = await generate(client, second["id"])
        await eventually(lambda: _runs_at(server))
        [prompt] = server.machine.stats.interrupted
        assert server.machine.queue.running is not None
        assert server.machine.queue.running.prompt_id != prompt
        assert (await got(client, f"/queue/jobs/{id}"))["status"] == "cancelled"
        assert await cancelled(client, waiting)


async def test_a_job_cancelled_while_its_files_are_fetched_leaves_no_take(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetching, go_on = asyncio.Event(), asyncio.Event()
    collect = container.engine._tools.collector.collect

    async def slowly(*args: Any) -> Any:
        fetching.set()
        await go_on.wait()
        return await collect(*args)

    monkeypatch.setattr(container.engine._tools.collector, "collect", slowly)
    async with farm(client, simulated()):
        first, second = await board(client, 2)
        id = await generate(client, first["id"])
        await fetching.wait()
        assert await cancelled(client, id)
        go_on.set()
        [other] = await ended(client, [await generate(client, second["id"])])
        assert other["status"] == "completed"
        assert (await got(client, f"/queue/jobs/{id}"))["status"] == "cancelled"
        assert await images(client, first) == []


async def test_the_next_job_is_handed_over_while_files_are_fetched(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()
    collect = container.engine._tools.collector.collect

    async def slowly(*args: Any) -> Any:
        await go_on.wait()
        return await collect(*args)

    monkeypatch.setattr(container.engine._tools.collector, "collect", slowly)
    async with farm(client, simulated()) as [server]:
        ids = [await generate(client, clip["id"]) for clip in await board(client, 4)]
        await eventually(lambda: _executed(server, 2))
        await asyncio.sleep(0.3)
        assert await _executed(server, 2), "fetching may not pile up"
        go_on.set()
        assert {job["status"] for job in await ended(client, ids)} == {"completed"}


async def _executed(server: RunningSimulator, times: int) -> bool:
    return sum(server.machine.stats.executed.values()) == times


async def test_a_job_cancelled_as_it_ends_has_one_end(client: httpx2.AsyncClient) -> None:
    async with farm(client, simulated(seconds_scale=0)) as [server]:
        clips = await board(client, 24)
        ids = [await generate(client, clip["id"]) for clip in clips]

        async def cancel_later(n: int, id: str) -> bool:
            await asyncio.sleep(0.04 * n)
            return await cancelled(client, id)

        answers = await asyncio.gather(*(cancel_later(n, id) for n, id in enumerate(ids)))
        jobs = await ended(client, ids)
        for clip, job, was_cancelled in zip(clips, jobs, answers, strict=True):
            assert job["status"] == ("cancelled" if was_cancelled else "completed"), job
            assert len(await images(client, clip)) == (not was_cancelled)
        [last] = await ended(client, [await generate(client, clips[0]["id"])])
        assert last["status"] == "completed"
        assert await is_idle(server)


# What happens to our own house.


async def test_jobs_wait_for_disk_space_and_say_so(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container.engine, "_min_free_bytes", 1 << 60)
    async with farm(client, simulated()):
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(lambda: waits_because(client, id, "disk"))
        monkeypatch.setattr(container.engine, "_min_free_bytes", 0)
        [job] = await ended(client, [id])
        assert (job["status"], job["waiting"]) == ("completed", None)


async def test_a_disk_that_is_full_as_files_arrive_costs_no_second_run(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, full = container.store.keep, asyncio.Event()

    async def refuse(temporary: Path, extension: str) -> str:
        if not full.is_set():
            raise StorageFullError("The disk that holds the media is full")
        return await keep(temporary, extension)

    monkeypatch.setattr(container.store, "keep", refuse)

    async def says_why() -> bool:
        return "full" in why(await got(client, f"/queue/jobs/{id}"))

    async with farm(client, simulated()) as [server]:
        [clip] = await board(client)
        id = await generate(client, clip["id"])
        await eventually(says_why)
        full.set()
        [job] = await ended(client, [id])
        assert (job["status"], job["waiting"], job["retry_count"]) == ("completed", None, 0)
        assert sum(server.machine.stats.posted.values()) == 1


async def test_what_was_asked_of_a_server_is_known_though_the_database_was_away_just_then(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted, refusals = container._jobs.posted, iter(range(3))

    async def away(*args: Any, **changes: Any) -> Any:
        if next(refusals, None) is not None:
            raise DatabaseUnavailableError("away")
        return await posted(*args, **changes)

    monkeypatch.setattr(container._jobs, "posted", away)
    async with farm(client, simulated()) as [server]:
        [clip] = await board(client)
        await ended(client, [await generate(client, clip["id"])])
        [take] = await images(client, clip)
        assert take["generation_params"]["steps"]
        assert sum(server.machine.stats.posted.values()) == 1


async def test_a_job_whose_clip_is_deleted_while_it_runs_is_gone_and_stopped(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated(seconds_scale=LONG)) as [server]:
        [clip, other] = await board(client, 2)
        id = await generate(client, clip["id"])
        await eventually(lambda: _runs_at(server))
        assert (await client.delete(f"{API}/clips/{clip['id']}")).is_success
        await eventually(lambda: is_idle(server))
        assert (await client.get(f"{API}/queue/jobs/{id}")).status_code == 404
        [next_job] = await until(client, [await generate(client, other["id"])], {"processing"})
        assert await cancelled(client, next_job["id"])


async def test_a_clip_that_vanishes_under_its_job_lets_the_job_end(
    client: httpx2.AsyncClient, container: Container
) -> None:
    [clip] = await board(client)
    id = await generate(client, clip["id"])
    await container._clips.delete(clip["id"])
    async with farm(client, simulated()):
        [job] = await ended(client, [id])
        assert job["status"] == "completed"


async def test_a_committed_job_whose_files_are_gone_fails_and_stops_nobody(
    client: httpx2.AsyncClient, container: Container, history: JobHistory
) -> None:
    first, second = await board(client, 2)
    id = await generate(client, first["id"])
    gone = {"take_id": new_id(), "key": "0" * 64 + ".png", "kind": "image"}
    await container._jobs._collection.update_one(
        {"_id": id},
        {"$set": {"state": "committed", "status": "processing", "outputs": [gone]}},
    )
    async with farm(client, simulated()):
        jobs = await ended(client, [id, await generate(client, second["id"])])
        assert [job["status"] for job in jobs] == ["failed", "completed"]
        assert "removed" in jobs[0]["error"]
        assert history.states(id)[-1] is JobState.FAILED


async def test_jobs_that_cannot_be_read_stop_nobody(
    client: httpx2.AsyncClient, container: Container
) -> None:
    first, second, third = await board(client, 3)
    jobs = container._jobs._collection
    broken = await generate(client, first["id"])
    await jobs.update_one({"_id": broken}, {"$set": {"target": "of another version"}})
    held = await generate(client, first["id"])
    lease = {"owner": "dead", "until": None}
    await jobs.update_one(
        {"_id": held}, {"$set": {"state": "running", "lease": lease, "attempts": 1}}
    )
    newer = await generate(client, second["id"])
    await jobs.update_one({"_id": newer}, {"$set": {"unheard_of": {"a": 1}}})
    odd = {"use_custom_workflow": True, "workflow_json": [1, 2]}
    strange = await generate(client, third["id"])
    await jobs.update_one({"_id": strange}, {"$set": {"params": odd}})
    async with farm(client, simulated()):
        done, refused = await ended(client, [newer, strange])
        assert (done["status"], refused["status"]) == ("completed", "failed")
        assert refused["error"]
        listed = await got(client, "/queue/jobs")
        assert {job["id"] for job in _items(listed)} == {newer, strange}


def _items(listed: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = listed if isinstance(listed, list) else listed["items"]
    return items


async def test_nobody_hides_behind_jobs_that_no_server_can_run(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grants, "FEWEST", 4)
    monkeypatch.setattr(grants, "PAGE", 4)
    [clip] = await board(client)
    async with farm(client, simulated()):
        impossible = [
            await generate(client, clip["id"], model="no-such-model.safetensors") for _ in range(11)
        ]
        possible = [await generate(client, clip["id"]) for _ in range(3)]
        assert {job["status"] for job in await ended(client, possible)} == {"completed"}
        await eventually(lambda: waits_because(client, impossible[-1], "sim", "no-such-model"))


async def test_an_idle_queue_only_reads_and_little(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    me = asyncio.current_task()

    def note(name: str) -> None:
        original = getattr(DriverCollection, name)

        def noted(collection: DriverCollection, *args: Any, **options: Any) -> Any:
            if asyncio.current_task() is me:
                asked.append((collection.name, name))
            return original(collection, *args, **options)

        monkeypatch.setattr(DriverCollection, name, noted)

    async with farm(client, *(simulated(f"gpu-{n}") for n in range(3))):
        [clip] = await board(client)
        await ended(client, [await generate(client, clip["id"])])
        for name in ("find", "aggregate", "find_one_and_update", "update_one", "update_many"):
            note(name)
        await container.engine._keeper.tend()
        await container.engine._grant()
        assert {name for _, name in asked} == {"find", "aggregate"}
        assert len(asked) == 6, asked


async def test_who_slept_since_the_grant_hands_nothing_over(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may have the job by then, and may have handed it over."""
    clock, slept = container.engine._tools.clock, False

    def sleepy(job: Job, image: Path | None) -> MediaRequest:
        nonlocal slept
        if not slept:
            slept = True
            clock._ahead += container.settings.queue_lease_seconds
        return request_of(job, image)

    monkeypatch.setattr(runner, "request_of", sleepy)
    async with farm(client, simulated()) as [server]:
        [clip] = await board(client, 1)
        [job] = await ended(client, [await generate(client, clip["id"])])
        assert (job["status"], job["retry_count"]) == ("completed", 0)
        assert (job["attempts"][0]["error_class"], len(job["attempts"])) == ("unreachable", 2)
        assert sum(server.machine.stats.posted.values()) == 1
        assert len(await images(client, clip)) == 1
