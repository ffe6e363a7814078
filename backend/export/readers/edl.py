"""Reading CMX3600 edit decision lists: the picture events, by their record timecodes."""

import re
from dataclasses import replace
from typing import Final

from backend.domain.errors import RateMismatchError, invalid_field
from backend.domain.frame_rate import FrameRate
from backend.export.readers.cut import ReadCut, ReadItem
from backend.export.readers.identity import clip_id_in

_TIMECODE: Final = re.compile(r"\d\d(?:[:;]\d\d){2}[:;](\d\d)")
_BLACK: Final = "BL"
_FEWEST_WORDS: Final = 8
_NOTES: Final = {"* FROM CLIP NAME:": "title", "* SOURCE FILE:": "file"}
_COUNTS: Final = {"FCM: DROP FRAME": True, "FCM: NON-DROP FRAME": False}


def read_edl(text: str, rate: FrameRate) -> ReadCut:
    """Return the cut of a list.

    A list does not say its rate; it is taken for the project's unless something in it cannot be.

    Raises:
        RateMismatchError: a timecode cannot be of this rate.
        ValidationError: it holds no events, or times that run backwards.
    """
    items: list[ReadItem] = []
    drop: bool | None = None
    listening = False
    for line in text.splitlines():
        words = line.split()
        drop = _COUNTS.get(line.strip().upper(), drop)
        if len(words) >= _FEWEST_WORDS and words[0].isdigit():
            item = _event(words, rate, drop=drop)
            listening = item is not None
            items += [item] if item else []
        elif listening:
            items[-1] = _noted(items[-1], line.strip())
    if not items:
        raise invalid_field("file", "holds no picture events")
    shown = [item for item in items if item.reel != _BLACK or item.clip_id or item.title]
    return ReadCut(shown, has_lanes=False)


def _event(words: list[str], rate: FrameRate, *, drop: bool | None) -> ReadItem | None:
    """Return what an event shows; None of sound, and of what is over before it begins."""
    reel, track, (begin, end) = words[1], words[2].upper(), words[-2:]
    if "V" not in track and track != "B":
        return None
    start, after = (_frame(each, rate, drop=drop) for each in (begin, end))
    if after < start:
        raise invalid_field("file", f"event {words[0][:10]} ends before it begins")
    return ReadItem(start, after - start, reel=reel.upper()) if after > start else None


def _frame(timecode: str, rate: FrameRate, *, drop: bool | None) -> int:
    match = _TIMECODE.fullmatch(timecode)
    if match is None:
        raise invalid_field("file", f"'{timecode[:20]}' is not a timecode such as 01:00:00:00")
    if int(match[1]) >= rate.nominal:
        raise RateMismatchError(f"'{timecode}' counts more frames than that", str(rate.label))
    if (";" in timecode or drop is True) != rate.drop_frame:
        counted = "without" if rate.drop_frame else "with"
        raise RateMismatchError(f"its timecode counts {counted} drop-frame", str(rate.label))
    try:
        return rate.frame_of(timecode)
    except ValueError as exc:
        raise invalid_field("file", str(exc)) from exc


def _noted(item: ReadItem, line: str) -> ReadItem:
    for mark, field in _NOTES.items():
        if line.upper().startswith(mark):
            text = line[len(mark) :].strip()
            return replace(item, title=text) if field == "title" else replace(item, file=text)
    return replace(item, clip_id=item.clip_id or clip_id_in(line))
