"""Scripts as models get to read them: numbered sentences between marks, in pieces that fit."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from backend.story.blocks import spoken
from backend.story.llm.step import tokens_of
from backend.story.parser import ReadScript
from backend.story.pieces import Piece

_NUMBERING = 4
"""Tokens that the number of a sentence takes, and its line end."""


def pieces_of(source: ReadScript) -> list[Piece]:
    """Return the sentences of a script; number 1 is the first."""
    return [piece for scene in source.board.scenes for piece in scene.pieces]


def headings_of(source: ReadScript) -> dict[int, str]:
    """Return the author's headings by the number of the sentence that each stands before."""
    headings: dict[int, str] = {}
    number = 1
    for scene in source.board.scenes:
        if scene.heading:
            headings[number] = spoken(scene.heading.text)
        number += len(scene.pieces)
    return headings


def cost_of(piece: Piece) -> int:
    """Return the tokens of a sentence in a listing, by estimate."""
    return tokens_of(line_of(0, piece)) + _NUMBERING


def line_of(number: int, piece: Piece) -> str:
    """Return the line of a sentence: "[12] MARA: I am late."."""
    speaker = f"{spoken(piece.block.speaker)}: " if piece.block.speaker else ""
    return f"[{number}] {speaker}{piece.text}"


def listing(
    pieces: Sequence[Piece], first: int, last: int, headings: dict[int, str] | None = None
) -> str:
    """Write sentences first..last, a line each, between marks that the text cannot have."""
    lines: list[str] = []
    for number in range(first, last + 1):
        if headings and number in headings:
            lines.append(f"(heading) {headings[number]}")
        lines.append(line_of(number, pieces[number - 1]))
    return fenced("\n".join(lines))


def fenced(text: str) -> str:
    """Put a text between marks that nobody who wrote it could foresee."""
    mark = f"MATERIAL-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:16]}"
    return f"<<<{mark}\n{text}\n{mark}>>>"


def windows(pieces: Sequence[Piece], most: int, longest: int) -> Iterator[range]:
    """Cut sentences into stretches, where a paragraph begins if it can be.

    Args:
        most: tokens of a stretch; a longer sentence stands alone.
        longest: sentences of a stretch.

    Yields:
        Indices of the pieces.
    """
    start = filled = 0
    costs = [cost_of(piece) for piece in pieces]
    for index in range(len(pieces)):
        while index > start and (filled + costs[index] > most or index - start >= longest):
            seam = _seam(pieces, start, index)
            yield range(start, seam)
            filled -= sum(costs[start:seam])
            start = seam
        filled += costs[index]
    if pieces:
        yield range(start, len(pieces))


def _seam(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Return the last beginning of a paragraph in the second half of the stretch, else its end."""
    for at in range(end, (start + end) // 2, -1):
        if pieces[at].block is not pieces[at - 1].block:
            return at
    return end
