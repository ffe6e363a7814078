"""A simulated server on a real socket, and a client that talks to it as ours does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import websockets
from websockets.asyncio.client import ClientConnection

from backend.simulator.config import SimulatorConfig
from backend.simulator.faults import parse_fault
from backend.simulator.machine import Machine
from backend.simulator.server import running_simulator

Graph = dict[str, Any]


@dataclass
class Server:
    """A simulated server and a client of it."""

    url: str
    machine: Machine
    http: httpx2.AsyncClient

    @asynccontextmanager
    async def socket(self, client_id: str = "me") -> AsyncIterator[ClientConnection]:
        address = self.url.replace("http", "ws", 1)
        url = f"{address}/ws?clientId={client_id}"
        # Without a bound on what waits unread, closing never waits for a test that does not read.
        async with websockets.connect(url, max_queue=None) as connection:
            greeting = json.loads(await connection.recv())
            assert greeting["data"]["sid"] == client_id
            yield connection

    async def post(self, graph: Graph, **extra: Any) -> str:
        """Queue a graph and return the id of the job."""
        body = {"prompt": graph, "client_id": "me", **extra}
        reply = (await self.http.post("/prompt", json=body)).json()
        assert reply["node_errors"] == {}
        prompt_id: str = reply["prompt_id"]
        return prompt_id

    async def run(self, graph: Graph, **extra: Any) -> dict[str, Any]:
        """Run a graph to its end and return its record in the history."""
        async with self.socket() as socket:
            prompt_id = await self.post(graph, **extra)
            await messages_until_end(socket)
        record: dict[str, Any] = (await self.http.get(f"/history/{prompt_id}")).json()[prompt_id]
        return record

    async def finished(self, prompt_id: str) -> dict[str, Any]:
        """Return the record of a job once it is over, asked for as by one who hears nothing."""
        # A client that is left with HTTP has no event to await.
        while not (found := (await self.http.get(f"/history/{prompt_id}")).json()):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        record: dict[str, Any] = found[prompt_id]
        return record

    async def view(self, output: dict[str, str]) -> bytes:
        reply = await self.http.get("/view", params=output)
        assert reply.status_code == 200
        return reply.content


StartServer = Callable[..., AbstractAsyncContextManager[Server]]


@asynccontextmanager
async def start_server(*faults: str, **settings: Any) -> AsyncIterator[Server]:
    config = SimulatorConfig(
        faults=tuple(map(parse_fault, faults)), **{"seconds_scale": 0, **settings}
    )
    async with (
        running_simulator(config) as simulator,
        httpx2.AsyncClient(base_url=simulator.url, timeout=30) as client,
    ):
        yield Server(simulator.url, simulator.machine, client)


async def messages_until_end(socket: ClientConnection) -> list[dict[str, Any]]:
    """Return the messages up to the one that ends a job."""
    heard: list[dict[str, Any]] = []
    async for text in socket:
        if isinstance(text, bytes):
            continue
        message = json.loads(text)
        heard.append(message)
        if message["type"] == "executing" and message["data"]["node"] is None:
            break
    return heard


async def hear_for_ever(socket: ClientConnection) -> None:
    """Read until the connection breaks, which raises ConnectionClosed."""
    while True:
        await socket.recv()


async def wait_until(socket: ClientConnection, kind: str) -> dict[str, Any]:
    """Return the next message of a kind."""
    async for text in socket:
        message: dict[str, Any] = json.loads(text)
        if message["type"] == kind:
            return message
    raise AssertionError(f"closed before {kind} came")


def plain(color: int = 1, prefix: str = "plain", **size: int) -> Graph:
    """A graph of two nodes that saves a plain image."""
    inputs = {"width": 64, "height": 64, "batch_size": 1, "color": color, **size}
    return {
        "1": {"class_type": "EmptyImage", "inputs": inputs},
        "2": {
            "class_type": "SaveImage",
            "inputs": {"images": ["1", 0], "filename_prefix": prefix},
        },
    }


def sampled(seed: int = 1, steps: int = 4, **latent: int) -> Graph:
    """A graph that samples a picture, as SD1.5 does."""
    size = {"width": 128, "height": 96, "batch_size": 1, **latent}
    model = "v1-5-pruned-emaonly-fp16.safetensors"
    return {
        "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": model}},
        "5": {"class_type": "EmptyLatentImage", "inputs": size},
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a red fox", "clip": ["4", 1]}},
        "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurry", "clip": ["4", 1]}},
        "3": {
            "class_type": "KSampler",
            "inputs": {
                "seed": seed,
                "steps": steps,
                "cfg": 7.0,
                "sampler_name": "euler",
                "scheduler": "normal",
                "denoise": 1.0,
                "model": ["4", 0],
                "positive": ["6", 0],
                "negative": ["7", 0],
                "latent_image": ["5", 0],
            },
        },
        "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
        "9": {
            "class_type": "SaveImage",
            "inputs": {"images": ["8", 0], "filename_prefix": "sampled"},
        },
    }
