"""How long a text takes to say."""

import re
from dataclasses import dataclass

MIN_SECONDS = 3.0
MAX_SECONDS = 8.0

# Text without words (symbols, one endless word) still takes time, so that no clip can hold a book.
MAX_CHARACTERS_PER_SECOND = 50

_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LETTERS_PER_WORD = 5
_WORD = re.compile(r"[^\s\u2010-\u2015…/]+")


@dataclass(frozen=True, slots=True)
class SpeechRate:
    """How fast a voice speaks: words for scripts with spaces, characters for those without."""

    words_per_minute: float = 150.0
    ideographs_per_second: float = 4.5
    unspaced_per_second: float = 11.0


DEFAULT_RATE = SpeechRate()


def speech_seconds(text: str, rate: SpeechRate = DEFAULT_RATE) -> float:
    """Estimate the seconds it takes to say the text.

    Chinese and Japanese are counted by characters, as are Thai, Lao, Burmese and Khmer, whose
    words have no spaces between them; everything else by words. Punctuation alone is silent.
    """
    words, ideographs, unspaced = _counted(text)
    spoken = (
        words * 60 / rate.words_per_minute
        + ideographs / rate.ideographs_per_second
        + unspaced / rate.unspaced_per_second
    )
    return max(spoken, len(text) / MAX_CHARACTERS_PER_SECOND)


def word_count(text: str) -> int:
    """Count words; ideographs are one each, and so are five letters of Thai and its like."""
    words, ideographs, unspaced = _counted(text)
    return words + ideographs + -(-unspaced // _LETTERS_PER_WORD)


def _counted(text: str) -> tuple[int, int, int]:
    """Return how many words, ideographs and letters of scripts without spaces there are."""
    rest, ideographs = _IDEOGRAPHS.subn(" ", text)
    rest, unspaced = _UNSPACED.subn(" ", rest)
    words = sum(any(map(str.isalnum, word)) for word in _WORD.findall(rest))
    return words, ideographs, unspaced


def clip_seconds(speech: float) -> float:
    """Return the length of a clip that holds so many seconds of speech: 3 to 8, two decimals."""
    return round(min(max(speech, MIN_SECONDS), MAX_SECONDS), 2)
