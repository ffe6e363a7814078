"""What readers of events cost: `python -m benchmarks.idle_sockets` prints CPU and memory.

A server runs as a process of its own; its CPU time and memory are read from /proc, so this is for
Linux. It idles alone first, then with 200 WebSockets and 200 streams open, which is long enough
for the pings of both; at last something happens that all of them hear of. Nothing is asserted.
"""

import asyncio
import os
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final

import httpx2

from backend.database.embedded import EmbeddedMongod
from tests.api_steps import V1, a_project
from tests.event_readers import SocketReader, StreamReader, socket_reader, stream_reader
from tests.faults.processes import Program, backend

EACH: Final = 200
WINDOW_SECONDS: Final = 30.0
CHANGES: Final = 50
TICK: Final = os.sysconf("SC_CLK_TCK")
PAGE_KB: Final = os.sysconf("SC_PAGE_SIZE") / 1024


def main() -> None:
    """Start a database and a server, measure, print."""
    with tempfile.TemporaryDirectory(prefix="storycanvas-bench-") as name:
        asyncio.run(_run(Path(name)))


async def _run(folder: Path) -> None:
    mongod = EmbeddedMongod(folder / "data", os.environ.get("MONGOD_BINARY"))
    program = backend(await mongod.ensure(), "benchmark", folder, lease_seconds=30)
    try:
        await program.start("/health/ready")
        await _measure(program)
    finally:
        program.stop()
        await mongod.stop()


async def _measure(program: Program) -> None:
    async with httpx2.AsyncClient(base_url=program.url) as client, AsyncExitStack() as stack:
        project = await a_project(client)
        alone, unheard = await _idle_cpu(program), await _cost_of_changes(program, client, project)
        memory = _memory_kb(program)
        sockets = [await stack.enter_async_context(socket_reader(program.url)) for _ in range(EACH)]
        streams = [await stack.enter_async_context(stream_reader(program.url)) for _ in range(EACH)]
        await asyncio.gather(*(each.subscribed() for each in sockets))
        each_kb = (_memory_kb(program) - memory) / (2 * EACH)
        crowded = await _idle_cpu(program)
        heard = await _cost_of_changes(program, client, project, *sockets, *streams)
    reader_us = (heard - unheard) * 1e6 / (2 * EACH)
    print(f"idle, nobody there  {alone:8.2%} of a core")
    print(f"idle, {2 * EACH} readers   {crowded:8.2%} of a core {crowded / alone:8.2f} x")
    print(f"memory              {each_kb:8.1f} kB a reader")
    print(f"change, unheard     {unheard * 1e3:8.2f} ms")
    print(f"change, heard by all{heard * 1e3:8.2f} ms {reader_us:17.0f} us a reader")


async def _cost_of_changes(
    program: Program,
    client: httpx2.AsyncClient,
    project: dict[str, Any],
    *readers: SocketReader | StreamReader,
) -> float:
    """Return the CPU seconds of a change, up to the moment when all readers have heard of it."""
    before = _cpu_seconds(program)
    for number in range(CHANGES):
        await client.put(f"{V1}/projects/{project['id']}", json={"name": f"Cut {number}"})
    await asyncio.gather(*(each.take(CHANGES) for each in readers))
    return (_cpu_seconds(program) - before) / CHANGES


async def _idle_cpu(program: Program) -> float:
    """Return the CPU seconds a second while nothing is asked for."""
    await asyncio.sleep(1)
    began, before = time.perf_counter(), _cpu_seconds(program)
    await asyncio.sleep(WINDOW_SECONDS)
    return (_cpu_seconds(program) - before) / (time.perf_counter() - began)


def _cpu_seconds(program: Program) -> float:
    fields = _proc(program, "stat").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _memory_kb(program: Program) -> float:
    return int(_proc(program, "statm").split()[1]) * PAGE_KB


def _proc(program: Program, name: str) -> str:
    assert program._process is not None
    return Path(f"/proc/{program._process.pid}/{name}").read_text()


if __name__ == "__main__":
    main()
