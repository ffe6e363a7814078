"""Uploading and fetching over HTTP, through the real middleware, disk and database."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.api.error_handlers import install_error_handlers
from backend.api.middleware import middleware_stack
from backend.api.uploads import OVERHEAD
from backend.api.v1.media_router import project_music_router, router, uploads_router
from backend.database.client import Database
from backend.domain.ids import new_id
from backend.domain.project import Project
from backend.observability.metrics import Metrics
from tests.integration.media_house import MEGABYTE, House
from tests.unit.services.media_samples import (
    FOREIGN,
    audio,
    flat_png,
    png_header,
    telling_picture,
    video,
)

FACE = "/api/v1/media/upload-face-image"
BOUNDARY = "a-boundary"
MULTIPART = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


@pytest.fixture
async def house(mongo_url: str, database_name: str, tmp_path: Path) -> AsyncIterator[House]:
    database = Database(mongo_url, database_name)
    await database.connect()
    yield House(database, tmp_path / "media")
    await database.close()


@pytest.fixture
def app(house: House) -> FastAPI:
    app = FastAPI(middleware=middleware_stack(None, Metrics()))
    app.state.container = SimpleNamespace(media_files=house.media)
    install_error_handlers(app)
    for each in (router, uploads_router, project_music_router):
        app.include_router(each, prefix="/api/v1")
    return app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test:8001") as client:
        yield client


def music_path(project_id: str) -> str:
    return f"/api/v1/media/projects/{project_id}/upload-music"


async def unreadable() -> AsyncIterator[bytes]:
    yield pytest.fail("the body was read")


def assert_envelope(answer: httpx2.Response, status: int, code: str) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["error"]["code"]) == (status, code)
    assert body["detail"] == body["error"]["message"]
    return body


async def test_a_song_goes_in_and_plays(client: httpx2.AsyncClient, house: House) -> None:
    project = await house.projects.create(Project(name="Rain song"))
    song = audio("mp3", 2.0)
    answer = await client.post(music_path(project.id), files={"file": ("rain.mp3", song)})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"message", "file_path", "file_url", "duration"}
    assert body["file_url"] == f"http://test:8001/api/v1/media/files/{body['file_path']}"
    assert body["duration"] == pytest.approx(2.0, abs=0.05)
    assert (await house.projects.get(project.id)).music_file == body["file_path"]

    whole = await client.get(body["file_url"])
    assert (whole.status_code, whole.content) == (200, song)
    assert whole.headers["content-type"] == "audio/mpeg"
    part = await client.get(body["file_url"], headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, song[100:200])
    known = {"If-None-Match": whole.headers["etag"]}
    assert (await client.get(body["file_url"], headers=known)).status_code == 304
    head = await client.head(body["file_url"])
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(song))


async def test_a_face_goes_in_and_is_shown(client: httpx2.AsyncClient) -> None:
    answer = await client.post(FACE, files={"file": ("ana.html", flat_png(), "text/html")})
    assert answer.status_code == 200
    assert set(answer.json()) == {"message", "file_path", "file_url"}
    shown = await client.get(answer.json()["file_url"])
    assert (shown.content, shown.headers["content-type"]) == (flat_png(), "image/png")


async def test_a_part_behind_the_end_answers_the_envelope(client: httpx2.AsyncClient) -> None:
    url = (await client.post(FACE, files={"file": flat_png()})).json()["file_url"]
    answer = await client.get(url, headers={"Range": "bytes=99999999-"})
    assert answer.status_code == 416
    assert answer.json()["detail"]
    assert answer.headers["content-range"] == f"bytes */{len(flat_png())}"


@pytest.mark.parametrize(
    "key",
    [
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "a%00b.png",
        "CON",
        "x" * 300,
        "a" * 64 + ".png",
        "a" * 64 + ".html",
    ],
)
async def test_an_unknown_file_is_a_404(client: httpx2.AsyncClient, key: str) -> None:
    answer = await client.get(f"/api/v1/media/files/{key}")
    assert_envelope(answer, 404, "RESOURCE_NOT_FOUND")


async def test_an_unknown_project_is_a_404_before_the_song_is_read(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.post(music_path(new_id()), content=unreadable(), headers=MULTIPART)
    assert_envelope(answer, 404, "RESOURCE_NOT_FOUND")


async def test_a_picture_a_little_too_large_is_refused_while_it_comes(
    client: httpx2.AsyncClient, house: House
) -> None:
    limit, sent = MEGABYTE // 2, 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"\r\n\r\n'.encode()
        while True:
            sent += 10_000
            yield b"x" * 10_000

    answer = await client.post(FACE, content=body(), headers=MULTIPART)
    assert_envelope(answer, 413, "PAYLOAD_TOO_LARGE")
    assert limit < sent <= limit + 20_000
    assert house.files() == set()


async def test_a_picture_that_says_it_is_too_large_is_not_read(
    client: httpx2.AsyncClient,
) -> None:
    length = {"Content-Length": str(MEGABYTE // 2 + OVERHEAD + 1)}
    answer = await client.post(FACE, content=unreadable(), headers={**MULTIPART, **length})
    assert_envelope(answer, 413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "VALIDATION_ERROR"),
        (flat_png()[:60], 400, "VALIDATION_ERROR"),
        (png_header(50_000, 50_000), 400, "VALIDATION_ERROR"),
        (audio("wav", 0.5), 415, "UNSUPPORTED_MEDIA_TYPE"),
        (video("mp4"), 415, "UNSUPPORTED_MEDIA_TYPE"),
        *((content, 415, "UNSUPPORTED_MEDIA_TYPE") for content in FOREIGN.values()),
    ],
    ids=["empty", "cut short", "bomb", "sound", "video", *FOREIGN],
)
async def test_what_is_no_sound_picture_is_refused(
    client: httpx2.AsyncClient, house: House, content: bytes, status: int, code: str
) -> None:
    answer = await client.post(FACE, files={"file": ("face.png", content, "image/png")})
    assert_envelope(answer, status, code)
    assert house.files() == set()


async def test_a_body_without_the_file_is_a_400(client: httpx2.AsyncClient) -> None:
    answer = await client.post(FACE, files={"picture": flat_png()})
    body = assert_envelope(answer, 400, "VALIDATION_ERROR")
    assert body["error"]["details"]["fields"][0]["field"] == "file"


async def test_a_body_of_another_kind_is_a_415(client: httpx2.AsyncClient) -> None:
    answer = await client.post(FACE, json={"file": "x"})
    assert_envelope(answer, 415, "UNSUPPORTED_MEDIA_TYPE")


async def test_a_large_json_body_is_a_413_however_it_comes(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    @app.post("/echo")
    async def echo(body: dict[str, str]) -> int:
        return len(body)

    async def chunked() -> AsyncIterator[bytes]:
        yield b'{"a": "'
        for _ in range(6):
            yield b"x" * MEGABYTE
        yield b'"}'

    whole = await client.post("/echo", json={"a": "x" * 5 * MEGABYTE})
    assert_envelope(whole, 413, "PAYLOAD_TOO_LARGE")
    kind = {"Content-Type": "application/json"}
    assert_envelope(
        await client.post("/echo", content=chunked(), headers=kind), 413, "PAYLOAD_TOO_LARGE"
    )
    assert (await client.post("/echo", json={"a": "x"})).json() == 1


def test_the_uploads_are_described_for_clients(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    for path in (FACE, music_path("{project_id}")):
        body = paths[path]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
        assert body["required"] == ["file"]
        assert body["properties"]["file"]["contentMediaType"] == "application/octet-stream"
        assert {"413", "415", "507"} <= set(paths[path]["post"]["responses"])


CHARACTER = "/api/v1/upload-character-images"
NOTHING: dict[str, Any] = {"full_body_image": (None, "null"), "other": (None, "x")}


async def test_pictures_of_a_character_go_in_by_their_fields(
    client: httpx2.AsyncClient, house: House
) -> None:
    face, first, second = (telling_picture(kind) for kind in ("png", "jpg", "webp"))
    sent = [
        ("face_image", ("face.png", face)),
        ("reference_images", ("a.jpg", first)),
        ("reference_images[]", ("b.webp", second)),
        *NOTHING.items(),
    ]
    answer = await client.post(CHARACTER, files=sent)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert set(body) == {"message", "files"}
    assert body["files"]["full_body_image"] is None
    urls = [body["files"]["face_image"], *body["files"]["reference_images"]]
    assert [(await client.get(url)).content for url in urls] == [face, first, second]


async def test_where_nothing_is_sent_nothing_is_answered(client: httpx2.AsyncClient) -> None:
    nothing = {**NOTHING, "face_image": (None, ""), "reference_images": (None, "undefined")}
    answer = await client.post(CHARACTER, files=nothing)
    none: dict[str, Any] = {
        "face_image": None,
        "full_body_image": None,
        "reference_images": [],
    }
    assert answer.json()["files"] == none


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ([("reference_images", FOREIGN["html"])], 415),
        ([("reference_images", audio("wav", 0.5))], 415),
        ([("full_body_image", (None, "a text"))], 415),
        ([("full_body_image", flat_png()[:60])], 400),
        ([("face_image", flat_png())], 400),
        ([("reference_images", flat_png())] * 21, 400),
        ([("reference_images", b"x" * MEGABYTE)], 413),
    ],
    ids=["page", "sound", "text", "cut short", "two faces", "too many", "too large"],
)
async def test_of_refused_pictures_of_a_character_none_is_kept(
    client: httpx2.AsyncClient, house: House, sent: list[Any], status: int
) -> None:
    answer = await client.post(CHARACTER, files=[("face_image", flat_png()), *sent])
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]
    assert house.files() == set()
    assert await house.documents.count() == 0


async def test_a_form_that_ends_too_early_keeps_nothing(
    client: httpx2.AsyncClient, house: House
) -> None:
    head = '\r\nContent-Disposition: form-data; name="face_image"; filename="f"\r\n\r\n'
    whole = f"--{BOUNDARY}{head}".encode() + flat_png()
    answer = await client.post(CHARACTER, content=whole, headers=MULTIPART)
    assert_envelope(answer, 400, "VALIDATION_ERROR")
    assert house.files() == set()
    refused = await client.post(CHARACTER, json={})
    assert_envelope(refused, 415, "UNSUPPORTED_MEDIA_TYPE")
    length = {"Content-Length": str(22 * MEGABYTE)}
    refused = await client.post(CHARACTER, content=unreadable(), headers={**MULTIPART, **length})
    assert_envelope(refused, 413, "PAYLOAD_TOO_LARGE")


async def test_uploads_answer_under_their_other_names(
    app: FastAPI, client: httpx2.AsyncClient, house: House
) -> None:
    picture = {"file": ("face.png", flat_png())}
    answer = await client.post("/api/v1/upload-face-image", files=picture)
    assert answer.json() == (await client.post(FACE, files=picture)).json()
    project = await house.projects.create(Project(name="Rain song"))
    path = f"/api/v1/projects/{project.id}/upload-music"
    song = await client.post(path, files={"file": ("rain.mp3", audio("mp3", 1.0))})
    assert (await house.projects.get(project.id)).music_file == song.json()["file_path"]
    assert {"/api/v1/upload-face-image", path} & set(app.openapi()["paths"]) == set()
