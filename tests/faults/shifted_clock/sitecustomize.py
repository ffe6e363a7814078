"""Lets a process live CLOCK_SHIFT_SECONDS from now: Python imports this first, from PYTHONPATH.

What tells the date is moved; the clock that only measures intervals is not, as on a computer whose
clock somebody set wrongly.
"""

import datetime as dt
import os
import time
from datetime import datetime as RealDatetime  # noqa: N812 - it is still the class of that name
from typing import Any

SHIFT = float(os.environ["CLOCK_SHIFT_SECONDS"])
real_time, real_time_ns = time.time, time.time_ns


class _Kind(type):
    """A moment made by C code, which knows nothing of us, is one of ours too."""

    def __instancecheck__(cls, moment: Any) -> bool:
        return isinstance(moment, RealDatetime)


class ShiftedDatetime(RealDatetime, metaclass=_Kind):
    """The class that asks for the present."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Any:
        """Return the shifted present."""
        return RealDatetime.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> Any:
        """Return the shifted present, without a zone."""
        return cls.now(dt.UTC).replace(tzinfo=None)


time.time = lambda: real_time() + SHIFT
time.time_ns = lambda: real_time_ns() + int(SHIFT * 1e9)
dt.datetime = ShiftedDatetime  # type: ignore[misc]
