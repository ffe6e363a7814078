"""Reads the demo's files as an editor would: each must be whole, and all must be the same cut."""

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from backend.client.downloads import ExportedFile
from backend.demo.errors import DemoFailedError

_EVENT: Final = re.compile(r"^\d{3}  (\w+) +V     C        \S+ \S+ (\S+) (\S+)$", re.MULTILINE)
_CUE: Final = re.compile(r"^(\S+) --> (\S+)$", re.MULTILINE)

Shot = tuple[int, int]
"""The first frame on the timeline, and how many there are."""


@dataclass(frozen=True)
class Cut:
    """What every format has to say of the main line, holes left out."""

    shots: list[Shot]
    rate: Fraction


@dataclass(frozen=True)
class Check:
    """What was found in a file that is right, for people."""

    path: Path
    finding: str


def check_exports(files: Iterable[ExportedFile]) -> list[Check]:
    """Read every file again; media are looked for beside them.

    Raises:
        DemoFailedError: one cannot be read, lacks something, or is not the cut of the others.
    """
    paths = [file.path for file in files]
    cut = _cut_of_json(next(path for path in paths if path.suffix == ".json"))
    return [Check(path, _finding(path, cut)) for path in paths]


def _finding(path: Path, cut: Cut) -> str:
    try:
        return _READERS[path.suffix](path, cut)
    except (ValueError, LookupError, OSError, SyntaxError, zipfile.BadZipFile) as error:
        raise DemoFailedError(f"{path.name} is not right: {error}") from error


def _cut_of_json(path: Path) -> Cut:
    timeline = json.loads(path.read_bytes())["timeline"]
    items = [item for item in timeline["items"] if item["lane"] == 0 and item["source"]]
    shots = [(item["start"], item["frames"]) for item in items]
    return Cut(shots, Fraction(timeline["rate"]))


def _check_json(path: Path, cut: Cut) -> str:
    return _same(_cut_of_json(path).shots, cut)


def _check_fcpxml(path: Path, cut: Cut) -> str:
    root = ET.parse(path).getroot()  # noqa: S314 - our own file, made a moment ago
    for media in root.iter("media-rep"):
        _need(path.parent / unquote(media.attrib["src"]))
    sequence = _only(root, "library/event/project/sequence")
    begin = _seconds(sequence.attrib["tcStart"])
    clips = [part for part in _only(sequence, "spine") if part.tag != "gap"]
    times = [
        (_seconds(clip.attrib["offset"]) - begin, _seconds(clip.attrib["duration"]))
        for clip in clips
    ]
    return _same([(_frames(at, cut), _frames(length, cut)) for at, length in times], cut)


def _check_edl(path: Path, cut: Cut) -> str:
    found = _EVENT.findall(path.read_text(encoding="ascii"))
    times = [(_counted(start, cut), _counted(end, cut)) for _, start, end in found]
    shots = [
        (start - times[0][0], end - start)
        for (reel, *_), (start, end) in zip(found, times, strict=True)
        if reel != "BL"
    ]
    return _same(shots, cut)


def _check_csv(path: Path, cut: Cut) -> str:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] != "gap"]
    return _same([(int(row["start_frame"]), int(row["frames"])) for row in rows], cut)


def _check_captions(path: Path, cut: Cut) -> str:
    """Cues follow each other and lie in the cut, but for the rounding to milliseconds."""
    ends = Fraction(0)
    cues = _CUE.findall(path.read_text(encoding="utf-8"))
    for start, end in cues:
        if not ends <= _moment(start) < _moment(end):
            raise ValueError(f"the cue at {start} does not follow the one before it")
        ends = _moment(end)
    if ends > sum(cut.shots[-1]) / cut.rate + Fraction(1, 1000):
        raise ValueError(f"it ends at {float(ends):.3f} s, after the cut")
    return f"{len(cues)} cues"


def _check_zip(path: Path, cut: Cut) -> str:
    with zipfile.ZipFile(path) as archive:
        if broken := archive.testzip():
            raise ValueError(f"{broken} is damaged")
        names = set(archive.namelist())
        for name in (name for name in names if name.endswith(".fcpxml")):
            for media in ET.fromstring(archive.read(name)).iter("media-rep"):  # noqa: S314 - as above
                if unquote(media.attrib["src"]).removeprefix("./") not in names:
                    raise ValueError(f"{media.attrib['src']} is not in it")
    return f"{len(names)} files, all whole"


def _check_picture(path: Path, _: Cut) -> str:
    from PIL import Image

    with Image.open(path) as picture:
        picture.load()
        return f"{picture.width} x {picture.height}"


def _same(shots: list[Shot], cut: Cut) -> str:
    if shots != cut.shots:
        raise ValueError("it is not the cut of the JSON file")
    return f"{len(shots)} clips, {sum(frames for _, frames in shots)} frames"


def _need(media: Path) -> None:
    if not media.is_file():
        raise ValueError(f"{media.name} is not beside it")


def _only(element: Any, path: str) -> Any:
    if (found := element.find(path)) is None:
        raise ValueError(f"it has no {path}")
    return found


def _seconds(text: str) -> Fraction:
    return Fraction(text.removesuffix("s"))


def _frames(seconds: Fraction, cut: Cut) -> int:
    frames = seconds * cut.rate
    if frames.denominator != 1:
        raise ValueError(f"{seconds} s lies between two frames")
    return int(frames)


def _counted(timecode: str, cut: Cut) -> int:
    """Return the frame a timecode names; with ";" two numbers a minute are left out, but in tens.

    At 60 frames a second it is four numbers.
    """
    hours, minutes, seconds, frames = map(int, re.split("[:;]", timecode))
    minutes += 60 * hours
    nominal = round(cut.rate)
    dropped = nominal // 15 * (minutes - minutes // 10) if ";" in timecode else 0
    return (60 * minutes + seconds) * nominal + frames - dropped


def _moment(text: str) -> Fraction:
    hours, minutes, seconds = text.replace(",", ".").split(":")
    return 3600 * int(hours) + 60 * int(minutes) + Fraction(seconds)


_READERS: Final[dict[str, Callable[[Path, Cut], str]]] = {
    ".json": _check_json,
    ".fcpxml": _check_fcpxml,
    ".edl": _check_edl,
    ".csv": _check_csv,
    ".srt": _check_captions,
    ".vtt": _check_captions,
    ".zip": _check_zip,
    ".png": _check_picture,
}
