"""Frame rates as exact fractions, frames as whole numbers, and SMPTE timecode."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError


@dataclass(frozen=True)
class FrameRate:
    """One of the rates editors know.

    Attributes:
        label: as people write it and as it is stored, e.g. 23.976 or "29.97df".
        rate: frames per second, exactly, e.g. 24000/1001.
        nominal: frames per counted second of timecode, e.g. 24.
        drop_frame: timecode skips numbers so that it follows the clock.
    """

    label: int | float | str
    rate: Fraction
    nominal: int
    drop_frame: bool = False

    def frames(self, seconds: float | Fraction) -> int:
        """Return the frame boundary nearest to a moment, halves up.

        A float counts as the decimal it prints as, so 0.1 is one tenth. Round boundaries, never
        lengths: the sum of rounded lengths drifts from the clock.
        """
        exact = seconds if isinstance(seconds, Fraction) else Fraction(str(seconds))
        return (exact * self.rate * 2 + 1) // 2

    def seconds(self, frames: int) -> Fraction:
        """Return the exact moment of a frame boundary."""
        return Fraction(frames) / self.rate

    def timecode(self, frame: int) -> str:
        """Return a frame number as SMPTE timecode, e.g. "01:00:00:00", with ";" in drop-frame.

        Drop-frame skips the first numbers (two at 30, four at 60) of each minute but every tenth.
        """
        number = frame + self._dropped_before(frame) if self.drop_frame else frame
        seconds, frames = divmod(number, self.nominal)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        mark = ";" if self.drop_frame else ":"
        return mark.join(f"{part:02d}" for part in (hours, minutes, seconds, frames))

    def frame_of(self, timecode: str) -> int:
        """Return the frame number of a timecode of this rate.

        Raises:
            ValueError: it is not a timecode, or names a number that drop-frame skips.
        """
        parts = timecode.replace(";", ":").split(":")
        if len(parts) != 4 or not all(part.isdigit() for part in parts):
            raise ValueError(f"'{timecode}' is not a timecode such as 01:00:00:00")
        hours, minutes, seconds, frames = map(int, parts)
        if minutes > 59 or seconds > 59 or frames >= self.nominal:
            raise ValueError(f"'{timecode}' has a part out of range")
        number = ((hours * 60 + minutes) * 60 + seconds) * self.nominal + frames
        if not self.drop_frame:
            return number
        total_minutes = hours * 60 + minutes
        if minutes % 10 and seconds == 0 and frames < self._drop:
            raise ValueError(f"'{timecode}' is a number that drop-frame timecode skips")
        return number - self._drop * (total_minutes - total_minutes // 10)

    @property
    def _drop(self) -> int:
        return self.nominal // 15

    def _dropped_before(self, frame: int) -> int:
        ten_minutes = self.nominal * 600 - self._drop * 9
        minute = self.nominal * 60 - self._drop
        tens, rest = divmod(frame, ten_minutes)
        minutes_in = max(0, (rest - self._drop) // minute) if rest > self._drop else 0
        return self._drop * (9 * tens + minutes_in)


_RATES: Final = (
    FrameRate(23.976, Fraction(24000, 1001), 24),
    FrameRate(24, Fraction(24), 24),
    FrameRate(25, Fraction(25), 25),
    FrameRate(29.97, Fraction(30000, 1001), 30),
    FrameRate("29.97df", Fraction(30000, 1001), 30, drop_frame=True),
    FrameRate(30, Fraction(30), 30),
    FrameRate(50, Fraction(50), 50),
    FrameRate(59.94, Fraction(60000, 1001), 60),
    FrameRate("59.94df", Fraction(60000, 1001), 60, drop_frame=True),
    FrameRate(60, Fraction(60), 60),
)
FRAME_RATES: Final = {str(known.label): known for known in _RATES}


def frame_rate(label: float | str) -> FrameRate:
    """Return the rate of a label such as 24, 23.976, "24", "29.97df".

    Raises:
        ValueError: it is none of the known rates.
    """
    text = str(label).strip().lower()
    text = text.removesuffix(".0")
    if text not in FRAME_RATES:
        raise ValueError(f"fps must be one of {', '.join(FRAME_RATES)}")
    return FRAME_RATES[text]


def _label(value: Any) -> int | float | str:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise PydanticCustomError("fps", "must be a number or a text")
    try:
        return frame_rate(value).label
    except ValueError as exc:
        raise PydanticCustomError("fps", "{problem}", {"problem": str(exc)}) from None


Fps = Annotated[
    int | float | str,
    BeforeValidator(_label),
    PlainSerializer(lambda label: label),
    WithJsonSchema(
        {
            "anyOf": [{"type": "number"}, {"type": "string"}],
            "enum": [known.label for known in _RATES],
            "description": "Frames per second; df = drop-frame timecode.",
        }
    ),
]
