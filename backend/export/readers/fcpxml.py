"""Reading FCPXML: the pictures of the first sequence, on its main line and above it."""

import re
from fractions import Fraction
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from backend.domain.errors import RateMismatchError, invalid_field
from backend.domain.frame_rate import FrameRate
from backend.export.readers.cut import ReadCut, ReadItem
from backend.export.readers.identity import clip_id_in

_TIME: Final = re.compile(r"(-?\d{1,19})(?:/(\d{1,19}))?s")
_PICTURES: Final = frozenset(
    {"asset-clip", "clip", "video", "gap", "ref-clip", "sync-clip", "mc-clip", "title"}
)
_TOLD_IN: Final = ("note", "marker", "metadata/md")
_OFF: Final = "0"


def read_fcpxml(root: Element, rate: FrameRate) -> ReadCut:
    """Return the cut of a document; what is switched off or only sounds is left out.

    Raises:
        RateMismatchError: its sequence has another rate.
        ValidationError: there is no sequence, or a time in it cannot be read.
    """
    sequence = root.find(".//sequence")
    spine = None if sequence is None else sequence.find("spine")
    if sequence is None or spine is None:
        raise invalid_field("file", "holds no sequence")
    resources = {each.get("id", ""): each for each in root.iterfind("resources/*")}
    _check_rate(resources.get(sequence.get("format", "")), rate)
    reading = _Reading(resources, rate)
    reading.spine(spine, _time(sequence.get("tcStart"), Fraction(0)), Fraction(0), 0)
    return ReadCut(reading.items)


def _check_rate(format: Element | None, rate: FrameRate) -> None:
    duration = _time(None if format is None else format.get("frameDuration"), Fraction(0))
    if duration <= 0:
        raise invalid_field("file", "its sequence names no frame rate")
    if 1 / duration != rate.rate:
        raise RateMismatchError(f"its sequence has {1 / duration}", str(rate.label))


class _Reading:
    """Walks through a sequence; moments are in seconds from its start."""

    def __init__(self, resources: dict[str, Element], rate: FrameRate) -> None:
        self.items: list[ReadItem] = []
        self._resources = resources
        self._rate = rate

    def spine(self, spine: Element, base: Fraction, begin: Fraction, lane: int) -> None:
        """Read a line; its own count has `base` where the sequence has `begin`."""
        cursor = base
        for element in spine:
            shown = element[0] if element.tag == "audition" and len(element) else element
            if shown.tag not in _PICTURES:
                continue
            offset = _time(element.get("offset", shown.get("offset")), cursor)
            self._item(shown, begin + offset - base, lane)
            # On the grid, for sums of foreign fractions would grow without bound.
            cursor = self._rate.seconds(self._rate.frames(offset + self._length(shown)))

    def _item(self, element: Element, begin: Fraction, lane: int) -> None:
        if element.get("enabled") != _OFF:
            self._add(element, begin, lane)
        own = _time(element.get("start"), self._own_start(element))
        for child in element:
            above = _lane(child)
            at = begin + _time(child.get("offset"), own) - own
            if above > 0 and child.tag == "spine":
                self.spine(child, Fraction(0), at, above)
            elif above > 0 and child.tag in _PICTURES:
                self._item(child, at, above)

    def _add(self, element: Element, begin: Fraction, lane: int) -> None:
        start = self._rate.frames(begin)
        frames = self._rate.frames(begin + self._length(element)) - start
        notes = (each for path in _TOLD_IN for each in element.iterfind(path))
        told = " ".join(
            text for note in notes for text in (note.text, *note.attrib.values()) if text
        )
        clip_id = clip_id_in(told)
        if frames > 0 and (element.tag != "gap" or clip_id):
            file, title = self._file(element), element.get("name", "")
            self.items.append(ReadItem(start, frames, lane, clip_id, file, title=title))

    def _asset(self, element: Element) -> Element | None:
        inner = next((each for each in element.iter() if each.get("ref")), None)
        return None if inner is None else self._resources.get(inner.get("ref", ""))

    def _own_start(self, element: Element) -> Fraction:
        asset = self._asset(element) if element.get("ref") else None
        return _time(None if asset is None else asset.get("start"), Fraction(0))

    def _length(self, element: Element) -> Fraction:
        asset = self._asset(element) if element.get("ref") else None
        whole = _time(None if asset is None else asset.get("duration"), Fraction(0))
        return _time(element.get("duration"), whole)

    def _file(self, element: Element) -> str | None:
        asset = self._asset(element)
        if asset is None:
            return None
        media = asset.find("media-rep")
        address = (asset if media is None else media).get("src", asset.get("name", ""))
        return unquote(address).rsplit("/", 1)[-1] or None


def _lane(element: Element) -> int:
    text = element.get("lane", "0")
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else 0


def _time(text: str | None, default: Fraction) -> Fraction:
    """Return "1001/30000s" as seconds, exactly."""
    if text is None:
        return default
    match = _TIME.fullmatch(text)
    if match is None or (match[2] and not int(match[2])):
        raise invalid_field("file", f"'{text[:40]}' is not a time such as 1001/30000s")
    return Fraction(int(match[1]), int(match[2] or 1))
