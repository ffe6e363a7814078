"""docs/guide-story.md: each of its commands does what the page says, in the page's order."""

import asyncio
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.contract.served import ROOT, output_of
from tests.faults.processes import backend

GUIDE = ROOT / "docs/guide-story.md"
SERVER = "http://127.0.0.1:8001"
COMMAND = "python3 run.py story"


def blocks() -> list[str]:
    """Return what is to be typed, block by block."""
    return re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


def said_by(script: str, folder: Path, **environment: str) -> str:
    """Run commands in a folder of their own and return what they said; each must succeed."""
    missing = [name for name in ("bash", "curl", "python3") if not shutil.which(name)]
    if missing:
        pytest.skip(f"there is no {missing[0]} on this machine")
    command = ("bash", "-euo", "pipefail", "-c", script)
    return output_of(*command, cwd=folder, PYTHONPATH=str(ROOT), **environment)


def test_the_one_command(mongo_url: str, database_name: str, tmp_path: Path) -> None:
    first = blocks()[0]
    assert COMMAND in first
    script = first.replace(COMMAND, f"{shlex.quote(sys.executable)} -m backend story")
    said = said_by(script, tmp_path, MONGO_URL=mongo_url, DB_NAME=database_name)
    endings = {line.rsplit(".")[-1] for line in said.splitlines()[-10:]}
    files = {"edl", "fcpxml", "json", "srt", "vtt", "zip", "md", "png"}
    assert endings == {*files, "audio", "media"}


async def test_the_story_with_a_say_in_it(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    program = backend(mongo_url, database_name, tmp_path, lease_seconds=15, PROVIDERS="fake")
    await program.start("/health/ready")
    try:
        script = "\n".join(blocks()[1:]).replace(SERVER, program.url)
        said = await asyncio.to_thread(said_by, script, tmp_path)
    finally:
        program.stop()
    found = iter(said.splitlines())
    assert float(next(found)) > 0
    assert [next(found), next(found)] == ["images", "True"]
    assert "closer, and at dusk" in next(found)
    assert [next(found) for _ in range(4)] == ["True", "completed", "0", "0.0"]
    assert any(line.startswith("manifest.json") for line in found)
