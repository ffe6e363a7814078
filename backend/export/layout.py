"""Where each shot lies: seconds become frames here, once, for every format."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from backend.domain.frame_rate import FrameRate
from backend.export.report import ExportRemark, RemarkCode
from backend.export.story import Part, Shot

SNAP: Final = Fraction(1, 100)
"""Positions may have been cut to two decimals, so clips closer than this are meant to touch."""


@dataclass(frozen=True)
class Placement:
    """A shot from frame `start` up to frame `end` of the cut; lane 0 is the main line."""

    shot: Shot
    start: int
    end: int
    lane: int


@dataclass
class Layout:
    """The shots of the cut, the frames from and up to which each part runs, and the length."""

    placements: list[Placement] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    frames: int = 0


def lay_out(
    parts: Sequence[Part], rate: FrameRate, report: list[ExportRemark], *, alternates: bool
) -> Layout:
    """Lay the scenes end to end.

    A scene is as long as its set duration or the end of its last clip, whichever is later. Sums
    are exact and only boundaries are rounded, so nothing drifts from the music. A shot that
    overlaps an earlier one goes to the lowest free lane above it; alternates only lie above.
    """
    layout = Layout()
    ruler = _Ruler(rate)
    scene_start = Fraction(0)
    for part in parts:
        ends = [_end(shot) for shot in part.shots]
        scene_end = scene_start + max([exact(part.scene.duration or 0), *ends])
        lanes = _SceneLanes(scene_start, scene_end, ruler, report)
        layout.placements += filter(None, map(lanes.lay, part.shots))
        if alternates:
            layout.placements += filter(None, map(lanes.lay_above, part.alternates))
        layout.spans.append((ruler.frame(scene_start), ruler.frame(scene_end)))
        scene_start = scene_end
    layout.frames = ruler.frame(scene_start)
    report.extend(ruler.account())
    return layout


class _Ruler:
    """Rounds moments to frame boundaries, and keeps account of how far it moved them."""

    def __init__(self, rate: FrameRate) -> None:
        self._rate = rate
        self._shifts: dict[Fraction, Fraction] = {}

    def frame(self, moment: Fraction) -> int:
        """Return the frame boundary nearest to a moment, in seconds."""
        frame = self._rate.frames(moment)
        if shift := abs(self._rate.seconds(frame) - moment):
            self._shifts[moment] = shift
        return frame

    def account(self) -> list[ExportRemark]:
        """Say how much was rounded, if anything was."""
        if not self._shifts:
            return []
        largest = float(max(self._shifts.values()) * 1000)
        message = f"{len(self._shifts)} cuts lay between frames; the largest moved {largest:.1f} ms"
        return [ExportRemark.of(RemarkCode.ROUNDED, message)]


class _SceneLanes:
    """Lays the shots of one scene, each on the lowest lane that is free there."""

    def __init__(
        self, start: Fraction, end: Fraction, ruler: _Ruler, report: list[ExportRemark]
    ) -> None:
        self._start = start
        self._end = end
        self._ruler = ruler
        self._report = report
        self._ends: list[Fraction] = []
        self._lanes: list[list[Placement]] = []

    def lay(self, shot: Shot) -> Placement | None:
        """Place a shot; None, and an entry, if it has no whole frame."""
        placement = self._place(shot, self._start + _end(shot), lowest_lane=0)
        if placement and placement.lane:
            problem = f"overlaps an earlier shot and lies on lane {placement.lane}"
            self._say(RemarkCode.OVERLAP, shot, placement.start, problem)
        insort(self._ends, _end(shot))
        return placement

    def lay_above(self, shot: Shot) -> Placement | None:
        """Place an alternate above the main line; it may not outlast its scene."""
        end = self._start + _end(shot)
        placement = self._place(shot, min(end, self._end), lowest_lane=1)
        if placement and end > self._end:
            self._say(
                RemarkCode.PAST_END, shot, placement.start, "outlasts its scene and was cut there"
            )
        return placement

    def _place(self, shot: Shot, end: Fraction, *, lowest_lane: int) -> Placement | None:
        first = self._ruler.frame(self._start + self._snapped(shot))
        last = self._ruler.frame(end)
        if first >= last:
            self._say(RemarkCode.DROPPED_ZERO, shot, first, "has no whole frame and was dropped")
            return None
        lane = lowest_lane
        while not self._is_free(lane, first, last):
            lane += 1
        placement = Placement(shot, first, last, lane)
        self._lanes[lane].append(placement)
        return placement

    def _is_free(self, lane: int, start: int, end: int) -> bool:
        while lane >= len(self._lanes):
            self._lanes.append([])
        return all(other.end <= start or end <= other.start for other in self._lanes[lane])

    def _snapped(self, shot: Shot) -> Fraction:
        """Return the shot's start in the scene, or the end of an earlier one that it touches."""
        position = exact(shot.clip.timeline_position)
        end = snapped(position, self._ends)
        if end == position:
            return position
        apart = float(abs(end - position) * 1000)
        frame = self._ruler.frame(self._start + end)
        self._say(
            RemarkCode.SNAPPED, shot, frame, f"was moved {apart:.0f} ms to touch the shot before"
        )
        return end

    def _say(self, code: RemarkCode, shot: Shot, frame: int, what: str) -> None:
        message = f"{shot.code} {what}"
        clip = shot.clip
        self._report.append(
            ExportRemark.of(code, message, clip_id=clip.id, scene_id=clip.scene_id, frame=frame)
        )


def snapped(position: Fraction, ends: Sequence[Fraction]) -> Fraction:
    """Return the nearest of the sorted ends that a position is meant to touch, else itself."""
    near = ends[bisect_left(ends, position - SNAP) : bisect_right(ends, position + SNAP)]
    return min(near, key=lambda end: abs(end - position), default=position)


def exact(seconds: float) -> Fraction:
    """Return the decimal that was meant: sums of floats carry noise in their last digits."""
    return Fraction(str(round(seconds, 9)))


def _end(shot: Shot) -> Fraction:
    return exact(shot.clip.timeline_position) + exact(shot.clip.length)
