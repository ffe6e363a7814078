"""Readers of exported files that share nothing with the writers: each answers the main line."""

import csv
import io
import itertools
import json
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple
from urllib.parse import unquote

import pycmx
from lxml import etree


class Cut(NamedTuple):
    """A stretch of the main line: its first frame, its length, its file or None."""

    start: int
    frames: int
    file: str | None


def joined(cuts: list[Cut]) -> list[Cut]:
    """Make one gap of gaps that touch: a table has rows for shots only."""
    line: list[Cut] = []
    for cut in cuts:
        if line and cut.file is None and line[-1].file is None:
            line[-1] = Cut(line[-1].start, line[-1].frames + cut.frames, None)
        else:
            line.append(cut)
    return line


def read_json(text: str) -> list[Cut]:
    items = json.loads(text)["timeline"]["items"]
    return [
        Cut(item["start"], item["frames"], item["source"]) for item in items if item["lane"] == 0
    ]


def read_csv(text: str, lanes: set[str], frames: int) -> list[Cut]:
    """Read the rows whose file lies on no upper lane, and put gaps between them."""
    assert text.startswith("\ufeff")
    line: list[Cut] = []
    cursor = 0
    for row in csv.DictReader(io.StringIO(text[1:], newline="")):
        if row["file"] in lanes or row["kind"] == "gap":
            continue
        start = int(row["start_frame"])
        if start > cursor:
            line.append(Cut(cursor, start - cursor, None))
        line.append(Cut(start, int(row["frames"]), row["file"]))
        cursor = start + int(row["frames"])
    return [*line, Cut(cursor, frames - cursor, None)] if cursor < frames else line


EVENT = re.compile(
    r"(\d{3})  (\w+) +V     C        ([\d:;]{11}) ([\d:;]{11}) ([\d:;]{11}) ([\d:;]{11})"
)


def counted(timecode: str, nominal: int) -> int:
    """Count the frames before a timecode by walking over its minutes."""
    drop = nominal // 15 if ";" in timecode else 0
    hours, minutes, seconds, frames = (int(part) for part in re.split("[:;]", timecode))
    total = sum(
        nominal * 60 - (drop if minute % 10 else 0) for minute in range(hours * 60 + minutes)
    )
    if drop and minutes % 10 and seconds == 0:
        assert frames >= drop, f"{timecode} does not exist"
    skipped = drop if minutes % 10 else 0
    return total + seconds * nominal + frames - skipped


def read_edl(texts: list[str], nominal: int) -> list[Cut]:
    """Read one list or its parts, with pycmx and once more by pattern."""
    line: list[Cut] = []
    first = None
    for text in texts:
        assert text.isascii()
        assert "\t" not in text
        assert "\r" not in text
        assert "\n\n" not in text
        lines = text.splitlines()
        assert lines[0].startswith("TITLE: ")
        assert len(lines[0]) <= 77
        drop = lines[1] == "FCM: DROP FRAME"
        assert drop or lines[1] == "FCM: NON-DROP FRAME"
        matches = [EVENT.fullmatch(one) for one in lines if re.match(r"\d", one)]
        events = list(pycmx.parse_cmx3600(io.StringIO(text)).events)
        assert len(events) == len(matches) <= 999
        for number, (event, match) in enumerate(zip(events, matches, strict=True), start=1):
            assert match is not None
            assert (";" in match[0]) == drop
            assert (":" in match[0]) != drop
            [edit] = event.edits
            assert event.number == int(match[1]) == number
            assert (edit.record_in, edit.record_out) == (match[5], match[6])
            assert (edit.source_in, edit.source_out) == (match[3], match[4])
            assert edit.source == match[2]
            times = [counted(match[column], nominal) for column in (3, 4, 5, 6)]
            first = times[2] if first is None else first
            assert times[1] - times[0] == times[3] - times[2] > 0
            assert times[2] - first == (line[-1].start + line[-1].frames if line else 0)
            black = edit.source == "BL"
            assert black == edit.black == (edit.source_file is None)
            assert black or re.fullmatch(r"[A-Z0-9_]{1,8}", edit.source)
            line.append(Cut(times[2] - first, times[3] - times[2], edit.source_file))
    return line


def time(text: str | None) -> Fraction:
    match = re.fullmatch(r"(\d+)(?:/(\d+))?s", text or "")
    assert match, f"{text!r} is not a time"
    value = Fraction(int(match[1]), int(match[2] or 1))
    if match[2]:
        assert value.denominator == int(match[2]) > 1, f"{text} is not reduced"
    assert int(match[1]) < 2**63
    assert int(match[2] or 1) < 2**31
    return value


@dataclass
class Fcpxml:
    """What a document says, after everything that a grammar cannot see was checked."""

    text: str

    def __post_init__(self) -> None:
        assert self.text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n')
        root: Any = etree.fromstring(self.text.encode())
        self.root = root
        self.by_id: dict[str, Any] = {e.get("id"): e for e in root.find("resources")}
        self.sequence: Any = root.find("library/event/project/sequence")
        self.spine: Any = self.sequence.find("spine")
        spelled = self.by_id[self.sequence.get("format")].get("frameDuration")
        number, base = spelled.rstrip("s").split("/")
        self.frame = Fraction(int(number), int(base))
        self._check_resources()
        self.line = self._main_line()

    def frames(self, moment: Fraction) -> int:
        count = moment / self.frame
        assert count.denominator == 1, f"{moment} s is off the grid"
        return int(count)

    def source(self, element: Any) -> str | None:
        asset = self.by_id[element.get("ref")] if element.get("ref") else None
        return None if asset is None else unquote(asset.find("media-rep").get("src")).split("/")[-1]

    def _check_resources(self) -> None:
        used = {e.get(a) for e in self.root.iter() for a in ("ref", "format") if e.get(a)}
        assert used == set(self.by_id), "every resource is used, and nothing else"
        names = [asset.get("name") for asset in self.root.iter("asset")]
        assert len({name.lower() for name in names}) == len(names)
        for asset in self.root.iter("asset"):
            [media] = asset.findall("media-rep")
            address = media.get("src")
            assert re.fullmatch(r"(\./media/|file:///)[A-Za-z0-9_.~/:%-]+", address)
            assert ".." not in address
            assert address.endswith("/" + asset.get("name"))
            assert re.fullmatch(r"[A-Za-z0-9_-]+\.[a-z0-9]+", asset.get("name"))
            still = asset.get("name").endswith(".png")
            assert (time(asset.get("duration")) == 0) == still
            if asset.get("hasVideo"):
                kind = self.by_id[asset.get("format")]
                assert (kind.get("frameDuration") is None) == still
                assert (kind.get("name") == "FFVideoFormatRateUndefined") == still
                assert kind.get("width")
                assert kind.get("height")
            else:
                assert asset.get("hasAudio")
                assert asset.get("format") is None

    def _main_line(self) -> list[Cut]:
        cursor = begin = time(self.sequence.get("tcStart"))
        line = []
        for element in self.spine:
            assert element.tag in ("gap", "video", "asset-clip")
            assert element.get("lane") is None
            assert time(element.get("offset")) == cursor
            length = time(element.get("duration"))
            assert length > 0
            file = self.source(element)
            line.append(Cut(self.frames(cursor - begin), self.frames(length), file))
            cursor += length
            self._check_use(element)
            self._check_children(element)
        assert cursor - begin == time(self.sequence.get("duration"))
        self._check_lanes()
        return line

    def _check_use(self, element: Any) -> None:
        start, length = time(element.get("start")), time(element.get("duration"))
        self.frames(start), self.frames(length)
        if element.tag == "gap":
            return
        asset = self.by_id[element.get("ref")]
        still = asset.get("name").endswith(".png")
        assert element.tag == ("video" if still else "asset-clip")
        if still:
            assert start == 0
            return
        end_of_media = time(asset.get("start")) + time(asset.get("duration"))
        assert time(asset.get("start")) <= start
        assert start + length <= end_of_media
        if asset.get("hasVideo"):
            own = self._frame_of(asset)
            assert (element.find("conform-rate") is not None) == (own != self.frame)
            assert (time(asset.get("duration")) / own).denominator == 1
            assert (element.get("srcEnable") == "video") == (asset.get("hasAudio") is None)

    def _frame_of(self, asset: Any) -> Fraction:
        number, base = self.by_id[asset.get("format")].get("frameDuration").rstrip("s").split("/")
        return Fraction(int(number), int(base))

    def _check_children(self, parent: Any) -> None:
        begin, length = time(parent.get("start")), time(parent.get("duration"))
        for child in parent:
            if child.tag in ("video", "asset-clip"):
                assert int(child.get("lane")) != 0
                assert begin <= time(child.get("offset")) < begin + length
                self._check_use(child)
                assert not child.findall("video")
                assert not child.findall("asset-clip")
            elif child.tag == "marker":
                assert begin <= time(child.get("start")) < begin + length
                assert time(child.get("duration")) == self.frame
                assert child.get("value").strip()
                self.frames(time(child.get("start")) - begin)
            else:
                assert child.tag in ("note", "conform-rate")

    def connected(self) -> list[tuple[int, Cut, Any]]:
        """Return what hangs on the main line: lane, place in the cut, element."""
        begin = time(self.sequence.get("tcStart"))
        found = []
        for parent in self.spine:
            for child in parent:
                if child.get("lane"):
                    offset = time(child.get("offset")) - time(parent.get("start"))
                    start = self.frames(time(parent.get("offset")) + offset - begin)
                    cut = Cut(start, self.frames(time(child.get("duration"))), self.source(child))
                    found.append((int(child.get("lane")), cut, child))
        return found

    def markers(self) -> list[tuple[int, str]]:
        begin = time(self.sequence.get("tcStart"))
        return [
            (
                self.frames(
                    time(parent.get("offset"))
                    - begin
                    + time(marker.get("start"))
                    - time(parent.get("start"))
                ),
                marker.get("value"),
            )
            for parent in self.spine
            for marker in parent.findall("marker")
        ]

    def _check_lanes(self) -> None:
        lanes: dict[int, list[Cut]] = {}
        for lane, cut, _ in self.connected():
            lanes.setdefault(lane, []).append(cut)
        for cuts in lanes.values():
            cuts.sort()
            for before, after in itertools.pairwise(cuts):
                assert before.start + before.frames <= after.start
