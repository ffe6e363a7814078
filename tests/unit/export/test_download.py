"""Downloads: what is in the zip, under which names, and how little of it is held at once."""

import hashlib
import io
import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from backend.domain.clip import Clip
from backend.domain.errors import ConflictError, EmptyTimelineError
from backend.domain.ids import ClipId, ProjectId
from backend.domain.media import MediaKind
from backend.domain.take import ArchivedTake, Review, ReviewState
from backend.export.download import DownloadOptions
from backend.export.options import ExportOptions
from backend.services.budget_service import Costs
from backend.services.download_service import DownloadService
from backend.services.paging import Listing, Page
from tests.unit.export.boards import SketchBoard, everything, make_board
from tests.unit.export.fake_library import FakeLibrary, export_service
from tests.unit.export.test_export_service import unzipped as unzipped_export

OWN = {"story.txt", "scenes.json", "manifest.json"}
APPROVED = Review(state=ReviewState.APPROVED)
REJECTED = Review(state=ReviewState.REJECTED)


class Purse:
    """Answers like the keeper of the ledger."""

    async def costs(self, _: ProjectId, __: Page, /) -> Costs:
        return Costs(0.75, 0.0, None, [], Listing([], 0))


def downloads(board: SketchBoard, folder: Path, *archived: ArchivedTake) -> DownloadService:
    exports = export_service(board, folder, *archived)
    return DownloadService(exports, FakeLibrary(board, folder), Purse())


async def unzipped(
    board: SketchBoard, folder: Path, *archived: ArchivedTake, **options: Any
) -> zipfile.ZipFile:
    service = downloads(board, folder, *archived)
    asked = DownloadOptions.model_validate(options)
    request = await service.prepare(ProjectId(board.project.id), asked)
    file = await service.open(request)
    archive = zipfile.ZipFile(io.BytesIO(b"".join([block async for block in file.content])))
    assert archive.testzip() is None
    assert len(archive.namelist()) == len({name.lower() for name in archive.namelist()})
    return archive


def fill(folder: Path, size: int) -> None:
    for file in folder.iterdir():
        file.write_bytes(bytes(size))


def media_of(archive: zipfile.ZipFile) -> set[str]:
    return {name for name in archive.namelist() if "/" in name}


def files_of(archive: zipfile.ZipFile, role: str = "take") -> dict[str, dict[str, Any]]:
    files = json.loads(archive.read("manifest.json"))["files"]
    return {file["file"]: file for file in files if file["role"] == role}


def reviewed_board() -> tuple[SketchBoard, Clip]:
    """Return a board of one clip with a film, three stills and a voice, and a song."""
    board = make_board()
    clip = board.clip(board.scene(name="Roof"), 0, 4, lyrics="It rains.", image_prompt="a &quot;")
    board.still(clip, seed=7, provider="fake", model_name="m", prompt="a &quot;", cost_usd=0.5)
    board.still(clip, review=APPROVED)
    board.still(clip, review=REJECTED)
    board.movie(clip, 96)
    board.voice(clip, 3.0, review=APPROVED)
    board.music(9)
    return board, clip


async def test_a_download_is_the_bundle_with_the_story_and_a_list_of_all_files(
    tmp_path: Path,
) -> None:
    board = everything(29.97)
    exports = export_service(board, tmp_path)
    bundle = await unzipped_export(
        await exports.export(board.project.id, "bundle", ExportOptions())
    )
    archive = await unzipped(board, tmp_path)
    beside = {name for name in media_of(archive) if name.startswith("takes/")}
    assert set(archive.namelist()) == {*bundle.namelist(), *OWN, *beside}
    for name in bundle.namelist():
        if not name.endswith(".json"):  # which holds the moment of the export
            assert archive.read(name) == bundle.read(name), name
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["cost_usd"] == 0.75
    hashed = {file["file"] for file in manifest["files"]}
    slates = {name for name in archive.namelist() if "_slate_" in name}
    assert hashed == set(archive.namelist()) - {"manifest.json"} - slates
    for name, file in files_of(archive, "text").items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == file["sha256"]


async def test_what_is_chosen_beside_the_cut_lies_in_a_folder_of_its_own(tmp_path: Path) -> None:
    board, clip = reviewed_board()
    archive = await unzipped(board, tmp_path)
    still, film, voice = (clip.selected(kind) for kind in MediaKind)
    assert still
    assert film
    assert voice
    [song] = files_of(archive, "music")
    assert media_of(archive) == {
        f"media/S01_C001_{film.id[:8]}.mp4",
        f"media/S01_C001_{voice.id[:8]}.wav",
        f"takes/S01_C001_{still.id[:8]}.png",
        song,
    }
    told = files_of(archive)[f"takes/S01_C001_{still.id[:8]}.png"]
    assert told["prompt"] == 'a "'
    assert (told["seed"], told["provider"], told["model"]) == (7, "fake", "m")
    assert (told["cost_usd"], told["is_selected"]) == (0.5, True)
    assert told["sha256"] == still.url[:64]
    [scene] = json.loads(archive.read("scenes.json"))
    assert (scene["title"], scene["text"], scene["sequence"]) == ("Roof", "It rains.", 1)
    [shot] = scene["clips"]
    assert shot["image"] == f"takes/S01_C001_{still.id[:8]}.png"
    assert shot["video"] == f"media/S01_C001_{film.id[:8]}.mp4"
    assert shot["audio"] == f"media/S01_C001_{voice.id[:8]}.wav"
    assert archive.read("story.txt").decode() == "Rain song\n=========\n\n1. Roof\n\nIt rains.\n"


async def test_only_what_was_approved_is_there_if_that_is_asked_for(tmp_path: Path) -> None:
    board, clip = reviewed_board()
    archive = await unzipped(board, tmp_path, takes="approved", include=["images", "audio"])
    approved = clip.generated_images[1]
    assert media_of(archive) - files_of(archive, "music").keys() == {
        f"media/S01_C001_{approved.id[:8]}.png",
        f"media/S01_C001_{clip.generated_audio[0].id[:8]}.wav",
    }
    assert {name for name in archive.namelist() if "/" not in name} == {
        *OWN,
        *("Rain_song.srt", "Rain_song.vtt", "report.json", "README.txt"),
    }


async def test_all_takes_are_there_if_that_is_asked_for_archived_and_rejected_ones_too(
    tmp_path: Path,
) -> None:
    board, clip = reviewed_board()
    archived = board.still(clip)
    clip.generated_images.remove(archived)
    other = board.clip(board.scenes[0], 0, 4, is_alternate=True, parent_clip_id=clip.id)
    shot = board.still(other)
    project_id = ProjectId(board.project.id)
    old = ArchivedTake(**archived.model_dump(), clip_id=ClipId(clip.id), project_id=project_id)
    archive = await unzipped(board, tmp_path, old, takes="all")
    stills = [*clip.generated_images, archived]
    beside = {f"takes/S01_C001_{take.id[:8]}.png" for take in stills}
    beside.add(f"takes/S01_C001A0_{shot.id[:8]}.png")
    assert {name for name in media_of(archive) if name.startswith("takes/")} == beside


@pytest.mark.parametrize(
    ("include", "extensions"),
    [("images", {"png"}), ("videos", {"mp4"}), ("audio", {"wav", "mp3"}), ("exports", set())],
)
async def test_only_the_kinds_that_are_asked_for_are_there(
    tmp_path: Path, include: str, extensions: set[str]
) -> None:
    board, _ = reviewed_board()
    archive = await unzipped(board, tmp_path, include=[include])
    assert {name.rsplit(".", 1)[1] for name in media_of(archive)} == extensions
    assert ("Rain_song.fcpxml" in archive.namelist()) == (include == "exports")
    assert set(archive.namelist()) >= OWN


async def test_exports_without_media_name_the_files_as_they_are_named_with_them(
    tmp_path: Path,
) -> None:
    board, _ = reviewed_board()
    alone = await unzipped(board, tmp_path, include=["exports"])
    whole = await unzipped(board, tmp_path)
    assert alone.read("Rain_song.fcpxml") == whole.read("Rain_song.fcpxml")


async def test_nothing_chosen_is_a_conflict(tmp_path: Path) -> None:
    board = make_board()
    with pytest.raises(EmptyTimelineError):
        await unzipped(board, tmp_path)
    clip = board.clip(board.scene(), 0, 4)
    board.music(4)
    with pytest.raises(ConflictError):
        await unzipped(board, tmp_path)
    board.still(clip)
    with pytest.raises(ConflictError, match="approved"):
        await unzipped(board, tmp_path, takes="approved")
    with pytest.raises(ConflictError):
        await unzipped(board, tmp_path, include=["videos"])
    assert "takes" not in (await unzipped(board, tmp_path)).namelist()


@pytest.mark.parametrize(
    "name", ["Manifest", "scenes", "story", "../../etc/passwd", "a/b\\c:d", "雨"]
)
async def test_no_name_leaves_the_folder_or_takes_that_of_another_file(
    tmp_path: Path, name: str
) -> None:
    board = make_board(name=name)
    clip = board.clip(board.scene(name="../x"), 0, 4, name="../../y")
    board.still(clip)
    archive = await unzipped(board, tmp_path)
    for member in archive.namelist():
        assert ".." not in member.split("/")
        assert member.isascii()
        assert not member.startswith("/")
    assert set(archive.namelist()) >= OWN
    assert json.loads(archive.read("manifest.json"))["format"] == "storycanvas_download_v1"


async def test_the_same_project_gives_the_same_names_and_revision(tmp_path: Path) -> None:
    board, clip = reviewed_board()
    service, options = downloads(board, tmp_path), DownloadOptions()
    first = await service.prepare(ProjectId(board.project.id), options)
    assert (await service.prepare(ProjectId(board.project.id), options)).revision == first.revision
    clip.name = "Another"
    changed = await service.prepare(ProjectId(board.project.id), options)
    assert changed.revision != first.revision


async def test_a_thousand_clips_take_little_memory_however_large_their_files_are(
    tmp_path: Path,
) -> None:
    board = make_board()
    scene = board.scene()
    for number in range(1000):
        board.still(board.clip(scene, number * 4, 4, image_prompt="rain"))
    service = downloads(board, tmp_path)
    each = 200_000
    fill(tmp_path, each)
    request = await service.prepare(ProjectId(board.project.id), DownloadOptions())
    tracemalloc.start()
    try:
        file = await service.open(request)
        _, made = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        sent = 0
        async for block in file.content:
            sent += len(block)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sent > 1000 * each
    assert made < 40_000_000
    assert peak - before < 10_000_000


async def test_slates_are_drawn_one_by_one_when_their_turn_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = 0

    def draw(*_: object) -> bytes:
        nonlocal drawn
        drawn += 1
        return bytes(1_500_000)

    monkeypatch.setattr("backend.services.download_service.draw_slate", draw)
    board = make_board()
    scene = board.scene()
    board.still(board.clip(scene, 0, 4))
    for number in range(1, 50):
        board.clip(scene, number * 4, 4)
    service = downloads(board, tmp_path)
    request = await service.prepare(ProjectId(board.project.id), DownloadOptions())
    file = await service.open(request)
    assert drawn == 0
    await anext(file.content)
    assert drawn == 1
    await anext(file.content)
    assert drawn == 2
