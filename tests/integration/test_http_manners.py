"""HTTP as strangers speak it: over a real socket, byte by byte, well or badly."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI

from backend.cli.http_protocol import EnvelopeProtocol
from backend.domain.ids import new_id
from tests.api_steps import V1, a_clip, a_project, error_of

ORIGIN = b"Origin: http://elsewhere:3000"
PATIENCE_SECONDS = 20


@dataclass
class Answer:
    """An answer as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def error(self) -> dict[str, Any]:
        """Check that it is an error in the one form, readable from anywhere."""
        content = json.loads(self.body)
        assert isinstance(content["detail"], str)
        assert self.headers["access-control-allow-origin"] == "*"
        assert self.headers["x-request-id"]
        assert self.headers["x-api-version"] == "v1"
        assert self.headers["content-type"] == "application/json"
        assert self.headers["cache-control"] == "no-store"
        error: dict[str, Any] = content["error"]
        return error


@pytest.fixture
async def address(app: FastAPI) -> AsyncIterator[tuple[str, int]]:
    """The application behind a real server."""
    config = uvicorn.Config(app, http=EnvelopeProtocol, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield listener.getsockname()
        server.should_exit = True
        await serving


@asynccontextmanager
async def line_to(address: tuple[str, int]) -> AsyncIterator[Any]:
    reader, writer = await asyncio.open_connection(*address)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            yield reader, writer
    finally:
        writer.close()


async def said(address: tuple[str, int], *lines: bytes, body: bytes = b"") -> Answer:
    """Send these bytes and read until the server closes."""
    async with line_to(address) as (reader, writer):
        head = [*lines, b"Host: board", b"Connection: close", ORIGIN]
        writer.write(b"\r\n".join([*head, b"", b""]) + body)
        came = await reader.read()
    start, _, rest = came.partition(b"\r\n")
    top, _, content = rest.partition(b"\r\n\r\n")
    headers = {
        name.decode().lower(): value.decode()
        for name, _, value in (line.partition(b": ") for line in top.split(b"\r\n"))
    }
    return Answer(int(start.split()[1]), headers, content)


@pytest.mark.parametrize(
    "path",
    [
        b"/api/v1/projects/a%2Fb",
        b"/api/v1/projects/%00",
        b"/api/v1/projects/%ff%fe",
        b"/api/v1/projects/%ED%A0%80",
        b"/api/v1/projects/%F0%9F%8E%AC",
        b"/api/v1/projects/%zz",
        b"/api/v1/projects/..%2f..%2fetc%2fpasswd",
        b"/api/v1/projects/$where",
        b"/api/v1/" + b"a" * 60_000,
        b"/api/v1/projects/" + b"a" * 60_000,
        b"//api/v1/projects",
        b"/api/v1/../../health",
        b"/docs/../../pyproject.toml",
        b"/docs/%2e%2e%2f%2e%2e%2fpyproject.toml",
    ],
    ids=lambda path: path[:40].decode(),
)
async def test_nonsense_in_a_path_is_not_found(address: tuple[str, int], path: bytes) -> None:
    answer = await said(address, b"GET " + path + b" HTTP/1.1")
    assert answer.status == 404
    assert answer.error["code"] == "RESOURCE_NOT_FOUND"


@pytest.mark.parametrize(
    "line",
    [
        b"HELLO",
        b"GET /api/v1 HTTP/9.9",
        b"GET /api/v1/projects/\xff\xfe HTTP/1.1",
        b"GET /api/v1/projects?\xff\xfe=1 HTTP/1.1",
        b"GET /api/v1 HTTP/1.1\r\nContent-Length: minus one",
        b"GET /api/v1 HTTP/1.1\r\nContent-Length: -1",
        b"GET /api/v1 HTTP/1.1\r\nbad header",
    ],
)
async def test_what_is_no_http_is_refused_in_the_one_form(
    address: tuple[str, int], line: bytes
) -> None:
    answer = await said(address, line)
    assert answer.status in {400, 404}
    assert answer.error["code"] in {"VALIDATION_ERROR", "RESOURCE_NOT_FOUND"}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (b"limit=1&limit=2", 200),
        (b"limit=x&limit=2", 200),
        (b"limit=2&limit=x", 400),
        (b"limit=%ff", 400),
        (b"%ff%fe=1", 200),
        (b"=&&&=;", 200),
        (b"limit=" + b"9" * 5000, 400),
        (b"limit[$gt]=1", 200),
        (b"x=" + b"%00" * 10_000, 200),
    ],
)
async def test_a_strange_query_is_ignored_or_refused(
    address: tuple[str, int], query: bytes, status: int
) -> None:
    answer = await said(address, b"GET /api/v1/projects?" + query + b" HTTP/1.1")
    assert answer.status == status
    if status == 400:
        assert answer.error["details"]["fields"][0]["field"] == "limit"


async def test_a_body_longer_than_it_says_is_read_as_far_as_it_says(
    address: tuple[str, int],
) -> None:
    lines = (
        b"POST /api/v1/projects HTTP/1.1",
        b"Content-Type: application/json",
        b"Content-Length: 15",
    )
    answer = await said(address, *lines, body=b'{"name":"Rain"}GARBAGE AFTER IT')
    assert answer.status == 201


async def test_a_body_shorter_than_it_says_harms_nobody(
    address: tuple[str, int], client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    project = await a_project(client)
    for path, kind in (
        ("/projects", "application/json"),
        (f"/media/projects/{project['id']}/upload-music", "multipart/form-data; boundary=x"),
    ):
        head = f"POST {V1}{path} HTTP/1.1\r\nHost: b\r\nContent-Type: {kind}\r\n"
        async with line_to(address) as (_, writer):
            writer.write(f"{head}Content-Length: 1000\r\n\r\n".encode() + b'--x\r\n{"name":')
            await writer.drain()
    assert (await said(address, b"GET /api/v1/projects HTTP/1.1")).status == 200
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_body_over_the_limit_is_refused_before_it_is_sent(
    address: tuple[str, int],
) -> None:
    lines = (b"POST /api/v1/projects HTTP/1.1", b"Content-Length: 99999999")
    answer = await said(address, *lines, b"Content-Type: application/json")
    assert answer.status == 413
    assert answer.error["code"] == "PAYLOAD_TOO_LARGE"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", ""]
)
async def test_a_body_that_is_not_json_is_of_an_unsupported_kind(
    client: httpx2.AsyncClient, kind: str
) -> None:
    headers = {"content-type": kind}
    for method, path in (("POST", "/projects"), ("PUT", f"/clips/{new_id()}")):
        refused = await client.request(method, V1 + path, content=b"{}", headers=headers)
        assert error_of(refused, 415)["code"] == "UNSUPPORTED_MEDIA_TYPE"


async def test_json_that_is_no_text_is_refused(client: httpx2.AsyncClient) -> None:
    for body in (b'{"name": "\xff\xfe"}', b"\x00\x01\x02", b'{"name": "x"', b"[" * 100_000):
        headers = {"content-type": "application/json"}
        refused = await client.post(f"{V1}/projects", content=body, headers=headers)
        assert error_of(refused, 400)["code"] == "VALIDATION_ERROR"


async def test_asking_for_the_next_job_by_head_takes_none(client: httpx2.AsyncClient) -> None:
    path = f"{V1}/queue/servers/{new_id()}/next"
    for slash in ("", "/"):
        refused = await client.head(path + slash)
        if refused.status_code != 404:  # the route may not be there
            assert refused.status_code == 405
            assert refused.headers["allow"] == "GET, OPTIONS"
        assert refused.headers["cache-control"] == "no-store"
    options = await client.options(path)
    assert "HEAD" not in options.headers.get("allow", "")


async def test_every_answer_on_an_old_path_names_its_successor(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client)
    project = f"/projects/{clip['project_id']}/export"
    asked = {"origin": "http://elsewhere", "access-control-request-method": "GET"}
    answers = [
        (200, await client.get(f"/api{project}/json"), f"{project}/json"),
        (200, await client.get(f"/api{project}/edl/"), f"{project}/edl"),
        (200, await client.head(f"/api{project}/json"), f"{project}/json"),
        (404, await client.get(f"/api{project}/pptx"), f"{project}/pptx"),
        (404, await client.get("/api/projects/x/export/json"), "/projects/x/export/json"),
        (404, await client.get("/api/projects/%C3%BC%0d"), "/projects/%C3%BC%0D"),
        (400, await client.get(f"/api{project}/json?fps=7"), f"{project}/json"),
        (405, await client.post(f"/api{project}/json"), f"{project}/json"),
        (204, await client.options(f"/api{project}/json"), f"{project}/json"),
        (200, await client.options(f"/api{project}/json", headers=asked), f"{project}/json"),
    ]
    for status, answer, successor in answers:
        assert answer.status_code == status, (successor, answer.text)
        assert answer.headers["deprecation"] == "true"
        link = f'<{V1}{successor}>; rel="successor-version"'
        assert link in answer.headers.get_list("link")
        if status >= 400:
            error_of(answer, status)
    new = await client.get(f"{V1}{project}/json")
    assert "deprecation" not in new.headers


@pytest.mark.parametrize("method", ["PUT", "QUERY", "PROPFIND", "put"])
async def test_a_page_elsewhere_may_call_a_server_in_a_private_network(
    client: httpx2.AsyncClient, method: str
) -> None:
    asked = {
        "origin": "https://board.example",
        "access-control-request-method": method,
        "access-control-request-headers": "x-anything, authorization",
        "access-control-request-private-network": "true",
    }
    answer = await client.options(f"{V1}/projects", headers=asked)
    assert answer.status_code == 200
    assert method in answer.headers["access-control-allow-methods"].split(", ")
    assert answer.headers["access-control-allow-private-network"] == "true"
    assert "x-anything" in answer.headers["access-control-allow-headers"]
