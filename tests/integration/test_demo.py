"""The demo: one real run with hurried servers, its own checks, and what is left when it is cut."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from backend.cli.app import run
from backend.client.contact_sheet import Card, Row, draw_sheet
from backend.client.downloads import ExportedFile
from backend.demo import plan
from backend.demo.checks import check_exports
from backend.demo.errors import DemoFailedError
from backend.demo.plan import plan_of
from backend.settings import Settings

SCRIPT = """INT. KITCHEN - NIGHT

MARA sets down two cups.

MARA
One is for you.

Nobody takes it.
"""
PATIENCE_SECONDS = 40.0


class Demo(NamedTuple):
    """A demo that ran to its end."""

    code: int
    said: str
    out: Path

    @property
    def exports(self) -> Path:
        """Where its files are."""
        return self.out / "exports"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Three clips in portrait, on servers many times faster than usual."""
    folder = tmp_path_factory.mktemp("demo")
    script, out = folder / "two_cups.fountain", folder / "out"
    script.write_text(SCRIPT)
    log = folder / "said.txt"
    with pytest.MonkeyPatch.context() as patched, log.open("w") as screen:
        for name in Settings.model_fields:
            patched.delenv(name.upper(), raising=False)
        patched.setenv("NO_COLOR", "1")
        patched.setattr(plan, "UNHURRIED_CLIPS", 0.05)
        patched.setattr(sys, "stderr", screen)
        code = run(["demo", "--script", str(script), "--out", str(out), "--portrait"])
    yield Demo(code, log.read_text(), out)
    shutil.rmtree(folder)


def test_it_makes_every_file_and_checks_it(demo: Demo) -> None:
    assert demo.code == 0, demo.said
    assert "checked    9 of 9 files are right" in demo.said
    endings = [".csv", ".edl", ".fcpxml", ".json", ".srt", ".vtt", ".zip", "_resolve.fcpxml"]
    made = {f"two_cups{ending}" for ending in endings} | {"contact_sheet.png", "media"}
    assert {path.name for path in demo.exports.iterdir()} == made


def test_it_shows_a_job_that_went_wrong_and_was_done_all_the_same(demo: Demo) -> None:
    assert "rescued    1 image spoiled on purpose by a server; sim-" in demo.said


def test_its_cut_is_clean_and_its_videos_are_in_it(demo: Demo) -> None:
    with zipfile.ZipFile(demo.exports / "two_cups.zip") as bundle:
        reports = json.loads(bundle.read("report.json"))
        media = sorted(name for name in bundle.namelist() if name.startswith("media/"))
    levels = {entry["level"] for report in reports for entry in report["entries"]}
    assert levels <= {"info"}
    assert [name.endswith(".mp4") for name in media] == [True] * 3
    assert [f"media/{path.name}" for path in sorted((demo.exports / "media").iterdir())] == media


def test_its_seeds_and_its_selection_are_the_same_in_every_run(demo: Demo) -> None:
    with (demo.exports / "two_cups.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["seed"] for row in csv.DictReader(file)] == ["101", "201", "301"]
    board = json.loads((demo.exports / "two_cups.json").read_text())
    clips = [clip for scene in board["scenes"] for clip in scene["clips"]]
    images = [
        sorted((take["seed"], take["is_selected"]) for take in clip["generated_images"])
        for clip in clips
    ]
    assert images == [[(101, True), (102, False)], [(201, True)], [(301, True)]]


def test_it_leaves_nothing_running(demo: Demo) -> None:
    assert not (demo.out / "db.address").exists()
    assert '"exitCode":0' in (demo.out / "db.log").read_text()


def replaced(old: str, new: str) -> Callable[[Path], None]:
    def replace(path: Path) -> None:
        text = path.read_text(encoding="utf-8-sig")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")

    return replace


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def without_media(path: Path) -> None:
    shutil.rmtree(path.with_name("media"))


@pytest.mark.parametrize(
    ("name", "spoil", "words"),
    [
        ("two_cups.fcpxml", cut_short, ""),
        ("two_cups.fcpxml", without_media, "is not beside it"),
        ("two_cups_resolve.fcpxml", replaced('duration="3s"', 'duration="2s"'), "not the cut"),
        ("two_cups.csv", replaced(",0,72,", ",0,71,"), "not the cut"),
        ("two_cups.srt", replaced("00:00:06,000", "00:00:19,000"), "after the cut"),
        ("two_cups.vtt", replaced("00:00:06.000", "00:00:01.000"), "does not follow"),
        ("two_cups.zip", cut_short, ""),
        ("contact_sheet.png", cut_short, ""),
    ],
)
def test_a_file_that_is_not_right_fails_it(
    demo: Demo, tmp_path: Path, name: str, spoil: Callable[[Path], None], words: str
) -> None:
    folder = tmp_path / "exports"
    shutil.copytree(demo.exports, folder)
    spoil(folder / name)
    files = [ExportedFile(path, 0) for path in sorted(folder.iterdir()) if path.is_file()]
    with pytest.raises(DemoFailedError, match=f"{name} is not right: .*{words}"):
        check_exports(files)


def test_an_event_that_moved_fails_it(demo: Demo, tmp_path: Path) -> None:
    for source in (demo.exports / "two_cups.json", demo.exports / "two_cups.edl"):
        shutil.copy(source, tmp_path)
    events = tmp_path / "two_cups.edl"
    events.write_text(events.read_text().replace("01:00:06:00", "01:00:06:01"))
    with pytest.raises(DemoFailedError, match="it is not the cut of the JSON file"):
        check_exports(ExportedFile(path, 0) for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("clips", "pictured", "filmed", "limits"),
    [
        (9, 9, 9, ""),
        (40, 40, 12, "videos for the first 12 of 40 clips, pictures for all"),
        (500, 120, 12, "pictures for the first 120 of 500 clips, videos for the first 12;"),
    ],
)
def test_a_long_script_is_limited_and_says_so(
    clips: int, pictured: int, filmed: int, limits: str
) -> None:
    planned = plan_of(clips)
    assert (planned.pictured, planned.filmed) == (pictured, filmed)
    assert planned.limits.startswith(limits)
    assert bool(planned.limits) == bool(limits)
    assert pictured / planned.haste <= plan.UNHURRIED_CLIPS


@pytest.mark.parametrize(("clips", "aspect"), [(3, 9 / 16), (1000, 16 / 9)])
def test_a_board_of_any_length_becomes_a_sheet_that_can_be_opened(
    clips: int, aspect: float
) -> None:
    from PIL import Image

    card = Card("1A", "Rain on the roof " * 20, 3.0, None)
    sheet = draw_sheet("Rain", "a song", [Row("1   Roof", (card,) * clips)], aspect)
    with Image.open(io.BytesIO(sheet)) as picture:  # warns, and so fails, beyond what is sane
        assert picture.width == 1356


@pytest.mark.parametrize(("clips", "height"), [((3, 3, 3), 1218), ((4, 4), 722), ((2,), 474)])
def test_no_card_stands_alone_where_one_more_would_fit_beside_it(
    clips: tuple[int, ...], height: int
) -> None:
    from PIL import Image

    rows = [Row("Roof", (Card("1A", "Rain", 3.0, None),) * count) for count in clips]
    with Image.open(io.BytesIO(draw_sheet("Rain", "a song", rows, 9 / 16))) as picture:
        assert picture.height == height


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the children of a dead parent")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_cut_in_the_middle_it_leaves_nothing_running(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    root = str(Path(plan.__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root, "NO_COLOR": "1", "MONGO_URL": ""}
    command = [sys.executable, "-P", "-m", "backend", "demo", "--out", str(tmp_path / "out")]
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("images"):
                break
        children = descendants(process.pid)
        process.send_signal(number)
        rest = process.stderr.read()
        assert process.wait(PATIENCE_SECONDS) == code
    assert len(children) == 5  # a backend, its mongod and three servers
    assert "Traceback" not in rest
    assert ("stays in" in rest) == (code > 0)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(map(is_running, children)):
        assert code < 0, "it waits for all of them itself"
        assert time.monotonic() < deadline
        time.sleep(0.05)


def descendants(pid: int) -> set[int]:
    """Return the processes below another."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    children = {int(child) for known in lists for child in known.read_text().split()}
    return children.union(*map(descendants, children))


def is_running(pid: int) -> bool:
    """Whether there is such a process, and not only its name for a parent that never asks."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
