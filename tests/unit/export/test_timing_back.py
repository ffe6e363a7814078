"""Timing back: our own export changes nothing, and what an editor changed is taken over."""

import re
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.clip import Clip
from backend.domain.errors import RateMismatchError, ValidationError
from backend.domain.frame_rate import FRAME_RATES, frame_rate
from backend.domain.ids import new_id
from backend.domain.scene import Scene
from backend.export.bundle import write_files
from backend.export.layout import lay_out
from backend.export.material import Material
from backend.export.options import ExportOptions
from backend.export.readers.timing import TimingPlan, plan_timing, read_cut
from backend.export.readers.xml_text import parse_xml
from backend.export.story import tell_story
from tests.unit.export.boards import SketchBoard, everything, make_board, row_of_stills

RATES = list(FRAME_RATES)
FORMATS = ("edl", "fcpxml")


def exported(board: SketchBoard, name: str = "fcpxml", **options: Any) -> bytes:
    [content] = write_files(board.timeline(**options), name, ExportOptions(**options))[0].values()
    return content


def planned(board: SketchBoard, content: bytes, *, create: bool = False) -> TimingPlan:
    cut = read_cut(content, frame_rate(board.project.fps))
    return plan_timing(board.material(), cut, create=create)


def frames(material: Material) -> dict[str, tuple[int, int]]:
    """Where each clip lies in the cut: from and up to which frame."""
    parts = tell_story(material, (), [])
    layout = lay_out(parts, frame_rate(material.project.fps), [], alternates=False)
    return {place.shot.clip.id: (place.start, place.end) for place in layout.placements}


def applied(board: SketchBoard, plan: TimingPlan) -> SketchBoard:
    clips: dict[str, Clip] = {clip.id: clip for clip in plan.clips}
    scenes: dict[str, Scene] = {scene.id: scene for scene in plan.scenes}
    made = [clip for _, clip in plan.new if clip]
    return SketchBoard(
        board.project,
        [scenes.get(scene.id, scene) for scene in board.scenes],
        [*(clips.get(clip.id, clip) for clip in board.clips), *made],
        board.media,
        board.gone,
    )


def assert_nothing_changes(plan: TimingPlan) -> None:
    assert not plan.changes
    assert (plan.moved, plan.resized, plan.split, plan.new, plan.skipped) == ([], [], [], [], [])


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("rate", RATES)
def test_our_own_export_changes_nothing(rate: str, name: str) -> None:
    board = everything(rate)
    for options in ({}, {"missing": "gap"}, {"picture": "image"}, {"start": "10:00:00:00"}):
        plan = planned(board, exported(board, name, **options))
        assert_nothing_changes(plan)
        assert plan.missing == [] or options == {"missing": "gap"}
    assert_nothing_changes(planned(board, exported(board, name, alternates="connected")))


seconds = st.integers(0, 12_000).map(lambda ms: ms / 1000)
lengths = st.integers(20, 9000).map(lambda ms: ms / 1000)


@st.composite
def boards(draw: st.DrawFn) -> SketchBoard:
    board = make_board(fps=draw(st.sampled_from(RATES)))
    for _ in range(draw(st.integers(1, 4))):
        scene = board.scene(duration=draw(st.none() | seconds))
        end = draw(seconds)
        for _ in range(draw(st.integers(0, 4))):
            length = draw(lengths)
            clip = board.clip(scene, round(draw(st.just(end) | seconds), 3), length)
            end = round(clip.timeline_position + length + draw(st.sampled_from([0, 0, 0.008])), 3)
            if draw(st.booleans()):
                board.still(clip)
    return board


@given(boards(), st.sampled_from(FORMATS))
def test_the_unchanged_export_of_any_board_changes_nothing(board: SketchBoard, name: str) -> None:
    if frames(board.material()):
        assert_nothing_changes(planned(board, exported(board, name)))


@given(st.sampled_from(RATES), st.lists(st.tuples(lengths, st.integers(1, 300)), min_size=1))
def test_what_is_taken_over_is_what_the_file_says(fps: str, shots: list[tuple[float, int]]) -> None:
    """Each clip gets another length in frames: the cut is the file's, frame by frame."""
    row = row_of_stills([length for length, _ in shots], fps=fps)
    cuts = {clip.id: frames for clip, (_, frames) in zip(row.clips, shots, strict=True)}
    if set(frames(row.material())) != set(cuts):
        return  # a clip without a whole frame is in no cut
    text = exported(row).decode()
    done = applied(row, planned(row, recut(text, cuts, frame_rate(fps).rate)))
    cursor = 0
    for id, length in cuts.items():
        assert frames(done.material())[id] == (cursor, cursor + length)
        cursor += length
    assert_nothing_changes(planned(done, exported(done)))


def recut(text: str, cuts: dict[str, int], rate: Fraction) -> bytes:
    """Give the clips of a line other lengths; what follows moves along."""
    root = parse_xml(text.encode())
    [spine] = root.iter("spine")
    cursor = Fraction(3600)
    for element in spine:
        note = element.findtext("note") or ""
        [id] = re.findall("clip=(.{36})", note)
        length = cuts[id] / rate
        element.set("offset", f"{cursor.numerator}/{cursor.denominator}s")
        element.set("duration", f"{length.numerator}/{length.denominator}s")
        cursor += length
    return ET.tostring(root)


def test_a_trimmed_shot_moves_what_follows_in_its_scene_and_behind_it() -> None:
    board = row_of_stills([2, 3, 4])
    later = board.clip(board.scene(), 0.5, 1, name="Later")
    board.still(later)
    first, second, third, _ = board.clips
    ripple = {first.id: 36, second.id: 72, third.id: 96}
    text = exported(board).decode()
    root = parse_xml(text.encode())
    [spine] = root.iter("spine")
    spine[0].set("duration", "3/2s")
    for element in spine[1:]:
        element.attrib.pop("offset")
    plan = planned(board, ET.tostring(root))
    assert [(c.clip.id, c.before, c.after) for c in plan.resized] == [(first.id, 48, 36)]
    assert [(c.clip.id, c.after - c.before) for c in plan.moved] == [
        (second.id, -12),
        (third.id, -12),
        (later.id, -12),
    ]
    assert {clip.id for clip in plan.clips} == {first.id, second.id, third.id}
    new = frames(applied(board, plan).material())
    assert {id: end - start for id, (start, end) in new.items() if id in ripple} == ripple
    assert new[later.id] == (204 + 12, 204 + 36)


EVENT = "{n:03d}  {reel}  V     C        00:00:00:00 00:00:01:00 {start} {end}\n"


def edl(board: SketchBoard, *events: tuple[str, str, str]) -> bytes:
    lines = [
        EVENT.format(n=n, reel=reel, start=start, end=end)
        for n, (reel, start, end) in enumerate(events, start=1)
    ]
    return ("TITLE: Cut\nFCM: NON-DROP FRAME\n" + "".join(lines)).encode()


def reel(clip: Clip) -> str:
    return "S" + clip.generated_images[0].id.replace("-", "")[:7].upper()


def at(second: int, frame: int = 0) -> str:
    return f"01:00:{second:02d}:{frame:02d}"


def test_two_clips_that_changed_places_keep_their_lengths() -> None:
    board = row_of_stills([1, 2])
    one, two = board.clips
    plan = planned(board, edl(board, (reel(two), at(0), at(2)), (reel(one), at(2), at(3))))
    new = frames(applied(board, plan).material())
    assert new == {two.id: (0, 48), one.id: (48, 72)}
    assert plan.resized == []


def test_a_second_piece_is_told_a_missing_clip_stays_and_a_new_one_is_made_if_asked_for() -> None:
    board = row_of_stills([1, 1, 1])
    one, two, three = board.clips
    pieces = ((reel(one), at(0), at(1)), ("XYZ", at(1), at(3)), (reel(one), at(3), at(4)))
    content = edl(board, *pieces, (reel(three), at(4), at(5)))
    plan = planned(board, content)
    assert [clip.id for clip, _ in plan.split] == [one.id]
    assert [clip.id for clip in plan.missing] == [two.id]
    assert [(item.reel, made) for item, made in plan.new] == [("XYZ", None)]
    [(_, made)] = planned(board, content, create=True).new
    assert made is not None
    assert (made.scene_id, made.timeline_position, made.length) == (one.scene_id, 1.0, 2.0)


def test_a_locked_clip_and_one_among_another_scenes_clips_stay() -> None:
    board = row_of_stills([1, 1, 1])
    other = board.clip(board.scene(), 0, 1)
    board.still(other)
    one, two, three, _ = board.clips
    two.locked = True
    cut = edl(
        board,
        (reel(one), at(0), at(1)),
        (reel(other), at(1), at(2)),
        (reel(two), at(2), at(4)),
        (reel(three), at(4), at(5)),
    )
    plan = planned(board, cut)
    whys = {clip.id: why for clip, why in plan.skipped}
    assert set(whys) == {two.id, other.id}
    assert "locked" in whys[two.id]
    assert "another scene" in whys[other.id]
    assert {clip.id for clip in plan.clips} == {three.id}


def test_a_set_duration_goes_where_it_would_begin_to_decide_and_follows_a_hole() -> None:
    board = row_of_stills([2, 2])
    board.scenes[0].duration = 3.0
    later = board.clip(board.scene(), 0, 1)
    board.still(later)
    one, two, _ = board.clips
    tight = edl(
        board, (reel(one), at(0), at(1)), (reel(two), at(1), at(2)), (reel(later), at(2), at(3))
    )
    plan = planned(board, tight)
    assert [scene.duration for scene in plan.scenes] == [None]
    loose = edl(
        board, (reel(one), at(0), at(2)), (reel(two), at(2), at(4)), (reel(later), at(6), at(7))
    )
    plan = planned(board, loose)
    assert [scene.duration for scene in plan.scenes] == [6.0]
    assert plan.clips == []
    assert [(c.clip.id, c.before, c.after) for c in plan.moved] == [(later.id, 96, 144)]


@pytest.mark.parametrize(
    ("fps", "line"),
    [
        (24, "001  S1234567 V C 00:00:00:00 00:00:01:00 01:00:00:24 01:00:01:00"),
        (30, "001  S1234567 V C 00:00:00;00 00:00:01;00 01:00:00;00 01:00:01;00"),
        ("29.97df", "001  S1234567 V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00"),
    ],
)
def test_a_list_that_cannot_be_of_the_rate_is_refused(fps: float | str, line: str) -> None:
    board = row_of_stills([1], fps=fps)
    with pytest.raises(RateMismatchError):
        planned(board, f"TITLE: x\n{line}\n".encode())


def test_a_document_of_another_rate_is_refused() -> None:
    content = exported(row_of_stills([1], fps=25))
    with pytest.raises(RateMismatchError, match="25"):
        planned(row_of_stills([1], fps=24), content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "none of what can be read"),
        (b"{}", "none of what can be read"),
        (b"<xmeml version='5'/>", "none of what can be read"),
        (b"<fcpxml/>", "no sequence"),
        (b"<fcpxml>", "not XML"),
        (b'<?xml version="1.0" encoding="x"?><a/>', "not XML"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "not read"),
        (b"<!DOCTYPE a [<!ELEMENT a ANY>]><a/>", "grammar"),
        (b"<a>" * 65, "nested"),
        (b"TITLE: x\n", "no picture events"),
        (b"TITLE: x\n001 A V C 0 0 1 2\n", "not a timecode"),
        (b"TITLE: x\n001 A V C 0 0 01:00:01:00 01:00:00:00\n", "before it begins"),
        (b"TITLE: x\n001 A V C 0 0 01:70:01:00 01:00:00:00\n", "out of range"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        planned(row_of_stills([1]), content)


def test_a_list_of_more_stretches_than_a_project_has_clips_is_refused() -> None:
    event = b"001 A V C 0 0 01:00:00:00 01:00:01:00\n"
    with pytest.raises(ValidationError, match="more than 20000"):
        planned(row_of_stills([1]), b"TITLE: x\n" + event * 20_001)


@pytest.mark.parametrize("time", ["1/0s", "x", "1.5s", "9" * 30 + "s"])
def test_a_time_that_is_none_is_refused(time: str) -> None:
    text = exported(row_of_stills([1])).decode().replace('duration="1s"', f'duration="{time}"')
    with pytest.raises(ValidationError, match="is not a time"):
        planned(row_of_stills([1]), text.encode())


def test_ids_of_nobody_are_new() -> None:
    board = row_of_stills([1])
    text = exported(board).decode().replace(board.clips[0].id, new_id())
    text = re.sub(r"S01_C001_\w+\.png", "foreign.png", text)
    plan = planned(board, text.encode())
    assert [item.file for item, _ in plan.new] == ["foreign.png"]
    assert len(plan.missing) == 1
