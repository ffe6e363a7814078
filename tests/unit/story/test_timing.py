"""How long texts take to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.story.timing import SpeechRate, clip_seconds, speech_seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("one two three four five", 2.0),
        ("один два три четыре пять", 2.0),
        ("well-known — words… here", 1.2),
        ("你好你好你好你好你", 2.0),
        ("สวัสดีครับผม", 12 / 11),
        ("Hello 你好你好你好你好你", 2.4),
        ("", 0.0),
    ],
)
def test_words_are_counted_in_spaced_scripts_and_characters_in_others(
    text: str, seconds: float
) -> None:
    assert speech_seconds(text) == pytest.approx(seconds)


def test_a_faster_voice_takes_less_time() -> None:
    assert speech_seconds("one two", SpeechRate(words_per_minute=300)) == pytest.approx(0.4)


@given(st.text(max_size=400))
def test_no_text_is_said_faster_than_50_characters_a_second(text: str) -> None:
    assert speech_seconds(text) >= len(text) / 50


@pytest.mark.parametrize(("speech", "length"), [(0, 3.0), (4.1234, 4.12), (99, 8.0)])
def test_a_clip_lasts_3_to_8_seconds(speech: float, length: float) -> None:
    assert clip_seconds(speech) == length
