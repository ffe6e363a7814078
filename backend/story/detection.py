"""Telling what kind of script a text is."""

from collections.abc import Iterable
from pathlib import PurePath

from backend.domain.errors import invalid_field
from backend.story.fdx import is_fdx
from backend.story.fountain import is_title_page
from backend.story.headings import is_heading
from backend.story.markdown import HEADING
from backend.story.plain import is_transcript
from backend.story.subtitles import is_timing

_SUFFIXES = {
    ".fountain": "fountain",
    ".spmd": "fountain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".fdx": "fdx",
    ".srt": "srt",
    ".vtt": "srt",
}
_UNREADABLE = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf"})


def kind_of(text: str, kind: str | None, filename: str | None, known: Iterable[str]) -> str:
    """Return the kind asked for, else what the file's name says, else what the text looks like.

    Raises:
        ValidationError: the kind, or the file name's ending, is one we do not read.
    """
    suffix = PurePath(filename or "").suffix.lower()
    asked = kind or (suffix if suffix in _UNREADABLE else None)
    if asked is not None and asked not in known:
        kinds = ", ".join(known)
        raise invalid_field("kind", f"'{asked}' scripts cannot be read; there are {kinds}")
    return asked or _SUFFIXES.get(suffix) or _look(text)


def _look(text: str) -> str:
    if is_fdx(text):
        return "fdx"
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if text.startswith("WEBVTT") or any(map(is_timing, lines)):
        return "srt"
    if is_title_page(lines[0] if lines else "") or sum(map(_is_scene, lines)) >= 2:
        return "fountain"
    if any(mark.end() < len(line) for line in lines if (mark := HEADING.match(line))):
        return "markdown"
    return "transcript" if is_transcript(lines) else "plain"


def _is_scene(line: str) -> bool:
    forced = line[0] == "." and line[1:2].isalnum() and line.isupper()
    return forced or is_heading(line)
