"""A farm of real processes on one database, each of which can be killed, and its judge."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

import httpx2

from backend.domain.job_state import MOVES
from backend.simulator.server import running_simulator
from tests import journeys
from tests.faults.evidence import Prompts, contradictions, final_jobs, wasted
from tests.faults.history import JOBS, Document, History
from tests.faults.invariants import FINAL, broken_promises
from tests.faults.processes import Program, backend, simulator, worker
from tests.faults.proxy import fault_proxy
from tests.faults.simulated import Simulated
from tests.journeys import API, simulated

LEASE_SECONDS: Final = 2.0
PATIENCE_SECONDS: Final = 90.0
READY: Final = f"{API}/health/ready"
SMALL: Final = {"width": 256, "height": 256}
"""A picture of this size takes 0.05 s of work at speed 1."""
TAKE_LISTS: Final = ("generated_images", "generated_videos", "generated_audio")


class AnyBackend(httpx2.AsyncBaseTransport):
    """Sends requests to the backends in turn, as a load balancer does, until one answers."""

    def __init__(self, backends: list[Program]) -> None:
        self._backends = backends
        self._inner = httpx2.AsyncHTTPTransport()
        self._turn = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask the next one that is well; one that dies meanwhile may have done what was asked."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                if (response := await self._ask_next(request)) is not None:
                    return response
                await asyncio.sleep(0.05)

    async def _ask_next(self, request: httpx2.Request) -> httpx2.Response | None:
        well = [each for each in self._backends if each.is_well]
        if not well:
            return None
        self._turn += 1
        request.url = httpx2.URL(well[self._turn % len(well)].url).join(
            request.url.raw_path.decode()
        )
        try:
            response = await self._inner.handle_async_request(request)
        except httpx2.TransportError:
            return None
        if response.status_code != httpx2.codes.SERVICE_UNAVAILABLE:
            return response
        await response.aclose()
        return None

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()


class Farm:
    """Backends and simulated servers, a client, and what all of them did."""

    def __init__(self, url: str, database_name: str, folder: Path, stack: AsyncExitStack) -> None:
        self.backends: list[Program] = []
        self.workers: list[Program] = []
        self.servers: list[Simulated] = []
        self.prompts = Prompts()
        """After the judgement: what servers did, over all their lives."""
        self.foreign: set[str] = set()
        """Prompts that somebody else posted, which we must leave alone."""
        self.wasted = 0
        """After the judgement: prompts that ran to their end for nothing."""
        self.history = History(url, database_name)
        self.client = httpx2.AsyncClient(
            transport=AnyBackend(self.backends), base_url="http://farm", timeout=20
        )
        self.url_of_backends = url
        """The database as they see it; the judge may have a way of its own."""
        self._name = database_name
        self._folder = folder
        self._stack = stack

    async def add_backend(self, **environment: str) -> Program:
        """Start a backend, with more in its environment."""
        program = backend(
            self.url_of_backends, self._name, self._folder, LEASE_SECONDS, **environment
        )
        self._stack.callback(program.kill)
        await program.start(READY)
        self.backends.append(program)
        return program

    async def add_worker(self) -> None:
        """Start a process that runs jobs and serves nothing."""
        program = worker(self.url_of_backends, self._name, self._folder, LEASE_SECONDS)
        self._stack.callback(program.kill)
        await program.start()
        self.workers.append(program)

    async def add_server(
        self, name: str, *faults: str, as_process: bool = False, **config: Any
    ) -> Simulated:
        """Start a simulated server, and register the address of the network before it.

        Args:
            config: as in SimulatorConfig; a process can be told its speed only.
        """
        program = simulator(self._folder, name, *_flags(faults, **config)) if as_process else None
        if program is not None:
            self._stack.callback(program.kill)
            await program.start("/system_stats")
            url = program.url
        else:
            told = simulated(name, *faults, **{"seconds_scale": 1.0, **config})
            url = (await self._stack.enter_async_context(running_simulator(told))).url
        address = url.removeprefix("http://")
        network = await self._stack.enter_async_context(fault_proxy(address))
        server = Simulated(name, url, network, program)
        self.servers.append(server)
        server.id = (await journeys.register(self.client, server.url, name))["id"]
        return server

    async def board(self, clips: int = 1, **project: Any) -> list[Document]:
        """Make a project and return its clips."""
        return await journeys.board(self.client, clips, **project)

    async def queue(self, clips: Iterable[Document], **request: Any) -> list[str]:
        """Queue one small picture of each clip; whatever was accepted must come to an end."""
        ids = []
        for clip in clips:
            asked = {"params": SMALL, **request}
            ids.append(await journeys.generate(self.client, clip["id"], **asked))
            await self.history.noted(ids[-1], "accepted")
        return ids

    async def cancel(self, id: str) -> bool:
        """Cancel a job, and tell whether that was in time."""
        answer = await self.client.post(f"{API}/queue/jobs/{id}/cancel")
        assert answer.status_code in {200, 409}, answer.text
        if answer.is_success:
            await self.history.noted(id, "cancelled")
        return answer.is_success

    async def job(self, id: str) -> Document:
        """Return a job as clients see it."""
        job: Document = await journeys.got(self.client, f"/queue/jobs/{id}")
        return job

    def stored(self, id: str) -> Document:
        """Return a job as it is stored."""
        found = self.history.database[JOBS].find_one({"_id": id})
        assert found is not None, id
        return found

    async def reached(self, id: str, *states: str, patience: float = PATIENCE_SECONDS) -> None:
        """Wait until a job is stored in one of the states."""
        try:
            async with asyncio.timeout(patience):
                while self.stored(id)["state"] not in states:  # noqa: ASYNC110 - only it can tell
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"it is not {states}: {self.stored(id)}") from None

    async def judged(self) -> list[Document]:
        """Wait until every job is over, and assert what must hold of all of them.

        Returns:
            The jobs as they are stored, in the order of their making.
        """
        await self._all_over()
        self.prompts = Prompts(foreign=self.foreign)
        for server in self.servers:
            for life in await server.books():
                self.prompts.add(life)
        log = self.history.read()
        clips = list(self.history.database.clips.find())
        kept = [take for clip in clips for kind in TAKE_LISTS for take in clip[kind]]
        archived = [{**t, "id": t["_id"]} for t in self.history.database.takes_archive.find()]
        known = [clip["_id"] for clip in clips]
        found = broken_promises(log, MOVES)
        found += contradictions(log, self.prompts, [*kept, *archived], known)
        found += [f"{url} is gone" for url in await self._missing_files(known)]
        assert not found, "\n".join(found)
        self.wasted = wasted(log, self.prompts)
        return list(final_jobs(log).values())

    async def _all_over(self) -> None:
        jobs = self.history.database[JOBS]
        open_ = {"state": {"$nin": list(FINAL)}}
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while jobs.find_one(open_, {"_id": 1}):  # noqa: ASYNC110 - only it can tell
                    await asyncio.sleep(0.1)
        except TimeoutError:
            shown = ("state", "server_name", "waiting", "token", "failures", "not_before")
            left = [{name: job.get(name) for name in shown} for job in jobs.find(open_)]
            raise AssertionError(f"these jobs do not end: {left}") from None

    async def _missing_files(self, clips: Iterable[str]) -> list[str]:
        shown = [await journeys.got(self.client, f"/clips/{clip}") for clip in clips]
        urls = [take["url"] for clip in shown for kind in TAKE_LISTS for take in clip[kind]]
        return [url for url in urls if not (await self.client.head(url)).is_success]

    async def close(self) -> None:
        """Let go of client and database."""
        await self.client.aclose()
        self.history.close()

    async def start(
        self, backends: int, servers: int, *faults: str, workers: int = 0, **config: Any
    ) -> None:
        """Start so many of each side by side; the servers are all alike."""
        names = [f"gpu-{n}" for n in range(servers)]
        await asyncio.gather(
            *(self.add_backend() for _ in range(backends)),
            *(self.add_worker() for _ in range(workers)),
            *(self.add_server(name, *faults, **config) for name in names),
        )
        self.servers.sort(key=lambda server: server.name)


def _flags(faults: Iterable[str], *, speed: float = 1.0) -> list[str]:
    return ["--speed", str(speed), *(f"--fault={fault}" for fault in faults)]


@asynccontextmanager
async def farm_on(url: str, database_name: str, folder: Path) -> AsyncIterator[Farm]:
    """An empty farm."""
    async with AsyncExitStack() as stack:
        farm = Farm(url, database_name, folder, stack)
        stack.push_async_callback(farm.close)
        yield farm
