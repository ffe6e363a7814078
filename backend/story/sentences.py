"""Finding sentences: where they end, and where one too long to say in a clip may be cut."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from backend.story.partition import partition
from backend.story.script import Range
from backend.story.timing import DEFAULT_RATE, MAX_SECONDS, SpeechRate, speech_seconds
from backend.story.vocabulary import ABBREVIATIONS, JOINING

_CLOSING = r"""["'”’»›)\]}*_」』）】〉》]"""
_UNSPACED = r"(?=[\u3040-\u30ff\u3400-\u9fff「『（【〈《])"
# The marks of Chinese and Japanese need no blank after them, nor do others before such letters.
_END = re.compile(
    rf"(?P<tight>[。！？｡．]++{_CLOSING}*+|(?:[!?]++{_CLOSING}*+|…++{_CLOSING}++){_UNSPACED})"
    rf"|(?P<spaced>[.!?…؟۔।]++{_CLOSING}*+)"
)
_WORD_BEFORE = re.compile(r"[\w.]+$")
_NEXT_LETTER = re.compile(r"\s*+(?:[-–—]\s*+)?\W?(\w)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# No margin is narrower, in characters: shorter lines end where the author ended them.
_NARROW = 45

# The order in which a long sentence is cut: strong marks, weak marks, before a word that joins,
# between words.
_CUTS = (
    re.compile(r"[;:](?=\s)|[；：]"),
    re.compile(r",(?=\s)|[，、،]|\s[–—](?=\s)"),
    re.compile(
        "".join(rf"(?<!\s{word})" for word in sorted(JOINING))
        + rf"\s+(?=(?:{'|'.join(sorted(JOINING))})\s)",
        re.IGNORECASE,
    ),
    re.compile(r"\s+"),
)

# No letter anyone writes has more marks than this (Unicode's stream-safe format allows 30).
_LONGEST_GRAPHEME = 64
_JOINER = "\u200d"
_STICKING = ((0x1F1E6, 0x1F1FF), (0x1100, 0x11FF))  # flags are pairs, jamo build a syllable


def sentences(said: str, start: int, end: int) -> list[Range]:
    """Return the sentences of one paragraph as ranges without the blanks around them.

    A line of verse is a sentence too; in prose that was wrapped to a width lines are not.

    Args:
        said: the whole text; ranges are offsets into it.
        start, end: the paragraph.
    """
    ends = set(_ends(said, start, end))
    newlines = [at for at in range(start, end) if said[at] == "\n"]
    if _is_verse(said[start:end]):
        ends.update(newlines)
    cuts = [start, *sorted(ends), end]
    return _trimmed(said, cuts)


def fitting(said: str, sentence: Range, rate: SpeechRate = DEFAULT_RATE) -> list[Range]:
    """Cut a sentence of more than 8 s of speech into even parts that fit, or return it whole."""

    def seconds(piece: Range) -> float:
        return speech_seconds(said[slice(*piece)], rate)

    return list(_cut(said, sentence, seconds, 0))


def _ends(said: str, start: int, end: int) -> Iterator[int]:
    begin = start
    for mark in _END.finditer(said, start, end):
        if mark["tight"] or _really_ends(said, begin, mark, end):
            yield mark.end()
            begin = mark.end()


def _really_ends(said: str, begin: int, mark: re.Match[str], end: int) -> bool:
    """Whether the mark is more than an abbreviation's, an initial's or a number's."""
    if mark.end() < end and not said[mark.end()].isspace():
        return False
    if len(mark[0]) > 1 or mark[0] == "…":
        following = _NEXT_LETTER.match(said, mark.end(), end)
        return following is None or not following[1].islower()
    if mark[0] != ".":
        return True
    before = _WORD_BEFORE.search(said, max(begin, mark.start() - 12), mark.start())
    return before is None or not _is_abbreviation(before[0], said[begin : before.start()])


def _is_abbreviation(word: str, earlier: str) -> bool:
    if word.casefold() in ABBREVIATIONS:
        return True
    if word.isdigit():
        return not earlier.strip()
    return word != "I" and _INITIALS.fullmatch(word) is not None


def _is_verse(paragraph: str) -> bool:
    """Whether lines end because the author meant it, not because a margin was reached.

    In wrapped prose the first word of a line would not have fitted on the line before.
    """
    lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
    width = max(map(len, lines), default=0)
    if len(lines) < 2 or width < _NARROW:
        return True
    forced = sum(
        len(line) + 1 + len(following.split(None, 1)[0]) > width
        for line, following in pairwise(lines)
    )
    return 2 * forced < len(lines) - 1


def _cut(said: str, piece: Range, seconds: Callable[[Range], float], level: int) -> Iterator[Range]:
    total = seconds(piece)
    if total <= MAX_SECONDS:
        yield piece
        return
    if level == len(_CUTS):
        yield from _halves(said, piece, seconds)
        return
    marks = _CUTS[level].finditer(said, *piece)
    atoms = _trimmed(said, [piece[0], *(mark.end() for mark in marks), piece[1]])
    costs = [round(seconds(atom) * 1000) for atom in atoms]
    for group in partition(costs, math.ceil(total / MAX_SECONDS)):
        yield from _cut(said, (atoms[group[0]][0], atoms[group[-1]][1]), seconds, level + 1)


def _halves(said: str, piece: Range, seconds: Callable[[Range], float]) -> Iterator[Range]:
    """Cut what has no better place between letters, again and again until the parts fit."""
    start, end = piece
    near = range((start + end) // 2, min(end, (start + end) // 2 + _LONGEST_GRAPHEME))
    middle = next((at for at in near if is_boundary(said, at)), near.stop)
    if seconds(piece) <= MAX_SECONDS or not start < middle < end:
        yield from _trimmed(said, piece)
        return
    yield from _halves(said, (start, middle), seconds)
    yield from _halves(said, (middle, end), seconds)


def is_boundary(said: str, at: int) -> bool:
    """Whether a letter as people see it may end before this code point.

    On the safe side of Unicode's grapheme rules: flags, Korean jamo and everything beside a
    joiner stay together.
    """
    before, after = said[at - 1], said[at]
    if _JOINER in (before, after):
        return False
    if unicodedata.category(after) in {"Mn", "Mc", "Me", "Cf", "Sk"} or after in "\u0e33\u0eb3":
        return False
    return not any(_sticks(before, after, block) for block in _STICKING)


def _sticks(before: str, after: str, block: Range) -> bool:
    return block[0] <= ord(before) <= block[1] and block[0] <= ord(after) <= block[1]


def _trimmed(said: str, cuts: Sequence[int]) -> list[Range]:
    """Return the ranges between neighbouring cuts, without blanks around them or blank ones."""
    ranges = []
    for start, end in pairwise(cuts):
        piece = said[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            ranges.append((left, right))
    return ranges
