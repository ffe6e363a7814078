"""Trying servers out, draining them, and asking what they can run, over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.domain.ids import new_id
from backend.events.types import ServerUpdate
from backend.simulator.server import running_simulator
from tests.api_steps import V1, error_of, fields_of
from tests.journeys import (
    board,
    ended,
    eventually,
    farm,
    generate,
    got,
    made,
    register,
    simulated,
    until,
    why,
)

SERVERS = f"{V1}/comfyui/servers"
STEPS = ["address", "dns", "tcp", "http", "key", "system_stats", "object_info", "websocket"]


async def trial(client: httpx2.AsyncClient, url: str, **more: Any) -> dict[str, Any]:
    """Try an address out; steps come back by their names."""
    told = await made(client, "/comfyui/servers/test", {"url": url, **more})
    return {"ok": told["ok"], **{step["name"]: step for step in told["steps"]}}


@asynccontextmanager
async def answering(head: str, body: bytes = b"") -> AsyncIterator[str]:
    """Give every request the same answer."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)
        writer.write(f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_a_good_server_passes_every_step(client: httpx2.AsyncClient) -> None:
    async with running_simulator(simulated()) as server:
        told = await made(client, "/comfyui/servers/test", {"url": server.url})
        assert told["ok"], told
        assert [step["name"] for step in told["steps"]] == STEPS
        assert all(step["ok"] and step["reason"] is None for step in told["steps"])
        assert all(step["ms"] >= 0 for step in told["steps"])
        known = await register(client, server.url)
        again = await made(client, f"/comfyui/servers/{known['id']}/test", None)
        assert again["ok"]
    assert await got(client, "/comfyui/servers") != []
    error_of(await client.post(f"{SERVERS}/{new_id()}/test"), 404)


async def test_the_step_that_fails_is_named_and_the_rest_is_skipped(
    client: httpx2.AsyncClient,
) -> None:
    closed = await trial(client, "http://127.0.0.1:9")
    assert (closed["ok"], closed["dns"]["ok"], closed["tcp"]["ok"]) == (False, True, False)
    assert closed["http"]["reason"] == "skipped, because tcp failed"
    assert closed["websocket"]["ms"] == 0
    forbidden = await trial(client, "http://169.254.169.254")
    assert "metadata" in forbidden["address"]["reason"]
    async with answering("401 No") as url:
        refused = await trial(client, url)
        assert (refused["http"]["ok"], refused["key"]["ok"]) == (True, False)
    async with answering("200 OK\r\nContent-Type: application/json", b'{"hello": 1}') as url:
        other = await trial(client, url)
        assert other["key"]["ok"]
        assert "not ComfyUI" in other["system_stats"]["reason"]
        secure = await trial(client, url.replace("http:", "https:"))
        assert (secure["tcp"]["ok"], secure["tls"]["ok"]) == (True, False)
    async with answering("302 Found\r\nLocation: http://127.0.0.1/") as url:
        assert "elsewhere" in (await trial(client, url))["http"]["reason"]
    async with answering("200 OK\r\nContent-Type: text/html", b"<html>") as url:
        assert "web page" in (await trial(client, url))["http"]["reason"]


async def test_a_runpod_endpoint_is_asked_for_its_health(client: httpx2.AsyncClient) -> None:
    async with answering("200 OK\r\nContent-Type: application/json", b"{}") as url:
        told = await trial(client, f"{url}/api.runpod.ai/v2/abc/run", api_key="k")
        assert told["ok"], told
        assert [*told] == ["ok", "address", "dns", "tcp", "http", "key", "health"]


async def test_a_key_and_headers_are_sent_and_never_answered(client: httpx2.AsyncClient) -> None:
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(4096))
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        body = {"url": url, "api_key": "sk-secret", "headers": {"X-Pass": "also-secret"}}
        answered = await client.post(f"{SERVERS}/test", json=body)
    assert "secret" not in answered.text
    assert any(b"Bearer sk-secret" in each and b"also-secret" in each for each in heard)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "url"),
        ({"url": "gpu"}, "url"),
        ({"url": None}, "url"),
        ({"url": "http://127.0.0.1", "nonsense": 1}, "nonsense"),
        ({"url": "http://127.0.0.1", "api_key": "a\nb"}, "api_key"),
    ],
)
async def test_a_bad_trial_is_refused(
    client: httpx2.AsyncClient, body: dict[str, Any], field: str
) -> None:
    assert fields_of(await client.post(f"{SERVERS}/test", json=body)) == [field]


async def test_the_short_address_answers_the_info(client: httpx2.AsyncClient) -> None:
    server = await register(client, "http://127.0.0.1:9")
    address = f"{SERVERS}/{server['id']}"
    short = (await client.get(address)).json()
    assert short["server"]["id"] == server["id"]
    assert set(short) == set((await client.get(f"{address}/info")).json())
    error_of(await client.get(f"{SERVERS}/{new_id()}"), 404)


async def test_a_drained_server_ends_its_work_and_gets_no_more(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with farm(client, simulated(seconds_scale=0.3)):
        [server] = await got(client, "/comfyui/servers")
        first, second = await board(client, 2)
        running = await generate(client, first["id"])
        await until(client, [running], {"processing"})
        with container.hub.subscribe() as events:
            drained = await made(client, f"/comfyui/servers/{server['id']}/drain", None)
            assert drained["draining"]
            async with asyncio.timeout(20):
                async for event in events:
                    if isinstance(event, ServerUpdate) and event.data.server_id == server["id"]:
                        break
        waits = await generate(client, second["id"])
        assert (await ended(client, [running]))[0]["status"] == "completed"

        async def is_told() -> bool:
            return "being drained" in why(await got(client, f"/queue/jobs/{waits}"))

        await eventually(is_told)
        await made(client, f"/comfyui/servers/{server['id']}/resume", None)
        assert (await ended(client, [waits]))[0]["status"] == "completed"
    for act in ("drain", "resume"):
        error_of(await client.post(f"{SERVERS}/{new_id()}/{act}"), 404)


async def test_one_server_that_cannot_be_read_does_not_stop_the_others(
    client: httpx2.AsyncClient, container: Container, caplog: pytest.LogCaptureFixture
) -> None:
    broken = await register(client, "http://127.0.0.1:9", "broken")
    await container._servers._collection.update_one(
        {"_id": broken["id"]}, {"$set": {"max_concurrent": "many", "api_key": 7}}
    )
    async with farm(client, simulated("good")):
        [clip] = await board(client)
        assert (await ended(client, [await generate(client, clip["id"])]))[0]["status"] == (
            "completed"
        )
        assert [each["name"] for each in await got(client, "/comfyui/servers")] == ["good"]
    assert caplog.text.count(f"server {broken['id']} cannot be read") == 1
