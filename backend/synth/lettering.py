"""Text as it can be drawn here: a font that has shapes for it, and its lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

# Pillow is imported where it is used: it costs more to load than the whole server around it.
if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

    Font = FreeTypeFont | ImageFont

OWN: Final = ""
"""Pillow's own font: the same everywhere, but it has ASCII and little else."""
OTHERS: Final = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "NotoSansCJK-Regular.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "Arial Unicode.ttf",
    "Arial.ttf",
    "PingFang.ttc",
    "msyh.ttc",
    "msgothic.ttc",
    "malgun.ttf",
    "Nirmala.ttf",
    "LeelawUI.ttf",
)
"""Looked for in the folders of the system: Linux, macOS, Windows."""
PLAIN: Final = str.maketrans("–—×", "--x")
NOBODYS: Final = "\U0010ffff"
"""No character: a font draws it as all those that it lacks."""
_GLANCE: Final = 16


def lettering(text: str, size: float) -> tuple[str, Font]:
    """Return a text as it can be drawn, and the font that lacks the least of it.

    What no font here has loses its accents: better "Cafe" than a box.
    """
    plain = text.translate(PLAIN)
    strange = frozenset(letter for letter in plain if not letter.isascii())
    name = _font_of(strange)
    bare = {ord(each): _bare(each) for each in strange if not _has(name, each)}
    return plain.translate(bare), _font(name, size)


def wrapped(text: str, font: Font, room: float) -> Iterator[str]:
    """Yield the lines of a text, each of so many pixels at most.

    It is broken between words; within them only where one alone is too long, as in scripts
    without spaces.
    """
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        *full, line = _broken(word, font, room)
        yield from full
    if line:
        yield line


def _broken(word: str, font: Font, room: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        is_mark = unicodedata.category(letter).startswith("M")
        if piece and not is_mark and font.getlength(piece + letter) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece


@lru_cache(maxsize=1024)
def _font_of(letters: frozenset[str]) -> str:
    """Return the first font that lacks the fewest of them."""
    if all(_has(OWN, letter) for letter in letters):
        return OWN
    return min(_fonts(), key=lambda name: sum(not _has(name, letter) for letter in letters))


@cache
def _fonts() -> tuple[str, ...]:
    return (OWN, *filter(_is_here, OTHERS))


def _is_here(name: str) -> bool:
    with suppress(OSError):
        return _font(name, _GLANCE) is not None
    return False


@lru_cache(maxsize=16384)
def _has(name: str, letter: str) -> bool:
    font = _font(name, _GLANCE)
    return bytes(font.getmask(letter)) != bytes(font.getmask(NOBODYS))


@lru_cache(maxsize=256)
def _font(name: str, size: float) -> Font:
    from PIL import ImageFont

    return ImageFont.truetype(name, size) if name else ImageFont.load_default(size)


def _bare(letter: str) -> str:
    """Return a letter without its accents; itself if that is no letter of ASCII."""
    parts = unicodedata.normalize("NFKD", letter)
    kept = "".join(part for part in parts if not unicodedata.combining(part))
    return kept if kept.isascii() else letter
