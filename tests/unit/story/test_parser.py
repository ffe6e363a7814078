"""Reading scripts of any kind: nothing is lost, and bounds hold."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.domain.errors import ValidationError
from backend.story.parser import PARSERS, parse_script
from backend.story.script import Script
from tests.unit.story.accounts import (
    FOUNTAIN_LINES,
    MARKDOWN_LINES,
    clips_of,
    everything_kept,
    lines_of,
    misplaced,
)

SAMPLE = Path("backend/data/scripts/rain_song.fountain")
TEXT_KINDS = [kind for kind in PARSERS if kind != "fdx"]  # any text is a script, but not any XML
KINDS = st.sampled_from([None, *TEXT_KINDS])
COUNTS = st.one_of(st.none(), st.integers(1, 6))
HOSTILE = [
    "*", "!", ".", "[[", "/*", "<!--", "```\n", "![", "[a](", "_a", "`", "\u200d", "a\u0301",
    "> ", "#", "1. ", "A (", "~\n", "a" + " " * 500, "x", "👩‍🚀", "สวัสดี", "你", "a\n\n",
    "INT. A\n\n", "Ab: c\n", "a [[b]] ", "| a\n", "MARA\n  \n", "a, ", "Mara Theo ",
]  # fmt: skip


def assert_sound(script: Script) -> None:
    assert misplaced(script) == []
    assert all(scene.clips and scene.name for scene in script.scenes)
    assert all(len(scene.clips) <= 40 for scene in script.scenes)
    assert len(clips_of(script)) <= 1000
    assert all(clip.length >= 3 for clip in clips_of(script))


@given(st.text(max_size=200), KINDS, COUNTS)
def test_every_character_of_any_text_is_in_one_place(
    text: str, kind: str | None, num_scenes: int | None
) -> None:
    assert_sound(parse_script(text, kind, num_scenes=num_scenes))


@given(lines_of(FOUNTAIN_LINES), COUNTS)
def test_every_character_of_a_screenplay_is_in_one_place(text: str, num_scenes: int | None) -> None:
    assert_sound(parse_script(text, "fountain", num_scenes=num_scenes))


@given(lines_of(MARKDOWN_LINES), COUNTS)
def test_every_character_of_markdown_is_in_one_place(text: str, num_scenes: int | None) -> None:
    assert_sound(parse_script(text, "markdown", num_scenes=num_scenes))


@given(st.lists(st.sampled_from(FOUNTAIN_LINES + MARKDOWN_LINES), max_size=30), KINDS)
@example(["Title: A [[x]] B", "CUT TO:"], None)
def test_every_word_can_be_read_somewhere(lines: list[str], kind: str | None) -> None:
    script = parse_script("\n".join(lines), kind)
    kept = everything_kept(script).casefold()
    lost = [
        word for word in re.findall(r"[^\W\d_]{3,}", script.text) if word.casefold() not in kept
    ]
    assert lost == []


@given(st.lists(st.sampled_from(["Rain fell.", "Who is there?", "Go!"]), min_size=1, max_size=40))
def test_every_sentence_is_in_one_clip(sentences: list[str]) -> None:
    script = parse_script(" ".join(sentences), "plain")
    told = [clip.lyrics for clip in clips_of(script)]
    assert " ".join(told) == script.text
    assert all(lyrics[-1] in ".?!" for lyrics in told)


@given(st.integers(1, 12), st.integers(1, 12))
def test_as_many_scenes_as_asked_for_but_none_empty(num_scenes: int, sentences: int) -> None:
    script = parse_script("The rain fell all day. " * sentences, "plain", num_scenes=num_scenes)
    assert len(script.scenes) == min(num_scenes, sentences)
    assert bool(script.report.warnings) == (sentences < num_scenes)


@pytest.mark.parametrize("kind", TEXT_KINDS)
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read_whole_and_makes_no_clip_too_big(unit: str, kind: str) -> None:
    script = parse_script(unit * (10_000 // len(unit)), kind)
    assert_sound(script)
    assert all(len(clip.lyrics + clip.dialogue + clip.action) <= 2000 for clip in clips_of(script))


@pytest.mark.parametrize("kind", [None, *TEXT_KINDS])
@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\0"])
def test_a_text_without_words_is_a_script_without_scenes(text: str, kind: str | None) -> None:
    script = parse_script(text, kind)
    assert script.scenes == ()
    assert script.title == "Untitled"


def test_byte_order_mark_nul_and_windows_lines_are_normalised() -> None:
    script = parse_script("\ufeffOne.\r\n\r\nTw\0o.\rThree.")
    assert script.text == "One.\n\nTwo.\nThree."
    assert [clip.lyrics for clip in clips_of(script)] == ["One.", "Two.\nThree."]


def test_lyrics_are_the_source_as_it_stands() -> None:
    script = parse_script("It  was *late*.\nNobody came.", "plain")
    (clip,) = clips_of(script)
    assert clip.lyrics == script.text
    assert clip.name == "It was late. Nobody came."


def test_one_scene_for_each_45_seconds_where_the_author_set_none() -> None:
    script = parse_script("The rain fell all day long. " * 100)
    assert len(script.scenes) == round(600 * 0.4 / 45)
    assert [scene.name for scene in script.scenes][:2] == ["Scene 1", "Scene 2"]


def test_a_scene_of_more_than_40_clips_becomes_two() -> None:
    paragraph = "Somebody knocks at the wooden door.\n\n"
    script = parse_script(f"INT. HALL - DAY\n\n{paragraph * 60}", "fountain")
    assert [len(scene.clips) for scene in script.scenes] == [30, 30]
    assert [scene.name for scene in script.scenes] == ["INT. HALL - DAY", "INT. HALL - DAY (2)"]
    assert {scene.location for scene in script.scenes} == {"Hall"}
    assert "became 2 scenes" in script.report.warnings[0]


def test_beyond_1000_clips_neighbours_are_merged_with_a_warning() -> None:
    script = parse_script("Somebody knocks at the wooden door.\n\n" * 1500)
    assert len(clips_of(script)) == 1000
    assert "1500 clips were merged into 1000" in script.report.warnings[0]
    assert script.length == 1500 * 3.0
    assert misplaced(script) == []


def test_beyond_500_scenes_neighbours_are_merged_and_their_headings_kept() -> None:
    headings = "".join(f"INT. ROOM {number} - DAY\n\nRain.\n\n" for number in range(600))
    script = parse_script(headings)
    assert len(script.scenes) == 500
    assert misplaced(script) == []
    assert all(f"INT. ROOM {number} - DAY" in everything_kept(script) for number in range(600))


def test_asking_for_fewer_scenes_merges_headings_and_for_more_divides_them() -> None:
    text = "INT. A - DAY\n\nRain fell. Wind blew. Snow came.\n\nEXT. B - DAY\n\nSun shone."
    (merged,) = parse_script(text, num_scenes=1).scenes
    assert (merged.name, merged.notes) == ("INT. A - DAY", ("EXT. B - DAY",))
    names = [scene.name for scene in parse_script(text, num_scenes=4).scenes]
    assert names == ["INT. A - DAY", "INT. A - DAY (2)", "INT. A - DAY (3)", "EXT. B - DAY"]


def test_a_heading_with_nothing_under_it_is_shown_by_one_clip() -> None:
    script = parse_script("INT. A - DAY\n\n= An empty room\n\nEXT. B - DAY\n\nRain.")
    (clip,) = script.scenes[0].clips
    assert (clip.action, clip.length, clip.source_ranges) == ("An empty room", 3.0, ())
    assert script.report.warnings[0].endswith("shown by a clip: 1")


def test_headings_and_synopses_too_long_for_their_fields_stay_whole_in_the_notes() -> None:
    heading, synopsis = f"INT. {'A' * 300}", "b " * 1500 + "b"
    (scene,) = parse_script(f"{heading}\n\n= {synopsis}\n\nRain.", "fountain").scenes
    assert len(scene.name) == 200
    assert len(scene.description) == 2000
    assert scene.notes == (heading, synopsis)


def test_an_unknown_kind_lists_the_known_ones() -> None:
    with pytest.raises(ValidationError, match="plain, transcript, markdown, fountain"):
        parse_script("Rain.", "opera")


def test_a_file_we_cannot_read_is_refused_rather_than_read_as_text() -> None:
    with pytest.raises(ValidationError, match=r"'\.docx' scripts cannot be read"):
        parse_script("<xml/>", filename="script.docx")


def test_the_title_is_the_given_name_else_the_scripts_else_the_files() -> None:
    text = "Title: Rain\n\nINT. A - DAY\n\nRain."
    assert parse_script(text, name="Mine").title == "Mine"
    assert parse_script(text, filename="x.fountain").title == "Rain"
    assert parse_script("Rain.", filename="dir/my_song.txt").title == "my song"


def test_the_sample_script_is_nine_clips_of_36_seconds() -> None:
    script = parse_script(SAMPLE.read_text(encoding="utf-8"), filename=SAMPLE.name)
    assert (script.title, script.kind, script.length) == ("Rain Song", "fountain", 36.0)
    assert script.report.recognised == {
        "scenes": 3,
        "clips": 9,
        "characters": 2,
        "action": 5,
        "dialogue": 3,
        "headings": 3,
        "lyrics": 1,
        "notes": 1,
        "sections": 1,
        "synopses": 3,
        "title_fields": 3,
        "transitions": 1,
    }
    assert (script.report.dropped, script.report.warnings) == ((), ())
    assert [(scene.number, scene.location, scene.time_of_day) for scene in script.scenes] == [
        ("1", "Tram Depot", "night"),
        ("2", "Tram Line", "dawn"),
        ("3", "Tram 9", "morning"),
    ]
    assert [(who.name, who.description) for who in script.characters] == [
        ("Mara", "34, mustard raincoat, wet hair"),
        ("Theo", "71, conductor's cap, silver beard"),
    ]
    assert [clip.length for clip in clips_of(script)] == [4, 4.8, 3.2, 4.4, 4.8, 3.2, 4.4, 4, 3.2]
    assert misplaced(script) == []
