"""The processes of a run: the application on a fresh database, and simulated servers."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final
from uuid import uuid4

import httpx2

from backend.database.mongod_process import TIED_LAUNCHER
from benchmarks.farm.server import JobTimes, ServerPlan, job_times
from benchmarks.queue.workload import LOAD, Server
from tests.faults.processes import Program, backend, free_port
from tests.journeys import eventually, got, made

LEASE_SECONDS: Final = 30.0


class SimulatedServer(Program):
    """A simulated server as a process, registered with the application."""

    def __init__(self, server: Server, models: list[str], scale: float, folder: Path) -> None:
        port, self._times = free_port(), folder / f"{server.id}.jsonl"
        super().__init__([], {}, port, folder / f"{server.id}.log")
        # A model that is there from the start takes no time to load.
        load = LOAD if server.resident is None else 0.0
        plan = ServerPlan(server.id, port, server.speed, scale, load, models, str(self._times))
        run = [sys.executable, "-m", "benchmarks.farm.server", json.dumps(asdict(plan))]
        self._command = [sys.executable, "-c", TIED_LAUNCHER, str(os.getpid()), *run]
        self.name = server.id
        self.id = ""

    async def register(self, client: httpx2.AsyncClient) -> None:
        """Register it and wait until the application sees it."""
        server = await made(client, "/comfyui/servers", {"name": self.name, "url": self.url})
        self.id = server["id"]

        async def online() -> bool:
            return bool((await got(client, f"/comfyui/servers/{self.id}"))["is_online"])

        await eventually(online)

    def job_times(self) -> list[JobTimes]:
        """Return what it did so far."""
        return job_times(self._times)


@dataclass
class RunningFarm:
    """The application, a client of it, and the servers."""

    program: Program
    client: httpx2.AsyncClient
    servers: dict[str, SimulatedServer] = field(default_factory=dict)

    @property
    def resident_mb(self) -> float:
        """The memory that the application's process has just now."""
        assert self.program._process is not None
        pages = int(Path(f"/proc/{self.program._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@asynccontextmanager
async def running_farm(
    mongo_url: str, folder: Path, servers: Iterable[Server], models: list[str], scale: float
) -> AsyncIterator[RunningFarm]:
    """Run the application on a database of its own, and the servers; scale as in ServerPlan."""
    await asyncio.to_thread(folder.mkdir)
    program = backend(mongo_url, f"farm-{uuid4().hex}", folder, LEASE_SECONDS, LOG_LEVEL="WARNING")
    async with AsyncExitStack() as stack:
        stack.callback(program.stop)
        await program.start("/health/ready")
        client = httpx2.AsyncClient(base_url=program.url, timeout=60)
        farm = RunningFarm(program, await stack.enter_async_context(client))
        for server in servers:
            simulated = SimulatedServer(server, models, scale, folder)
            stack.callback(simulated.kill)
            await simulated.start("/system_stats")
            await simulated.register(client)
            farm.servers[server.id] = simulated
        yield farm
