"""Reading Markdown: headings make scenes, and only what is said is said."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from backend.story.blocks import Block, Line, Page, Parsed, Role, spoken
from backend.story.plain import add_paragraph, is_transcript

HEADING = re.compile(r"(#{1,6})(?:\s+|$)")
_MARKS = re.compile(r"^[^\S\n]*+(```|~~~)|(<!--)|(-->)", re.MULTILINE)
_CLOSERS = {"```": "```", "~~~": "~~~", "<!--": "-->"}
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\n]*\)")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\(((?:[^()\n]|\([^()\n]*\))*+)\)")
# What a link or a footnote refers to, and where a footnote is referred to.
_DEFINITION = re.compile(
    r"^ {0,3}(?:\[\^[^\s\[\]]+\]:.+"
    r"|\[[^\[\]\n]+\]:[^\S\n]+(?:<\S*>|#\S+|\S*[/.]\S+)(?:[^\S\n]+[\"'(].*)?$)",
    re.MULTILINE,
)
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]+\]")
_RULE = re.compile(r"(?:[-*_]\s*){3,}")
_UNDERLINE = re.compile(r"={2,}|-{2,}")
_QUOTE = re.compile(r"(?:>\s*+)+")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(?=\S)")
_FIELD = re.compile(r"[^\W\d_][\w -]{0,30}:")
_LONGEST_TITLE = 80


def parse_markdown(text: str) -> Parsed:
    """Read Markdown: the heading level used most divides scenes, as does a line of dashes.

    A first-level heading that stands alone is the title. Code, tables, pictures, comments,
    footnotes and the addresses of links are kept as notes.
    """
    page = Page(text)
    page.note_enclosed(_MARKS, _CLOSERS)
    for pattern in (_IMAGE, _DEFINITION, _FOOTNOTE):
        for found in pattern.finditer(page.said):
            page.note(found.start(), found.end(), found[0])
    _Reader(page).read()
    for link in _LINK.finditer(page.said):
        page.strike(link.start(), link.start() + 1)
        page.note(link.end(1), link.end(), link[2])
        page.strike(link.end(1), link.end())
    return page.parsed()


class _Reader:
    """Reads line by line: the first rule that takes any lines makes blocks of them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lines = page.lines()
        self._labelled = is_transcript(line.text for line in self._lines if line.text[:1] != "#")
        self._levels = {at: level for at in range(len(self._lines)) if (level := self._level(at))}
        used = Counter(self._levels.values())
        self._has_title = used[1] == 1
        if self._has_title:
            del used[1]
        self._scene_level = min(used, key=lambda level: (-used[level], level), default=0)
        self._rules: tuple[Callable[[int], int], ...] = (
            self._blank,
            self._heading,
            self._break,
            self._table,
            self._paragraph,
        )

    def read(self) -> None:
        at = self._front_matter()
        while at < len(self._lines):
            at += next(taken for rule in self._rules if (taken := rule(at)))

    def _front_matter(self) -> int:
        """Fields between two lines of dashes at the very top."""
        if not self._lines or self._lines[0].text != "---" or self._lines[0].start > 0:
            return 0
        ends = (at for at in range(1, len(self._lines)) if not _FIELD.match(self._lines[at].text))
        last = next(ends, 0)
        if last < 2 or self._lines[last].text not in {"---", "..."}:
            return 0
        for at in range(1, last):
            key, _, value = self._lines[at].text.partition(":")
            first = 0 if at == 1 else at
            end = self._lines[last if at == last - 1 else at].end
            value = value.strip().strip("\"'")
            field = Block(Role.FIELD, self._lines[first].start, end, value, detail=key.lower())
            self._page.add(field)
        return last + 1

    def _level(self, at: int) -> int:
        """The level of a heading, by number signs or by the line under it; 0 for other lines."""
        line = self._lines[at]
        mark = HEADING.match(line.text)
        if mark:
            return len(mark[1])
        alone = at == 0 or self._lines[at - 1].blank
        below = self._lines[at + 1].text if at + 1 < len(self._lines) else ""
        short = 0 < len(line.text) <= _LONGEST_TITLE and line.text[-1] not in ".!?,;:-|"
        if not (alone and short and _UNDERLINE.fullmatch(below)):
            return 0
        return 1 if below[0] == "=" else 2

    def _blank(self, at: int) -> int:
        return int(self._lines[at].blank)

    def _heading(self, at: int) -> int:
        level = self._levels.get(at)
        if level is None:
            return 0
        line = self._lines[at]
        mark = HEADING.match(line.text)
        taken = 1 if mark else 2
        written = line.text[mark.end() if mark else 0 :].rstrip("# ")
        title = spoken(_LINK.sub(r"\1", written))
        role = Role.HEADING if level == self._scene_level else Role.SECTION
        is_title = level == 1 and self._has_title
        self._page.add(
            Block(
                Role.FIELD if is_title else role,
                line.start,
                self._lines[at + taken - 1].end,
                title,
                detail="title" if is_title else "",
            )
        )
        return taken

    def _break(self, at: int) -> int:
        line = self._lines[at]
        if not _RULE.fullmatch(line.text):
            return 0
        self._page.add(Block(Role.BREAK, line.start, line.end))
        return 1

    def _table(self, at: int) -> int:
        after = at
        while after < len(self._lines) and self._lines[after].text.startswith("|"):
            after += 1
        if after > at:
            lines = self._lines[at:after]
            rows = "\n".join(line.text for line in lines)
            self._page.add(Block(Role.NOTE, lines[0].start, lines[-1].end, rows))
        return after - at

    def _paragraph(self, at: int) -> int:
        after = at + 1
        while after < len(self._lines) and not self._begins_other(after):
            after += 1
        lines = [self._unmarked(line) for line in self._lines[at:after]]
        add_paragraph(self._page, lines, labelled=self._labelled)
        return after - at

    def _begins_other(self, at: int) -> bool:
        text = self._lines[at].text
        begins = (HEADING.match, _RULE.fullmatch, _ITEM.match)
        return not text or text[0] == "|" or any(test(text) is not None for test in begins)

    def _unmarked(self, line: Line) -> Line:
        """Blot out the mark of a quotation or an item, unless it is a number, which is said.

        The line keeps its place.
        """
        mark = _QUOTE.match(line.text) or _ITEM.match(line.text)
        if mark is None:
            return line
        if not mark[0][0].isdigit():
            self._page.blot(line.start, line.start + mark.end())
        return replace(line, text=" " * mark.end() + line.text[mark.end() :])
