"""Where sentences end, and where long ones are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.story.sentences import fitting, sentences
from backend.story.timing import speech_seconds


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in fitting(text, (0, len(text)))]


@pytest.mark.parametrize(
    "parts",
    [
        ["Rain fell.", "Who is there?", "Go!"],
        ['"Stop!" she cried.', "He stopped."],
        ['She said "Go."', "He went."],
        ["Mr. Smith met Dr. J. R. Jones.", "They left."],
        ["It costs 3.14 at 5 p.m. in the U.S. border town.", "Good."],
        ["Well… maybe not... or so.", "Yes."],
        ["So did I.", "Then it rained."],
        ["1. First of all.", "2. Then."],
        ["Er kam z.B. am Abend zu Dr. Weiß.", "Sie ging."],
        ["Он ушёл.", "«Стой!» — крикнула она.", "Тишина…"],
        ["आज बारिश है।", "कल नहीं।"],
        ["**Bold end.**", "Next."],
        ["i went home.", "then i slept."],
    ],
)
def test_sentences_end_where_a_reader_would_pause(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_chinese_sentences_need_no_blank_between_them() -> None:
    assert split("你好。“你是谁？”她问！走了") == ["你好。", "“你是谁？”", "她问！", "走了"]
    assert split("鐘が鳴った!それから?「船……」と") == ["鐘が鳴った!", "それから?", "「船……」", "と"]
    assert split("我……不知道。Go!Go") == ["我……不知道。", "Go!Go"]


def test_a_line_of_verse_is_a_sentence() -> None:
    verse = ["Walking down the river road", "Carrying a heavy load"]
    assert split("\n".join(verse)) == verse


def test_a_line_of_wrapped_prose_is_not() -> None:
    prose = (
        "The tram stood in the rain for forty years, and nobody\n"
        "remembered who had driven it last, or why the bell had\n"
        "been taken down. Then Mara came."
    )
    assert len(split(prose)) == 2


def test_a_long_sentence_is_cut_at_strong_marks_before_weak_ones() -> None:
    halves = (
        "the rain came down on the roofs, the yards, the old trams and the river all night;",
        "nobody in the whole town could sleep, and nobody even tried to",
    )
    assert tuple(cut(" ".join(halves))) == halves


def test_a_long_sentence_without_marks_is_cut_between_words() -> None:
    parts = cut("word " * 49 + "word")
    assert [len(part.split()) for part in parts] == [17, 17, 16]


def test_a_sentence_that_fits_is_left_alone() -> None:
    assert cut("one, two; three") == ["one, two; three"]


@pytest.mark.parametrize("letter", ["👩‍👩‍👧‍👦", "🇩🇪", "e\u0301\u0323", "각", "นี้", "👍🏽", "நி"])
def test_a_word_without_end_is_cut_but_never_inside_a_letter(letter: str) -> None:
    parts = cut(letter * 1000)
    assert "".join(parts) == letter * 1000
    assert len(parts) > 1
    assert all(len(part) % len(letter) == 0 and part.startswith(letter) for part in parts)


@given(st.text(max_size=1500))
def test_sentences_and_their_parts_lose_nothing_but_blanks_and_fit(text: str) -> None:
    parts = [part for whole in sentences(text, 0, len(text)) for part in fitting(text, whole)]
    told = "".join(text[start:end] for start, end in parts)
    assert "".join(told.split()) == "".join(text.split())
    assert all(speech_seconds(text[start:end]) <= 8 for start, end in parts)


def test_a_long_sentence_without_marks_is_cut_before_a_word_that_joins() -> None:
    parts = (
        "he sat by the window of his room in the old yard with a glass of water",
        "and counted the open shapes on the roofs across the way until it was light",
    )
    assert tuple(cut(" ".join(parts))) == parts
    assert cut(f"{parts[0]} and that {parts[1]}")[1].startswith("and that")
