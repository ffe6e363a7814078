"""The export service: bundles that are whole or broken, revisions, and what is refused."""

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from backend.domain.errors import EmptyTimelineError, ResourceNotFoundError
from backend.domain.media import media_base
from backend.export.options import ExportOptions
from backend.services.export_service import ExportFile
from backend.services.export_zip import Member, open_zip
from tests.unit.export.boards import everything, make_board, row_of_stills
from tests.unit.export.fake_library import export_service
from tests.unit.export.readers import Fcpxml, joined, read_csv, read_edl, read_json


async def content_of(file: ExportFile) -> bytes:
    if isinstance(file.content, bytes):
        return file.content
    return b"".join([block async for block in file.content])


async def unzipped(file: ExportFile) -> zipfile.ZipFile:
    content = await content_of(file)
    assert len(content) == file.size
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return archive


def touch_all(folder: Path) -> None:
    for file in folder.iterdir():
        file.touch()


def replace_only_file(folder: Path, content: bytes | None) -> None:
    [file] = folder.iterdir()
    file.unlink()
    if content is not None:
        file.write_bytes(content)


async def test_a_bundle_tells_one_cut_in_all_formats_and_holds_all_their_files(
    tmp_path: Path,
) -> None:
    board = everything(29.97)
    exports = export_service(board, tmp_path)
    options = ExportOptions(alternates="connected")
    file = await exports.export(board.project.id, "bundle", options)
    archive = await unzipped(file)
    names = archive.namelist()
    assert {name for name in names if "/" not in name} == {
        *("Rain_song.fcpxml", "Rain_song_resolve.fcpxml", "Rain_song.edl", "Rain_song.json"),
        *("Rain_song.csv", "Rain_song.srt", "Rain_song.vtt", "report.json", "README.txt"),
    }
    texts = {name: archive.read(name).decode() for name in names if "/" not in name}
    document = Fcpxml(texts["Rain_song.fcpxml"])
    assert document.line == Fcpxml(texts["Rain_song_resolve.fcpxml"]).line
    assert (
        document.line
        == read_edl([texts["Rain_song.edl"]], 30)
        == read_json(texts["Rain_song.json"])
    )
    upper = {cut.file for lane, cut, _ in document.connected() if lane > 0 and cut.file}
    frames = sum(cut.frames for cut in document.line)
    assert read_csv(texts["Rain_song.csv"], upper, frames) == joined(document.line)
    addresses = [media.get("src") for media in document.root.iter("media-rep")]
    assert {f"./{name}" for name in names if name.startswith("media/")} == set(addresses)
    told = json.loads(texts["report.json"])
    assert [report["format"] for report in told] == [
        "fcpxml",
        "resolve",
        "edl",
        "json",
        "csv",
        "srt",
        "vtt",
    ]


async def test_a_bundle_draws_a_slate_of_the_size_of_the_project(tmp_path: Path) -> None:
    board = make_board(width=360, height=640)
    board.clip(board.scene(), 0, 1, name="Unshot 雨", image_prompt="fog " * 200)
    exports = export_service(board, tmp_path)
    options = ExportOptions(formats=["edl"])
    archive = await unzipped(await exports.export(board.project.id, "bundle", options))
    [slate] = [name for name in archive.namelist() if name.endswith(".png")]
    with Image.open(io.BytesIO(archive.read(slate))) as image:
        assert image.size == (360, 640)


async def test_the_same_board_gives_the_same_zip_whenever_it_is_made(tmp_path: Path) -> None:
    board = everything()
    exports = export_service(board, tmp_path)
    options = ExportOptions(formats=["fcpxml", "edl"])
    first = await content_of(await exports.export(board.project.id, "bundle", options))
    touch_all(tmp_path)
    assert await content_of(await exports.export(board.project.id, "bundle", options)) == first
    dates = {info.date_time for info in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert dates == {(2026, 11, 20, 12, 0, 0)}


@pytest.mark.parametrize("left", [None, b"shorter", b"longer" * 1000])
async def test_a_file_that_vanishes_or_changes_while_it_is_sent_breaks_the_zip(
    tmp_path: Path, left: bytes | None
) -> None:
    board = row_of_stills([1])
    file = await export_service(board, tmp_path).export(
        board.project.id, "bundle", ExportOptions(formats=["edl"])
    )
    replace_only_file(tmp_path, left)
    with pytest.raises((FileNotFoundError, RuntimeError)):
        await content_of(file)


async def test_addresses_in_a_bundle_name_no_host(tmp_path: Path) -> None:
    media_base.set("http://board.example")
    board = row_of_stills([1])
    exports = export_service(board, tmp_path)
    bare = await content_of(await exports.export(board.project.id, "json", ExportOptions()))
    assert b'"url": "http://board.example/api/v1/media/files/' in bare
    options = ExportOptions(formats=["json"])
    archive = await unzipped(await exports.export(board.project.id, "bundle", options))
    assert b"board.example" not in archive.read("Rain_song.json")


async def test_captions_without_words_are_left_out_of_the_bundle_and_said_to_be(
    tmp_path: Path,
) -> None:
    board = row_of_stills([1])
    exports = export_service(board, tmp_path)
    options = ExportOptions(formats=["srt", "vtt"])
    archive = await unzipped(await exports.export(board.project.id, "bundle", options))
    assert not [name for name in archive.namelist() if name.endswith(("srt", "vtt"))]
    report = await exports.report(board.project.id, "bundle", options)
    assert [entry.code for entry in report.entries] == ["captions_empty"]
    srt = await exports.export(board.project.id, "srt", ExportOptions())
    assert await content_of(srt) == b""


async def test_a_list_in_parts_comes_as_a_zip(tmp_path: Path) -> None:
    board = row_of_stills([0.2] * 1000)
    file = await export_service(board, tmp_path).export(board.project.id, "edl", ExportOptions())
    assert (file.ascii_filename, file.media_type) == ("Rain_song_edl.zip", "application/zip")
    archive = await unzipped(file)
    texts = [archive.read(name).decode() for name in archive.namelist()]
    assert len(read_edl(texts, 24)) == 1000


async def test_the_revision_changes_with_what_is_exported_and_with_nothing_else(
    tmp_path: Path,
) -> None:
    board = everything()
    exports = export_service(board, tmp_path)

    async def revision(name: str = "fcpxml", **options: bool) -> str:
        request = await exports.prepare(board.project.id, name, ExportOptions(**options))
        return request.revision

    first = await revision()
    assert await revision() == first
    seen = {first, await revision("edl"), await revision(clip_audio=True)}
    board.clips[0].name = "Renamed"
    seen.add(await revision())
    board.gone.add(board.clips[0].generated_images[0].url)
    (tmp_path / board.clips[0].generated_images[0].url).unlink()
    seen.add(await revision())
    assert len(seen) == 5


async def test_a_project_without_clips_gives_tables_but_no_cut(tmp_path: Path) -> None:
    board = make_board()
    board.scene(duration=3)
    exports = export_service(board, tmp_path)
    for name in ("fcpxml", "resolve", "edl", "srt", "vtt", "bundle"):
        with pytest.raises(EmptyTimelineError):
            await exports.export(board.project.id, name, ExportOptions())
    for name in ("json", "csv"):
        assert await content_of(await exports.export(board.project.id, name, ExportOptions()))


async def test_an_unknown_project_is_not_found(tmp_path: Path) -> None:
    exports = export_service(make_board(), tmp_path)
    with pytest.raises(ResourceNotFoundError):
        await exports.export("nowhere", "fcpxml", ExportOptions())
    with pytest.raises(ResourceNotFoundError):
        await exports.formats("nowhere")


async def test_a_check_reports_what_every_format_loses(tmp_path: Path) -> None:
    board = everything()
    reports = await export_service(board, tmp_path).check(board.project.id, ExportOptions())
    losses = {
        report.format: [e.code for e in report.entries if e.level == "loss"] for report in reports
    }
    assert losses["edl"] == ["not_expressible", "not_expressible"]
    assert losses["fcpxml"] == []


@pytest.mark.parametrize("year", [1970, 2026, 2200])
async def test_any_moment_can_date_a_zip(year: int) -> None:
    moment = datetime(year, 2, 3, 4, 5, 7, tzinfo=UTC)
    size, blocks = open_zip([Member("ä.txt", b"", 0), Member("b", b"xyz", 3)], moment)
    content = b"".join([block async for block in blocks])
    assert size == len(content)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.namelist() == ["ä.txt", "b"]
    assert archive.infolist()[0].date_time == (min(max(year, 1980), 2107), 2, 3, 4, 5, 6)
