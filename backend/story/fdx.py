"""Reading Final Draft documents: XML that says of each paragraph what it is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from backend.domain.errors import invalid_field
from backend.story.blocks import SHOWN, Block, Page, Parsed, Role, joined
from backend.story.fountain import split_cue

_ROOT: Final = "FinalDraft"
_BEGINNING: Final = 2000
_BY = re.compile(r"(?:written |screenplay |teleplay |story |script )?by\b", re.IGNORECASE)

# Kinds of paragraphs beside those that Final Draft knows; a title page has fields.
_NOTE, _SUMMARY, _SETTINGS = "(note)", "(summary)", "(settings)"
_FIELDS: Final = ("title", "credit", "author", "contact")

_CUE, _ASIDE = "Character", "Parenthetical"
_SUNG: Final = ("Lyrics", "Singing")
_SPOKEN: Final = frozenset({_ASIDE, "Dialogue", *_SUNG})
_ROLES: Final = {
    "Scene Heading": Role.HEADING,
    "Transition": Role.TRANSITION,
    "Dialogue": Role.DIALOGUE,
    "Cast List": Role.NOTE,
    _SETTINGS: Role.DROPPED,
    **dict.fromkeys(_SUNG, Role.LYRICS),
    **dict.fromkeys((_SUMMARY, "Outline Body"), Role.SYNOPSIS),
    **dict.fromkeys(("New Act", "End of Act", "Sequence"), Role.SECTION),
    **dict.fromkeys(("Outline 1", "Outline 2", "Outline 3", "Outline 4"), Role.SECTION),
    **dict.fromkeys(_FIELDS, Role.FIELD),
}
_DETAILS: Final = {
    Role.HEADING: "place",
    Role.DROPPED: "lists and settings of the program that wrote the script",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph or a note, and where it stands in the plain text."""

    kind: str
    start: int
    text: str
    number: str = ""
    dual: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def is_fdx(text: str) -> bool:
    """Whether the text is a Final Draft document."""
    return text.lstrip().startswith("<") and f"<{_ROOT}" in text[:_BEGINNING]


def parse_fdx(text: str) -> Parsed:
    """Read a Final Draft document; what is parsed is a plain text of its paragraphs.

    Paragraphs of kinds that are not known are action. Notes and summaries stay with what they
    were written to; a title page has the title on top, then who wrote it.

    Raises:
        ValidationError: it is not XML, has another root, or declares a grammar or entities.
    """
    sheet = _Sheet()
    root = _root(text)
    for section in root.iterfind("TitlePage"):
        _read_title_page(sheet, section)
    for section in root:
        if section.tag == "Content":
            _read_content(sheet, section)
        elif section.tag != "TitlePage":
            kind = _NOTE if section.tag in {"ScriptNote", "ScriptNotes"} else _SETTINGS
            sheet.write(kind, _words(section))
    page = Page("".join(sheet.text))
    _read_parts(page, sheet.parts)
    return page.parsed()


def _root(text: str) -> Element:
    if "<!DOCTYPE" in text:
        raise invalid_field("text", "declares a grammar or entities, which are not read")
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities need a DOCTYPE, and there is none
    except ET.ParseError as exc:
        raise invalid_field("text", f"is not XML: {exc}") from exc
    if root.tag != _ROOT:
        raise invalid_field("text", f"is no Final Draft document: its root is not {_ROOT}")
    return root


class _Sheet:
    """The plain text as it is written."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.parts: list[_Part] = []
        self._length = 0

    def write(
        self, kind: str, text: str, *, gap: str = "\n\n", number: str = "", dual: bool = False
    ) -> None:
        """Write a paragraph, unless nothing stands in it."""
        text = text.strip()
        if not text:
            return
        gap = gap if self.parts else ""
        self.text += (gap, text)
        self.parts.append(_Part(kind, self._length + len(gap), text, number, dual))
        self._length += len(gap) + len(text)


def _read_title_page(sheet: _Sheet, section: Element) -> None:
    lines = [line for content in section.iterfind("Content") for line in _lines(content)]
    fields: list[tuple[str, str]] = []
    for line in lines:
        after = fields[-1][0] if fields else ""
        kind = "author" if after == "credit" else "contact"
        if _BY.match(line):
            kind = "credit" if _BY.fullmatch(line) else "author"
        fields.append((kind if fields else "title", line))
    for kind, run in groupby(fields, key=lambda field: field[0]):
        sheet.write(kind, "\n".join(line for _, line in run))
    for other in section:
        if other.tag != "Content":
            sheet.write(_SETTINGS, _words(other))


def _read_content(sheet: _Sheet, content: Element, *, dual: bool = False) -> None:
    for paragraph in content:
        kind = paragraph.get("Type", "Action")
        text = _own_words(paragraph)
        if kind == _ASIDE and text and (text[0], text[-1]) != ("(", ")"):
            text = f"({text})"
        gap = "\n" if kind in _SPOKEN else "\n\n"
        sheet.write(kind, text, gap=gap, number=paragraph.get("Number", ""), dual=dual)
        for child in paragraph:
            if child.tag == "SceneProperties":
                told = joined((child.get("Title", ""), _words(child)))
                sheet.write(_SUMMARY, told, gap="\n")
            elif child.tag == "DualDialogue" and not dual:
                _read_content(sheet, child, dual=True)
            elif child.tag != "Text":
                sheet.write(_NOTE, _words(child), gap=" ")


def _own_words(paragraph: Element) -> str:
    """Return what is written in a paragraph, without the notes and properties inside it."""
    runs = [_unless_blank(paragraph.text)]
    for child in paragraph:
        written = child.itertext() if child.tag == "Text" else ()
        runs += [*written, _unless_blank(child.tail)]
    return "".join(runs).strip()


def _unless_blank(text: str | None) -> str:
    """Blanks between elements are how the file is laid out; those within Text are written."""
    return text if text and text.strip() else ""


def _words(element: Element) -> str:
    return "\n".join(_lines(element))


def _lines(element: Element) -> list[str]:
    """Return what stands anywhere in an element, a line a paragraph."""
    for paragraph in element.iter("Paragraph"):
        paragraph.text = f"\n{paragraph.text or ''}"
    lines = "".join(element.itertext()).split("\n")
    return [line.strip() for line in lines if line.strip()]


def _read_parts(page: Page, parts: Sequence[_Part]) -> None:
    at = 0
    while at < len(parts):
        after = at + 1
        if parts[at].kind == _CUE:
            while after < len(parts) and parts[after].kind in {_NOTE, *_SPOKEN}:
                after += 1
        speech = parts[at:after]
        if any(part.kind in _SPOKEN for part in speech[1:]):
            _add_speech(page, speech[0], speech[1:])
        else:
            for part in speech:
                _add(page, part)
        at = after


def _add(page: Page, part: _Part) -> None:
    role = _ROLES.get(part.kind, Role.ACTION)
    if part.kind == _NOTE:
        page.note(part.start, part.end, part.text)
        return
    told = "" if role in SHOWN else part.text
    if role is Role.HEADING and part.number:
        told = f"{told} #{part.number}#"
    detail = part.kind if role is Role.FIELD else _DETAILS.get(role, "")
    page.add(Block(role, part.start, part.end, told, detail=detail))


def _add_speech(page: Page, cue: _Part, parts: Iterable[_Part]) -> None:
    """Add what one person says; what is sung becomes blocks of their own."""
    name, extension = split_cue(cue.text)
    detail = joined((extension, "dual dialogue" if cue.dual else ""), ", ")
    page.blot(cue.start, cue.end)
    runs = groupby(_said(page, parts), key=lambda part: part.kind in _SUNG)
    for number, (sung, run) in enumerate(runs):
        lines = list(run)
        start = lines[0].start if number else cue.start
        asides = tuple((line.start, line.end) for line in lines if line.kind == _ASIDE)
        for aside in asides:
            page.blot(*aside)
        role = Role.LYRICS if sung else Role.DIALOGUE
        page.add(Block(role, start, lines[-1].end, "", name, detail, asides))


def _said(page: Page, parts: Iterable[_Part]) -> Iterator[_Part]:
    """Yield what is said, and set notes aside."""
    for part in parts:
        if part.kind == _NOTE:
            page.note(part.start, part.end, part.text)
        else:
            yield part
