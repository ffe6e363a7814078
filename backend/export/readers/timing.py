"""What a cut that comes back from an editor means for the project."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from backend.domain.clip import Clip
from backend.domain.errors import invalid_field
from backend.domain.frame_rate import FrameRate, frame_rate
from backend.domain.ids import ProjectId, SceneId
from backend.domain.scene import Scene
from backend.export.layout import Placement, lay_out
from backend.export.material import Material
from backend.export.readers.cut import ReadCut, ReadItem
from backend.export.readers.edl import read_edl
from backend.export.readers.fcpxml import read_fcpxml
from backend.export.readers.matching import Known, Matched
from backend.export.readers.retiming import (
    LAST_POSITION,
    LONGEST_CLIP,
    Aim,
    Retimed,
    retime,
    up,
)
from backend.export.readers.xml_text import parse_xml
from backend.export.story import Part, tell_story

MOST_STRETCHES: Final = 20_000
_XML: Final = (b"<", b"\xff\xfe", b"\xfe\xff")
_BOM: Final = b"\xef\xbb\xbf"
_UNKNOWN: Final = "is none of what can be read: EDL (CMX3600) and FCPXML"
_LONGEST_NAME: Final = 200


@dataclass(frozen=True)
class Change:
    """A clip that begins at another frame of the cut, or has another number of frames."""

    clip: Clip
    before: int
    after: int


@dataclass
class TimingPlan:
    """What a cut means.

    Attributes:
        matched: how many of its stretches are clips of the project.
        split: further stretches of clips that were there before.
        missing: clips that it does not show.
        new: stretches of no clip, with the clip made of each, if one was asked for.
        skipped: clips that stay as they are, and why.
        clips: the changed ones, as they are to be; so are the scenes.
    """

    matched: int
    moved: list[Change] = field(default_factory=list)
    resized: list[Change] = field(default_factory=list)
    split: list[tuple[Clip, ReadItem]] = field(default_factory=list)
    missing: list[Clip] = field(default_factory=list)
    new: list[tuple[ReadItem, Clip | None]] = field(default_factory=list)
    skipped: list[tuple[Clip, str]] = field(default_factory=list)
    clips: list[Clip] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """Whether there is anything to be stored."""
        return bool(self.clips or self.scenes or any(made for _, made in self.new))


def read_cut(content: bytes, rate: FrameRate) -> ReadCut:
    """Return the cut in a file, whose kind is told by its content.

    Raises:
        ValidationError: it is of no kind that can be read, damaged, or too long.
        RateMismatchError: it counts its frames at another rate.
    """
    cut = _read(content, rate)
    if len(cut.items) > MOST_STRETCHES:
        raise invalid_field("file", f"holds more than {MOST_STRETCHES} stretches")
    return cut


def _read(content: bytes, rate: FrameRate) -> ReadCut:
    content = content.removeprefix(_BOM).lstrip()
    if content.startswith(_XML):
        root = parse_xml(content)
        if root.tag != "fcpxml":
            raise invalid_field("file", _UNKNOWN)
        return read_fcpxml(root, rate)
    if not content.upper().startswith((b"TITLE:", b"FCM:", b"0")):
        raise invalid_field("file", _UNKNOWN)
    # Editors write names in whatever encoding; what counts in a list is ASCII.
    return read_edl(content.decode("utf-8", "replace"), rate)


def plan_timing(material: Material, cut: ReadCut, *, create: bool) -> TimingPlan:
    """Compare a cut with a project, frame by frame."""
    rate = frame_rate(material.project.fps)
    known = Known(material)
    found = known.match(cut)
    parts = tell_story(material, (), [])
    clips = {clip.id: clip for clip in material.clips}
    aimed, skipped = _in_story_order(found, parts)
    aims = {
        id: Aim(item.start, None if item.frames in known.lengths[id] else item.end)
        for id, item in aimed.items()
    }
    retimed = retime(parts, aims, rate)
    skipped |= retimed.skipped
    plan = TimingPlan(
        matched=len(found.clips),
        split=[(clips[id], item) for id, item in found.pieces],
        skipped=[(clips[id], why) for id, why in skipped.items()],
        clips=list(retimed.clips.values()),
        scenes=list(retimed.scenes.values()),
    )
    _compare(plan, material, retimed, rate)
    plan.missing = _missing(material, cut, found, rate)
    made = _New(aimed, clips, retimed, rate)
    plan.new = [(item, made.clip(item) if create else None) for item in found.new]
    return plan


def _in_story_order(
    found: Matched, parts: Sequence[Part]
) -> tuple[dict[str, ReadItem], dict[str, str]]:
    """Return the clips that lie in the order of their scenes, and why the others do not count.

    Of all ways to leave out clips so that the scenes follow each other, the one that leaves out
    the fewest.
    """
    scene_of = {shot.clip.id: at for at, part in enumerate(parts) for shot in part.shots}
    skipped = {id: "it is an alternate" for id in found.clips if id not in scene_of}
    shown = [id for id in found.clips if id in scene_of]
    tails: list[int] = []
    places: list[int] = []
    for id in shown:
        at = bisect_right(tails, scene_of[id])
        tails[at : at + 1] = [scene_of[id]]
        places.append(at)
    kept: set[str] = set()
    wanted = len(tails) - 1
    for id, place in zip(reversed(shown), reversed(places), strict=True):
        if place == wanted:
            kept.add(id)
            wanted -= 1
    skipped |= {id: "it lies among the clips of another scene" for id in shown if id not in kept}
    return {id: found.clips[id] for id in shown if id in kept}, skipped


def _places(material: Material, rate: FrameRate) -> dict[str, Placement]:
    layout = lay_out(tell_story(material, (), []), rate, [], alternates=False)
    return {place.shot.clip.id: place for place in layout.placements}


def _compare(plan: TimingPlan, material: Material, retimed: Retimed, rate: FrameRate) -> None:
    after = replace(
        material,
        clips=[retimed.clips.get(clip.id, clip) for clip in material.clips],
        scenes=[retimed.scenes.get(scene.id, scene) for scene in material.scenes],
    )
    old, new = _places(material, rate), _places(after, rate)
    for id, place in old.items():
        now = new.get(id, place)
        if now.start != place.start:
            plan.moved.append(Change(place.shot.clip, place.start, now.start))
        if now.end - now.start != place.end - place.start:
            change = Change(place.shot.clip, place.end - place.start, now.end - now.start)
            plan.resized.append(change)


def _missing(material: Material, cut: ReadCut, found: Matched, rate: FrameRate) -> list[Clip]:
    """Return what the file could show and does not: some formats know the main line only."""
    return [
        place.shot.clip
        for id, place in _places(material, rate).items()
        if id not in found.clips and (cut.has_lanes or not place.lane)
    ]


class _New:
    """Makes clips of stretches, each in the scene of the clip before it."""

    def __init__(
        self,
        aimed: Mapping[str, ReadItem],
        clips: Mapping[str, Clip],
        retimed: Retimed,
        rate: FrameRate,
    ) -> None:
        self._neighbours = [clips[id] for id in aimed]
        self._starts = [item.start for item in aimed.values()]
        self._places = retimed.places
        self._rate = rate
        self._last = max((clip.order for clip in clips.values()), default=-1)

    def clip(self, item: ReadItem) -> Clip | None:
        """Return a new clip; None if there is no place for it."""
        if not self._neighbours:
            return None
        beside = self._neighbours[max(0, bisect_right(self._starts, item.start) - 1)]
        start, shift = self._places[beside.scene_id]
        position = up(self._rate.seconds(item.start + shift) - start)
        length = up(self._rate.seconds(item.frames))
        if not 0 <= position <= LAST_POSITION or length > LONGEST_CLIP:
            return None
        self._last += 1
        return Clip(
            scene_id=SceneId(beside.scene_id),
            project_id=ProjectId(beside.project_id),
            name=(item.title or item.file or "New shot").strip()[:_LONGEST_NAME] or "New shot",
            order=self._last,
            timeline_position=position,
            length=length,
        )
