"""Exports over HTTP: headers, refusals, conditional requests, and the paths of before."""

import asyncio
import io
import json
import socket
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI

from backend.api import legacy_router
from backend.api.error_handlers import install_error_handlers
from backend.api.middleware import middleware_stack
from backend.api.v1 import export_router
from backend.observability.metrics import Metrics
from backend.services.export_service import ExportFile, ExportRequest
from tests.unit.export.boards import SketchBoard, everything, make_board, row_of_stills
from tests.unit.export.fake_library import export_service

V1 = "/api/v1"


def export_app(board: SketchBoard, folder: Path) -> FastAPI:
    app = FastAPI(middleware=middleware_stack(None, Metrics()))
    app.state.container = SimpleNamespace(exports=export_service(board, folder))
    install_error_handlers(app)
    app.include_router(export_router.router, prefix=V1)
    app.include_router(legacy_router.router)
    return app


@pytest.fixture
def board() -> SketchBoard:
    return everything(name='Rain "песня" / 1')


@pytest.fixture
async def http(board: SketchBoard, tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=export_app(board, tmp_path))
    async with httpx2.AsyncClient(transport=transport, base_url="http://board.test") as client:
        yield client


def path_of(board: SketchBoard, format_name: str, api: str = V1) -> str:
    return f"{api}/projects/{board.project.id}/export/{format_name}"


@pytest.mark.parametrize(
    "name", ["fcpxml", "resolve", "edl", "csv", "srt", "vtt", "json", "bundle"]
)
async def test_a_download_says_what_it_is(
    http: httpx2.AsyncClient, board: SketchBoard, name: str
) -> None:
    answer = await http.get(path_of(board, name), params={"fps": "25"})
    assert answer.status_code == 200
    disposition = answer.headers["content-disposition"]
    assert 'attachment; filename="Rain_1' in disposition
    assert "filename*=UTF-8''Rain%20_%D0%BF%D0%B5%D1%81%D0%BD%D1%8F_%20_%201" in disposition
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert int(answer.headers["x-export-warnings"]) > 0
    link = answer.headers["link"]
    assert link == f'<{path_of(board, name)}/report?fps=25>; rel="describedby"'
    report = (await http.get(link[1 : link.index(">")])).json()
    assert (report["format"], report["fps"]) == (name, 25)
    assert sum(e["level"] != "info" for e in report["entries"]) == int(
        answer.headers["x-export-warnings"]
    )


async def test_head_has_the_headers_and_no_body(
    http: httpx2.AsyncClient, board: SketchBoard
) -> None:
    for name in ("fcpxml", "bundle"):
        got = await http.get(path_of(board, name))
        head = await http.head(path_of(board, name))
        assert head.status_code == 200
        assert head.content == b""
        for header in ("content-length", "content-type", "etag", "content-disposition", "link"):
            assert head.headers[header] == got.headers[header]


async def test_what_did_not_change_is_not_sent_again(
    http: httpx2.AsyncClient, board: SketchBoard
) -> None:
    first = await http.get(path_of(board, "json"))
    asked = {"If-None-Match": first.headers["etag"]}
    again = await http.get(path_of(board, "json"), headers=asked)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    board.project.name = "Another"
    assert (await http.get(path_of(board, "json"), headers=asked)).status_code == 200


@pytest.mark.parametrize("name", ["fcpxml", "edl", "resolve", "json"])
async def test_the_paths_of_before_give_the_same_bytes_and_name_their_successor(
    http: httpx2.AsyncClient, board: SketchBoard, name: str
) -> None:
    new = await http.get(path_of(board, name))
    old = await http.get(path_of(board, name, api="/api"))
    if name == "json":
        new_text, old_text = new.json(), old.json()
        del new_text["exported_at"], old_text["exported_at"]
        assert new_text == old_text
    else:
        assert old.content == new.content
    assert old.headers["deprecation"] == "true"
    assert f'<{path_of(board, name)}>; rel="successor-version"' in old.headers["link"]
    assert (await http.head(path_of(board, name, api="/api"))).status_code == 200


async def test_the_paths_of_before_know_only_the_formats_of_before(
    http: httpx2.AsyncClient, board: SketchBoard
) -> None:
    answer = await http.get(path_of(board, "csv", api="/api"))
    assert answer.status_code == 404
    assert answer.json()["error"]["details"]["formats"] == ["fcpxml", "edl", "resolve", "json"]


@pytest.mark.parametrize(
    ("name", "query", "field"),
    [
        ("fcpxml", "fps=23.98", "fps"),
        ("fcpxml", "start=noon", "start"),
        ("fcpxml", "start=01:00:00:24", "start"),
        ("fcpxml", "scene_id=nowhere", "scene_id"),
        ("fcpxml", "conform=true", "conform"),
        ("fcpxml", "media_root=media", "media_root"),
        ("edl", "version=1.9", "version"),
        ("bundle", "formats=fcpxml,aaf", "formats"),
    ],
)
async def test_a_bad_option_is_refused_by_name(
    http: httpx2.AsyncClient, board: SketchBoard, name: str, query: str, field: str
) -> None:
    answer = await http.get(f"{path_of(board, name)}?{query}")
    assert answer.status_code == 400
    [refused] = answer.json()["error"]["details"]["fields"]
    assert refused["field"].startswith(field)


async def test_unknown_formats_and_projects_are_not_found(
    http: httpx2.AsyncClient, board: SketchBoard
) -> None:
    for path in (path_of(board, "aaf"), path_of(board, "aaf") + "/report"):
        answer = await http.get(path)
        assert answer.status_code == 404
        assert "fcpxml" in answer.json()["error"]["message"]
    for last in ("formats", "check", "fcpxml", "fcpxml/report"):
        assert (await http.get(f"{V1}/projects/nowhere/export/{last}")).status_code == 404


async def test_an_empty_project_is_a_conflict(tmp_path: Path) -> None:
    board = make_board()
    transport = httpx2.ASGITransport(app=export_app(board, tmp_path))
    async with httpx2.AsyncClient(transport=transport, base_url="http://board.test") as http:
        answer = await http.get(path_of(board, "fcpxml"))
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "EMPTY_TIMELINE")
        assert (await http.get(path_of(board, "json"))).status_code == 200


async def test_scenes_may_be_chosen_by_repeating_the_option(
    http: httpx2.AsyncClient, board: SketchBoard
) -> None:
    chosen = [board.scenes[0].id, board.scenes[3].id]
    answer = await http.get(path_of(board, "json"), params={"scene_id": chosen})
    used = {item["scene_id"] for item in answer.json()["timeline"]["items"]} - {None}
    assert used == set(chosen)


async def test_formats_are_listed_with_their_options(
    http: httpx2.AsyncClient, board: SketchBoard
) -> None:
    formats = {one["name"]: one for one in (await http.get(path_of(board, "formats"))).json()}
    assert set(formats) == {"fcpxml", "resolve", "edl", "json", "csv", "srt", "vtt", "bundle"}
    assert "version" in formats["fcpxml"]["options"]
    assert formats["resolve"]["only"]["version"] == ["1.9", "1.10"]


async def test_a_check_answers_for_the_formats_that_were_asked_for(
    http: httpx2.AsyncClient, board: SketchBoard
) -> None:
    answer = await http.get(path_of(board, "check"), params={"formats": "edl,srt"})
    assert [report["format"] for report in answer.json()["reports"]] == ["edl", "srt"]


async def test_a_bundle_is_a_whole_zip(http: httpx2.AsyncClient, board: SketchBoard) -> None:
    answer = await http.get(path_of(board, "bundle"), params={"formats": "json"})
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    document = json.loads(archive.read("Rain_1.json"))
    files = {one["file"] for one in document["media"] if one["file"]}
    assert {f"media/{name}" for name in files} <= set(archive.namelist())


async def test_a_file_that_vanishes_while_a_bundle_is_sent_breaks_the_connection(
    tmp_path: Path,
) -> None:
    board = row_of_stills([1.0] * 3)
    app = export_app(board, tmp_path)
    exports = app.state.container.exports
    write = exports.write

    async def write_and_lose_a_file(request: ExportRequest) -> ExportFile:
        file: ExportFile = await write(request)
        (tmp_path / board.clips[2].generated_images[0].url).unlink()
        return file

    exports.write = write_and_lose_a_file
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
            with pytest.raises(httpx2.RemoteProtocolError):
                await http.get(path_of(board, "bundle"))
    finally:
        server.should_exit = True
        await serving
