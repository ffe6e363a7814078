"""The smallest parts of a text that captions keep together, and how good it is to break there."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final

from backend.story.sentences import is_boundary

LINE: Final = 42
"""Characters of a line of captions; those of Chinese, Japanese and Korean are two wide."""

_WORD: Final = re.compile(r"\S+")
_UNSPACED: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\uff00-\uffef\U00020000-\U0003ffff]"
)
_SENTENCE_ENDS: Final = re.compile(r"""[.!?…؟۔।。！？｡．]["'”’»›)\]}」』）】〉》]*$""")
_CLAUSE_ENDS: Final = re.compile(r"""[,;:、，；：،–—]["'”’»›)\]}」』）】〉》]*$""")
_OPENING: Final = frozenset({"Ps", "Pi"})
_CLOSING: Final = frozenset({"Pe", "Pf", "Po"})


class Break(IntEnum):
    """What lies after a token, from the worst place for a break to the best."""

    INSIDE = -1
    BETWEEN_WORDS = 0
    CLAUSE = 1
    SENTENCE = 2
    LINE = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a letter of a script that has no spaces; `space` is what follows it."""

    text: str
    space: str
    after: Break

    @property
    def width(self) -> int:
        """Columns that it takes."""
        return _width(self.text)


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text; its lines are kept apart unless one is too long to be shown."""
    lines = [line for line in text.splitlines() if line.strip()]
    if any(_width(line) > LINE for line in lines):
        lines = [" ".join(lines)]
    return [token for line in lines for token in _of_line(line)]


def width_of(tokens: Sequence[Token]) -> int:
    """Return the columns of a line of tokens."""
    return _width("".join(each.text + each.space for each in tokens).strip())


def _of_line(line: str) -> Iterator[Token]:
    words = _WORD.findall(line)
    for number, word in enumerate(words, start=1):
        *parts, last = _parts(word)
        for part in parts:
            yield Token(part, "", _break_after(part, Break.INSIDE))
        if number < len(words):
            yield Token(last, " ", _break_after(last, Break.BETWEEN_WORDS))
        else:
            yield Token(last, "\n", Break.LINE)


def _break_after(text: str, otherwise: Break) -> Break:
    if _SENTENCE_ENDS.search(text):
        return Break.SENTENCE
    return Break.CLAUSE if _CLAUSE_ENDS.search(text) else otherwise


def _parts(word: str) -> Iterator[str]:
    """Cut a word where a line may end in it: nowhere, unless its script has no spaces."""
    for part in _cut(word, [at for at in range(1, len(word)) if _may_break(word, at)]):
        if _width(part) > LINE:
            yield from _cut(part, [at for at in range(1, len(part)) if is_boundary(part, at)])
        else:
            yield part


def _cut(word: str, cuts: Sequence[int]) -> Iterator[str]:
    return (word[start:end] for start, end in pairwise([0, *cuts, len(word)]))


def _may_break(word: str, at: int) -> bool:
    """Tell whether a line may end before a character: marks stay with what they belong to."""
    before, after = word[at - 1], word[at]
    if unicodedata.category(before) in _OPENING or unicodedata.category(after) in _CLOSING:
        return False
    unspaced = _UNSPACED.match(before) or _UNSPACED.match(after)
    return bool(unspaced) and is_boundary(word, at)


def _width(text: str) -> int:
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
