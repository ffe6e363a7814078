"""Reading plain prose, song texts and transcripts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from backend.story.blocks import Block, Line, Page, Parsed, Role, spoken
from backend.story.headings import is_heading
from backend.story.vocabulary import LABELS

_BREAK = re.compile(r"(?:[*#~_=+⁂–—-]\s*){1,40}")
_NUMERAL = (
    r"(?:\d{1,4}|[ivxlc]{1,8}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_CHAPTER = re.compile(
    rf"(?:chapter|scene|act|part|kapitel|szene|teil|akt|chapitre|scène|capítulo|escena)\s+{_NUMERAL}"
    r"(?!\w)|(?:глава|сцена|часть|акт)\s+\w{1,12}(?!\w)|第.{1,6}[章幕场場回节節](?:\s|$)"
    r"|prologue\b|epilogue\b|prolog\b|epilog\b|пролог\b|эпилог\b",
    re.IGNORECASE,
)
_VERSE = re.compile(
    r"[\[(](?:verse|chorus|pre-?chorus|post-?chorus|bridge|intro|outro|hook|refrain|interlude|"
    r"instrumental|solo|break|strophe)\b[^\[\]()]{0,40}[\])]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SAID = re.compile(r"[.!?…][\"'”’»)]*$")
_LONGEST_HEADING = 80
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_LABEL = re.compile(
    rf"\s*+(?:[\[(]?(?P<before>{_TIME})[\])]?\s*+)?[*_]{{0,3}}(?P<name>[^\W\d_][^\n:：*_]{{0,39}}?)"
    rf"(?:\s*[\[(](?P<after>{_TIME})[\])])?[*_]{{0,3}}[:：][*_]{{0,3}}(?:(?<=[：])|\s|$)"
)


def parse_plain(text: str) -> Parsed:
    """Read prose: chapter lines and lines of stars divide scenes, blank lines paragraphs."""
    return _parse(text, labelled=False)


def parse_transcript(text: str) -> Parsed:
    """Read speeches, each begun by "Name:"; a paragraph without a name is told by nobody."""
    return _parse(text, labelled=True)


def is_transcript(lines: Iterable[str]) -> bool:
    """Whether the lines are speeches: a third name a speaker, and one comes again, or all do."""
    written = [line.strip() for line in lines if line.strip()]
    speakers = Counter(filter(None, map(speaker_of, written)))
    speeches = speakers.total()
    again = speeches > len(speakers) or speeches == len(written)
    return speeches >= 2 and 3 * speeches >= len(written) and again


def speaker_of(line: str) -> str:
    """Return the name before the colon, or nothing if what stands there is no name."""
    label = _LABEL.match(line)
    name = spoken(label["name"]) if label else ""
    words = name.split()
    is_name = (
        0 < len(words) <= 4
        and not any(word[0].islower() for word in words)
        and name.casefold() not in LABELS
    )
    return name if is_name else ""


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines between blank ones."""
    for blank, run in groupby(lines, key=lambda line: line.blank):
        if not blank:
            yield list(run)


def add_paragraph(page: Page, lines: Sequence[Line], *, labelled: bool) -> None:
    """Add the lines as prose, or as a speech from every line on that begins with a name.

    Among speeches a line in brackets is seen, not said, and a time beside a name is a note.
    Speeches may also stand as a paragraph of their own in a text that is not made of them.
    """
    labelled = labelled or _is_talk(lines)
    begins = [
        at for at, line in enumerate(lines) if at == 0 or (labelled and speaker_of(line.text))
    ]
    for at, following in zip(begins, [*begins[1:], len(lines)], strict=True):
        first, last = lines[at], lines[following - 1]
        speaker = speaker_of(first.text) if labelled else ""
        told = Role.ACTION if labelled and _BRACKETED.fullmatch(first.text) else Role.PROSE
        role = Role.DIALOGUE if speaker else told
        label = _LABEL.match(first.text) if speaker else None
        if label:
            page.blot(first.start, first.start + label.end())
        for time in ("before", "after"):
            if label and label[time]:
                start = first.start + label.start(time)
                page.note(start, start + len(label[time]), label[time])
        page.add(Block(role, first.start, last.end, speaker=speaker))


def _is_talk(lines: Sequence[Line]) -> bool:
    """Whether several lines each name a speaker and say a sentence; "Lens: 35 mm" says none."""
    return len(lines) > 1 and all(
        speaker_of(line.text) and _SAID.search(line.text) for line in lines
    )


def _parse(text: str, *, labelled: bool) -> Parsed:
    page = Page(text)
    for paragraph in paragraphs(page.lines()):
        for role, run in groupby(paragraph, key=_role_of):
            if role is Role.PROSE:
                add_paragraph(page, list(run), labelled=labelled)
            else:
                for line in run:
                    page.add(Block(role, line.start, line.end, text=line.text.strip("[]")))
    return page.parsed()


def _role_of(line: Line) -> Role:
    text = line.text
    if _BREAK.fullmatch(text) and len(text) >= 3:
        return Role.BREAK
    return Role.HEADING if is_division(text) else Role.PROSE


def is_division(text: str) -> bool:
    """Whether the line is the heading of a chapter, a scene or a verse of a song."""
    tests: tuple[Callable[[str], object], ...] = (_CHAPTER.match, _VERSE.fullmatch, is_heading)
    return len(text) <= _LONGEST_HEADING and any(test(text) for test in tests)
