"""What the simulator does beyond the recorded conversations."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from PIL import Image
from starlette.datastructures import Headers

from backend.simulator.config import SimulatorConfig
from backend.simulator.execution import working_seconds
from backend.simulator.gate import is_foreign
from backend.simulator.requests import SAMPLERS, Shape, measure, steps_of
from tests.unit.simulator.servers import (
    Server,
    StartServer,
    messages_until_end,
    plain,
    sampled,
    wait_until,
)


async def test_a_program_can_tell_that_the_server_is_simulated(server: Server) -> None:
    stats = (await server.http.get("/system_stats")).json()
    assert "storycanvas-simulator" in stats["system"]["argv"]
    assert (await server.http.get("/simulator/stats")).json()["simulated"] is True


async def test_the_statistics_count_each_post_of_a_prompt(start: StartServer) -> None:
    async with start() as server:
        prompt_id = "f4b1c1c0-0000-4000-8000-000000000001"
        for color in range(2):
            await server.run(plain(color), prompt_id=prompt_id)
        stats = (await server.http.get("/simulator/stats")).json()
        assert stats["posted"] == stats["executed"] == {prompt_id: 2}


async def test_the_choices_of_loaders_are_the_models_of_the_server(start: StartServer) -> None:
    async with start(models={"checkpoints": ["own.safetensors"]}) as server:
        info = (await server.http.get("/object_info/CheckpointLoaderSimple")).json()
        choices = info["CheckpointLoaderSimple"]["input"]["required"]["ckpt_name"][0]
        assert choices == (await server.http.get("/models/checkpoints")).json()
        assert choices == ["own.safetensors"]
        assert (await server.http.get("/models/loras")).json() == []


async def test_every_node_class_is_described(server: Server) -> None:
    info = (await server.http.get("/object_info")).json()
    assert "@" not in json.dumps(info)
    assert info["KSampler"]["output"] == ["LATENT"]
    assert info["SaveImage"]["output_node"] is True


@pytest.mark.parametrize(
    ("speed", "shape", "seconds"),
    [
        (1, Shape(512, 512), 1),
        (4, Shape(512, 512), 0.25),
        (1, Shape(512, 512, 81), 6),
        (2, Shape(1280, 704, 121), 5),
    ],
)
def test_work_takes_time_by_pixels_frames_and_speed_up_to_a_bound(
    speed: float, shape: Shape, seconds: float
) -> None:
    config = SimulatorConfig(speed=speed)
    assert working_seconds(config, shape, steps=20) == pytest.approx(seconds)


async def test_only_another_model_takes_time_to_load(start: StartServer) -> None:
    async with start() as server:
        await server.run(sampled(1))
        server.machine.config = replace(server.machine.config, load_seconds=1000)
        await server.run(sampled(2))
        other = sampled(3)
        other["4"]["inputs"]["ckpt_name"] = "sd_xl_base_1.0.safetensors"
        async with server.socket() as socket:
            await server.post(other)
            while (await wait_until(socket, "executing"))["data"]["node"] != "4":
                pass
        async with server.socket() as later:
            assert (await wait_until(later, "executing"))["data"] == {"node": "4"}


async def test_a_client_that_comes_back_is_told_the_node_of_its_job(start: StartServer) -> None:
    async with start(seconds_scale=1000) as server:
        async with server.socket() as first:
            await server.post(sampled())
            while (await wait_until(first, "executing"))["data"]["node"] != "3":
                pass
        async with server.socket() as second:
            assert (await wait_until(second, "executing"))["data"] == {"node": "3"}


async def test_a_job_without_owner_is_seen_by_all_only_in_its_progress(server: Server) -> None:
    async with server.socket() as socket:
        prompt_id = (await server.http.post("/prompt", json={"prompt": plain()})).json()
        await server.post(plain(2))
        heard = await messages_until_end(socket)
        kinds = {
            message["type"]
            for message in heard
            if message["data"].get("prompt_id") == prompt_id["prompt_id"]
        }
        assert kinds == {"progress_state"}


@pytest.mark.parametrize(("flags", "event"), [({}, 1), ({"supports_preview_metadata": True}, 4)])
async def test_previews_come_in_the_form_the_client_understands(
    server: Server, flags: dict[str, bool], event: int
) -> None:
    async with server.socket() as socket:
        await socket.send("no json")
        if flags:
            await socket.close()
    async with server.socket() as socket:
        await socket.send(json.dumps({"type": "feature_flags", "data": flags}))
        await wait_until(socket, "feature_flags")
        await server.post(sampled(), extra_data={"preview_method": "latent2rgb"})
        previews = [message async for message in binary_until_end(socket)]
    assert len(previews) == 4
    assert {int.from_bytes(preview[:4], "big") for preview in previews} == {event}
    start = 8 if event == 1 else 8 + int.from_bytes(previews[0][4:8], "big")
    with Image.open(io.BytesIO(previews[0][start:])) as opened:
        assert opened.format == "JPEG"


async def binary_until_end(socket: object) -> AsyncIterator[bytes]:
    async for message in socket:  # type: ignore[attr-defined]
        if isinstance(message, bytes):
            yield message
        elif json.loads(message)["data"].get("node", "") is None:
            return


@pytest.mark.parametrize(
    ("header", "status", "length"),
    [("bytes=0-9", 206, 10), ("bytes=10-", 206, None), ("bytes=999999-", 416, 0)],
)
async def test_a_part_of_a_file_can_be_read(
    server: Server, header: str, status: int, length: int | None
) -> None:
    output = (await server.run(plain()))["outputs"]["2"]["images"][0]
    whole = await server.view(output)
    part = await server.http.get("/view", params=output, headers={"Range": header})
    assert part.status_code == status
    assert len(part.content) == (len(whole) - 10 if length is None else length)
    assert part.content in whole


async def test_a_server_forgets_its_oldest_files_when_it_is_full(start: StartServer) -> None:
    async with start(storage_bytes=3000) as server:
        outputs = [
            (await server.run(plain(color)))["outputs"]["2"]["images"][0] for color in range(20)
        ]
        assert (await server.http.get("/view", params=outputs[0])).status_code == 404
        assert (await server.http.get("/view", params=outputs[-1])).status_code == 200


async def test_a_server_forgets_its_oldest_jobs(start: StartServer) -> None:
    async with start(history_size=3) as server:
        for color in range(5):
            await server.run(plain(color))
        history = (await server.http.get("/history")).json()
        assert [record["prompt"][0] for record in history.values()] == [2, 3, 4]


async def test_the_name_of_a_deleted_file_is_used_again(server: Server) -> None:
    output = (await server.run(plain(1)))["outputs"]["2"]["images"][0]
    await server.http.delete("/simulator/files", params=output)
    assert (await server.run(plain(2)))["outputs"]["2"]["images"][0] == output


async def test_an_upload_above_the_limit_is_refused(start: StartServer) -> None:
    async with start(max_upload=1000) as server:
        files = {"image": ("big.png", b"x" * 5000, "image/png")}
        assert (await server.http.post("/upload/image", files=files)).status_code == 413


async def test_a_node_that_breaks_ends_its_job_and_not_the_server(server: Server) -> None:
    graph = {
        "1": plain(width=63)["1"],
        "2": {"class_type": "CreateVideo", "inputs": {"images": ["1", 0], "fps": 24.0}},
        "3": {
            "class_type": "SaveVideo",
            "inputs": {"video": ["2", 0], "filename_prefix": "v", "format": "mp4", "codec": "h264"},
        },
    }
    _, data = (await server.run(graph))["status"]["messages"][-1]
    assert (data["node_id"], data["exception_type"]) == ("3", "ValueError")
    assert (await server.run(plain()))["status"]["completed"]


async def test_an_input_that_no_class_has_may_lead_nowhere(server: Server) -> None:
    graph = plain()
    graph["2"]["inputs"]["extra"] = ["99", 0]
    assert (await server.run(graph))["status"]["completed"]


async def test_the_history_has_a_job_only_after_its_message_of_success(start: StartServer) -> None:
    async with start(history_gap_ms=200) as server, server.socket() as socket:
        prompt_id = await server.post(plain())
        await wait_until(socket, "execution_success")
        assert (await server.http.get(f"/history/{prompt_id}")).json() == {}
        await messages_until_end(socket)
        assert prompt_id in (await server.http.get(f"/history/{prompt_id}")).json()


@pytest.mark.parametrize("settings", [{"speed": 0}, {"name": ""}, {"name": "<b>"}])
def test_a_server_that_could_not_work_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must be"):
        SimulatorConfig(**settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "origin", "foreign"),
    [
        ("127.0.0.1:8188", "http://evil.example", True),
        ("127.0.0.1:8188", "http://127.0.0.1:8188", False),
        ("localhost:8188", "http://localhost:5173", True),
        ("[::1]:8188", "http://evil.example", True),
        ("gpu.example:8188", "http://evil.example", False),
        ("127.0.0.1:8188", None, False),
    ],
)
def test_a_page_of_another_origin_is_foreign(host: str, origin: str | None, foreign: bool) -> None:
    headers = {"host": host} | ({"origin": origin} if origin else {})
    assert is_foreign(Headers(headers)) is foreign


def test_a_sampler_takes_the_steps_between_its_ends() -> None:
    inputs = {"steps": 20, "start_at_step": 10, "end_at_step": 10_000, "noise_seed": 1}
    graph = {"1": {"class_type": SAMPLERS[1], "inputs": inputs}}
    assert steps_of(graph, "1") == 10


def test_sizes_pass_through_nodes_that_change_them() -> None:
    graph = plain(width=60, height=40)
    steps: list[tuple[str, dict[str, float]]] = [
        ("ImageInvert", {}),
        ("ImageScaleBy", {"scale_by": 2.0}),
        ("ImageScale", {"width": 50, "height": 30}),
    ]
    before = "1"
    for kind, inputs in steps:
        graph[kind] = {"class_type": kind, "inputs": {"image": [before, 0], **inputs}}
        before = kind
    sizes = [measure(graph, kind, lambda _: (1, 1)) for kind, _ in steps]
    assert sizes == [Shape(60, 40), Shape(120, 80), Shape(50, 30)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_ends_at_once_when_told_to(number: signal.Signals) -> None:
    code = (
        "from backend.simulator.config import SimulatorConfig\n"
        "from backend.simulator.server import serve\n"
        "say = lambda url: print(url, flush=True)\n"
        "serve(SimulatorConfig(), '127.0.0.1', 0, say)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"http://127.0.0.1:")
        os.kill(process.pid, number)
        assert process.wait(timeout=10) in (0, -number)
