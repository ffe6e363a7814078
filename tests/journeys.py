"""What journeys over HTTP have in common: servers, a board, waiting for jobs to end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx2

from backend.simulator.config import SimulatorConfig
from backend.simulator.faults import parse_fault
from backend.simulator.server import RunningSimulator, running_simulator

API = "/api/v1"
OPEN = {"pending", "processing"}
PATIENCE_SECONDS = 60.0


def simulated(name: str = "sim", *faults: str, **config: Any) -> SimulatorConfig:
    """Return a simulator that works as fast as it can unless told otherwise."""
    return SimulatorConfig(
        **{"name": name, "seconds_scale": 0.05, **config},
        faults=tuple(parse_fault(fault) for fault in faults),
    )


@asynccontextmanager
async def farm(
    client: httpx2.AsyncClient, *configs: SimulatorConfig
) -> AsyncIterator[list[RunningSimulator]]:
    """Run simulators and register them."""
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(running_simulator(c)) for c in configs]
        for config, server in zip(configs, servers, strict=True):
            await register(client, server.url, config.name)
        yield servers


async def register(client: httpx2.AsyncClient, url: str, name: str = "sim") -> dict[str, Any]:
    """Register a server and return it."""
    server: dict[str, Any] = await made(client, "/comfyui/servers", {"name": name, "url": url})
    return server


async def made(client: httpx2.AsyncClient, path: str, body: Any) -> Any:
    """POST a body and return the answer, which must be a success."""
    response = await client.post(f"{API}{path}", json=body)
    assert response.is_success, response.text
    return response.json()


async def got(client: httpx2.AsyncClient, path: str, **query: Any) -> Any:
    """GET and return the answer, which must be a success."""
    response = await client.get(f"{API}{path}", params=query)
    assert response.is_success, response.text
    return response.json()


async def board(client: httpx2.AsyncClient, clips: int = 1, **project: Any) -> list[dict[str, Any]]:
    """Make a project of one scene and return its clips."""
    parent = await made(client, "/projects", {"name": "Rain", **project})
    scene = await made(client, "/scenes", {"name": "Roof", "project_id": parent["id"]})
    return [
        await made(
            client,
            "/clips",
            {
                "name": f"Shot {n}",
                "scene_id": scene["id"],
                "length": 1.0,
                "timeline_position": float(n),
                "image_prompt": f"rain on roof {n}",
                "video_prompt": f"rain falls on roof {n}",
            },
        )
        for n in range(clips)
    ]


async def generate(client: httpx2.AsyncClient, clip_id: str, **request: Any) -> str:
    """Queue a generation and return the job's id."""
    answer = await made(client, "/generation", {"clip_id": clip_id, **request})
    return str(answer["job_id"])


async def ended(client: httpx2.AsyncClient, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Wait until all the jobs are over and return them."""
    return await until(client, ids, {"completed", "failed", "cancelled"})


async def until(
    client: httpx2.AsyncClient, ids: Iterable[str], statuses: set[str]
) -> list[dict[str, Any]]:
    """Wait until all the jobs have one of the statuses and return them."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            jobs = [await got(client, f"/queue/jobs/{id}") for id in ids]
            if all(job["status"] in statuses for job in jobs):
                return jobs
            await asyncio.sleep(0.05)


def why(job: dict[str, Any]) -> str:
    """Return what a job that was asked for alone says it waits for, server by server."""
    waiting = job["waiting"] or {"text": "", "servers": []}
    said = (f"{each['name']} {each['reason']}" for each in waiting["servers"])
    return "; ".join([waiting["text"], *said])


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if await holds():
                return
            await asyncio.sleep(0.02)
