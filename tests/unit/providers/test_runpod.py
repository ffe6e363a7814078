"""RunPod: the recorded worker, and what is read of the hosted service."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from backend.domain.errors import (
    JobOverrunError,
    ProviderAuthError,
    ProviderError,
    ProviderOutcomeUnknownError,
    ProviderOutOfMemoryError,
    ProviderOutputError,
    ProviderRejectedError,
    ProviderUnavailableError,
)
from backend.domain.lane import Capabilities
from backend.domain.media import MediaKind
from backend.providers.base import RemoteOutput, RemoteState
from backend.providers.runpod import RunPodBackend
from tests.contract.recordings import FOLDER, read_recording
from tests.unit.providers.provider_requests import make_needs, make_request

CAN = Capabilities()
FLUX = make_needs(model="flux1-schnell.safetensors")


def runpod(answer: Callable[[httpx2.Request], httpx2.Response]) -> RunPodBackend:
    transport = httpx2.MockTransport(answer)
    return RunPodBackend("Pod", "https://pods.example/v2/abc", {}, transport=transport)


def answering(body: Any, status: int = 200) -> RunPodBackend:
    return runpod(lambda _: httpx2.Response(status, json=body))


async def test_a_job_goes_with_its_picture_inline(tmp_path: Path) -> None:
    picture = tmp_path / "start.PNG"
    picture.write_bytes(b"pixels")
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json={"id": "remote-1", "status": "IN_QUEUE"})

    needs = make_needs(MediaKind.VIDEO, model="wan22_i2v_14b", has_image=True)
    request = make_request(needs, picture)
    submission = await runpod(answer).submit(request, CAN)
    body = json.loads(sent[0].content)["input"]
    name = f"{request.job_id}-1.png"
    assert submission.remote_id == "remote-1"
    assert sent[0].url.path == "/v2/abc/run"
    assert body["images"] == [{"name": name, "image": base64.b64encode(b"pixels").decode()}]
    assert body["workflow"]["img"]["inputs"]["image"] == name


def test_an_endpoint_takes_named_models_of_our_graphs_and_peoples_own_workflows() -> None:
    pod = answering({})
    assert "name the model" in (pod.refusal(make_needs(), CAN) or "")
    assert pod.refusal(FLUX, CAN) is None
    assert pod.refusal(make_needs(workflow={"1": {"class_type": "A", "inputs": {}}}), CAN) is None
    assert pod.refusal(make_needs(model="unheard-of"), CAN) is not None


@pytest.mark.parametrize(
    ("record", "state", "error"),
    [
        ({"status": "IN_QUEUE"}, RemoteState.QUEUED, None),
        ({"status": "IN_PROGRESS"}, RemoteState.RUNNING, None),
        ({"status": "RUNNING"}, RemoteState.RUNNING, None),
        ({"status": "FAILED", "error": "Job ID not found"}, RemoteState.ABSENT, None),
        ({"status": "TIMED_OUT"}, RemoteState.FAILED, JobOverrunError),
        ({"status": "CANCELLED"}, RemoteState.FAILED, ProviderError),
        ({"status": "FAILED", "error": "CUDA out of memory"}, RemoteState.FAILED,
         ProviderOutOfMemoryError),
        ({"status": "FAILED"}, RemoteState.FAILED, ProviderRejectedError),
        ({"status": "COMPLETED", "output": None}, RemoteState.FAILED, ProviderOutputError),
        ({"status": "COMPLETED", "output": {"images": ["x", {}]}}, RemoteState.FAILED,
         ProviderOutputError),
    ],
)  # fmt: skip
async def test_every_state_is_one_of_ours(
    record: dict[str, Any], state: RemoteState, error: type[ProviderError] | None
) -> None:
    status = await answering({"id": "r", **record}).poll("r")
    assert (status.state, status.error and type(status.error)) == (state, error)


async def test_a_job_the_service_does_not_know_is_absent() -> None:
    status = await answering({"detail": "Not Found"}, 404).poll("r")
    assert status.state is RemoteState.ABSENT


@pytest.mark.skipif(not FOLDER.exists(), reason="the recordings are not on this machine")
async def test_the_recorded_worker_is_understood() -> None:
    lines = read_recording("0.33.0", "runpod_worker_comfyui_local_api")
    cases: dict[str, Any] = {}
    case = ""
    for line in lines:
        case = line.get("case", case)
        if line["dir"] == "http":
            cases[case] = line["body"]
    several = await answering(cases["runsync several + preview(temp) image"]).poll("r")
    film = await answering(cases["runsync video"]).poll("r")
    assert [output.kind for output in several.outputs] == [MediaKind.IMAGE] * 2
    assert [output.kind for output in film.outputs] == [MediaKind.VIDEO]
    pod = answering(cases["runsync ok"])
    (picture,) = (await pod.poll("r")).outputs
    assert b"".join([chunk async for chunk in pod.fetch(picture)]).startswith(b"\x89PNG")
    invalid = (await answering(cases["invalid graph"]).poll("r")).error
    assert type(invalid) is ProviderRejectedError
    assert "nosuch.safetensors" in invalid.message
    runtime = (await answering(cases["runtime failure"]).poll("r")).error
    assert type(runtime) is ProviderError
    assert (await answering(cases["status unknown"]).poll("r")).state is RemoteState.ABSENT


async def test_the_sdks_own_server_is_asked_by_post() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.method == "GET":
            return httpx2.Response(405)
        return httpx2.Response(200, json={"status": "IN_PROGRESS"})

    assert (await runpod(answer).poll("r")).state is RemoteState.RUNNING


async def test_paid_work_of_unknown_outcome_is_never_sent_again() -> None:
    def slow(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("slow")

    def refused(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused")

    with pytest.raises(ProviderOutcomeUnknownError):
        await runpod(slow).submit(make_request(FLUX), CAN)
    with pytest.raises(ProviderUnavailableError):
        await runpod(refused).submit(make_request(FLUX), CAN)
    with pytest.raises(ProviderRejectedError):
        await answering({"error": "?"}).submit(make_request(FLUX), CAN)


async def test_a_refused_key_and_an_empty_purse_are_the_lanes_trouble() -> None:
    for status in (401, 402):
        with pytest.raises(ProviderAuthError):
            await answering({}, status).probe()


async def test_a_result_may_lie_in_a_bucket_and_old_workers_answer_one_message() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "bucket.example":
            assert "authorization" not in request.headers
            return httpx2.Response(200, content=b"film")
        file = {"filename": "a.mp4", "type": "s3_url", "data": "https://bucket.example/a.mp4"}
        return httpx2.Response(200, json={"status": "COMPLETED", "output": {"images": [file]}})

    pod = runpod(answer)
    (film,) = (await pod.poll("r")).outputs
    assert b"".join([chunk async for chunk in pod.fetch(film)]) == b"film"
    old = answering({"status": "COMPLETED", "output": {"message": "aGk="}})
    (picture,) = (await old.poll("r")).outputs
    assert b"".join([chunk async for chunk in old.fetch(picture)]) == b"hi"


async def test_a_result_that_is_gone_or_garbled_is_a_bad_output() -> None:
    gone = RemoteOutput("a.png", MediaKind.IMAGE, {"id": "r", "index": 3})
    with pytest.raises(ProviderOutputError):
        [chunk async for chunk in answering({"status": "COMPLETED"}).fetch(gone)]
    file = {"filename": "a.png", "type": "s3_url", "data": "http://127.0.0.1:27017/"}
    inside = answering({"status": "COMPLETED", "output": {"images": [file]}})
    with pytest.raises(ProviderOutputError):
        [chunk async for chunk in inside.fetch((await inside.poll("r")).outputs[0])]
    garbled = answering({"status": "COMPLETED", "output": {"message": "%%%"}})
    (picture,) = (await garbled.poll("r")).outputs
    with pytest.raises(ProviderOutputError):
        [chunk async for chunk in garbled.fetch(picture)]


async def test_a_cancelled_job_is_gone_once_its_record_says_so() -> None:
    assert await answering({"status": "CANCELLED"}).cancel("r")
    assert not await answering({"status": "IN_PROGRESS"}).cancel("r")


async def test_too_large_a_picture_and_a_missing_one_are_refused_at_once(tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    large.write_bytes(b"x" * 9_000_000)
    needs = make_needs(MediaKind.VIDEO, model="wan22_i2v_14b", has_image=True)
    for picture in (large, tmp_path / "absent.png"):
        with pytest.raises(ProviderRejectedError, match="picture"):
            await answering({"id": "r"}).submit(make_request(needs, picture), CAN)


async def test_there_is_nothing_to_hear_and_nothing_to_free() -> None:
    pod = answering({})
    async with pod.watch(lambda _: None):
        await pod.free_memory()
    assert await pod.probe() == Capabilities()
    await pod.close()
