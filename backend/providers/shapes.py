"""What was ordered, put as services of few sizes and parameters take it."""

import math
import re
from collections.abc import Iterable, Sequence
from typing import Final

Size = tuple[int, int]
"""Width and height in pixels."""

_RATIO: Final = re.compile(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)")
_SIZE: Final = re.compile(r"(\d{2,5})x(\d{2,5})")
_TIER: Final = re.compile(r"(\d+(?:\.\d+)?)(K|p?)")


def nearest_size(wanted: Size, offered: Sequence[Size]) -> Size:
    """Return the size most like another: in shape above all, then in area."""
    return min(
        offered, key=lambda size: (round(_unlike(wanted, size), 2), _other_area(wanted, size))
    )


def nearest_ratio(wanted: Size, offered: Iterable[str]) -> str | None:
    """Return the aspect ratio, such as "16:9", most like a size's; None if none is offered."""
    known = {name: _pair(_RATIO, name) for name in offered}
    ratios = {name: pair for name, pair in known.items() if pair}
    return min(ratios, key=lambda name: _unlike(wanted, ratios[name]), default=None)


def fitting_tier(wanted: Size, offered: Iterable[str]) -> str | None:
    """Return the smallest resolution that is enough for a size, else the largest.

    Args:
        offered: "720p" is the shorter side, "768" and "2K" a square's side: 1K is 1024 pixels.
    """
    sides = {name: side for name in offered if (side := _side(name)) is not None}
    if not sides:
        return None
    shorter, square = min(wanted), math.sqrt(math.prod(wanted))
    enough = [name for name in sides if sides[name] >= (shorter if name.endswith("p") else square)]
    return min(enough, key=sides.__getitem__) if enough else max(sides, key=sides.__getitem__)


def size_named(name: str) -> Size | None:
    """Return the size that "1280x720" names, None if it names none."""
    pair = _pair(_SIZE, name)
    return (round(pair[0]), round(pair[1])) if pair else None


def with_aversions(prompt: str, negative: str) -> str:
    """Return one prompt for services that have no other for what is not wanted."""
    return f"{prompt}\n\nAvoid: {negative}" if negative.strip() else prompt


def _pair(form: re.Pattern[str], name: str) -> tuple[float, float] | None:
    found = form.fullmatch(name)
    pair = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return pair if min(pair) > 0 else None


def _side(tier: str) -> float | None:
    found = _TIER.fullmatch(tier)
    return float(found[1]) * (1024 if found[2] == "K" else 1) if found else None


def _unlike(one: tuple[float, float], other: tuple[float, float]) -> float:
    return abs(math.log(one[0] / one[1]) - math.log(other[0] / other[1]))


def _other_area(one: Size, other: Size) -> float:
    return abs(math.log(math.prod(one)) - math.log(math.prod(other)))
