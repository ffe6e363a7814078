"""From the times of characters, as ElevenLabs tells them, to those of words."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from pydantic import BaseModel

from backend.domain.take import Alignment, SpokenWord

_MOST_WORDS: Final = 5000
_UNSPACED: Final = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
"""How the Unicode names of letters begin that are written without spaces between words."""
_OPENING: Final = frozenset({"Ps", "Pi"})
"""The Unicode categories of brackets and quotation marks that open."""


class CharacterTimes(BaseModel):
    """Each character, and when it is said; in seconds."""

    characters: list[str]
    character_start_times_seconds: list[float]
    character_end_times_seconds: list[float]

    def alignment(self) -> Alignment | None:
        """Return the times of the words; None where the lists do not fit together."""
        lists = (self.character_start_times_seconds, self.character_end_times_seconds)
        if any(len(each) != len(self.characters) for each in lists):
            return None
        words = spoken_words(zip(self.characters, *lists, strict=True))
        return Alignment(words=_at_most(_MOST_WORDS, words)) if words else None


def spoken_words(timed: Iterable[tuple[str, float, float]]) -> list[SpokenWord]:
    """Put characters together to words, which end at white space.

    Each letter of a script without spaces is a word with the marks and the punctuation around it.
    """
    words: list[SpokenWord] = []
    goes_on = False
    for text, start, end in timed:
        if not text or text.isspace():
            goes_on = False
        elif goes_on and not _parts(words[-1].text[-1], text[0]):
            words[-1].text += text
            words[-1].end = max(words[-1].end, end)
        else:
            words.append(SpokenWord(text=text, start=start, end=max(start, end)))
            goes_on = True
    return words


def _parts(before: str, after: str) -> bool:
    """Tell whether a word ends between two characters that no space parts."""
    if _stands_alone(after):
        return unicodedata.category(before) not in _OPENING
    category = unicodedata.category(after)
    begins = category in _OPENING or (after.isalnum() and category != "Lm")
    return begins and _stands_alone(before)


@lru_cache(4096)
def _stands_alone(character: str) -> bool:
    is_letter = unicodedata.category(character) == "Lo"
    return is_letter and unicodedata.name(character, "").startswith(_UNSPACED)


def _at_most(most: int, words: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Join neighbours until there are few enough."""
    size = math.ceil(len(words) / most)
    groups = [words[at : at + size] for at in range(0, len(words), size)]
    return [_joined(group) for group in groups]


def _joined(words: Sequence[SpokenWord]) -> SpokenWord:
    text = "".join(each.text for each in words)
    return SpokenWord(text=text, start=words[0].start, end=words[-1].end)
