"""docs/api-guide.md: each of its commands does what the page says, in the page's order."""

import asyncio
import re
import shutil
from pathlib import Path

import pytest

from backend.synth.tones import write_tone
from tests.contract.served import (
    CLIENT,
    LONGEST_SECONDS,
    ROOT,
    node,
    output_of,
    served_with_comfyui,
)

GUIDE = ROOT / "docs/api-guide.md"
SERVER, COMFYUI = "http://127.0.0.1:8001", "http://127.0.0.1:8188"
COMPILED = (
    *("--strict", "--skipLibCheck", "--target", "es2022"),
    *("--module", "nodenext", "--types", "node"),
)


def blocks(language: str) -> str:
    """Return the page's code in a language as one program."""
    found = re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return "\n".join(found)


async def test_the_curl_half(mongo_url: str, database_name: str, tmp_path: Path) -> None:
    missing = [name for name in ("bash", "curl", "python3") if not shutil.which(name)]
    if missing:
        pytest.skip(f"there is no {missing[0]} on this machine")
    async with served_with_comfyui(mongo_url, database_name, tmp_path) as (program, comfyui):
        script = blocks("sh").replace(SERVER, program.url).replace(COMFYUI, comfyui.url)
        said = await asyncio.to_thread(output_of, "bash", "-euo", "pipefail", "-c", script)
    assert '"suggested_position":2.5' in said.replace(" ", "")
    assert said.count("RESOURCE_NOT_FOUND") == 1
    assert "event: clip_updated" in said
    assert "TITLE: " in said
    assert '"message":"Project deleted"' in said
    for refused in re.findall(r'"code": ?"(\w+)"', said):
        assert refused in {"TIMELINE_OVERLAP", "RESOURCE_NOT_FOUND"}


@pytest.mark.timeout(LONGEST_SECONDS)
async def test_the_typescript_half(mongo_url: str, database_name: str, tmp_path: Path) -> None:
    runtime, tsc = node(packages=True), CLIENT / "node_modules/typescript/bin/tsc"
    # Within the package, which may import itself by its name.
    folder = CLIENT / ".test" / "guide"
    folder.mkdir(parents=True, exist_ok=True)
    async with served_with_comfyui(mongo_url, database_name, tmp_path) as (program, _):
        (folder / "guide.ts").write_text(blocks("ts").replace(SERVER, program.url))
        (tmp_path / "song.wav").write_bytes(write_tone(1.0))

        def play() -> str:
            output_of(runtime, tsc, "--project", "tsconfig.build.json", cwd=CLIENT)
            output_of(runtime, tsc, *COMPILED, folder / "guide.ts", cwd=CLIENT)
            return output_of(runtime, folder / "guide.js", cwd=tmp_path)

        said = await asyncio.to_thread(play)
    assert said.splitlines() == [
        "heard of it",
        "name: String should have at least 1 character",
        "1 s of music",
        "0 of 0 jobs",
    ]
