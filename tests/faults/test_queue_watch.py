"""`storycanvas queue watch` goes on when the server that it watches is killed."""

import asyncio
import os
import sys
from pathlib import Path

import httpx2

from tests.faults.processes import backend
from tests.journeys import board, farm, generate, simulated

READY = "/api/v1/health/ready"
PATIENCE_SECONDS = 60.0


async def test_a_watcher_waits_for_the_server_and_misses_nothing(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    program = backend(mongo_url, database_name, tmp_path, 2)
    await program.start(READY)
    watcher = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "backend", "queue", "watch", "--url", program.url),
        env={**os.environ, "NO_COLOR": "1"},
        stdout=asyncio.subprocess.PIPE,
    )
    assert watcher.stdout is not None
    try:
        async with (
            asyncio.timeout(PATIENCE_SECONDS),
            httpx2.AsyncClient(base_url=program.url, timeout=30) as client,
            farm(client, simulated("gpu", seconds_scale=2.0)),
        ):
            lines: list[str] = []

            async def until(*words: str) -> None:
                while not (lines and all(word in lines[-1] for word in words)):
                    assert watcher.stdout is not None
                    lines.append((await watcher.stdout.readline()).decode())

            await until("0 running, 0 waiting")
            (clip,) = await board(client)
            job_id = await generate(client, clip["id"])
            await until("processing", job_id)
            program.kill()
            await until("not reachable, trying again")
            await program.start(READY)
            await until("completed", job_id)
        assert sum("completed " in line and job_id in line for line in lines) == 1
    finally:
        watcher.kill()
        await watcher.communicate()
        program.kill()
