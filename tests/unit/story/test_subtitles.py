"""Reading SubRip and WebVTT: a clip a cue, at its time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.story.parser import parse_script
from backend.story.script import Script
from tests.unit.story.accounts import clips_of, misplaced

SONG = """1
00:00:12,500 --> 00:00:15,250
The river took the bridge away,

2
00:00:15,250 --> 00:00:17,000
<i>and took the road</i> to you.

3
00:00:25,000 --> 00:00:27,125
So I sat down where the water was
"""


def read(text: str, kind: str | None = None) -> Script:
    script = parse_script(text, kind)
    assert script.kind == "srt"
    assert misplaced(script) == []
    return script


def times(script: Script) -> list[tuple[float | None, float]]:
    return [(clip.start, clip.length) for clip in clips_of(script)]


def test_a_clip_a_cue_from_its_start_to_the_next_and_a_scene_after_a_silence() -> None:
    script = read(SONG)
    assert times(script) == [(12.5, 2.75), (15.25, 1.75), (25.0, 2.125)]
    assert [len(scene.clips) for scene in script.scenes] == [2, 1]
    assert all(clip.locked for clip in clips_of(script))


def test_tags_are_not_sung() -> None:
    told = [clip.lyrics for clip in clips_of(read(SONG))]
    assert told[0] == "The river took the bridge away,"
    assert told[1] == "and took the road to you."


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("{\\an8}<font color='red'>Up</font> here", "Up here"),
        ("<c.yellow.bg_blue>Blue</c> <00:00:02.500>sky", "Blue sky"),
        ("Tom &amp; Ann &lt;3 &nbsp;you&lrm;", "Tom & Ann <3 you"),
        ("a < b and b > c <laughs>", "a < b and b > c <laughs>"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_marks_are_taken_out_and_signs_stand_for_themselves(cue: str, words: str) -> None:
    (clip,) = clips_of(read(f"00:01.000 --> 00:04.000\n{cue}"))
    assert "\n".join(" ".join(line.split()) for line in clip.lyrics.split("\n")) == words


def test_a_voice_is_the_speaker_and_two_stand_before_their_words() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Mara>Hi there.</v>\n\n"
    vtt += "00:02.000 --> 00:04.000\n<v Mara>Go.</v> <v Theo>No.</v>"
    one, two = clips_of(read(vtt))
    assert (one.speaker, one.dialogue) == ("Mara", "Hi there.")
    assert (two.speaker, two.dialogue) == (None, "Mara: Go. Theo: No.")


def test_header_notes_styles_names_and_settings_of_webvtt_have_their_places() -> None:
    vtt = """WEBVTT - Two Cups
Kind: captions

NOTE
for the editor

STYLE
::cue { color: papayawhip }

chorus
01:05.000 --> 01:08.000 align:start position:10%
La la
"""
    script = read(vtt)
    (clip,) = clips_of(script)
    assert (clip.start, clip.lyrics, clip.notes) == (65.0, "La la", "chorus")
    assert script.fields == (("header", "Two Cups\nKind: captions"),)
    assert script.scenes[0].notes == ("for the editor",)
    (dropped,) = script.report.dropped
    assert (dropped.line, dropped.why) == (7, "how captions look: a board shows none")


@pytest.mark.parametrize(
    ("timing", "start"),
    [
        ("00:00:01,500 --> 00:00:03,000", 1.5),
        ("00:01.500 --> 00:03.000", 1.5),
        ("0:1.5-->0:3.0 X1:40 Y1:2", 1.5),
        ("00:00:01 --> 00:00:03", 1.0),
        ("00:00:01,500 --> 00:00:01,000", 1.5),
    ],
)
def test_times_are_read_however_they_are_written(timing: str, start: float) -> None:
    (clip,) = clips_of(read(f"\ufeff1\r\n{timing}\r\nWords.\r\n"))
    assert (clip.start, clip.lyrics) == (start, "Words.")
    assert clip.length > 0


def test_cues_out_of_order_come_in_order_of_time() -> None:
    script = read("2\n00:05.000 --> 00:06.000\nB\n\n1\n00:03.000 --> 00:05.000\nA\n")
    assert [clip.lyrics for clip in clips_of(script)] == ["A", "B"]
    assert times(script) == [(3.0, 2.0), (5.0, 1.0)]


def test_an_overlap_ends_where_the_next_begins_and_what_is_said_at_once_stays_so() -> None:
    overlap = "00:01.000 --> 00:05.000\nA\n\n00:02.000 --> 00:04.000\nB\n\n"
    script = read(overlap + "00:02.000 --> 00:03.000\nC\n")
    assert times(script) == [(1.0, 1.0), (2.0, 2.0), (2.0, 1.0)]


def test_cues_without_a_blank_line_between_them_are_two() -> None:
    script = read("1\n00:01.000 --> 00:02.000\nA\n2\n00:02.000 --> 00:03.000\nB\nC")
    assert [clip.lyrics for clip in clips_of(script)] == ["A", "B\nC"]


def test_a_cue_that_says_nothing_is_dropped_and_leaves_its_silence() -> None:
    script = read("00:01.000 --> 00:02.000\nA\n\n00:02.000 --> 00:09.000\n<i></i>\n")
    assert times(script) == [(1.0, 1.0)]
    assert [dropped.why for dropped in script.report.dropped] == ["a cue that says nothing"]


def test_the_clock_of_a_broadcast_is_set_to_nought_with_a_warning() -> None:
    script = read("10:00:01,000 --> 10:00:02,000\nA")
    assert times(script) == [(1.0, 1.0)]
    assert script.report.warnings == ("The times begin at 10 h and are counted from there",)


def test_forty_one_cues_without_a_pause_are_two_scenes_that_go_on() -> None:
    cue = "{0}\n00:00:{0:02d},000 --> 00:00:{1:02d},000\nLa {0}\n\n"
    script = read("".join(cue.format(n, n + 1) for n in range(41)))
    assert [clip.start for clip in clips_of(script)] == list(range(41))
    assert all(len(scene.clips) <= 40 for scene in script.scenes)


def test_one_arrow_in_a_story_does_not_make_it_subtitles() -> None:
    assert parse_script("He wrote a --> b on the wall.").kind == "plain"


LINES = (
    "WEBVTT", "NOTE x", "STYLE", "1", "intro", "", "", "00:01.000 --> 00:02.500", "Hello <b>there",
    "00:00:01,000 --> 00:00:02,000", "99:59:59,999 --> 00:00", "00:59:00,5 --> 05:00:00,0 line:1",
    "<v Mara>Hi &amp; bye</v>", "<v A>x <v B>y", "{\\an8}", "—", "0:0 --> 0:0", "<v &amp;>&lt;",
)  # fmt: skip


@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=12)), max_size=40),
    st.one_of(st.none(), st.integers(1, 5)),
)
def test_every_character_of_any_subtitles_is_in_one_place(
    lines: list[str], num_scenes: int | None
) -> None:
    script = parse_script("\n".join(lines), "srt", num_scenes=num_scenes)
    assert misplaced(script) == []
    assert all(scene.clips for scene in script.scenes)
    assert all(0 < clip.length <= 3600 and clip.start is not None for clip in clips_of(script))
    starts = [clip.start or 0 for clip in clips_of(script)]
    assert starts == sorted(starts)
