"""Each fault of the simulator, switched on and seen from outside."""

from __future__ import annotations

import io
import json

import httpx2
import pytest
import websockets
from PIL import Image, UnidentifiedImageError

from backend.simulator.faults import FAULTS, Fault, Faults, parse_fault
from tests.unit.simulator.servers import (
    Server,
    StartServer,
    hear_for_ever,
    messages_until_end,
    plain,
    sampled,
    wait_until,
)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("zombie", Fault("zombie", 1)),
        ("execution-error=3", Fault("execution_error", 3)),
        ("slow_reply=0.5:2", Fault("slow_reply", 0.5, 2)),
        (" bad_gateway:1 ", Fault("bad_gateway", 1, 1)),
    ],
)
def test_a_fault_is_read_from_text(text: str, fault: Fault) -> None:
    assert parse_fault(text) == fault


@pytest.mark.parametrize("text", ["", "nonsense", "hang=soon", "hang=1.2.3", "hang:0x"])
def test_a_text_that_is_no_fault_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"(is no fault|must be a number)"):
        parse_fault(text)


def test_the_refusal_lists_every_fault() -> None:
    with pytest.raises(ValueError, match="nonsense") as caught:
        parse_fault("nonsense")
    assert all(name in str(caught.value) for name in FAULTS)


async def test_a_fault_strikes_as_often_as_it_was_told() -> None:
    faults = Faults([parse_fault("execution_error=2:2")])
    strikes = [bool(faults.strike("execution_error", at=at)) for at in (1, 2, 3, 2, 2)]
    assert strikes == [False, True, False, True, False]
    assert faults.list() == []


async def test_faults_are_switched_while_the_server_runs(server: Server) -> None:
    body = {"faults": ["bad_gateway", "hang=2:1"]}
    reply = await server.http.post("/simulator/faults", json=body)
    assert [fault["name"] for fault in reply.json()["faults"]] == ["bad_gateway", "hang"]
    assert (await server.http.get("/queue")).status_code == 502
    await server.http.post("/simulator/faults", json={"faults": []})
    assert (await server.http.get("/queue")).status_code == 200


@pytest.mark.parametrize("body", [{"faults": ["nonsense"]}, {}])
async def test_an_unknown_fault_is_refused_while_the_server_runs(
    server: Server, body: dict[str, list[str]]
) -> None:
    reply = await server.http.post("/simulator/faults", json=body)
    assert reply.status_code == 400
    assert reply.json()["error"]


async def test_validation_error(start: StartServer) -> None:
    async with start("validation_error:1") as server:
        refused = await server.http.post("/prompt", json={"prompt": plain()})
        assert refused.status_code == 400
        assert refused.json()["error"]["type"] == "prompt_outputs_failed_validation"
        await server.post(plain())


@pytest.mark.parametrize(
    ("fault", "kind"),
    [("execution_error=2", "RuntimeError"), ("out_of_memory=2", "torch.OutOfMemoryError")],
)
async def test_a_node_fails(start: StartServer, fault: str, kind: str) -> None:
    async with start(fault) as server:
        record = await server.run(plain())
        name, data = record["status"]["messages"][-1]
        assert (name, record["status"]["status_str"]) == ("execution_error", "error")
        assert (data["node_id"], data["exception_type"], data["executed"]) == ("2", kind, ["1"])
        stats = (await server.http.get("/simulator/stats")).json()
        assert list(stats["failed"].values()) == [1]


async def test_a_hanging_node_ignores_interrupts_until_the_fault_is_mended(
    start: StartServer,
) -> None:
    async with start("hang=1") as server, server.socket() as socket:
        prompt_id = await server.post(plain())
        await wait_until(socket, "executing")
        await server.http.post("/interrupt", json={"prompt_id": prompt_id})
        queue = (await server.http.get("/queue")).json()
        assert queue["queue_running"][0][1] == prompt_id
        await server.http.post("/simulator/faults", json={"faults": []})
        assert (await wait_until(socket, "execution_interrupted"))["data"]["node_id"] == "1"


async def test_a_restart_in_the_middle_of_a_job_forgets_everything(start: StartServer) -> None:
    async with start("restart=2:1") as server:
        async with server.socket() as socket:
            prompt_id = await server.post(plain())
            with pytest.raises(websockets.ConnectionClosed):
                await hear_for_ever(socket)
        assert (await server.http.get(f"/history/{prompt_id}")).json() == {}
        assert (await server.http.get("/queue")).json() == {
            "queue_running": [],
            "queue_pending": [],
        }
        again = (await server.http.post("/prompt", json={"prompt": plain()})).json()
        assert again["number"] == 0
        assert (await server.http.get("/simulator/stats")).json()["restarts"] == 1


async def test_a_restart_can_be_asked_for(start: StartServer) -> None:
    async with start(seconds_scale=1000) as server:
        await server.run(plain())
        async with server.socket() as socket:
            await server.post(sampled())
            await wait_until(socket, "executing")
            await server.http.post("/simulator/restart")
        assert (await server.http.get("/history")).json() == {}
        assert (await server.http.get("/prompt")).json() == {"exec_info": {"queue_remaining": 0}}
        assert (await server.run(plain(2)))["status"]["completed"]


async def test_a_zombie_accepts_and_never_runs(start: StartServer) -> None:
    async with start("zombie") as server:
        ids = [await server.post(plain(color)) for color in range(2)]
        await server.http.post("/interrupt")
        queue = (await server.http.get("/queue")).json()
        assert queue["queue_running"] == []
        assert [entry[1] for entry in queue["queue_pending"]] == ids


async def test_two_jobs_of_one_number_and_id_end_the_worker_for_good(start: StartServer) -> None:
    async with start(seconds_scale=100) as server, server.socket() as socket:
        running = await server.post(sampled(steps=20))
        await wait_until(socket, "progress_state")
        twice = {"number": 9000, "prompt_id": "f4b1c1c0-0000-4000-8000-000000000001"}
        await server.post(plain(0))
        for color in (1, 2):
            await server.post(plain(color), **twice)
        await server.http.post("/interrupt", json={"prompt_id": running})
        await server.finished(running)
        await server.post(plain(3))
        queue = (await server.http.get("/queue")).json()
        assert queue["queue_running"] == []
        assert queue["queue_pending"] != []


async def test_silent_websockets_stay_open_while_jobs_run(start: StartServer) -> None:
    async with start("ws_silent") as server, server.socket() as socket:
        prompt_id = await server.post(plain())
        await server.finished(prompt_id)
        await socket.ping()
        await server.http.post("/simulator/faults", json={"faults": []})
        second = await server.post(plain(2))
        heard = await messages_until_end(socket)
        assert prompt_id not in json.dumps(heard)
        assert second in json.dumps(heard)


async def test_websockets_are_cut_in_the_middle_of_a_job(start: StartServer) -> None:
    async with start("ws_drop=2:1") as server, server.socket() as socket:
        prompt_id = await server.post(plain())
        with pytest.raises(websockets.ConnectionClosed):
            await hear_for_ever(socket)
        assert (await server.finished(prompt_id))["status"]["completed"]


async def test_a_stolen_registration_hears_nothing(start: StartServer) -> None:
    async with start("stolen_registration:1") as server, server.socket() as deaf:
        async with server.socket("other") as other:
            await server.post(plain())
            await server.post(plain(2), client_id="other")
            await messages_until_end(other)
        await deaf.close()
        assert [message async for message in deaf] == []


async def test_an_output_is_missing(start: StartServer) -> None:
    async with start("output_missing:1") as server:
        output = (await server.run(plain()))["outputs"]["2"]["images"][0]
        assert (await server.http.get("/view", params=output)).status_code == 404
        assert (await server.http.get("/view", params=output)).status_code == 200


@pytest.mark.parametrize("fault", ["output_truncated", "output_garbage"])
async def test_an_output_is_broken(start: StartServer, fault: str) -> None:
    async with start(f"{fault}:1") as server:
        output = (await server.run(sampled()))["outputs"]["9"]["images"][0]
        with pytest.raises((OSError, UnidentifiedImageError)):
            Image.open(io.BytesIO(await server.view(output))).load()
        Image.open(io.BytesIO(await server.view(output))).load()


async def test_the_reply_to_a_prompt_comes_after_the_job(start: StartServer) -> None:
    async with start("slow_reply=20:1") as server, server.socket() as socket:
        with pytest.raises(httpx2.ReadTimeout):
            await server.http.post(
                "/prompt", json={"prompt": plain(), "client_id": "me"}, timeout=0.5
            )
        ended = (await messages_until_end(socket))[-1]["data"]["prompt_id"]
        assert (await server.http.get("/simulator/stats")).json()["posted"] == {ended: 1}


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("origin_forbidden", 403),
        ("too_large", 413),
        ("bad_gateway", 502),
        ("gateway_timeout", 504),
    ],
)
async def test_a_request_is_refused(start: StartServer, fault: str, status: int) -> None:
    async with start(f"{fault}:1") as server:
        refused = await server.http.post("/prompt", json={"prompt": plain()})
        assert refused.status_code == status
        await server.post(plain())


@pytest.mark.parametrize("fault", ["origin_forbidden", "bad_gateway", "gateway_timeout"])
async def test_a_websocket_is_refused(start: StartServer, fault: str) -> None:
    async with start(f"{fault}:1") as server:
        with pytest.raises(websockets.InvalidStatus):
            async with server.socket():
                pass
        async with server.socket():
            await server.post(plain())
