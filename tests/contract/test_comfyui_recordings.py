"""The adapter against what real servers of both versions have said."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from backend.domain.errors import (
    NodeFailedError,
    ProviderError,
    ProviderOutOfMemoryError,
    ProviderOutputError,
    ProviderRejectedError,
    ProviderStuckError,
)
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState, RemoteStatus
from backend.providers.comfyui.answers import SystemStats
from backend.providers.comfyui.backend import ComfyUIBackend
from backend.providers.comfyui.capabilities import choices, read_capabilities
from backend.providers.comfyui.progress import ProgressReader
from backend.providers.comfyui.zombie import ZombieDetector
from tests.contract.recordings import FOLDER, read_recording
from tests.unit.providers.provider_requests import make_needs, make_request, only

pytestmark = [
    pytest.mark.skipif(not FOLDER.exists(), reason="the recordings are not on this machine"),
    pytest.mark.parametrize("version", ["0.33.0", "0.3.64"]),
]

CAN = only(checkpoints=["tiny_sd15.safetensors"])
FORBIDDEN = ("/srv/", "Traceback", "traceback", 'File "', ".py")


class Server:
    """Answers as recorded: a queue of answers per method and path, the last one for good."""

    def __init__(self, *answers: tuple[str, str, int, Any]) -> None:
        self.seen: list[httpx2.Request] = []
        self._answers: dict[tuple[str, str], list[httpx2.Response]] = {}
        for method, path, status, body in answers:
            self._answers.setdefault((method, path), []).append(_response(status, body))

    def backend(self, **options: Any) -> ComfyUIBackend:
        transport = httpx2.MockTransport(self._answer)
        return ComfyUIBackend("Studio", "http://studio", {}, transport=transport, **options)

    def calls(self) -> list[str]:
        return [f"{request.method} {request.url.path}" for request in self.seen]

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        answers = self._answers[request.method, request.url.path]
        return answers.pop(0) if len(answers) > 1 else answers[0]


def _response(status: int, body: Any) -> httpx2.Response:
    if isinstance(body, dict) and "__binary__" in body:
        return httpx2.Response(status)
    if isinstance(body, str):
        return httpx2.Response(status, text=body)
    return httpx2.Response(status, json=body)


def http_of(version: str, scenario: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the HTTP lines of a recording, each with the case it belongs to."""
    case = ""
    for line in read_recording(version, scenario):
        case = line.get("case", case)
        if line["dir"] == "http":
            yield case, line


def histories(version: str, scenario: str) -> list[tuple[str, str, Any]]:
    """Return (case, id, body) of every answer of /history/{id}."""
    return [
        (case, line["path"].rsplit("/", 1)[-1], line["body"])
        for case, line in http_of(version, scenario)
        if line["path"].startswith("/history/")
    ]


async def polled(id: str, body: Any) -> RemoteStatus:
    backend = Server(("GET", f"/history/{id}", 200, body)).backend()
    status = await backend.poll(id)
    await backend.close()
    return status


REFUSALS = {
    "missing node type": ("NoSuchNode",),
    "missing required input": ("SaveImage", "images", "missing"),
    "missing required upstream": ("EmptyImage", "batch_size", "color"),
    "value not in list": ("CheckpointLoaderSimple", "nosuch.safetensors"),
    "bad sampler": ("KSampler", "sampler_name", "bogus"),
    "value too small": ("EmptyImage", "width", "min"),
    "value too big": ("EmptyImage", "width", "max"),
    "bad type string for int": ("EmptyImage", "width", "abc"),
    "no outputs": ("no node that saves",),
    "image file missing": ("LoadImage", "nosuch.png"),
    "one good one bad output": ("SaveImage", "images", "missing"),
}


async def test_every_refused_graph_is_a_rejection_that_names_node_and_field(version: str) -> None:
    told = {}
    for case, line in http_of(version, "invalid_graphs"):
        body = line["body"]
        if line["path"] != "/prompt" or (line["status"] == 200 and not body["node_errors"]):
            continue
        queue: dict[str, Any] = {"queue_running": [], "queue_pending": []}
        server = Server(
            ("POST", "/prompt", line["status"], body),
            ("POST", "/queue", 200, ""),
            ("GET", "/queue", 200, queue),
        )
        backend = server.backend()
        with pytest.raises(ProviderRejectedError) as caught:
            await backend.submit(make_request(), CAN)
        await backend.close()
        told[case] = caught.value.message
        assert not any(word in f"{told[case]} {caught.value.details}" for word in FORBIDDEN)
        assert server.calls().count("POST /prompt") == 1
        assert ("POST /queue" in server.calls()) == (line["status"] == 200)
    assert len(told) >= 20
    for case, words in REFUSALS.items():
        assert [word for word in words if word not in told[case]] == [], told[case]


RUNTIME: dict[str, tuple[type[ProviderError] | None, str]] = {
    "LoadImage on a corrupt file": (NodeFailedError, "LoadImage failed"),
    "filename_prefix outside output dir": (NodeFailedError, "outside the output folder"),
    "one output ok then one fails": (NodeFailedError, "SaveImage failed"),
    "huge allocation": (ProviderOutOfMemoryError, "EmptyImage ran out of memory"),
    "after a failure the server still works": (None, ""),
}


async def test_failures_while_running_are_classed_and_told_without_server_paths(
    version: str,
) -> None:
    cases = histories(version, "runtime_failures")
    assert {case for case, _, _ in cases} == RUNTIME.keys()
    for case, id, body in cases:
        status = await polled(id, body)
        expected, words = RUNTIME[case]
        assert (status.error and type(status.error)) == expected
        assert status.state is (RemoteState.FAILED if expected else RemoteState.DONE)
        if status.error:
            assert words in status.error.message
            assert not any(word in status.error.message for word in FORBIDDEN)


async def test_an_interrupted_prompt_is_no_fault_of_the_graph(version: str) -> None:
    cases = [body for _, _, body in histories(version, "interrupt") if body]
    interrupted = [body for body in cases if "execution_interrupted" in json.dumps(body)]
    assert interrupted
    for body in interrupted:
        status = await polled(next(iter(body)), body)
        assert status.state is RemoteState.FAILED
        assert type(status.error) is ProviderError
        assert "interrupted" in status.error.message


async def test_saved_pictures_of_all_nodes_are_outputs_and_previews_are_not(version: str) -> None:
    ((_, id, body),) = histories(version, "several_images")
    status = await polled(id, body)
    assert len(status.outputs) == 8
    assert {output.kind for output in status.outputs} == {MediaKind.IMAGE}
    assert {output.ref["type"] for output in status.outputs} == {"output"}
    assert {output.ref["subfolder"] for output in status.outputs} >= {"", "multi"}


VIDEO = {
    "CreateVideo+SaveVideo": [MediaKind.VIDEO],
    "SaveVideo mp4/h264": [MediaKind.VIDEO],
    "SaveAnimatedWEBP": [MediaKind.IMAGE],
    "SaveAnimatedPNG": [MediaKind.IMAGE],
    "SaveWEBM": [MediaKind.VIDEO],
    "SaveAudio": [MediaKind.AUDIO, MediaKind.AUDIO],
    "video with audio": [MediaKind.VIDEO],
}


async def test_films_and_sounds_are_classed_by_their_extension(version: str) -> None:
    found = {}
    for case, id, body in histories(version, "video"):
        found[case] = [output.kind for output in (await polled(id, body)).outputs]
    assert {case: found[case] for case in VIDEO} == VIDEO


async def test_a_cached_job_repeats_the_old_files_which_may_be_gone(version: str) -> None:
    cases = histories(version, "cached_twice")
    first, second = cases[0], cases[1]
    one, two = await polled(*first[1:]), await polled(*second[1:])
    assert one.outputs == two.outputs != ()
    missing = next(line for _, line in http_of(version, "cached_twice") if line["path"] == "/view")
    backend = Server(("GET", "/view", missing["status"], missing["body"])).backend()
    with pytest.raises(ProviderOutputError, match="does not have the file"):
        [chunk async for chunk in backend.fetch(one.outputs[0])]
    await backend.close()


async def test_the_id_is_ours_and_no_number_is_ever_sent(version: str) -> None:
    line = next(line for _, line in http_of(version, "prompt_ids_and_priority"))
    server = Server(("POST", "/prompt", 200, line["body"]))
    backend = server.backend(client_id="us")
    request = make_request(remote_id=line["body"]["prompt_id"], attempt=2)
    submission = await backend.submit(request, CAN)
    await backend.close()
    sent = json.loads(server.seen[0].content)
    assert submission.remote_id == sent["prompt_id"] == line["request"]["json"]["prompt_id"]
    assert sent.keys() == {"prompt", "prompt_id", "client_id", "extra_data"}
    assert sent["client_id"] == "us"
    assert sent["extra_data"] == {
        "job_id": request.job_id, "attempt": 2, "preview_method": "latent2rgb",
    }  # fmt: skip


async def test_an_older_servers_own_id_is_kept(version: str) -> None:
    line = next(line for _, line in http_of(version, "prompt_ids_and_priority"))
    backend = Server(("POST", "/prompt", 200, line["body"])).backend()
    submission = await backend.submit(make_request(), CAN)
    assert submission.remote_id == line["body"]["prompt_id"]
    await backend.close()


async def test_waiting_and_running_prompts_are_found_in_the_raw_heap(version: str) -> None:
    body = next(
        line["body"]
        for _, line in http_of(version, "prompt_ids_and_priority")
        if line["path"] == "/queue"
    )
    (running,) = [entry[1] for entry in body["queue_running"]]
    waiting = body["queue_pending"][-1][1]
    for id, expected in (
        (running, RemoteState.RUNNING), (waiting, RemoteState.QUEUED), ("x", RemoteState.ABSENT),
    ):  # fmt: skip
        server = Server(("GET", f"/history/{id}", 200, {}), ("GET", "/queue", 200, body))
        backend = server.backend()
        assert (await backend.poll(id)).state is expected
        await backend.close()
        again = [f"GET /history/{id}"] if expected is RemoteState.ABSENT else []
        assert server.calls() == [f"GET /history/{id}", "GET /queue", *again]


async def test_a_prompt_that_ends_between_two_reads_is_found_by_the_second(version: str) -> None:
    _, id, body = histories(version, "fast_image")[-1]
    server = Server(
        ("GET", f"/history/{id}", 200, {}),
        ("GET", f"/history/{id}", 200, body),
        ("GET", "/queue", 200, {"queue_running": [], "queue_pending": []}),
    )
    backend = server.backend()
    assert (await backend.poll(id)).state is RemoteState.DONE
    await backend.close()


def test_models_samplers_and_nodes_are_read_from_both_forms_of_choices(version: str) -> None:
    info = json.loads((FOLDER / version / "object_info.json").read_text(encoding="utf-8"))
    stats = next(
        line["body"]
        for _, line in http_of(version, "get_endpoints")
        if line["path"] == "/system_stats"
    )
    can = read_capabilities(SystemStats.model_validate(stats), info)
    assert (can.version, can.device, can.simulated) == (version, "cpu", False)
    assert [file.name for file in can.models if file.type == "checkpoints"] == [
        "tiny_sd15.safetensors"
    ]
    assert can.loras == []
    assert {"euler", "dpmpp_2m", "res_multistep"} <= set(can.samplers)
    assert {"normal", "simple", "karras"} <= set(can.schedulers)
    assert choices(info, "KSamplerSelect", "sampler_name") == can.samplers
    assert {"auto", "mp4"} <= set(choices(info, "SaveVideo", "format"))
    assert choices(info, "KSampler", "model") == choices(info, "Nothing", "x") == []
    assert len(can.node_classes) == len(info)
    assert can.vram_total
    assert can.graphs == []


async def test_a_server_with_one_tiny_checkpoint_is_asked_for_a_valid_picture(version: str) -> None:
    info = json.loads((FOLDER / version / "object_info.json").read_text(encoding="utf-8"))
    can = read_capabilities(SystemStats.model_validate({"system": {}}), info)
    backend = Server(("POST", "/prompt", 200, {"prompt_id": "p", "node_errors": {}})).backend()
    assert backend.refusal(make_needs(), can) is None
    submission = await backend.submit(make_request(), can)
    assert submission.model_name == "tiny_sd15.safetensors"
    assert submission.applied["graph"] == "sd15"
    await backend.close()


@pytest.mark.parametrize(
    ("scenario", "client"), [("fast_image", "A"), ("previews", "noflags"), ("video", "A")]
)
def test_recorded_messages_give_rising_progress_and_an_end(
    version: str, scenario: str, client: str
) -> None:
    reader, ended, seen = ProgressReader(), [], dict[str, list[float]]()
    for line in read_recording(version, scenario):
        if line["dir"] == "http" and line["path"] == "/prompt":
            reader.expect(line["body"]["prompt_id"], line["request"]["json"]["prompt"])
        if line["dir"] != "ws" or line["client"] != client:
            continue
        event = reader.read(json.dumps(line["msg"]))
        if event is None:
            continue
        message = line["msg"]
        assert event.remote_id == message["data"]["prompt_id"]
        assert event.finished == (
            message["type"] == "executing" and message["data"]["node"] is None
        )
        if event.finished:
            ended.append(event.remote_id)
        if event.progress is not None:
            seen.setdefault(event.remote_id, []).append(event.progress)
    assert ended
    assert all(values == sorted(values) for values in seen.values())
    assert any(values[-1] > 0.7 for values in seen.values())


def test_preview_frames_of_both_kinds_are_read(version: str) -> None:
    reader = ProgressReader()
    plain = (FOLDER / "0.33.0" / "frame_event1.bin").read_bytes()
    with_metadata = (FOLDER / "0.33.0" / "frame_event4.bin").read_bytes()
    assert reader.read(plain) is None
    event = reader.read(with_metadata)
    assert event is not None
    assert event.preview is not None
    assert event.preview[:3] == b"\xff\xd8\xff"
    reader.read('{"type": "executing", "data": {"node": "3", "prompt_id": "p"}}')
    event = reader.read(plain)
    assert event is not None
    assert event.preview is not None
    assert (event.remote_id, event.preview[:3]) == ("p", b"\xff\xd8\xff")


async def test_a_dead_worker_is_seen_in_the_queue(version: str) -> None:
    lines = [line for _, line in http_of("0.33.0", "zombie")]
    queue = next(line["body"] for line in lines if line["path"] == "/queue")
    stats = next(line["body"] for line in lines if line["path"] == "/system_stats")
    server = Server(
        ("GET", "/system_stats", 200, stats),
        ("GET", "/object_info", 200, {}),
        ("GET", "/queue", 200, queue),
    )
    backend = server.backend(zombies=ZombieDetector(grace=0))
    assert (await backend.probe()).version
    with pytest.raises(ProviderStuckError, match="restarted"):
        await backend.probe()
    assert server.calls().count("GET /object_info") == 1
    await backend.close()


async def test_after_a_restart_the_old_prompt_is_absent_however_often_one_looks(
    version: str,
) -> None:
    lines = [line for _, line in http_of("0.33.0", "server_killed_and_restarted")]
    history = next(line for line in lines if line["path"].startswith("/history/"))
    id = history["path"].rsplit("/", 1)[-1]
    queue = [line["body"] for line in lines if line["path"] == "/queue" and line.get("status")][-1]
    server = Server(("GET", f"/history/{id}", 200, history["body"]), ("GET", "/queue", 200, queue))
    backend = server.backend()
    assert [(await backend.poll(id)).state for _ in range(2)] == [RemoteState.ABSENT] * 2
    await backend.close()
