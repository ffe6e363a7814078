"""Analysing a script: counts, time, language, subjects and seams, all of it by code alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.errors import ValidationError
from backend.story.analysis import Analysis, analyse
from backend.story.languages import guess_language
from backend.story.parser import parse_script
from tests.unit.story.accounts import FOUNTAIN_LINES, MARKDOWN_LINES, clips_of, lines_of
from tests.unit.story.long_scripts import chapter, screenplay, song

LIGHTHOUSE = """The lighthouse stood on a cliff. Ada climbed the lighthouse stairs each night.

A storm came, and it was the worst storm in years. "Is the lamp lit?" asked Ada, for the lamp
was old. When the storm had passed, Ada slept under the lamp."""

TEXTS = {
    "en": LIGHTHOUSE,
    "de": "Der Leuchtturm stand auf der Klippe, und jede Nacht stieg sie zu ihm hinauf.",
    "fr": "Le phare se dressait sur la falaise. Chaque nuit, elle montait vers la lampe.",
    "es": "El faro estaba sobre el acantilado. Cada noche ella subía a la lámpara.",
    "it": "Il faro stava sulla scogliera. Ogni notte lei saliva fino alla lampada, e non parlava.",
    "pt": "O farol ficava no penhasco. Todas as noites ela subia até a lâmpada e não falava.",
    "nl": "De vuurtoren stond op de klif. Elke nacht klom zij naar de lamp en zei niet veel.",
    "ru": "Маяк стоял на скале. Каждую ночь она поднималась на маяк, и буря не стихала.",
    "uk": "Маяк стояв на скелі. Щоночі вона піднімалася на маяк, і буря не вщухала.",
    "ja": "灯台は崖の上に立っていた。彼女は毎晩灯台に登った。",
    "zh": "灯塔矗立在悬崖上。她每天晚上都爬上灯塔。",
    "ko": "등대는 절벽 위에 서 있었다. 그녀는 매일 밤 등대에 올라갔다.",
    "th": "ประภาคารตั้งอยู่บนหน้าผา เธอปีนขึ้นไปทุกคืน",
    "ar": "كانت المنارة على الجرف. كل ليلة كانت تصعد إلى المنارة من القرية.",
    "hi": "प्रकाशस्तंभ चट्टान पर खड़ा था। वह हर रात उस पर चढ़ती थी और नहीं रुकती थी।",
    "he": "המגדלור עמד על הצוק. כל לילה היא טיפסה אליו.",
    "el": "Ο φάρος στεκόταν στον βράχο. Κάθε νύχτα ανέβαινε.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_language_is_known_by_its_letters_and_commonest_words(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("text", ["", "123 4.5 !", "Xyzzy plugh frotz.", "la la la"])
def test_a_language_that_is_not_plain_is_not_guessed(text: str) -> None:
    assert guess_language(text) is None


def test_words_sentences_and_time_are_those_of_what_is_shown_and_said() -> None:
    found = analyse("Title: X\n\nINT. A - DAY\n\nIt rains.\n\nANNA\nWe go now. Come!", "fountain")
    assert (found.word_count, found.sentence_count) == (6, 3)
    assert found.speech_seconds == 4 * 60 / 150


def test_themes_are_frequent_words_but_no_common_ones_and_no_names() -> None:
    found = analyse(LIGHTHOUSE)
    assert found.themes == ("storm", "lamp", "lighthouse")
    assert found.characters == ("Ada",)
    assert analyse("灯塔在海边，灯塔很高，灯塔是我的家。").themes[0] == "灯塔"


def test_people_and_places_are_named_the_most_frequent_first() -> None:
    found = analyse(screenplay(90))
    assert set(found.characters) == {"Mara", "Theo", "Inspector Vale", "Young Ines", "Dr. Okoro"}
    assert "Tram Depot" in found.locations
    assert (found.language, len(found.locations)) == ("en", 5)


def test_scenes_are_recommended_as_the_author_has_them_else_one_for_each_45_seconds() -> None:
    assert analyse(screenplay(30)).recommended_scenes == 30
    told = analyse("The rain fell all day long. " * 100)
    assert told.recommended_scenes == round(told.speech_seconds / 45)
    assert analyse("Rain.", num_scenes=1).recommended_scenes == 1


def test_seams_are_where_the_scenes_of_the_board_begin_and_end() -> None:
    text = "INT. A - DAY\n\nRain.\n\nEXT. B - DAY\n\nSun.\n"
    found = analyse(text)
    assert [text[slice(*each)] for each in found.scene_boundaries] == [
        "INT. A - DAY\n\nRain.",
        "EXT. B - DAY\n\nSun.",
    ]


def test_a_nursery_rhyme_is_simpler_than_a_novel() -> None:
    rhyme = analyse("The cat sat. The cat ran. The cat sat and ran. " * 5)
    novel = analyse(chapter(30))
    assert 0 <= rhyme.complexity_score < novel.complexity_score <= 1


def test_subtitles_take_as_long_to_say_as_their_words_and_not_as_they_are_shown() -> None:
    found = analyse(song(8))
    assert found.kind == "srt"
    assert (
        found.speech_seconds
        == analyse(
            "\n\n".join(clip.lyrics for clip in clips_of(parse_script(song(8))))
        ).speech_seconds
    )


def test_a_given_language_is_not_guessed_and_an_unknown_kind_is_refused() -> None:
    assert analyse(LIGHTHOUSE, language="fr").language == "fr"
    with pytest.raises(ValidationError, match="cannot be read"):
        analyse("Rain.", "opera")


@given(lines_of(FOUNTAIN_LINES + MARKDOWN_LINES), st.one_of(st.none(), st.integers(1, 6)))
def test_an_analysis_is_within_its_bounds_and_agrees_with_the_board(
    text: str, num_scenes: int | None
) -> None:
    found: Analysis = analyse(text, num_scenes=num_scenes)
    script = parse_script(text, num_scenes=num_scenes)
    assert found.clip_count == len(clips_of(script))
    assert len(found.scene_boundaries) == len(script.scenes)
    assert all(0 <= a <= b <= len(script.text) for a, b in found.scene_boundaries)
    assert 0 <= found.complexity_score <= 1
    bounds = (found.themes, 5), (found.characters, 10), (found.locations, 8)
    assert all(len(names) <= most for names, most in bounds)
    assert analyse(text, num_scenes=num_scenes) == found
