"""Reading Fountain, the plain-text screenplay format (fountain.io/syntax)."""

import re
from collections.abc import Callable
from dataclasses import replace

from backend.story.blocks import Block, Line, Page, Parsed, Role
from backend.story.headings import is_heading
from backend.story.script import Range

_TITLE_KEYS = frozenset(
    (
        *("title", "credit", "author", "authors", "source", "notes", "draft date", "date"),
        *("contact", "copyright", "format", "revision"),
        *("auteur", "auteurs", "autor", "autorin", "autore", "автор"),
    )
)
_TITLES = frozenset({"titre", "titel", "título", "titolo", "название"})
_FIELD = re.compile(r"([^\W\d_][\w ]{0,30}):")
_MARKS = re.compile(r"(/\*)|(\*/)|(\[\[)|(\]\])|\n[^\S\n]?\n")
_CLOSERS = {"/*": "*/", "[[": "]]"}
_SECTION = re.compile(r"#{1,6}\s*(?=[^\s#])")
_BREAK = re.compile(r"={3,}")
_FORCED_HEADING = re.compile(r"\.(?=\w)")
_TRANSITION = re.compile(
    r"[^a-z]*TO:|FADE (?:IN|OUT|UP|TO BLACK|TO WHITE)[.:]?"
    r"|(?:SMASH |MATCH |JUMP |HARD )?CUT(?:[.:]| TO (?:BLACK|WHITE)[.:]?)|DISSOLVE[.:]"
)
_LONGEST_NAME = 60


def parse_fountain(text: str) -> Parsed:
    """Read a Fountain script. Whatever fits no rule of the format is action, as it says.

    An outline without scene headings has its sections for scenes.
    """
    page = Page(text)
    page.note_enclosed(_MARKS, _CLOSERS, fragile="[[")
    _Reader(page).read()
    parsed = page.parsed()
    if any(block.role is Role.HEADING for block in parsed.blocks):
        return parsed
    return replace(parsed, blocks=tuple(map(_as_heading, parsed.blocks)))


def _as_heading(block: Block) -> Block:
    return replace(block, role=Role.HEADING) if block.role is Role.SECTION else block


class _Reader:
    """Reads line by line: the first rule that takes any lines makes a block of them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lines = page.lines()
        self._rules: tuple[Callable[[int], int], ...] = (
            self._blank,
            self._page_break,
            self._synopsis,
            self._section,
            self._heading,
            self._lyrics,
            self._transition,
            self._dialogue,
            self._action,
        )

    def read(self) -> None:
        at = self._title_page()
        while at < len(self._lines):
            at += next(taken for rule in self._rules if (taken := rule(at)))

    def _title_page(self) -> int:
        """Fields at the very top: "Key: value", continued by further lines, up to a blank one."""
        first = self._until(0, lambda line: not line.blank)
        if first == len(self._lines) or not is_title_page(self._lines[first].text):
            return 0
        after = self._until(first, lambda line: line.blank)
        starts = [at for at in range(first, after) if at == first or self._is_field(at)]
        for at, following in zip(starts, [*starts[1:], after], strict=True):
            lines = self._lines[at:following]
            key, _, value = "\n".join(line.text for line in lines).partition(":")
            key = key.strip().lower()
            detail = "title" if key in _TITLES else key
            self._add(Role.FIELD, lines, text=value.strip(), detail=detail)
        return after

    def _is_field(self, at: int) -> bool:
        line = self._lines[at]
        return self._page.text[line.start - 1] == "\n" and _FIELD.match(line.text) is not None

    def _blank(self, at: int) -> int:
        return int(self._lines[at].blank)

    def _page_break(self, at: int) -> int:
        return self._one(at, Role.DROPPED, _BREAK, detail="a page break: a board has no pages")

    def _synopsis(self, at: int) -> int:
        line = self._lines[at]
        if not line.text.startswith("=") or not line.text.strip("= "):
            return 0
        return self._add(Role.SYNOPSIS, [line], text=line.text.lstrip("= "))

    def _section(self, at: int) -> int:
        line = self._lines[at]
        mark = _SECTION.match(line.text)
        return self._add(Role.SECTION, [line], text=line.text[mark.end() :]) if mark else 0

    def _heading(self, at: int) -> int:
        line = self._lines[at]
        forced = _FORCED_HEADING.match(line.text)
        if not self._stands_apart(at) or not (forced or is_heading(line.text)):
            return 0
        text = line.text[1 if forced else 0 :]
        return self._add(Role.HEADING, [line], text=text, detail="place")

    def _lyrics(self, at: int) -> int:
        after = self._until(at, lambda line: not line.text.startswith("~"))
        return self._shown(Role.LYRICS, self._lines[at:after])

    def _transition(self, at: int) -> int:
        line = self._lines[at]
        if line.text.startswith(">") and not line.text.endswith("<") and line.text.strip("> "):
            return self._add(Role.TRANSITION, [line], text=line.text.strip("> "))
        alone = self._stands_apart(at) and self._ends(at + 1)
        return self._one(at, Role.TRANSITION, _TRANSITION) if alone else 0

    def _dialogue(self, at: int) -> int:
        cue = self._lines[at]
        forced = cue.text.startswith("@") and len(cue.text) > 1
        if not (forced or self._stands_apart(at)) or self._ends(at + 1):
            return 0
        name, extension = split_cue(cue.text)
        if not 0 < len(name) <= _LONGEST_NAME or not (forced or _is_cue_name(name)):
            return 0
        after = self._until(at + 1, lambda line: line.blank and not line.held)
        self._page.blot(cue.start, cue.end)
        self._speech(
            cue, [line for line in self._lines[at + 1 : after] if not line.blank], name, extension
        )
        return after - at

    def _speech(self, cue: Line, lines: list[Line], name: str, extension: str) -> None:
        """Add the speech; lines that are sung become blocks of their own."""
        part = [cue]
        role = Role.DIALOGUE
        for line in lines:
            asked = Role.LYRICS if line.text.startswith("~") else Role.DIALOGUE
            if asked is not role and part != [cue]:
                self._shown(role, part, name, extension)
                part = []
            role = asked
            part.append(line)
        self._shown(role, part, name, extension)

    def _action(self, at: int) -> int:
        after = self._until(at + 1, self._ends_action)
        return self._shown(Role.ACTION, self._lines[at:after])

    def _ends_action(self, line: Line) -> bool:
        text = line.text
        return (
            line.blank
            or text[0] in "~=@"
            or (text[0] == ">" and not text.endswith("<"))
            or (_SECTION.match(text) is not None)
        )

    def _shown(self, role: Role, lines: list[Line], name: str = "", extension: str = "") -> int:
        """Blot out the marks and directions of the lines and add them as one block."""
        if not lines:
            return 0
        asides: list[Range] = []
        for line in lines:
            if role is Role.DIALOGUE and line.text[0] == "(" and line.text[-1] == ")":
                asides.append((line.start, line.end))
                self._page.blot(line.start, line.end)
            else:
                self._blot_mark(role, line)
        self._page.add(
            Block(role, lines[0].start, lines[-1].end, "", name, extension, tuple(asides))
        )
        return len(lines)

    def _blot_mark(self, role: Role, line: Line) -> None:
        if role is Role.ACTION and line.text[0] == ">":
            self._page.blot(line.end - 1, line.end)
        if line.text[0] in {Role.ACTION: "!>", Role.LYRICS: "~"}.get(role, ""):
            self._page.blot(line.start, line.start + 1)

    def _one(self, at: int, role: Role, pattern: re.Pattern[str], detail: str = "") -> int:
        line = self._lines[at]
        if not pattern.fullmatch(line.text):
            return 0
        return self._add(role, [line], text=line.text, detail=detail)

    def _add(self, role: Role, lines: list[Line], *, text: str, detail: str = "") -> int:
        self._page.add(Block(role, lines[0].start, lines[-1].end, text, detail=detail))
        return len(lines)

    def _stands_apart(self, at: int) -> bool:
        return at == 0 or self._lines[at - 1].blank

    def _ends(self, at: int) -> bool:
        return at >= len(self._lines) or self._lines[at].blank

    def _until(self, at: int, stop: Callable[[Line], bool]) -> int:
        while at < len(self._lines) and not stop(self._lines[at]):
            at += 1
        return at


def is_title_page(line: str) -> bool:
    """Whether a script that begins with this line has a title page."""
    field = _FIELD.match(line)
    return field is not None and field[1].strip().lower() in _TITLE_KEYS | _TITLES


def _is_cue_name(name: str) -> bool:
    """Whether a line in capitals can be a name: "BANG!" is not."""
    return name.isupper() and name[0] != "!" and name[-1] not in "!?:,;…"


def split_cue(cue: str) -> tuple[str, str]:
    """Return the name over a speech and what stands beside it: "V.O.", "dual dialogue"."""
    alone = cue.removeprefix("@").rstrip("^ ")
    dual = "dual dialogue" if cue.endswith("^") else ""
    name, bracket, extension = alone.partition("(")
    extension = extension.rstrip(") ").strip() if bracket else ""
    return name.strip(), ", ".join(filter(None, (extension, dual)))
