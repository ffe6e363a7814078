"""How long shots last and where they lie, once it is known how long their words take."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from backend.domain.frame_rate import FrameRate
from backend.story.timing import MIN_SECONDS

LEAD: Final = Fraction("0.15")
"""Seconds that a shot is seen before its narration begins."""
TAIL: Final = Fraction("0.35")
"""Seconds that it is seen after that."""
_NOISE: Final = Fraction(1, 1_000_000)
"""Of a frame: a length that was stored as a float is not a frame more for its last digits."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A shot as it is.

    Attributes:
        length: seconds.
        narration: seconds that its words take; None: nothing is said, and it stays as long as it
            is, up to a whole frame.
        locked: its length stays what it is, to the last digit.
    """

    length: float
    narration: float | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shot lies in its scene, and how long it is; in seconds."""

    position: float
    length: float


def lay_out(shots: Iterable[Shot], rate: FrameRate) -> list[Place]:
    """Lay the shots of a scene one after the other, each of whole frames unless it is locked.

    The sum is exact: only what is stored is a float.
    """
    lengths = [_length(shot, rate) for shot in shots]
    return list(map(Place, positions(lengths, rate), lengths))


def positions(lengths: Iterable[float], rate: FrameRate) -> Iterator[float]:
    """Yield where shots begin that follow each other, in seconds; whole frames add up exactly."""
    position = Fraction(0)
    for length in lengths:
        yield float(position)
        position += _meant(length, rate)


def whole_frames(seconds: float | Fraction, rate: FrameRate) -> float:
    """Return a length up to whole frames, at least one; in seconds."""
    exact = seconds if isinstance(seconds, Fraction) else _exact(seconds)
    return float(rate.seconds(max(1, math.ceil(exact * rate.rate - _NOISE))))


def needed_seconds(narration: float) -> Fraction:
    """Return how long a shot must be at least for its narration, lead and tail included."""
    return LEAD + _exact(narration) + TAIL


def _length(shot: Shot, rate: FrameRate) -> float:
    if shot.locked:
        return shot.length
    if shot.narration is None:
        return whole_frames(shot.length, rate)
    return whole_frames(max(_exact(MIN_SECONDS), needed_seconds(shot.narration)), rate)


def _meant(length: float, rate: FrameRate) -> Fraction:
    """Return the frames that a length was stored for, else the decimal it is."""
    exact = _exact(length)
    frames = round(exact * rate.rate)
    is_whole = abs(exact * rate.rate - frames) <= _NOISE
    return rate.seconds(frames) if is_whole else exact


def _exact(seconds: float) -> Fraction:
    """Return the decimal that was meant, e.g. one tenth for 0.1."""
    return Fraction(str(round(seconds, 9)))
