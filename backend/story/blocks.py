"""What every parser makes of a text: blocks of one role each, over a copy without the marks."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from backend.story.script import Range


class Role(StrEnum):
    """What a block of the source is to the board."""

    FIELD = "title_fields"
    HEADING = "headings"
    BREAK = "breaks"
    SECTION = "sections"
    SYNOPSIS = "synopses"
    NOTE = "notes"
    TRANSITION = "transitions"
    ACTION = "action"
    DIALOGUE = "dialogue"
    LYRICS = "lyrics"
    PROSE = "prose"
    DROPPED = "dropped"


# Stands in `Parsed.said` for a mark that is no blank either; no text holds it, see `normalised`.
STRUCK = "\0"

SHOWN = frozenset({Role.ACTION, Role.DIALOGUE, Role.LYRICS, Role.PROSE})


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A stretch of the source with one role, its marks included; equal only to itself.

    Attributes:
        text: what it says, for roles that are not shown; the others speak through `Parsed.said`.
        detail: a field's key, a speech's "V.O.", the reason why a block is dropped; "place" for a
            heading that says where the scene is.
        asides: ranges of directions to the speaker, brackets included.
        notes: written notes that lie inside the block.
        timing: start and length in seconds, of a cue, which is one clip whatever its length.
    """

    role: Role
    start: int
    end: int
    text: str = ""
    speaker: str = ""
    detail: str = ""
    asides: tuple[Range, ...] = ()
    notes: tuple["Block", ...] = ()
    timing: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text and its blocks, in order; each character that is not blank lies in one of them.

    Attributes:
        said: the text with marks, notes and directions blotted out, offset for offset.
        warnings: what a person should know about how it was read.
    """

    text: str
    said: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it, once notes are blotted out.

    Attributes:
        blank: nothing was written on it, not even a note.
        held: blank, but with two spaces, by which Fountain continues a speech.
    """

    start: int
    end: int
    text: str
    blank: bool = False
    held: bool = False


class Page:
    """A text under reading: parsers blot out its marks and add its blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._said = list(text)
        self._blocks: list[Block] = []
        self._notes: list[Block] = []

    def add(self, block: Block) -> None:
        """Add a block; blocks may come in any order but never overlap."""
        self._blocks.append(block)

    def note(self, start: int, end: int, text: str) -> None:
        """Add a note, which may lie inside a block, and blot it out."""
        self._notes.append(Block(Role.NOTE, start, end, text.strip()))
        self.blot(start, end)

    def note_enclosed(
        self, marks: re.Pattern[str], closers: Mapping[str, str], fragile: str = ""
    ) -> None:
        """Set aside as notes what stands between an opening mark and its closing one.

        An opening mark that nothing closes is ordinary text. One pass, whatever the text.

        Args:
            marks: finds marks, each in a group of its own, and blank lines in no group.
            fragile: the opening mark whose note does not reach over a blank line.
        """
        found = list(marks.finditer(self.text))
        last = {_token(mark): mark.start() for mark in found}
        opened: re.Match[str] | None = None
        for mark in found:
            token = _token(mark)
            if opened is None:
                closes = token in closers and last.get(closers[token], -1) > mark.start()
                opened = mark if closes else None
            elif token == closers[_token(opened)]:
                self.note(opened.start(), mark.end(), self.text[opened.end() : mark.start()])
                opened = None
            elif not token and _token(opened) == fragile:
                opened = None

    def blot(self, start: int, end: int) -> None:
        """Blot out what is not said; line ends stay."""
        self._said[start:end] = ["\n" if sign == "\n" else " " for sign in self._said[start:end]]

    def strike(self, start: int, end: int) -> None:
        """Take out marks in the middle of a text, so that no blanks are left in their place."""
        self._said[start:end] = STRUCK * (end - start)

    def write(self, start: int, text: str) -> None:
        """Say something else than what stands there, in as many characters."""
        self._said[start : start + len(text)] = text

    @property
    def said(self) -> str:
        """The text without what was blotted out so far, offset for offset."""
        return "".join(self._said)

    def lines(self) -> list[Line]:
        """Return the lines as they now are, those with nothing but notes left out."""
        lines = []
        start = 0
        for said, raw in zip(self.said.split("\n"), self.text.split("\n"), strict=True):
            text = said.strip()
            first = start + len(said) - len(said.lstrip()) if text else start
            if text or not raw.strip():
                line = Line(first, first + len(text), text, not text, not text and len(raw) > 1)
                lines.append(line)
            start += len(raw) + 1
        return lines

    def parsed(self) -> Parsed:
        """Return the blocks in order, with each note inside the block it was written in."""
        notes = sorted(self._notes, key=_start)
        starts = [note.start for note in notes]
        blocks: list[Block] = []
        taken: set[int] = set()
        for block in sorted(self._blocks, key=_start):
            first = at = bisect_left(starts, block.start)
            end = block.end
            while at < len(notes) and (starts[at] < end or self._follows(end, notes[at], block)):
                end = max(end, notes[at].end)
                at += 1
            taken.update(range(first, at))
            inner = tuple(notes[first:at])
            blocks.append(replace(block, end=end, notes=inner) if inner else block)
        blocks += (note for index, note in enumerate(notes) if index not in taken)
        return Parsed(self.text, self.said, tuple(sorted(blocks, key=_start)))

    def _follows(self, end: int, note: Block, block: Block) -> bool:
        """Whether the note stands right behind a shown block, on its last line."""
        between = self.text[end : note.start]
        return block.role in SHOWN and "\n" not in between and not between.strip()


def _token(mark: re.Match[str]) -> str:
    return str(mark[mark.lastindex]) if mark.lastindex else ""


def _start(block: Block) -> int:
    return block.start


_EMPHASIS = re.compile(r"`+|(?<![\w\\])[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_\\])[*_]{1,3}(?!\w)")
_ESCAPE = re.compile(r"\\([*_~#>@!\\\[\]`-])")


def spoken(text: str) -> str:
    """Return the text as it is read aloud: no emphasis marks, one space for any blanks."""
    plain = _EMPHASIS.sub("", text.replace(STRUCK, ""))
    return " ".join(_ESCAPE.sub(r"\1", plain).split())


def joined(texts: Iterable[str], separator: str = "\n") -> str:
    """Join the texts that say something."""
    return separator.join(filter(None, texts))


def merged(ranges: Iterable[Range], text: str) -> tuple[Range, ...]:
    """Return the ranges in order; neighbours with only blanks between them become one."""
    result: list[Range] = []
    for start, end in sorted(part for part in ranges if part[0] < part[1]):
        if result and not text[result[-1][1] : start].strip():
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return tuple(result)
