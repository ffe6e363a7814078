"""FCPXML for Final Cut Pro and DaVinci Resolve: a spine of pictures, and what hangs on it.

<asset-clip ref="r4" offset="3600s" name="S01_C001 Dawn" start="0s" duration="5/2s"/>
"""

# Only built and spelled here, never parsed.
import xml.etree.ElementTree as ET
from bisect import bisect_right
from dataclasses import replace
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from backend.export.options import ExportOptions
from backend.export.report import ExportRemark, RemarkCode
from backend.export.timeline import MUSIC_LANE, Item, Marker, Source, Timeline
from backend.export.writers.fcpxml_resources import Resources, seconds
from backend.export.writers.written import Written

RESOLVE_VERSIONS: Final = ("1.9", "1.10")
_RATES: Final = {
    Fraction(24000, 1001): "23.98",
    Fraction(30000, 1001): "29.97",
    Fraction(60000, 1001): "59.94",
    **{Fraction(whole): str(whole) for whole in (24, 25, 30, 50, 60)},
}


def write_fcpxml(timeline: Timeline, options: ExportOptions) -> Written:
    """Return the cut as a library with one event and one project."""
    return Written((_spell(_document(timeline, options.media_root), options.version),))


def write_resolve(timeline: Timeline, options: ExportOptions) -> Written:
    """Return what DaVinci Resolve reads: at most version 1.10, and no alternates."""
    version = options.version if options.version in RESOLVE_VERSIONS else RESOLVE_VERSIONS[-1]
    connected = tuple(item for item in timeline.connected if item.enabled)
    left_out = len(timeline.connected) - len(connected)
    losses = []
    if left_out:
        losses.append(
            ExportRemark.of(
                RemarkCode.NOT_EXPRESSIBLE, f"{left_out} alternates are not for Resolve"
            )
        )
    document = _document(replace(timeline, connected=connected), options.media_root)
    return Written((_spell(document, version),), tuple(losses))


def _spell(document: Element, version: str) -> str:
    document.set("version", version)
    ET.indent(document)
    text = ET.tostring(document, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{text}\n'


def _document(timeline: Timeline, media_root: str) -> Element:
    document = Element("fcpxml")
    resources = Resources(media_root)
    document.append(resources.element)
    event = SubElement(SubElement(document, "library"), "event", name=timeline.name)
    project = SubElement(event, "project", name=timeline.name)
    rate = timeline.rate
    sequence = SubElement(
        project,
        "sequence",
        format=resources.moving_format(rate.rate, timeline.width, timeline.height),
        duration=seconds(rate.seconds(timeline.frames)),
        tcStart=seconds(rate.seconds(timeline.start_frame)),
        tcFormat="DF" if rate.drop_frame else "NDF",
        audioLayout="stereo",
        audioRate="48k",
    )
    _Spine(timeline, resources).write(SubElement(sequence, "spine"))
    return document


class _Spine:
    """The main line, with each connected item and marker inside the item it begins in."""

    def __init__(self, timeline: Timeline, resources: Resources) -> None:
        self._timeline = timeline
        self._rate = timeline.rate
        self._resources = resources
        self._starts = [item.start for item in timeline.items]

    def write(self, spine: Element) -> None:
        """Write everything: pictures first, then what is connected, then the markers."""
        timeline = self._timeline
        elements = [
            self._element(spine, item, timeline.start_frame + item.start) for item in timeline.items
        ]
        for connected in (*timeline.connected, *timeline.sounds):
            parent = self._parent(connected.start)
            offset = self._own_time(parent, connected.start)
            self._element(elements[parent], connected, offset).set("lane", str(connected.lane))
        for marker in timeline.markers:
            parent = self._parent(marker.frame)
            self._marker(elements[parent], marker, self._own_time(parent, marker.frame))

    def _parent(self, frame: int) -> int:
        """Return the index of the item of the main line at a frame."""
        return bisect_right(self._starts, frame) - 1

    def _own_time(self, index: int, frame: int) -> int:
        """Return a frame of the cut in an item's own time, which begins at its source_in."""
        item = self._timeline.items[index]
        return item.source_in + frame - item.start

    def _element(self, parent: Element, item: Item, offset: int) -> Element:
        source = item.source
        attributes = {
            "offset": self._time(offset),
            "name": item.title,
            "start": self._time(item.source_in),
            "duration": self._time(item.frames),
        }
        if not item.enabled:
            attributes["enabled"] = "0"
        if source is None:
            element = SubElement(parent, "gap", attributes)
        else:
            attributes = {"ref": self._resources.asset(source), **attributes}
            tag = "video" if source.is_still else "asset-clip"
            element = SubElement(parent, tag, attributes | self._kind(item, source))
        if item.card and item.lane >= 0:
            SubElement(element, "note").text = item.card.note
        if source and source.rate != self._rate.rate:
            # Without it Final Cut would play the movie faster or slower.
            SubElement(element, "conform-rate", scaleEnabled="0", srcFrameRate=_RATES[source.rate])
        return element

    def _kind(self, item: Item, source: Source) -> dict[str, str]:
        if source.is_still:
            return {}
        if not source.width:
            return {"audioRole": "music" if item.lane == MUSIC_LANE else "dialogue"}
        movie = {"format": self._resources.picture_format(source), "tcFormat": "NDF"}
        return movie if source.has_sound else movie | {"srcEnable": "video"}

    def _marker(self, element: Element, marker: Marker, start: int) -> None:
        attributes = {"start": self._time(start), "duration": self._time(1), "value": marker.name}
        if marker.note:
            attributes["note"] = marker.note
        SubElement(element, "marker", attributes)

    def _time(self, frames: int) -> str:
        return seconds(self._rate.seconds(frames))
