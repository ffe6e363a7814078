"""The ComfyUI adapter over real sockets, against simulated servers of both versions."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import av
import httpx2
import pytest
from PIL import Image
from websockets.asyncio.server import ServerConnection, serve

from backend.domain.errors import (
    NodeFailedError,
    ProviderAuthError,
    ProviderError,
    ProviderMisconfiguredError,
    ProviderOutOfMemoryError,
    ProviderOutputError,
    ProviderRejectedError,
    ProviderStuckError,
    ProviderTimeoutError,
    ProviderUnavailableError,
)
from backend.domain.lane import Capabilities
from backend.domain.media import MediaKind
from backend.providers.addresses import GuardedTransport
from backend.providers.base import RemoteEvent, RemoteState, RemoteStatus, Requirements
from backend.providers.comfyui.backend import ComfyUIBackend
from backend.providers.comfyui.zombie import ZombieDetector
from backend.simulator.config import SimulatorConfig, Version
from backend.simulator.faults import parse_fault
from backend.simulator.server import RunningSimulator, running_simulator
from tests.unit.providers.provider_requests import make_needs, make_request

T = TypeVar("T")
SD15 = make_needs(model="sd15")
SMALL = {"width": 64, "height": 64, "steps": 4}


class Studio:
    """A simulated server and the adapter that speaks to it."""

    def __init__(self, simulator: RunningSimulator, backend: ComfyUIBackend) -> None:
        self.simulator = simulator
        self.backend = backend
        self.can = Capabilities()
        self.events: list[RemoteEvent] = []
        self.finished = asyncio.Event()

    def notice(self, event: RemoteEvent) -> None:
        self.events.append(event)
        if event.finished:
            self.finished.set()

    def break_it(self, *faults: str) -> None:
        self.simulator.machine.faults.replace([parse_fault(fault) for fault in faults])

    async def submit(
        self, needs: Requirements = SD15, image: Path | None = None, **fields: Any
    ) -> str:
        request = make_request(needs, image, **{"params": SMALL, **fields})
        return (await self.backend.submit(request, self.can)).remote_id

    async def end_of(self, id: str) -> RemoteStatus:
        going = {RemoteState.QUEUED, RemoteState.RUNNING}
        return await eventually(
            lambda: self.backend.poll(id), lambda status: status.state not in going
        )

    async def until_state(self, id: str, state: RemoteState) -> None:
        await eventually(lambda: self.backend.poll(id), lambda status: status.state is state)

    async def until_heard(self) -> None:
        async def registered() -> bool:
            clients = self.simulator.machine.sockets._clients
            return self.backend._listener.client_id in clients

        await eventually(registered, bool)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        async with self.backend.watch(self.notice):
            await self.until_heard()
            yield

    @property
    def posted(self) -> int:
        return sum(self.simulator.machine.stats.posted.values())


async def eventually(look: Callable[[], Awaitable[T]], is_enough: Callable[[T], bool]) -> T:
    """Return the first thing seen that is enough."""
    async with asyncio.timeout(30):
        while True:
            seen = await look()
            if is_enough(seen):
                return seen
            await asyncio.sleep(0.01)


@asynccontextmanager
async def studio(
    *faults: str, version: Version = "0.33.0", scale: float = 0.05, **options: Any
) -> AsyncIterator[Studio]:
    config = SimulatorConfig(version=version, seconds_scale=scale)
    async with running_simulator(config) as simulator:
        backend = ComfyUIBackend("Studio", simulator.url, {}, **options)
        opened = Studio(simulator, backend)
        opened.can = await backend.probe()
        opened.break_it(*faults)
        try:
            yield opened
        finally:
            opened.break_it()
            await backend.close()


both = pytest.mark.parametrize("version", ["0.33.0", "0.3.64"])


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "start.png"
    Image.new("RGB", (96, 64), "orange").save(path)
    return path


@both
async def test_a_picture_is_made_watched_and_fetched(version: Version) -> None:
    async with studio(version=version) as s, s.listening():
        id = await s.submit()
        await s.finished.wait()
        (output,) = (await s.end_of(id)).outputs
        content = b"".join([chunk async for chunk in s.backend.fetch(output)])
    assert output.kind is MediaKind.IMAGE
    assert content.startswith(b"\x89PNG")
    progress = [event.progress for event in s.events if event.progress is not None]
    assert progress == sorted(progress)
    assert progress[-1] == pytest.approx(1, abs=0.05)
    assert {event.remote_id for event in s.events} == {id}
    assert any(event.preview for event in s.events) == (version == "0.33.0")


@both
@pytest.mark.parametrize("graph", ["wan22_i2v_14b", "ltxv_095_i2v", "ltxv_09_t2v"])
async def test_a_film_has_the_frames_the_size_and_the_rate_that_were_applied(
    version: Version, graph: str, picture: Path, tmp_path: Path
) -> None:
    has_image = graph != "ltxv_09_t2v"
    needs = make_needs(MediaKind.VIDEO, model=graph, has_image=has_image)
    request = make_request(
        needs, picture if has_image else None, params={"width": 128, "height": 96}, seconds=0.5
    )
    async with studio(version=version, scale=0) as s:
        submission = await s.backend.submit(request, s.can)
        (output,) = (await s.end_of(submission.remote_id)).outputs
        path = tmp_path / "film.mp4"
        path.write_bytes(b"".join([chunk async for chunk in s.backend.fetch(output)]))
    applied = submission.applied
    with av.open(path) as film:
        stream = film.streams.video[0]
        frames = sum(1 for _ in film.decode(stream))
        assert (stream.width, stream.height) == (applied["width"], applied["height"]) == (128, 96)
        assert (frames, stream.average_rate) == (applied["frames"], applied["fps"])


async def test_the_same_job_twice_is_made_twice_and_never_from_the_cache() -> None:
    async with studio(scale=0) as s:
        request = make_request(SD15, params=SMALL)
        again = make_request(
            SD15, params=SMALL, job_id=request.job_id, attempt=2, seed=request.seed
        )
        first = await s.end_of((await s.backend.submit(request, s.can)).remote_id)
        second = await s.end_of((await s.backend.submit(again, s.can)).remote_id)
    assert first.outputs[0].name != second.outputs[0].name


@both
async def test_a_running_prompt_is_interrupted_and_the_one_behind_it_runs_on(
    version: Version,
) -> None:
    async with studio(version=version, scale=1) as s:
        slow = await s.submit(params={**SMALL, "width": 1024, "height": 1024, "steps": 150})
        await s.until_state(slow, RemoteState.RUNNING)
        waiting, other = await s.submit(), await s.submit()
        assert (await s.backend.poll(waiting)).state is RemoteState.QUEUED
        assert await s.backend.cancel(waiting)
        assert await s.backend.cancel(slow)
        assert (await s.end_of(other)).state is RemoteState.DONE
        assert (await s.backend.poll(waiting)).state is RemoteState.ABSENT
        ended = await s.end_of(slow)
        assert await s.backend.cancel(slow)
    assert ended.state is RemoteState.FAILED


async def test_a_node_that_ignores_interrupts_is_not_called_gone() -> None:
    async with studio("hang=2") as s:
        id = await s.submit()
        await s.until_state(id, RemoteState.RUNNING)
        assert not await s.backend.cancel(id)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("validation_error", ProviderRejectedError),
        ("too_large", ProviderRejectedError),
        ("origin_forbidden", ProviderAuthError),
        ("bad_gateway", ProviderUnavailableError),
        ("gateway_timeout", ProviderUnavailableError),
    ],
)
async def test_a_prompt_that_is_not_taken_has_its_error(
    fault: str, expected: type[ProviderError]
) -> None:
    async with studio(fault) as s:
        with pytest.raises(ProviderError) as caught:
            await s.submit()
        assert type(caught.value) is expected


@pytest.mark.parametrize(
    ("fault", "expected"),
    [("out_of_memory=5", ProviderOutOfMemoryError), ("execution_error=5", NodeFailedError),
     ("execution_error=1", ProviderError)],
)  # fmt: skip
async def test_a_node_that_fails_has_its_error_and_a_loader_is_the_servers_fault(
    fault: str, expected: type[ProviderError]
) -> None:
    async with studio(fault) as s:
        status = await s.end_of(await s.submit())
        assert status.state is RemoteState.FAILED
        assert type(status.error) is expected


async def test_an_output_the_server_has_lost_is_a_bad_output() -> None:
    async with studio("output_missing", scale=0) as s:
        (output,) = (await s.end_of(await s.submit())).outputs
        with pytest.raises(ProviderOutputError, match="does not have the file"):
            [chunk async for chunk in s.backend.fetch(output)]


async def test_a_silent_socket_hides_nothing_from_polling() -> None:
    async with studio("ws_silent") as s, s.listening():
        status = await s.end_of(await s.submit())
    assert status.state is RemoteState.DONE
    assert s.events == []


async def test_a_socket_that_is_cut_comes_back_and_tells_of_the_next_prompt() -> None:
    async with studio("ws_drop=3:1") as s, s.listening():
        assert (await s.end_of(await s.submit())).state is RemoteState.DONE
        await s.until_heard()
        s.finished.clear()
        s.events.clear()
        id = await s.submit()
        await asyncio.wait_for(s.finished.wait(), 20)
        assert s.events[-1] == RemoteEvent(id, finished=True)


async def test_a_lost_answer_is_looked_for_and_the_prompt_is_posted_once() -> None:
    async with studio("slow_reply=5", transport=Impatient()) as s:
        id = await s.submit()
        assert (await s.end_of(id)).state is RemoteState.DONE
        assert s.posted == 1


async def test_an_answer_lost_on_a_server_that_never_got_the_prompt_is_a_timeout() -> None:
    async with studio(transport=Deaf()) as s:
        with pytest.raises(ProviderTimeoutError):
            await s.submit()
        assert s.posted == 0


async def test_a_restarted_server_has_forgotten_the_prompt_on_every_look() -> None:
    async with studio("hang=2") as s:
        id = await s.submit()
        await s.until_state(id, RemoteState.RUNNING)
        await s.simulator.machine.restart()
        states = [(await s.backend.poll(id)).state for _ in range(2)]
    assert states == [RemoteState.ABSENT] * 2


async def test_a_server_whose_worker_died_is_stuck() -> None:
    async with studio("zombie", zombies=ZombieDetector(grace=0)) as s:
        id = await s.submit()
        assert (await s.backend.poll(id)).state is RemoteState.QUEUED
        with pytest.raises(ProviderStuckError):
            await s.backend.probe()


async def test_a_missing_model_is_named_and_what_is_known_of_the_server_is_read_anew(
    picture: Path,
) -> None:
    async with studio(scale=0) as s:
        believed = s.can
        s.simulator.machine.models = {"checkpoints": ["other.safetensors"]}
        with pytest.raises(ProviderRejectedError, match=r"v1-5-pruned-emaonly-fp16\.safetensors"):
            await s.submit()
        s.can = await s.backend.probe()
        assert s.can.graphs == []
        assert believed.graphs
        image_to_image = make_needs(model="other.safetensors", has_image=True)
        (output,) = (await s.end_of(await s.submit(image_to_image, picture))).outputs
        assert output.kind is MediaKind.IMAGE


async def test_memory_is_freed_and_a_probe_tells_what_the_server_is() -> None:
    async with studio() as s:
        await s.backend.free_memory()
        assert s.can.simulated
        assert len(s.can.graphs) == 38
        assert s.can.vram_total


async def test_a_missing_start_picture_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    async with studio() as s:
        needs = make_needs(MediaKind.VIDEO, model="wan22_i2v_14b", has_image=True)
        with pytest.raises(ProviderRejectedError, match="picture is gone"):
            await s.submit(needs, tmp_path / "absent.png")
        assert s.posted == 0


async def test_headers_and_the_path_prefix_reach_the_socket_and_no_redirect_is_followed() -> None:
    heard: list[str] = []
    asked = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/ws\r\n")
        writer.write(b"Content-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()
        asked.set()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/comfy"
    headers = {"Authorization": "Bearer key", "X-API-Key": "key", "Cookie": "a=b"}
    backend = ComfyUIBackend("Studio", url, headers, client_id="us")
    async with server:
        async with backend.watch(lambda _: None):
            await asked.wait()
        with pytest.raises(ProviderMisconfiguredError, match="elsewhere"):
            await backend.probe()
    await backend.close()
    assert heard[0].startswith("GET /comfy/ws?clientId=us HTTP/1.1")
    assert all(f"{name}: {value}" in heard[0] for name, value in headers.items())
    assert "origin:" not in heard[0].lower()
    assert heard[1].startswith("GET /comfy/system_stats HTTP/1.1")


async def test_the_client_id_stays_after_a_good_end_and_changes_after_a_broken_connection() -> None:
    ids: list[str] = []
    first_words: list[str | bytes] = []
    thrice = asyncio.Event()

    async def answer(connection: ServerConnection) -> None:
        assert connection.request is not None
        ids.append(connection.request.path.partition("clientId=")[2])
        first_words.append(await connection.recv())
        if len(ids) == 2:
            connection.transport.abort()
        if len(ids) == 3:
            thrice.set()
            await connection.wait_closed()

    async with serve(answer, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        backend = ComfyUIBackend("Studio", f"http://127.0.0.1:{port}", {}, client_id="us")
        async with backend.watch(lambda _: None):
            await asyncio.wait_for(thrice.wait(), 20)
        await backend.close()
    assert ids[:2] == ["us", "us"]
    assert ids[2] != "us"
    assert all('"feature_flags"' in str(word) for word in first_words)


@pytest.mark.parametrize("body", [b'{"hello": "world"}', b"[]", b"plain words"])
async def test_another_service_at_the_address_is_told_from_comfyui(body: bytes) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        length = str(len(body)).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ")
        writer.write(length + b"\r\n\r\n" + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    backend = ComfyUIBackend("Studio", f"http://127.0.0.1:{port}", {})
    async with server:
        with pytest.raises(ProviderMisconfiguredError, match="not ComfyUI"):
            await backend.probe()
    await backend.close()


class Impatient(GuardedTransport):
    """Waits for the answer to a prompt no longer than a moment."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/prompt":
            request.extensions["timeout"] = {"connect": 5, "read": 0.2, "write": 5, "pool": 5}
        return await super().handle_async_request(request)


class Deaf(GuardedTransport):
    """Loses prompts on the way."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/prompt":
            raise httpx2.ReadTimeout("lost")
        return await super().handle_async_request(request)
