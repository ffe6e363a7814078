"""The whole OpenAPI document is tried out by schemathesis, with all of its checks."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from tests.contract.served import LONGEST_SECONDS
from tests.faults.processes import Program, backend
from tests.integration.random_requests import something_of_each_kind
from tests.openai_server import KEY, a_video, video_server

CONFIG = Path(__file__).with_name("schemathesis.toml")
VIDEO = "video_0001"


@pytest.fixture
async def program(mongo_url: str, database_name: str, tmp_path: Path) -> AsyncIterator[Program]:
    """A backend as a process, with a service for films beside it."""
    async with video_server() as service:
        service.videos[VIDEO] = a_video(VIDEO)
        known = {"OPENAI_BASE_URL": service.url, "OPENAI_API_KEY": KEY}
        program = backend(mongo_url, database_name, tmp_path, 15, **known)
        await program.start("/health/ready")
        yield program
        program.stop()


@pytest.mark.timeout(LONGEST_SECONDS)
async def test_every_operation_does_what_the_document_says(
    program: Program, tmp_path: Path
) -> None:
    """Examples, the corners of each schema and random requests, to things that are there."""
    async with httpx2.AsyncClient(base_url=program.url) as client:
        known = {**await something_of_each_kind(client), "video_id": VIDEO}
    await schemathesis(program, tmp_path, "examples,coverage,fuzzing", known)


@pytest.mark.timeout(LONGEST_SECONDS)
async def test_what_was_made_can_be_worked_on_until_it_is_deleted(
    program: Program, tmp_path: Path
) -> None:
    """Chains of requests, along the links of the document."""
    await schemathesis(program, tmp_path, "stateful", {})


async def schemathesis(program: Program, folder: Path, phases: str, ids: dict[str, str]) -> None:
    """Run it, with these ids in paths; it must find nothing."""
    config = folder / CONFIG.name
    config.write_text(CONFIG.read_text() + _parameters(ids))
    options = ("--phases", phases, "--no-color", f"{program.url}/openapi.json")
    run = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=folder,
    )
    try:
        said, _ = await run.communicate()
    finally:
        if run.returncode is None:
            run.kill()
    assert run.returncode == 0, said.decode()


def _parameters(ids: dict[str, str]) -> str:
    """Return the settings for ids in paths; deletions are of other things."""
    head = ["[[operations]]", 'exclude-method = "DELETE"', "[operations.parameters]"]
    return "\n".join(["", *head, *(f'"path.{name}" = "{id}"' for name, id in ids.items()), ""])
