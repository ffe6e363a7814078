"""Captions as people can read them: two lines at a time, each while its words are said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from backend.domain.take import SpokenWord
from backend.story.tokens import LINE, Break, Token, tokens_of, width_of

LINES: Final = 2
SHORTEST: Final = 1
"""Seconds."""
_LASTING: Final = SHORTEST + 0.05
"""Seconds after which a caption may end, so that it is not too short in whole frames either."""
_FULL_ENOUGH: Final = 0.4
"""A caption filled so far may end at a mark, though more words would fit."""
_BRIDGED: Final = 0.5
"""Seconds: over a shorter silence a caption stays until the next one comes."""
_MIDDLE: Final = 12
"""Columns off the middle that a better break between two lines is worth."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption, in seconds; its lines are parted by a newline."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class _Timed:
    token: Token
    start: float
    end: float


def lay_out_cues(
    text: str, start: float, end: float, words: Sequence[SpokenWord] = ()
) -> list[Cue]:
    """Return the captions of a text that is said between two moments, in seconds.

    Args:
        words: when each word is said, counted from `start`; without them the text is spread by
            its letters.
    """
    tokens = list(_timed(tokens_of(text), start, end, words))
    groups = list(_groups(tokens))
    cues = [
        Cue(min(group[0].start, end), min(group[-1].end, end), _written(group)) for group in groups
    ]
    return list(_shown(cues, end))


def spread_words(text: str, seconds: float) -> list[SpokenWord]:
    """Return when each word would be said if all letters took as long."""
    timed = _timed(tokens_of(text), 0.0, seconds, ())
    return [
        SpokenWord(text=each.token.text, start=round(each.start, 3), end=round(each.end, 3))
        for each in timed
    ]


def _timed(
    tokens: Sequence[Token], start: float, end: float, words: Sequence[SpokenWord]
) -> Iterator[_Timed]:
    """Give each token the time of the letters that stand at its place among the words."""
    total = sum(len(each.text) for each in tokens)
    even = SpokenWord(text="x" * total, start=0.0, end=end - start)
    letters = list(_letters(words)) or list(_letters([even]))
    done = 0
    for token in tokens:
        first = done * len(letters) // total
        done += len(token.text)
        last = -(-done * len(letters) // total) - 1
        yield _Timed(token, start + letters[first][0], start + letters[last][1])


def _letters(words: Iterable[SpokenWord]) -> Iterator[tuple[float, float]]:
    """Yield from when to when each letter is said."""
    for word in words:
        count = len(word.text.strip())
        step = (word.end - word.start) / max(count, 1)
        for number in range(count):
            yield word.start + number * step, word.start + (number + 1) * step


def _groups(tokens: Sequence[_Timed]) -> Iterator[Sequence[_Timed]]:
    """Cut the tokens into captions."""
    while tokens:
        cut = _most(tokens)
        if cut < len(tokens):
            cut = _best_cut(tokens, cut)
        yield tokens[:cut]
        tokens = tokens[cut:]


def _most(tokens: Sequence[_Timed]) -> int:
    """Return how many of the tokens fit into one caption."""
    lines, line = 1, 0
    for number in range(len(tokens)):
        starts_line = number > 0 and tokens[number - 1].token.after is Break.LINE
        width = width_of([each.token for each in tokens[line : number + 1]])
        if starts_line or width > LINE:
            lines, line = lines + 1, number
        if lines > LINES:
            return number
    return len(tokens)


def _best_cut(tokens: Sequence[_Timed], most: int) -> int:
    """Return after how many tokens a caption ends best, if it can hold no more than `most`."""
    enough = _FULL_ENOUGH * width_of([each.token for each in tokens[:most]])
    cuts = [
        cut
        for cut in range(1, most + 1)
        if width_of([each.token for each in tokens[:cut]]) >= enough
    ]
    lasting = [
        cut
        for cut in cuts
        if tokens[cut - 1].end - tokens[0].start >= _LASTING
        and tokens[-1].end - tokens[cut].start >= _LASTING
    ]
    return max(lasting or cuts, key=lambda cut: (tokens[cut - 1].token.after, cut))


def _written(group: Sequence[_Timed]) -> str:
    """Return the text of a caption, in two lines if it does not fit into one."""
    tokens = [each.token for each in group]
    forced = [n for n, each in enumerate(tokens[:-1], start=1) if each.after is Break.LINE]
    if not forced and width_of(tokens) <= LINE:
        return _line(tokens)
    cut = forced[0] if forced else max(_line_cuts(tokens), key=lambda n: _balance(tokens, n))
    return f"{_line(tokens[:cut])}\n{_line(tokens[cut:])}"


def _line_cuts(tokens: Sequence[Token]) -> list[int]:
    return [
        cut
        for cut in range(1, len(tokens))
        if width_of(tokens[:cut]) <= LINE and width_of(tokens[cut:]) <= LINE
    ]


def _balance(tokens: Sequence[Token], cut: int) -> int:
    """Return how good it is to end the first line there: at a mark, near the middle."""
    uneven = abs(width_of(tokens[:cut]) - width_of(tokens[cut:]))
    return _MIDDLE * tokens[cut - 1].after - uneven


def _line(tokens: Sequence[Token]) -> str:
    return "".join(each.text + each.space for each in tokens).strip()


def _shown(cues: Sequence[Cue], end: float) -> Iterator[Cue]:
    """Have each caption stay long enough to be read, but never into the next one."""
    for number, cue in enumerate(cues, start=1):
        following = cues[number].start if number < len(cues) else end
        stays = max(cue.end, cue.start + SHORTEST)
        bridged = following if following - stays < _BRIDGED else stays
        yield replace(cue, end=min(bridged, following))
