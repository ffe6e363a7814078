"""Gathering sentences to clips, and merging clips when there are too many."""

from backend.story.clips import at_most
from backend.story.parser import parse_script
from backend.story.script import ScriptClip
from tests.unit.story.accounts import clips_of


def lengths(text: str) -> list[float]:
    return [clip.length for clip in clips_of(parse_script(text, "plain"))]


def test_short_sentences_of_a_paragraph_are_gathered_to_three_seconds() -> None:
    assert lengths("It rained a lot. " * 4) == [3.2, 3.2]


def test_a_short_rest_goes_to_the_clip_before_it() -> None:
    assert lengths("One two three four five six seven eight. Nine ten.") == [4.0]


def test_paragraphs_and_speakers_are_never_gathered_together() -> None:
    assert lengths("Rain.\n\nSnow.") == [3.0, 3.0]
    script = parse_script("Anna: Hi.\nBert: Hi.", "transcript")
    assert [clip.speaker for clip in clips_of(script)] == ["Anna", "Bert"]


def test_the_first_clip_of_a_scene_is_wide_and_speeches_are_close() -> None:
    script = parse_script("INT. A - DAY\n\nRain.\n\nSnow.\n\nMARA\nHello.", "fountain")
    sizes = [clip.shot_size for clip in clips_of(script)]
    assert sizes == ["wide shot", "medium shot", "medium close-up"]


def test_the_shortest_neighbours_are_merged_first() -> None:
    clips = [ScriptClip(name, lyrics=name, length=length) for name, length in
             (("a", 8.0), ("b", 3.0), ("c", 3.5), ("d", 8.0))]  # fmt: skip
    (merged,) = at_most([clips], 3)
    assert [clip.lyrics for clip in merged] == ["a", "b\nc", "d"]
    assert merged[1].length == 6.5


def test_merged_speeches_say_who_speaks() -> None:
    mara = ScriptClip("m", dialogue="Hi.", speaker="Mara", characters=("Mara",))
    theo = ScriptClip("t", dialogue="Yes.", speaker="Theo", transition="CUT TO:")
    ((merged,),) = at_most([[mara, theo]], 1)
    assert (merged.speaker, merged.dialogue) == (None, "Mara: Hi.\nTheo: Yes.")
    assert merged.notes == "CUT TO:"
    ((same,),) = at_most([[mara, mara]], 1)
    assert (same.speaker, same.dialogue) == ("Mara", "Hi.\nHi.")


def test_each_scene_keeps_one_clip_at_least() -> None:
    board = [[ScriptClip("a")], [ScriptClip("b")]]
    assert at_most(board, 1) == board
