"""All formats tell the same cut, at every rate, and editors' grammars accept it."""

import json
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from backend.domain.errors import ConflictError
from backend.domain.frame_rate import FRAME_RATES
from backend.export.bundle import write_files
from backend.export.options import ExportOptions
from backend.export.timeline import Timeline
from tests.unit.export.boards import everything, make_board, row_of_stills
from tests.unit.export.readers import Cut, Fcpxml, joined, read_csv, read_edl, read_json

ROOT = Path(__file__).parents[3]
DTD_DIR = Path(os.environ.get("FCPXML_DTD_DIR") or ROOT.parent / "shared" / "fcpxml-dtd")
VERSIONS = ("1.9", "1.10", "1.11", "1.12", "1.13", "1.14")
RATES = list(FRAME_RATES)


def written(timeline: Timeline, name: str, **options: Any) -> list[str]:
    files, _ = write_files(timeline, name, ExportOptions(**options))
    return [content.decode() for content in files.values()]


def line_of(timeline: Timeline) -> list[Cut]:
    return [
        Cut(item.start, item.frames, item.source.name if item.source else None)
        for item in timeline.items
    ]


def assert_same_cut(timeline: Timeline) -> None:
    line = line_of(timeline)
    [fcpxml], [resolve] = written(timeline, "fcpxml"), written(timeline, "resolve")
    assert Fcpxml(fcpxml).line == line
    assert Fcpxml(resolve).line == line
    assert read_edl(written(timeline, "edl"), timeline.rate.nominal) == line
    [text] = written(timeline, "json")
    assert read_json(text) == line
    [table] = written(timeline, "csv")
    upper = {item.source.name for item in timeline.connected if item.source}
    assert read_csv(table, upper, timeline.frames) == joined(line)


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize("missing", ["slate", "gap"])
def test_all_formats_tell_the_same_cut(fps: str, missing: str) -> None:
    assert_same_cut(everything(fps).timeline(missing=missing))


def test_all_formats_tell_the_same_cut_in_portrait_with_alternates_and_movie_sound() -> None:
    board = everything(29.97, width=1080, height=1920)
    timeline = board.timeline(alternates="connected", clip_audio=True, music="full")
    assert_same_cut(timeline)
    [text] = written(timeline, "fcpxml")
    formats = [e.get("width") for e in Fcpxml(text).root.iter("format")]
    assert formats[0] == "1080"


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("fps", RATES)
def test_fcpxml_passes_the_grammar_of_its_version(fps: str, version: str) -> None:
    grammar = DTD_DIR / f"FCPXMLv{version.replace('.', '_')}.dtd"
    if not grammar.exists():
        pytest.skip("Apple's DTDs are not here; FCPXML_DTD_DIR can name their folder")
    dtd = etree.DTD(str(grammar))
    portrait = everything(fps, width=720, height=1280)
    for timeline in (
        everything(fps).timeline(),
        everything(fps).timeline(alternates="connected", clip_audio=True),
        portrait.timeline(missing="gap", notes=False, music="full", picture="image"),
    ):
        [text] = written(timeline, "fcpxml", version=version)
        assert dtd.validate(etree.fromstring(text.encode())), str(dtd.error_log)


START = dict.fromkeys(("23.976", "29.97", "59.94"), "18018/5s") | dict.fromkeys(
    ("29.97df", "59.94df"), "8999991/2500s"
)


@pytest.mark.parametrize("fps", RATES)
def test_the_first_frame_is_at_one_hour_of_timecode(fps: str) -> None:
    timeline = everything(fps).timeline()
    [text] = written(timeline, "fcpxml")
    sequence = Fcpxml(text).sequence
    assert sequence.get("tcStart") == START.get(fps, "3600s")
    assert sequence.get("tcFormat") == ("DF" if fps.endswith("df") else "NDF")
    mark = ";" if fps.endswith("df") else ":"
    [first] = [line for line in written(timeline, "edl")[0].splitlines() if line[:3] == "001"]
    assert first.split()[6] == mark.join(["01", "00", "00", "00"])


def test_a_long_cut_becomes_numbered_lists_whose_record_time_runs_on() -> None:
    board = row_of_stills([0.1] * 1000, fps="29.97df")
    timeline = board.timeline()
    files, _ = write_files(timeline, "edl", ExportOptions())
    assert list(files) == ["Rain_song_part1.edl", "Rain_song_part2.edl"]
    assert_same_cut(timeline)


def test_an_edl_that_would_pass_midnight_is_refused() -> None:
    timeline = row_of_stills([3600.0]).timeline(start="23:00:00:00")
    with pytest.raises(ConflictError):
        write_files(timeline, "edl", ExportOptions())


HOSTILE = [
    'He said "no" & <left> ]]> it\'s',
    "line\none\r\ntwo\rthree",
    "bell\x07null\x00esc\x1b[0m\ufffe\uffff",
    "🎬 emoji 家 中文 имя",
    "x" * 200,
    "../../etc/passwd",
    "100% #1 ?a=b;c",
    "=cmd|' /C calc'!A0",
    "-->\n\n1\n00:00:00,000 --> 00:00:01,000",
    "&quot;&#x2F;&amp;lt;",
    "\u202eright to left\u200b",
    "   ",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_reaches_every_format_and_breaks_none(name: str) -> None:
    board = make_board(name=name)
    scene = board.scene(name=name, lyrics=name)
    texts = dict.fromkeys(
        ("name", "lyrics", "dialogue", "action", "notes", "image_prompt", "video_prompt"), name
    )
    board.still(board.clip(scene, 0, 1, **texts), model_name=name, prompt=name)
    board.clip(scene, 1, 1, **texts)
    timeline = board.timeline()
    assert_same_cut(timeline)
    [table] = written(timeline, "csv")
    assert "\n=" not in table
    assert ",=" not in table
    assert ',"=' not in table
    for captions in (written(timeline, "srt")[0], written(timeline, "vtt")[0]):
        assert captions.count("-->") == len(timeline.captions)


def test_the_edl_names_a_shot_by_its_code_where_no_letter_has_a_likeness_in_ascii() -> None:
    board = make_board(name="雨の歌")
    board.still(board.clip(board.scene(), 0, 1, name="港"))
    [text] = written(board.timeline(), "edl")
    assert "TITLE: storyboard\n" in text
    assert "* FROM CLIP NAME: S01_C001\n" in text


def test_resolve_gets_no_alternates_and_no_newer_version_than_it_reads() -> None:
    timeline = everything().timeline(alternates="connected")
    files, report = write_files(timeline, "resolve", ExportOptions(version="1.13"))
    [text] = [content.decode() for content in files.values()]
    document = Fcpxml(text)
    assert document.root.get("version") == "1.10"
    assert all(element.get("enabled") is None for _, _, element in document.connected())
    assert "not_expressible" in [entry.code for entry in report.entries]


def test_fcpxml_lays_overlaps_above_and_sound_below_and_marks_scenes() -> None:
    timeline = everything().timeline(alternates="disabled")
    [text] = written(timeline, "fcpxml")
    document = Fcpxml(text)
    lanes = [
        (lane, cut.start, element.get("enabled")) for lane, cut, element in document.connected()
    ]
    # The cutaway over the wide shot, the alternate over the lost one; voices below the music.
    assert sorted(lanes) == [
        (-3, 457, None),
        (-2, 0, None),
        (-2, 377, None),
        (-1, 0, None),
        (1, 168, None),
        (1, 240, "0"),
    ]
    assert document.markers() == [(0, "S01 Harbour"), (336, "S02 Silence"), (367, "S03 Road")]
    roles = {element.get("audioRole") for lane, _, element in document.connected() if lane < 0}
    assert roles == {"music", "dialogue"}


def test_a_movie_of_another_known_rate_keeps_its_speed() -> None:
    board = make_board(fps=23.976)
    board.movie(board.clip(board.scene(), 0, 1), 200, "50")
    [text] = written(board.timeline(), "fcpxml")
    [conform] = Fcpxml(text).root.iter("conform-rate")
    assert dict(conform.attrib) == {"scaleEnabled": "0", "srcFrameRate": "50"}


def test_an_absolute_media_folder_is_spelled_as_an_address() -> None:
    timeline = row_of_stills([1]).timeline()
    for folder, begin in (
        ("/Volumes/A B/it's", "file:///Volumes/A%20B/it%27s/S01_C001_"),
        ("C:\\cuts\\rain\\", "file:///C:/cuts/rain/S01_C001_"),
    ):
        [text] = written(timeline, "fcpxml", media_root=folder)
        [media] = Fcpxml(text).root.iter("media-rep")
        assert media.get("src").startswith(begin)


def test_a_long_sum_of_awkward_lengths_does_not_drift() -> None:
    board = row_of_stills([3.3] * 500, fps=23.976)
    timeline = board.timeline()
    exact = Fraction("1650") * Fraction(24000, 1001)
    assert abs(timeline.frames - exact) <= Fraction(1, 2)
    assert_same_cut(timeline)


def test_captions_follow_the_clock_and_never_overlap() -> None:
    [srt] = written(everything(29.97).timeline(), "srt")
    assert srt.splitlines()[:3] == ["1", "00:00:00,000 --> 00:00:01,468", "The boats are back."]
    assert "\n\n\n" not in srt
    [vtt] = written(everything(29.97).timeline(), "vtt")
    assert vtt.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.468\nThe boats are back.\n")


def test_json_holds_enough_to_build_the_board_again() -> None:
    board = everything()
    [text] = written(board.timeline(), "json")
    document = json.loads(text)
    assert document["format"] == "storycanvas_v1"
    assert [scene["id"] for scene in document["scenes"]] == [
        scene.id for scene in sorted(board.scenes, key=lambda s: s.order)
    ]
    clips = [clip for scene in document["scenes"] for clip in scene["clips"]]
    assert {clip["id"] for clip in clips} == {clip.id for clip in board.clips}
    assert document["report"]["format"] == "json"


def test_the_same_board_gives_the_same_bytes() -> None:
    for name in ("fcpxml", "resolve", "edl", "json", "csv", "srt", "vtt"):
        first, again = (
            write_files(everything().timeline(), name, ExportOptions())[0] for _ in range(2)
        )
        assert first == again
