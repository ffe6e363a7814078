"""Reading subtitles, SubRip's and WebVTT's: words whose times are known."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from backend.story.blocks import STRUCK, Block, Line, Page, Parsed, Role, spoken
from backend.story.plain import paragraphs

# All in milliseconds. No clip is longer than an hour.
_SILENCE: Final = 3_000
_SHORT: Final = 3_000
_HOUR: Final = 3_600_000

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"{_TIME}\s*+-->\s*+{_TIME}(?:\s|$)")
_TAG = re.compile(
    r"<v(?:\.[^\s<>]*)?\s+(?P<voice>[^<>\n]+)>"
    r"|</?(?:[ibuscv]|lang|ruby|rt|font|span)(?:[.\s][^<>\n]*)?>|<[\d:.]+>|\{\\[^{}\n]*\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#39|nbsp|lrm|rlm);")
_SIGNS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}
_SIGNATURE: Final = "WEBVTT"
_LOOKS = re.compile(r"(?:STYLE|REGION)(?!\S)")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue and its times in milliseconds."""

    block: Block
    start: int
    end: int


def is_timing(line: str) -> bool:
    """Whether the line says from when to when a cue is shown."""
    return _TIMING.match(line) is not None


def parse_subtitles(text: str) -> Parsed:
    """Read subtitles: each cue is a clip from its start to the next one's, in order of time.

    A silence of 3 s begins a scene. Tags are marks, and whom a voice tag names is the speaker;
    the names and comments that WebVTT knows are notes. Times of broadcasts, which begin at one
    hour or ten, are counted from that hour.
    """
    page = Page(text)
    read = [cue for lines in paragraphs(page.lines()) for cue in _read(page, lines)]
    said = page.said
    cues: list[_Cue] = []
    for cue in sorted(read, key=lambda cue: cue.start):
        if said[cue.block.start : cue.block.end].replace(STRUCK, "").strip():
            cues.append(cue)
        else:
            page.add(replace(cue.block, role=Role.DROPPED, detail="a cue that says nothing"))
    origin = cues[0].start // _HOUR * _HOUR if cues else 0
    for block in _in_time(cues, origin):
        page.add(block)
    parsed = page.parsed()
    warning = f"The times begin at {origin // _HOUR} h and are counted from there"
    return replace(
        parsed,
        blocks=tuple(_in_order(parsed.blocks)),
        warnings=(warning,) if origin else (),
    )


def _in_time(cues: Sequence[_Cue], origin: int) -> Iterator[Block]:
    """Yield the cues with their seconds, and a break before each that a silence goes before."""
    starts = [cue.start for cue in cues]
    heard = 0
    for at, cue in enumerate(cues):
        seconds = (cue.start - origin) / 1000
        if at and cue.start - heard >= _SILENCE:
            yield Block(Role.BREAK, cue.block.start, cue.block.start, timing=(seconds, 0))
        heard = max(heard, cue.end)
        later = bisect_right(starts, cue.start)
        goes_on = later < len(cues) and starts[later] - heard < _SILENCE
        length = min((starts[later] if goes_on else cue.end) - cue.start, _HOUR)
        yield replace(cue.block, timing=(seconds, length / 1000))


def _in_order(blocks: Iterable[Block]) -> list[Block]:
    """Put the blocks in order of time; what has none stays behind the cue it was written after."""
    times: list[float] = []
    for block in blocks:
        before = times[-1] if times else -1.0
        times.append(block.timing[0] if block.timing else before)
    timed = zip(times, blocks, strict=True)
    return [block for _, block in sorted(timed, key=lambda pair: pair[0])]


def _read(page: Page, lines: Sequence[Line]) -> Iterator[_Cue]:
    """Read the lines between blank ones: yield their cues, and add what is none to the page."""
    tops: list[int] = []
    timings: list[tuple[int, re.Match[str]]] = []
    for at, line in enumerate(lines):
        if times := _TIMING.match(line.text):
            above = lines[at - 1].text if at else _SIGNATURE
            named = above.isdigit() or not (timings or above.startswith(_SIGNATURE))
            tops.append(at - named)
            timings.append((at, times))
    if outside := lines[: tops[0] if tops else len(lines)]:
        page.add(_no_cue(outside, page.text))
    for top, (timing, times), end in zip(tops, timings, [*tops[1:], len(lines)], strict=False):
        yield _cue(page, lines[top:end], timing - top, times)


def _no_cue(lines: Sequence[Line], source: str) -> Block:
    start, end = lines[0].start, lines[-1].end
    text = source[start:end]
    if start == 0 and text.startswith(_SIGNATURE):
        return Block(Role.FIELD, start, end, _after(_SIGNATURE, text), detail="header")
    if _LOOKS.match(text):
        return Block(Role.DROPPED, start, end, detail="how captions look: a board shows none")
    return Block(Role.NOTE, start, end, _after("NOTE", text))


def _after(word: str, text: str) -> str:
    return re.sub(rf"^{word}(?!\w)[\s-]*", "", text)


def _cue(page: Page, lines: Sequence[Line], timing: int, times: re.Match[str]) -> _Cue:
    """Blot out what is not said of a cue: its number, or its name, and its timing."""
    for line in lines[:timing]:
        if line.text.isdigit():
            page.blot(line.start, line.end)
        else:
            page.note(line.start, line.end, line.text)
    page.blot(lines[timing].start, lines[timing].end)
    start, end = lines[0].start, lines[-1].end
    speaker = _voice(page, lines[timing].end, end)
    role = Role.LYRICS if speaker is None else Role.DIALOGUE
    begin, until = _milliseconds(*times.groups()[:4]), _milliseconds(*times.groups()[4:])
    if until <= begin:
        until = begin + _SHORT
    return _Cue(Block(role, start, end, speaker=speaker or ""), begin, until)


def _voice(page: Page, start: int, end: int) -> str | None:
    """Take out tags and write what entities stand for; return the speaker if voices are named.

    Where several are, each stands before its own words, and nobody is the speaker of all.
    """
    tags = list(_TAG.finditer(page.text, start, end))
    voices = [tag for tag in tags if tag["voice"]]
    names = {spoken(tag["voice"]) for tag in voices}
    for entity in _ENTITY.finditer(page.text, start, end):
        page.strike(*entity.span())
        page.write(entity.start(), _SIGNS.get(entity[0], ""))
    for tag in tags:
        page.strike(*tag.span())
        if tag["voice"] and len(names) > 1:
            page.write(tag.end() - len(tag["voice"]) - 2, f"{tag['voice']}: ")
    return (names.pop() if len(names) == 1 else "") if voices else None


def _milliseconds(hours: str | None, minutes: str, seconds: str, part: str | None) -> int:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((part or "").ljust(3, "0"))
