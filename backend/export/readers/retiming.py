"""What a cut that comes back changes: seconds of clips and scenes, so that the frames are its."""

import math
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from backend.domain.clip import Clip
from backend.domain.frame_rate import FrameRate
from backend.domain.scene import Scene
from backend.export.layout import exact, snapped
from backend.export.story import Part

LONGEST_CLIP: Final = 3600
LAST_POSITION: Final = 10_000
LONGEST_SCENE: Final = 86_400
_GRAIN: Final = 10**9
_PASSES: Final = 2
"""The second mends what the first brought about: who touches whom may have changed."""


@dataclass(frozen=True)
class Aim:
    """Where a clip is to lie, in frames of the file; without an end it stays as long as it is."""

    start: int
    end: int | None


@dataclass
class Retimed:
    """The project as the cut has it: what changed, and what was skipped and why."""

    clips: dict[str, Clip] = field(default_factory=dict)
    scenes: dict[str, Scene] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[Fraction, int]] = field(default_factory=dict)
    """Of scenes: their start in seconds, and what makes frames of the cut from the file's."""


@dataclass
class _Stretch:
    """A scene in the new cut: it begins at `start` seconds, and at `frame` of the file."""

    part: Part
    scene: Scene
    start: Fraction
    shots: list[Clip]
    set_duration: float | None = None
    old_end: Fraction = Fraction(0)
    """Of its clips, in seconds from its start."""
    shift: int | None = None
    """Added to frames of the file, gives frames of the cut; None: the file does not show it."""

    @property
    def clips_end(self) -> Fraction:
        ends = (exact(clip.timeline_position) + exact(clip.length) for clip in self.shots)
        return max(ends, default=Fraction(0))

    @property
    def end(self) -> Fraction:
        return self.start + max(exact(self.scene.duration or 0), self.clips_end)


def retime(parts: Sequence[Part], aims: Mapping[str, Aim], rate: FrameRate) -> Retimed:
    """Fit scene after scene, each with its leading hole as it was.

    Args:
        parts: the scenes in story order.
        aims: the clips that the file shows, in story order of their scenes.
        rate: the project's.
    """
    return _Retiming(aims, rate).go(parts)


class _Retiming:
    def __init__(self, aims: Mapping[str, Aim], rate: FrameRate) -> None:
        self._aims = aims
        self._rate = rate
        self.done = Retimed()

    def go(self, parts: Sequence[Part]) -> Retimed:
        stretches: list[_Stretch] = []
        old_start = Fraction(0)
        for part in parts:
            before = stretches[-1] if stretches else None
            stretch = self._stretch(part, before)
            old = _Stretch(part, stretch.scene, old_start, stretch.shots)
            old_start = old.end
            self._place(stretch, old, before)
            stretches.append(stretch)
        for stretch in stretches:
            self._note(stretch)
        return self.done

    def _stretch(self, part: Part, before: _Stretch | None) -> _Stretch:
        shots = [shot.clip for shot in part.shots]
        stretch = _Stretch(part, part.scene, before.end if before else Fraction(0), shots)
        stretch.old_end = stretch.clips_end
        if part.scene.duration is not None and exact(part.scene.duration) == stretch.old_end:
            # Scenes without a set duration are read with the end of their clips.
            stretch.scene = _lasting(part.scene, None)
        stretch.set_duration = stretch.scene.duration
        return stretch

    def _place(self, stretch: _Stretch, old: _Stretch, before: _Stretch | None) -> None:
        aims = {clip.id: self._aims[clip.id] for clip in stretch.shots if clip.id in self._aims}
        frames = self._frames(old)
        if aims:
            lead = min(frames[id][0] for id in aims) - self._rate.frames(old.start)
            first = min(aim.start for aim in aims.values())
            if before is not None and before.shift is not None:
                self._close(before, first - lead + before.shift)
                stretch.start = before.end
            stretch.shift = self._rate.frames(stretch.start) + lead - first
            self._fit(stretch, old, frames, aims)
        elif before is not None:
            stretch.shift = before.shift
        kept = exact(stretch.scene.duration or 0)
        if stretch.old_end >= kept > stretch.clips_end:
            # It did not decide before, and is not to begin to.
            stretch.scene = _lasting(stretch.scene, None)

    def _close(self, before: _Stretch, frame: int) -> None:
        """Let a scene end at a frame, as far as its clips let it."""
        if self._rate.frames(before.end) == frame:
            return
        seconds = up(self._rate.seconds(frame) - before.start)
        longer = frame > self._rate.frames(before.start + before.clips_end)
        before.scene = _lasting(before.scene, min(seconds, LONGEST_SCENE) if longer else None)

    def _fit(
        self,
        stretch: _Stretch,
        old: _Stretch,
        frames: Mapping[str, tuple[int, int]],
        aims: Mapping[str, Aim],
    ) -> None:
        moved_by = self._rate.frames(stretch.start) - self._rate.frames(old.start)
        wanted: dict[str, tuple[int, int]] = {}
        for clip in stretch.shots:
            aim = aims.get(clip.id)
            if aim is None:
                continue
            first, last = frames[clip.id]
            start = aim.start + (stretch.shift or 0)
            end = start + last - first if aim.end is None else aim.end + (stretch.shift or 0)
            if not clip.locked:
                wanted[clip.id] = start, end
            elif (start - moved_by, end - moved_by) != (first, last):
                self.done.skipped[clip.id] = "it is locked"
        for _ in range(_PASSES):
            now = self._frames(stretch)
            stretch.shots = [
                self._moved(clip, stretch.start, now[clip.id], wanted.get(clip.id, now[clip.id]))
                for clip in stretch.shots
            ]

    def _moved(
        self, clip: Clip, start: Fraction, now: tuple[int, int], wanted: tuple[int, int]
    ) -> Clip:
        """Return the clip with its boundaries on these frames; whichever is right stays."""
        if now == wanted:
            return clip
        position, end = exact(clip.timeline_position), exact(clip.timeline_position + clip.length)
        if now[0] != wanted[0]:
            position = exact(up(self._rate.seconds(wanted[0]) - start))
        if now[1] != wanted[1] or end <= position:
            end = exact(up(self._rate.seconds(wanted[1]) - start))
        if end - position > LONGEST_CLIP or position > LAST_POSITION:
            self.done.skipped[clip.id] = "it would be longer or later than a clip can be"
            return clip
        place = {"timeline_position": float(position), "length": float(end - position)}
        return clip.model_copy(update=place)

    def _frames(self, stretch: _Stretch) -> dict[str, tuple[int, int]]:
        """Return from and up to which frame each clip is shown, as `lay_out` lays it."""
        frames, ends = {}, list[Fraction]()
        for clip in sorted(stretch.shots, key=_story_order):
            position = exact(clip.timeline_position)
            end = position + exact(clip.length)
            begin = snapped(position, ends)
            insort(ends, end)
            frames[clip.id] = (
                self._rate.frames(stretch.start + begin),
                self._rate.frames(stretch.start + end),
            )
        return frames

    def _note(self, stretch: _Stretch) -> None:
        for shot, clip in zip(stretch.part.shots, stretch.shots, strict=True):
            if clip is not shot.clip:
                self.done.clips[clip.id] = clip
        if stretch.scene.duration != stretch.set_duration or stretch.clips_end != stretch.old_end:
            self.done.scenes[stretch.scene.id] = stretch.scene
        if stretch.shift is not None:
            self.done.places[stretch.scene.id] = stretch.start, stretch.shift


def _story_order(clip: Clip) -> tuple[Any, ...]:
    return clip.timeline_position, clip.order, clip.created_at, clip.id


def _lasting(scene: Scene, seconds: float | None) -> Scene:
    return scene.model_copy(update={"duration": seconds})


def up(seconds: Fraction) -> float:
    """Return the seconds as they are stored, so that the frame they begin is still theirs."""
    return math.ceil(seconds * _GRAIN) / _GRAIN
