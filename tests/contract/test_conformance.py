"""The scenarios: our server passes them all, and a server that does not keep its word fails."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from backend.cli.app import run
from tests.contract.served import CONTRACT, LONGEST_SECONDS, node, output_of, served_with_comfyui

SCENARIOS = sorted((CONTRACT / "conformance/scenarios").glob("*.json"))
SHAPES = json.loads((CONTRACT / "conformance/shapes.json").read_text())
STEP = {
    *("step", "call", "query", "headers", "json", "text", "form", "manners"),
    *("status", "header", "body", "outcomes", "bodies", "save", "saveHeaders"),
    *("times", "each", "until"),
    *("listen", "path", "as", "on", "say", "hears", "next", "within", "close"),
}
LEFT_OUT = {
    "POST /api/v1/queue/pause": "it would stop what others wait for",
    "POST /api/v1/queue/resume": "it would start what others stopped",
}


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in SCENARIOS:
        for step in json.loads(path.read_text())["steps"]:
            yield f"{path.stem}: {step['step']}", step


@pytest.mark.timeout(LONGEST_SECONDS)
async def test_our_server_keeps_the_contract_and_is_left_as_it_was(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    node()
    async with served_with_comfyui(mongo_url, database_name, tmp_path) as (program, comfyui):
        command = (sys.executable, "-m", "backend", "conformance", program.url)
        said = await asyncio.to_thread(output_of, *command, "--comfyui", comfyui.url)
        assert "0 failed, 0 skipped" in said, said
        async with httpx2.AsyncClient(base_url=f"{program.url}/api/v1") as client:
            others = (await client.post("/projects", json={"name": " "})).json()
            told = json.loads(await asyncio.to_thread(output_of, *command, "--only", "2", "--json"))
            assert [each["area"] for each in told["scenarios"]][:2] == ["projects", "scenes"]
            await client.delete(f"/projects/{others['id']}")
            assert (await client.get("/projects")).json()["total"] == 0
            assert (await client.get("/comfyui/servers")).json() == []
            assert (await client.get("/characters")).json() == []
            templates = (await client.get("/templates")).json()
            # A style that every server has is made when it is first asked for, and stays.
            assert {each["name"] for each in templates} <= {"storybook"}


async def test_a_server_that_says_yes_to_everything_fails(
    capfd: pytest.CaptureFixture[str],
) -> None:
    node()
    async with answering(b"{}") as url:
        assert await asyncio.to_thread(run, ["conformance", url, "--only", "20-"]) == 1
    said = capfd.readouterr().out
    assert "FAIL  Projects" in said
    assert "status 200, not 201" in said
    assert "0 passed, 1 failed" in said


def test_a_server_that_is_away_is_told_from_one_that_fails(
    capfd: pytest.CaptureFixture[str],
) -> None:
    node()
    assert run(["conformance", "http://127.0.0.1:9"]) == 3
    assert "does not answer" in capfd.readouterr().err


def test_without_node_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["conformance", "http://127.0.0.1:9"]) == 3
    assert "Node.js" in capfd.readouterr().err


@pytest.mark.parametrize("version", ["v16.20.2", "", "nonsense"])
def test_a_node_that_is_too_old_or_broken_is_none(
    version: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "node"
    program.write_text(f"#!/bin/sh\necho '{version}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["conformance", "http://127.0.0.1:9"]) == 3


def test_a_step_says_only_what_a_player_knows() -> None:
    for name, step in steps():
        assert set(step) <= STEP, name
        assert len({"call", "listen", "on"} & set(step)) == 1, name
        assert set(re.findall(r'"#([A-Z]\w*)\??"', json.dumps(step))) <= set(SHAPES), name


def test_every_operation_is_in_a_scenario() -> None:
    document = json.loads((CONTRACT / "openapi.json").read_text())
    called = [call for _, step in steps() for call in calls(step)]
    missing = {
        f"{method.upper()} {path}"
        for path, operations in document["paths"].items()
        for method in operations
        if not any(template(method, path).fullmatch(call) for call in called)
    }
    assert missing == set(LEFT_OUT)


def calls(step: dict[str, Any]) -> Iterator[str]:
    """The step's calls as "GET /api/v1/projects/{{project.id}}"."""
    call = f"GET {step['path']}" if "listen" in step else step.get("call", "")
    for value in step.get("each", [""]):
        filled = call.replace("{{each}}", str(value))
        method, _, path = filled.partition("?")[0].partition(" ")
        yield f"{method} {path}" if path.startswith("/api/") else f"{method} /api/v1{path}"


def template(method: str, path: str) -> re.Pattern[str]:
    return re.compile(method.upper() + " " + re.sub(r"\\{\w+\\}", ".+", re.escape(path)))


@asynccontextmanager
async def answering(body: bytes) -> AsyncIterator[str]:
    """Serve one JSON body for whatever is asked."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65536)
        writer.write(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
