"""Files are answered whole, in parts, or not again."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI, Request, Response

from backend.api.error_handlers import install_error_handlers
from backend.api.media_response import answer_file
from backend.services.media_service import StoredFile

CONTENT = bytes(range(256)) * 4
KEY = "a" * 64 + ".mp3"
ETAG = f'"{KEY}"'


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """Talks to an app that knows one file."""
    path = tmp_path / KEY
    path.write_bytes(CONTENT)
    file = StoredFile(KEY, path, "audio/mpeg", path.stat())
    app = FastAPI()
    install_error_handlers(app)

    @app.head("/file")
    @app.get("/file")
    async def get_file(request: Request) -> Response:
        return answer_file(request, file)

    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_a_file_is_answered_with_all_that_keeps_it_safe_and_cached(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.get("/file")
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["content-length"] == "1024"
    assert answer.headers["content-disposition"] == f'inline; filename="{KEY}"'
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["etag"] == ETAG


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-9"}])
async def test_a_file_that_goes_at_that_moment_is_not_found(
    client: httpx2.AsyncClient, tmp_path: Path, headers: dict[str, str]
) -> None:
    (tmp_path / KEY).unlink()
    answer = await client.get("/file", headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "RESOURCE_NOT_FOUND")


async def test_head_answers_like_get_without_the_content(client: httpx2.AsyncClient) -> None:
    head, get = await client.head("/file"), await client.get("/file")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=1000-", 1000, 1024),
        ("bytes=1000-9999", 1000, 1024),
        ("bytes=-24", 1000, 1024),
        ("bytes=-9999", 0, 1024),
    ],
)
async def test_a_part_is_answered_alone(
    client: httpx2.AsyncClient, asked: str, first: int, end: int
) -> None:
    answer = await client.get("/file", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, CONTENT[first:end])
    assert answer.headers["content-range"] == f"bytes {first}-{end - 1}/1024"
    assert answer.headers["etag"] == ETAG


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
async def test_a_part_behind_the_end_is_refused(client: httpx2.AsyncClient, asked: str) -> None:
    answer = await client.get("/file", headers={"Range": asked})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == "bytes */1024"


@pytest.mark.parametrize(
    "asked",
    ["bytes=9-2", "bytes=-", "bytes=", "lines=1-2", "bytes=0-1,5-6", "bytes=a-b", "b" * 9000],
)
async def test_a_range_that_makes_no_sense_is_ignored(
    client: httpx2.AsyncClient, asked: str
) -> None:
    answer = await client.get("/file", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, CONTENT)


async def test_a_part_of_another_file_is_not_mixed_in(client: httpx2.AsyncClient) -> None:
    for asked in ("bytes=0-9", "bytes=5000-"):
        other = await client.get("/file", headers={"Range": asked, "If-Range": '"other"'})
        assert (other.status_code, other.content) == (200, CONTENT)
    same = await client.get("/file", headers={"Range": "bytes=0-9", "If-Range": ETAG})
    assert (same.status_code, same.content) == (206, CONTENT[:10])


@pytest.mark.parametrize("known", [ETAG, f"W/{ETAG}", f'"other", {ETAG}', "*"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_what_is_known_is_not_sent_again(
    client: httpx2.AsyncClient, known: str, method: str
) -> None:
    headers = {"If-None-Match": known, "Range": "bytes=0-9"}
    answer = await client.request(method, "/file", headers=headers)
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == ETAG
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_another_version_is_sent(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/file", headers={"If-None-Match": '"other"'})
    assert answer.status_code == 200
