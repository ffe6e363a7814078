"""Prose, songs and transcripts."""

import pytest

from backend.story.parser import parse_script
from backend.story.plain import speaker_of
from backend.story.script import Script
from tests.unit.story.accounts import clips_of, misplaced


def read(text: str, kind: str = "plain") -> Script:
    script = parse_script(text, kind)
    assert misplaced(script) == []
    return script


@pytest.mark.parametrize(
    "heading",
    ["Chapter 1", "CHAPTER IV: The Rain", "Scene 2 - Yard", "Kapitel 3", "Глава первая", "第一章",
     "Prologue", "[Verse 1]", "(Chorus)", "INT. ROOM - DAY"],
)  # fmt: skip
def test_lines_that_name_a_part_divide_scenes(heading: str) -> None:
    script = read(f"It rained.\n\n{heading}\n\nIt snowed.")
    assert [scene.name for scene in script.scenes] == ["Scene 1", heading.strip("[]")]


@pytest.mark.parametrize("stars", ["***", "* * *", "---", "#####", "⁂⁂⁂"])
def test_lines_of_stars_divide_scenes(stars: str) -> None:
    assert len(read(f"It rained.\n\n{stars}\n\nIt snowed.").scenes) == 2


@pytest.mark.parametrize("line", ["Chapters are long.", "Act naturally, she said.", "* a star"])
def test_sentences_that_begin_like_a_heading_do_not(line: str) -> None:
    assert len(read(f"It rained.\n\n{line}").scenes) == 1


def test_a_verse_is_gathered_line_by_line() -> None:
    script = read("Walking down the river road\nCarrying a heavy load\nUnder all the stars")
    assert [clip.lyrics for clip in clips_of(script)] == [
        "Walking down the river road\nCarrying a heavy load\nUnder all the stars"
    ] or len(clips_of(script)) == 2


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Mara: hello", "Mara"),
        ("MARA VOSS: hello", "MARA VOSS"),
        ("**Mara**: hello", "Mara"),
        ("[00:01:05] Dr. Weiß: hallo", "Dr. Weiß"),
        ("王：你好", "王"),
        ("She said: hello", ""),
        ("http://example.org", ""),
        ("Note: buy milk", ""),
        ("At 10:30 they left", ""),
        ("Four Words Are Many Here: yes", ""),
    ],
)
def test_a_speaker_is_a_name_before_a_colon(line: str, name: str) -> None:
    assert speaker_of(line) == name


def test_a_transcript_has_speakers_and_things_seen() -> None:
    script = read("Anna: Hello.\nHow are you?\nBert: Good.\n\n(Pause)\n\nIt rained.", "transcript")
    assert [
        (clip.speaker, clip.dialogue, clip.action, clip.lyrics) for clip in clips_of(script)
    ] == [
        ("Anna", "Hello. How are you?", "", ""),
        ("Bert", "Good.", "", ""),
        (None, "", "(Pause)", ""),
        (None, "", "", "It rained."),
    ]


def test_a_time_beside_a_speaker_is_kept_as_a_note() -> None:
    script = read("[00:01:05] Anna: Hello.\nBert (00:01:09):\nGood.\nAnna: Bye.", "transcript")
    assert [(clip.speaker, clip.dialogue, clip.notes) for clip in clips_of(script)] == [
        ("Anna", "Hello.", "00:01:05"),
        ("Bert", "Good.", "00:01:09"),
        ("Anna", "Bye.", ""),
    ]


def test_in_plain_prose_a_colon_makes_no_speaker() -> None:
    (clip,) = clips_of(read("Mara: that was her name."))
    assert clip.speaker is None


def test_a_paragraph_of_speeches_is_one_in_prose_too() -> None:
    prose = "It rained all day, and nobody came. The kettle sang. The clock stood still."
    script = read(f"{prose}\n\nAnna: Who is it?\nBert: Nobody.\n\nLens: 35 mm\nLight: 5600 K")
    assert [(clip.speaker, clip.dialogue) for clip in clips_of(script)][-3:] == [
        ("Anna", "Who is it?"),
        ("Bert", "Nobody."),
        (None, ""),
    ]
