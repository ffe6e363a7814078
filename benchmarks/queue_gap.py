"""How long servers stand idle between jobs: `python -m benchmarks.queue_gap` prints what it saw.

The real application, a real mongod and simulated servers share one process and this machine, so
the times are upper bounds. Nothing is asserted.
"""

import asyncio
import logging
import os
import resource
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

import httpx2

from backend.app import create_app
from backend.container import Container
from backend.database.embedded import EmbeddedMongod
from backend.database.locate import LocatedDatabase
from backend.settings import Settings
from backend.simulator.machine import Machine
from backend.simulator.server import RunningSimulator
from backend.simulator.state import Entry
from tests.journeys import API, board, farm, generate, got, simulated

SERVERS: Final = 3
JOBS: Final = 500
PACED_JOBS: Final = 60
PACED_SECONDS: Final = 0.5
"""What a paced job takes: long enough for the machine to rest between jobs."""


class Gaps:
    """Notes, at each server, the time from the end of a job until it has the next prompt."""

    def __init__(self, servers: list[RunningSimulator]) -> None:
        self.seconds: list[float] = []
        for server in servers:
            self._watch(server.machine)

    def _watch(self, machine: Machine) -> None:
        accept, count = machine.accept, machine._count
        ended_at: float | None = None

        def accepting(entry: Entry) -> None:
            nonlocal ended_at
            if ended_at is not None:
                self.seconds.append(time.perf_counter() - ended_at)
                ended_at = None
            accept(entry)

        def counting(prompt_id: str, record: dict[str, Any]) -> None:
            nonlocal ended_at
            count(prompt_id, record)
            ended_at = time.perf_counter()
            if machine.queue.pending:  # the next was handed over ahead: the server goes on at once
                self.seconds.append(0.0)
                ended_at = None

        machine.accept = accepting  # type: ignore[method-assign]
        machine._count = counting  # type: ignore[method-assign]


@asynccontextmanager
async def application(folder: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """Run the application on a database of its own."""
    embedded = EmbeddedMongod(folder / "data", os.environ.get("MONGOD_BINARY"))
    settings = Settings(
        _env_file=None, data_dir=folder / "data", upload_dir=folder / "uploads", min_free_disk_mb=0
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(embedded.stop)
        located = LocatedDatabase(await embedded.ensure(), "embedded-mongod", "bench", embedded)
        app = create_app(Container(settings, located))
        await stack.enter_async_context(app.router.lifespan_context(app))
        transport = httpx2.ASGITransport(app=app)
        yield await stack.enter_async_context(
            httpx2.AsyncClient(transport=transport, base_url="http://bench", timeout=60)
        )


async def run(client: httpx2.AsyncClient, title: str, jobs: int, scale: float) -> None:
    """Put the jobs in at once and wait for the last."""
    configs = [simulated(f"{title}-{n}", seconds_scale=scale) for n in range(SERVERS)]
    async with farm(client, *configs) as servers:
        gaps = Gaps(servers)
        clips = await board(client, 20, width=512, height=512)
        before = (await got(client, "/queue/status"))["completed_jobs"]
        memory, began = _resident(), time.perf_counter()
        for n in range(jobs):
            await generate(client, clips[n % len(clips)]["id"])
        accepted = time.perf_counter() - began
        while True:
            if (await got(client, "/queue/status"))["completed_jobs"] == before + jobs:
                break
            await asyncio.sleep(0.2)
        took = time.perf_counter() - began
        posts = sum(sum(server.machine.stats.posted.values()) for server in servers)
        for server in await got(client, "/comfyui/servers"):
            await client.delete(f"{API}/comfyui/servers/{server['id']}")
    cuts = statistics.quantiles(gaps.seconds, n=100)
    print(
        f"{title}: {jobs} jobs on {SERVERS} servers, {posts} prompts posted; accepted in"
        f" {accepted:.1f} s, done in {took:.1f} s ({jobs / took:.1f}/s);"
        f" gap p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms;"
        f" memory {memory} -> {_resident()} MB"
    )


def _resident() -> int:
    """Return the most memory this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


async def main() -> None:
    """Measure jobs of some length, which show the gap, and instant ones, which show the rate."""
    logging.basicConfig(level=logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="storycanvas-bench-") as name:
        async with application(Path(name)) as client:
            await run(client, "paced", PACED_JOBS, PACED_SECONDS)
            await run(client, "instant", JOBS, 0)


if __name__ == "__main__":
    asyncio.run(main())
