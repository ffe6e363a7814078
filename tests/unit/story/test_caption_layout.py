"""Captions as people can read them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.take import SpokenWord
from backend.story.caption_layout import Cue, lay_out_cues, spread_words
from backend.story.tokens import LINE, tokens_of, width_of

SCRIPTS = (
    "The boats are back; nobody believed it, and the whole town ran down to the harbour. ",
    "Жили-были старик со старухой у самого синего моря; они жили там тридцать лет. ",
    "昔々あるところに、おじいさんとおばあさんが住んでいました。",
    "กาลครั้งหนึ่งนานมาแล้ว มีเด็กหญิงคนหนึ่งชื่อหนูน้อยหมวกแดง ",
    "كان يا ما كان، في قديم الزمان، صياد فقير يعيش قرب البحر. ",
)


def texts(cues: list[Cue]) -> list[str]:
    return [cue.text for cue in cues]


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


def said(*words: tuple[str, float, float]) -> list[SpokenWord]:
    return [SpokenWord(text=text, start=start, end=end) for text, start, end in words]


def test_a_short_text_is_one_line_for_as_long_as_it_is_said() -> None:
    assert lay_out_cues("The boats are back.", 2, 5) == [Cue(2, 5, "The boats are back.")]


def test_lines_break_at_marks_and_near_the_middle() -> None:
    text = "They lived in an old hut by the sea, for thirty years and three."
    assert texts(lay_out_cues(text, 0, 5)) == [
        "They lived in an old hut by the sea,\nfor thirty years and three."
    ]


def test_captions_end_where_sentences_do() -> None:
    text = (
        "Nobody had believed it, not even the old keeper. The whole town ran down to the harbour"
        " to see seven boats with torn sails."
    )
    assert texts(lay_out_cues(text, 0, 9)) == [
        "Nobody had believed it,\nnot even the old keeper.",
        "The whole town ran down to the harbour\nto see seven boats with torn sails.",
    ]


def test_verse_keeps_its_lines() -> None:
    text = "Rain on the roof\nRain on the sea\nRain on you and me"
    assert texts(lay_out_cues(text, 0, 6)) == [
        "Rain on the roof\nRain on the sea",
        "Rain on you and me",
    ]


def test_scripts_without_spaces_break_between_letters_and_never_before_a_mark() -> None:
    [first, second] = texts(
        lay_out_cues(
            "おじいさんは山へ芝刈りに、おばあさんは川へ洗濯に行きました。「これは桃だ」と言いました。",
            0,
            12,
        )
    )
    assert first == "おじいさんは山へ芝刈りに、\nおばあさんは川へ洗濯に行きました。"
    assert second == "「これは桃だ」と言いました。"


def test_words_that_were_timed_set_the_times() -> None:
    words = said(("One", 0.2, 0.6), ("two.", 0.8, 1.6))
    [cue] = lay_out_cues("One two.", 10, 13, words)
    assert (cue.start, cue.text) == (10.2, "One two.")
    assert cue.end == pytest.approx(11.6)


@pytest.mark.parametrize(
    ("second_begins", "first_ends"),
    [(0.4, 0.4), (0.8, 0.8), (1.3, 1.3), (3.0, 1.0)],
    ids=["cut off", "until the next one", "over a short silence", "a second at least"],
)
def test_a_caption_stays_until_it_is_read(second_begins: float, first_ends: float) -> None:
    words = said(
        *(("Rain", 0, 0.1), ("Sea", 0.2, 0.3)),
        *(("Roof", second_begins, second_begins + 0.5), ("Me", 4, 5)),
    )
    first, second = lay_out_cues("Rain\nSea\nRoof\nMe", 0, 6, words)
    assert first.start == 0
    assert first.end == pytest.approx(first_ends)
    assert second == Cue(second_begins, 5, "Roof\nMe")


def test_words_of_another_number_than_the_text_has_still_fit() -> None:
    words = said(("twenty", 0, 1), ("one", 1, 2), ("men", 2, 3))
    [cue] = lay_out_cues("21 men", 0, 4, words)
    assert (cue.start, cue.end) == (0, 3)


def test_nothing_said_is_no_caption() -> None:
    assert lay_out_cues(" \n ", 0, 3) == []
    assert spread_words("", 3) == []


def test_words_are_spread_by_their_letters() -> None:
    assert spread_words("one three", 4) == said(("one", 0, 1.5), ("three", 1.5, 4))


@given(
    st.lists(st.sampled_from(SCRIPTS) | st.text(max_size=30), max_size=8).map("".join),
    st.floats(0, 1000),
    st.floats(0.1, 200),
)
def test_no_letter_is_lost_and_no_line_is_too_long(text: str, start: float, length: float) -> None:
    cues = lay_out_cues(text, start, start + length)
    assert without_blanks("".join(texts(cues))) == without_blanks(text)
    end = start
    for cue in cues:
        lines = cue.text.split("\n")
        assert len(lines) <= 2
        assert all(0 <= width_of(tokens_of(line)) <= LINE for line in lines)
        assert end - 1e-9 <= cue.start <= cue.end <= start + length
        end = cue.end


@given(st.lists(st.sampled_from(SCRIPTS), min_size=1, max_size=12).map("".join))
def test_captions_of_real_speech_stay_a_second_at_least(text: str) -> None:
    cues = lay_out_cues(text, 0, len(text) / 15)
    assert all(cue.end - cue.start >= 1 - 1e-9 for cue in cues)
