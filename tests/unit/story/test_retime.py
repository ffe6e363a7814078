"""How long shots last once their words were said, and where they lie."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.frame_rate import FRAME_RATES, FrameRate, frame_rate
from backend.story.retime import Place, Shot, lay_out, positions, whole_frames

RATES = list(FRAME_RATES.values())
seconds = st.floats(0.05, 90, allow_nan=False)
shots = st.lists(
    st.builds(Shot, length=seconds, narration=st.none() | seconds, locked=st.booleans()),
    min_size=1,
    max_size=40,
)


def frames(place: Place, rate: FrameRate) -> Fraction:
    return Fraction(str(round(place.length, 9))) * rate.rate


def test_a_shot_lasts_as_long_as_its_narration_with_a_breath_before_and_after() -> None:
    [place] = lay_out([Shot(3.0, narration=4.0)], frame_rate(24))
    assert place == Place(0.0, 4.5)


def test_a_short_word_leaves_the_picture_time_to_be_seen() -> None:
    [place] = lay_out([Shot(8.0, narration=0.4)], frame_rate(25))
    assert place.length == 3.0


def test_lengths_are_rounded_up_to_whole_frames_of_the_exact_rate() -> None:
    [place] = lay_out([Shot(3.0, narration=4.0)], frame_rate(23.976))
    assert place.length == pytest.approx(108 * 1001 / 24000)


def test_a_silent_shot_stays_as_long_as_it_is() -> None:
    assert lay_out([Shot(2.5)], frame_rate(24)) == [Place(0.0, 2.5)]


def test_a_locked_shot_keeps_its_length_and_pushes_what_follows() -> None:
    places = lay_out([Shot(2.03, narration=9.0, locked=True), Shot(4.0)], frame_rate(24))
    assert places == [Place(0.0, 2.03), Place(2.03, 4.0)]


@given(shots, st.sampled_from(RATES))
def test_shots_touch_and_are_of_whole_frames_at_every_rate(
    shots: list[Shot], rate: FrameRate
) -> None:
    places = lay_out(shots, rate)
    end = 0.0
    for shot, place in zip(shots, places, strict=True):
        assert place.position == pytest.approx(end, abs=1e-9)
        end = place.position + place.length
        if shot.locked:
            assert place.length == pytest.approx(shot.length, abs=1e-9)
        else:
            assert abs(frames(place, rate) - round(frames(place, rate))) < Fraction(1, 10**6)
            assert place.length > (shot.narration or 0) - 1e-6


@given(shots, st.sampled_from(RATES))
def test_to_lay_out_twice_changes_nothing(shots: list[Shot], rate: FrameRate) -> None:
    once = lay_out(shots, rate)
    again = [
        Shot(place.length, shot.narration, shot.locked)
        for shot, place in zip(shots, once, strict=True)
    ]
    assert lay_out(again, rate) == once


@given(lengths=st.lists(seconds, max_size=40), rate=st.sampled_from(RATES))
def test_whole_frames_are_no_shorter_and_lie_end_to_end_to_the_frame(
    lengths: list[float], rate: FrameRate
) -> None:
    whole = [whole_frames(length, rate) for length in lengths]
    frames = [round(Fraction(length) * rate.rate) for length in whole]
    assert whole == [float(rate.seconds(count)) for count in frames]
    assert all(
        0 <= late - soon < 1.01 / rate.rate for soon, late in zip(lengths, whole, strict=True)
    )
    begins = [float(rate.seconds(sum(frames[:at]))) for at in range(len(frames))]
    assert list(positions(whole, rate)) == begins
