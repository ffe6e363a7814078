"""Frame rates: exact, and drop-frame numbers against a count of every minute."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.frame_rate import FRAME_RATES, FrameRate, frame_rate

rates = st.sampled_from(list(FRAME_RATES.values()))
drop_rates = st.sampled_from([known for known in FRAME_RATES.values() if known.drop_frame])
DAY_OF_FRAMES = 24 * 3600 * 60


def number_by_counting(frame: int, nominal: int) -> str:
    """Name a drop-frame number by walking over the minutes, as a clerk with a clock would."""
    minute = 0
    while True:
        skipped = nominal // 15 if minute % 10 else 0
        frames_in_minute = nominal * 60 - skipped
        if frame < frames_in_minute:
            second, rest = divmod(frame + skipped, nominal)
            return f"{minute // 60:02d};{minute % 60:02d};{second:02d};{rest:02d}"
        frame -= frames_in_minute
        minute += 1


@given(rates, st.integers(0, DAY_OF_FRAMES))
def test_a_timecode_read_back_names_the_same_frame(rate: FrameRate, frame: int) -> None:
    assert rate.frame_of(rate.timecode(frame)) == frame


@given(drop_rates, st.integers(0, DAY_OF_FRAMES))
def test_drop_frame_numbers_are_those_a_clerk_would_count(rate: FrameRate, frame: int) -> None:
    assert rate.timecode(frame) == number_by_counting(frame, rate.nominal)


@given(drop_rates, st.integers(0, DAY_OF_FRAMES))
def test_drop_frame_numbers_stay_close_to_the_clock(rate: FrameRate, frame: int) -> None:
    frame %= int(rate.rate * 86_400)  # within a day: the rest of a frame adds up over several
    hours, minutes, seconds, frames = map(int, rate.timecode(frame).split(";"))
    read = Fraction((hours * 60 + minutes) * 60 + seconds) + Fraction(frames, rate.nominal)
    assert abs(read - rate.seconds(frame)) < Fraction(1, 5)


@given(rates, st.fractions(0, 100_000, max_denominator=10_000))
def test_a_boundary_is_within_half_a_frame(rate: FrameRate, moment: Fraction) -> None:
    assert abs(rate.frames(moment) - moment * rate.rate) <= Fraction(1, 2)


@given(rates, st.integers(0, DAY_OF_FRAMES))
def test_the_moment_of_a_frame_is_exact(rate: FrameRate, frame: int) -> None:
    assert rate.frames(rate.seconds(frame)) == frame


@pytest.mark.parametrize(
    ("label", "frame", "timecode"),
    [
        ("29.97df", 1799, "00;00;59;29"),
        ("29.97df", 1800, "00;01;00;02"),
        ("29.97df", 17_981, "00;09;59;29"),
        ("29.97df", 17_982, "00;10;00;00"),
        ("29.97df", 107_892, "01;00;00;00"),
        ("59.94df", 3599, "00;00;59;59"),
        ("59.94df", 3600, "00;01;00;04"),
        ("59.94df", 215_784, "01;00;00;00"),
        (29.97, 108_000, "01:00:00:00"),
        (23.976, 86_400, "01:00:00:00"),
        (25, 90_000, "01:00:00:00"),
    ],
)
def test_known_timecodes(label: float | str, frame: int, timecode: str) -> None:
    assert frame_rate(label).timecode(frame) == timecode
    assert frame_rate(label).frame_of(timecode) == frame


@pytest.mark.parametrize(
    "timecode", ["00;01;00;00", "00;01;00;01", "00:00:00", "00:60:00:00", "00:00:00:30", "a:b:c:d"]
)
def test_what_is_no_timecode_is_refused(timecode: str) -> None:
    with pytest.raises(ValueError, match=r"timecode|range"):
        frame_rate("29.97df").frame_of(timecode)


def test_a_float_counts_as_the_decimal_it_prints_as() -> None:
    assert frame_rate(25).frames(0.02) == 1
    assert frame_rate(30).frames(0.1 + 0.2) == 9


@pytest.mark.parametrize("label", [23.98, 15, "ntsc", "", "29.97ndf"])
def test_other_rates_are_refused(label: float | str) -> None:
    with pytest.raises(ValueError, match="fps must be one of"):
        frame_rate(label)
