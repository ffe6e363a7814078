"""A served program takes HTTP at its worst: it never hangs, never breaks, and answers in form."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.contract.served import served
from tests.faults.processes import Program

PATIENCE_SECONDS = 20
HOST = b"Host: board\r\n"
CLOSE = HOST + b"Connection: close\r\n"
JSON = CLOSE + b"Content-Type: application/json\r\n"
LIST = b"GET /api/v1/projects HTTP/1.1\r\n"
MAKE = b"POST /api/v1/projects HTTP/1.1\r\n"
BODY = b'{"name": "Rain"}'
LENGTH = b"Content-Length: %d\r\n" % len(BODY)
SOCKET = HOST + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
UNDERSTOOD = {
    "HTTP/1.0 without a host": (b"GET /api/v1/projects HTTP/1.0\r\n\r\n", 200),
    "HTTP/0.9": (b"GET /api/v1/projects\r\n\r\n", 200),
    "an absolute target": (b"GET http://far/api/v1/projects HTTP/1.1\r\n" + CLOSE + b"\r\n", 200),
    "no host": (LIST + b"Connection: close\r\n\r\n", 200),
    "two hosts": (LIST + HOST + CLOSE + b"\r\n", 200),
    "a host that is none": (LIST + b"Host: [::1\r\nConnection: close\r\n\r\n", 200),
    "bytes in a header": (LIST + CLOSE + b"X-Request-ID: \xe9\xff\r\n\r\n", 200),
    "a thousand headers": (LIST + CLOSE + b"X-Same: y\r\n" * 1000 + b"\r\n", 200),
    "a body where none is read": (LIST + CLOSE + b"Content-Length: 3\r\n\r\nabc", 200),
    "an upgrade that is not known": (
        LIST + HOST + b"Connection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n",
        200,
    ),
    "an expectation that is not known": (
        MAKE + JSON + LENGTH + b"Expect: 200-maybe\r\n\r\n" + BODY,
        201,
    ),
}
REFUSED = {
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "HTTP/3.7": (b"GET / HTTP/3.7\r\n" + CLOSE + b"\r\n", 400),
    "TLS": (bytes.fromhex("160301020001") + bytes(100), 400),
    "NUL bytes": (bytes(4), 400),
    "a target without a path": (b"GET http://far HTTP/1.1\r\n" + CLOSE + b"\r\n", 400),
    "a tunnel": (b"CONNECT far:443 HTTP/1.1\r\n" + CLOSE + b"\r\n", 400),
    "a star": (b"OPTIONS * HTTP/1.1\r\n" + CLOSE + b"\r\n", 404),
    "a method nobody knows": (b"FOO / HTTP/1.1\r\n" + CLOSE + b"\r\n", 400),
    "a method of others": (b"PROPFIND /api/v1/projects HTTP/1.1\r\n" + CLOSE + b"\r\n", 405),
    "a trace": (b"TRACE /api/v1/projects HTTP/1.1\r\n" + CLOSE + b"\r\n", 405),
    "an endless address": (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + CLOSE + b"\r\n", 400),
    "a folded header": (LIST + b"X: a\r\n b\r\n" + CLOSE + b"\r\n", 400),
    "a blank in a header's name": (LIST + b"Host : board\r\n\r\n", 400),
    "NUL in a header": (LIST + b"X: a\x00b\r\n" + CLOSE + b"\r\n", 400),
    "two lengths": (MAKE + JSON + LENGTH + b"Content-Length: 3\r\n\r\n" + BODY, 400),
    "the same length twice": (MAKE + JSON + LENGTH * 2 + b"\r\n" + BODY, 400),
    "a length and chunks": (
        MAKE + JSON + LENGTH + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400,
    ),
    "a length below zero": (MAKE + JSON + b"Content-Length: -2\r\n\r\n{}", 400),
    "a length without end": (MAKE + JSON + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n{}", 400),
    "a length too large": (MAKE + JSON + b"Content-Length: 99999999999\r\n\r\n{}", 413),
    "chunks of nonsense": (MAKE + JSON + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n", 400),
    "nonsense after a chunk": (
        MAKE + JSON + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\nqq\r\n}\r\n",
        400,
    ),
    "an encoding nobody knows": (MAKE + JSON + b"Transfer-Encoding: gzip\r\n\r\n{}", 400),
    "chunks that are not last": (
        MAKE + JSON + b"Transfer-Encoding: chunked, identity\r\n\r\n{}",
        400,
    ),
    "a packed body": (MAKE + JSON + b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", 400),
    "nonsense after a request": (LIST + HOST + b"\r\nNONSENSE\r\n\r\n", 400),
    "a socket elsewhere": (
        LIST + SOCKET + b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        404,
    ),
}
LEFT = {
    "nothing": b"",
    "half a line": b"GET /api/v1/pro",
    "half a head": LIST + HOST,
    "half a body": MAKE + JSON + LENGTH + b"\r\n" + BODY[:5],
    "half a chunk": MAKE + JSON + b"Transfer-Encoding: chunked\r\n\r\n10\r\n" + BODY[:5],
    "half a file": b"POST /api/v1/media/upload-face-image HTTP/1.1\r\n"
    + CLOSE
    + b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 900\r\n\r\n"
    + b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n\x89PNG',
    "a script half sent": b"POST /api/v1/projects/import-script HTTP/1.1\r\n"
    + JSON
    + LENGTH
    + b"\r\n{",
    "an answer nobody waits for": LIST + HOST + b"\r\n" + (LIST + HOST + b"\r\n") * 50,
}


@pytest.fixture
async def program(mongo_url: str, database_name: str, tmp_path: Path) -> AsyncIterator[Program]:
    """`storycanvas serve` as a process; it must not have logged a single failure."""
    async with served(mongo_url, database_name, tmp_path) as program:
        yield program
    assert "Traceback" not in (tmp_path / "backend.log").read_text()


class Line:
    """A connection to the program."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self._writer = writer

    async def say(self, content: bytes) -> None:
        """Send it at once."""
        self._writer.write(content)
        await self._writer.drain()

    async def head(self) -> bytes:
        """Read to the end of a head, which is returned."""
        return await self.reader.readuntil(b"\r\n\r\n")

    async def rest(self) -> bytes:
        """Read until the server closes."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.reader.read()

    def leave(self) -> None:
        """Go without a word."""
        self._writer.close()


async def line_to(program: Program) -> Line:
    at = urlsplit(program.url)
    return Line(*await asyncio.open_connection(at.hostname, at.port))


async def answer_to(program: Program, content: bytes) -> tuple[int, bytes]:
    """Say it, and return the status of the first answer and what came after its head."""
    line = await line_to(program)
    try:
        await line.say(content)
        head, _, body = (await line.rest()).partition(b"\r\n\r\n")
    finally:
        line.leave()
    return int(head.split()[1]), body


def error_in(body: bytes) -> dict[str, Any]:
    answer = json.loads(body)
    assert set(answer) == {"error", "detail"}
    assert answer["detail"] == answer["error"]["message"]
    error: dict[str, Any] = answer["error"]
    return error


async def test_odd_requests_are_understood_or_refused_in_the_one_form(program: Program) -> None:
    for name, (request, status) in UNDERSTOOD.items():
        assert (await answer_to(program, request))[0] == status, name
    for name, (request, status) in REFUSED.items():
        answered, body = await answer_to(program, request)
        assert (name, answered) == (name, status)
        assert error_in(body)["code"], name


async def test_whoever_leaves_in_the_middle_leaves_nothing_behind(program: Program) -> None:
    for content in LEFT.values():
        line = await line_to(program)
        await line.say(content)
        line.leave()
    status, body = await answer_to(program, LIST + CLOSE + b"\r\n")
    assert (status, json.loads(body)["total"]) == (200, 0)


async def test_a_body_may_come_byte_by_byte_while_others_are_served(program: Program) -> None:
    slow = await line_to(program)
    await slow.say(MAKE + JSON + LENGTH + b"\r\n")
    for byte in BODY:
        await slow.say(bytes([byte]))
        assert (await answer_to(program, LIST + CLOSE + b"\r\n"))[0] == 200
    assert (await slow.rest()).startswith(b"HTTP/1.1 201 ")
    slow.leave()


async def test_requests_may_be_sent_ahead_and_are_answered_in_their_order(
    program: Program,
) -> None:
    line = await line_to(program)
    ids = [b"first-one", b"second-one", b"third-one"]
    request = b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"X-Request-ID: %b\r\n"
    asked = [request % id + b"\r\n" for id in ids]
    await line.say(b"".join(asked) + LIST + CLOSE + b"\r\n")
    came = await line.rest()
    places = [came.lower().index(b"x-request-id: " + id) for id in ids]
    assert places == sorted(places)
    assert came.count(b"HTTP/1.1 200 ") == 4
    line.leave()


async def test_who_asks_before_sending_a_body_is_told_to_go_on(program: Program) -> None:
    line = await line_to(program)
    await line.say(MAKE + JSON + LENGTH + b"Expect: 100-continue\r\n\r\n")
    assert (await line.head()).startswith(b"HTTP/1.1 100 ")
    await line.say(BODY)
    assert (await line.rest()).startswith(b"HTTP/1.1 201 ")
    line.leave()


async def test_a_head_without_end_is_given_up(program: Program) -> None:
    for beginning in (b"", b"GET /", LIST + b"X", LIST + b"X: "):
        line = await line_to(program)
        await line.say(beginning)
        with pytest.raises(ConnectionError):
            await asyncio.wait_for(_without_end(line), PATIENCE_SECONDS)
        line.leave()
    assert (await answer_to(program, LIST + CLOSE + b"\r\n"))[0] == 200


async def _without_end(line: Line) -> None:
    while True:
        await line.say(b"a" * 65_536)
