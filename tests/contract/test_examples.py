"""The examples that frontends begin with: each does what it says."""

import asyncio
import shutil
import sys
from pathlib import Path

import httpx2
import pytest

from tests.api_steps import V1, a_clip
from tests.contract.served import CONTRACT, node, output_of, served

EXAMPLES = CONTRACT / "examples"


async def test_curl_and_python_live_through_a_project(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl on this machine")
    async with served(mongo_url, database_name, tmp_path) as program:
        script, client = EXAMPLES / "curl.sh", EXAMPLES / "client.py"
        said = await asyncio.to_thread(output_of, "sh", script, program.url)
        assert '"image_prompt":"rain on roofs"' in said.replace('": ', '":')
        said = await asyncio.to_thread(output_of, sys.executable, client, program.url)
        assert said.startswith("7.5 s free after Shot 1\nVALIDATION_ERROR: ")
        async with httpx2.AsyncClient(base_url=program.url) as http:
            assert (await http.get(f"{V1}/projects")).json()["total"] == 0


async def test_the_watcher_tells_what_the_queue_does(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    async with served(mongo_url, database_name, tmp_path) as program:
        watcher = await asyncio.create_subprocess_exec(
            *(node(), str(EXAMPLES / "watch-queue.mjs"), program.url),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(30), httpx2.AsyncClient(base_url=program.url) as http:
                assert watcher.stdout is not None
                assert watcher.stderr is not None
                assert (await watcher.stderr.readline()).startswith(b"listening")
                clip = await a_clip(http, image_prompt="drops")
                asked = await http.post(f"{V1}/generation", json={"clip_id": clip["id"]})
                job_id = asked.json()["job_id"]
                line = (await watcher.stdout.readline()).decode()
                assert line.split()[:2] == [job_id[:8], "pending"]
        finally:
            watcher.kill()
            await watcher.wait()
