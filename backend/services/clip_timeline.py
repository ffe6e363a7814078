"""The timeline of a scene: who overlaps whom, where there are holes, where a clip fits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from backend.domain.clip import Clip

_MICRO: Final = 1_000_000
_STEP: Final = 10_000
"""Positions are given in hundredths of a second."""
_SMALLEST_GAP: Final = 100_000
"""Shorter holes are how editors place clips, not mistakes."""


@dataclass(frozen=True)
class Overlap:
    """Two clips that lie over each other."""

    clip1_id: str
    clip1_name: str
    clip2_id: str
    clip2_name: str
    error: str


@dataclass(frozen=True)
class Gap:
    """A hole between two clips, in seconds."""

    after_clip_id: str
    after_clip_name: str
    before_clip_id: str
    before_clip_name: str
    gap_start: float
    gap_end: float
    gap_duration: float


@dataclass(frozen=True)
class TimelineSummary:
    """A scene's timeline in short; durations in seconds, alternates not counted twice."""

    total_clips: int
    total_duration: float
    timeline_end: float
    gaps: list[Gap]


@dataclass(frozen=True)
class TimelineAnalysis:
    """What is to be said about a scene's timeline."""

    scene_id: str
    summary: TimelineSummary
    overlaps: list[Overlap]
    gaps: list[Gap]
    has_issues: bool
    total_clips: int


def analyse(scene_id: str, clips: list[Clip]) -> TimelineAnalysis:
    """Look at a scene's clips, given in timeline order."""
    summary = summarise(clips)
    overlaps = [_overlap(one, other) for one, other in _overlapping_pairs(clips)]
    return TimelineAnalysis(
        scene_id=scene_id,
        summary=summary,
        overlaps=overlaps,
        gaps=summary.gaps,
        has_issues=bool(overlaps or summary.gaps),
        total_clips=len(clips),
    )


def summarise(clips: list[Clip]) -> TimelineSummary:
    """Count and measure a scene's clips, given in timeline order."""
    shown = [clip for clip in clips if not clip.is_alternate]
    return TimelineSummary(
        total_clips=len(clips),
        total_duration=_seconds(sum(_micro(clip.length) for clip in shown)),
        timeline_end=_seconds(max(map(_end, shown), default=0)),
        gaps=list(_gaps(shown)),
    )


def overlap(one: Clip, other: Clip) -> bool:
    """Tell whether two clips lie over each other; touching is allowed, so are alternates."""
    if _group(one) == _group(other):
        return False
    return _start(one) < _end(other) and _end(one) > _start(other)


def at(clip: Clip, position: float) -> Clip:
    """Return the clip as it would be at another position."""
    return clip.model_copy(update={"timeline_position": position})


def overlapping(clip: Clip, clips: Iterable[Clip]) -> list[Clip]:
    """Return those of the clips that lie where the clip lies."""
    return [other for other in clips if overlap(clip, other)]


def first_free_position(clip: Clip, clips: Iterable[Clip]) -> float:
    """Return the first position at or after the clip's own where it overlaps nothing, in seconds.

    It is a whole number of hundredths, rounded up: put there, the clip overlaps nothing.
    """
    others = sorted((other for other in clips if _group(other) != _group(clip)), key=_start)
    free, length = _start(clip), _micro(clip.length)
    for other in others:
        if free + length <= _start(other):
            break
        if _end(other) > free:
            free = -(-_end(other) // _STEP) * _STEP
    return _seconds(free)


def _overlapping_pairs(clips: Sequence[Clip]) -> Iterator[tuple[Clip, Clip]]:
    """Yield each pair once; in timeline order, whatever begins after a clip's end is past it."""
    for number, one in enumerate(clips):
        for place in range(number + 1, len(clips)):
            if _start(clips[place]) >= _end(one):
                break
            if overlap(one, clips[place]):
                yield one, clips[place]


def _gaps(shown: list[Clip]) -> Iterator[Gap]:
    last: Clip | None = None
    for clip in shown:
        if last is not None and _start(clip) - _end(last) > _SMALLEST_GAP:
            start, end = _end(last), _start(clip)
            yield Gap(
                last.id,
                last.name,
                clip.id,
                clip.name,
                _seconds(start),
                _seconds(end),
                _seconds(end - start),
            )
        if last is None or _end(clip) > _end(last):
            last = clip


def _overlap(one: Clip, other: Clip) -> Overlap:
    error = f"{_named(one)} overlaps {_named(other)}"
    return Overlap(one.id, one.name, other.id, other.name, error)


def _named(clip: Clip) -> str:
    return f"'{clip.name}' ({clip.timeline_position:.2f} s to {clip.end:.2f} s)"


def _group(clip: Clip) -> str:
    """Alternates and their parent stand for one another on the timeline."""
    return clip.parent_clip_id or clip.id


def _start(clip: Clip) -> int:
    return _micro(clip.timeline_position)


def _end(clip: Clip) -> int:
    return _micro(clip.end)


def _micro(seconds: float) -> int:
    """Whole microseconds, so that 0.1 + 0.2 touches 0.3."""
    return round(seconds * _MICRO)


def _seconds(micro: int) -> float:
    return micro / _MICRO
