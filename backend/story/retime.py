"""How long shots last and where they lie, once it is known how long their words take."""

import math
from collections.abc import Iterable
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
    places, position = [], Fraction(0)
    for shot in shots:
        length = _length(shot, rate)
        places.append(Place(float(position), float(length)))
        position += length
    return places


def needed_seconds(narration: float) -> Fraction:
    """Return how long a shot must be at least for its narration, lead and tail included."""
    return LEAD + _exact(narration) + TAIL


def _length(shot: Shot, rate: FrameRate) -> Fraction:
    if shot.locked:
        return _exact(shot.length)
    if shot.narration is None:
        wanted = _exact(shot.length)
    else:
        wanted = max(_exact(MIN_SECONDS), needed_seconds(shot.narration))
    return rate.seconds(max(1, math.ceil(wanted * rate.rate - _NOISE)))


def _exact(seconds: float) -> Fraction:
    """Return the decimal that was meant, e.g. one tenth for 0.1."""
    return Fraction(str(round(seconds, 9)))
