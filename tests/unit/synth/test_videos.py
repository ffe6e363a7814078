"""The videos that stand for generated ones, read again with a decoder."""

from __future__ import annotations

import io
import itertools
from fractions import Fraction

import av
import pytest
from PIL import Image, ImageChops

from backend.synth import videos


def make_video(count: int, rate: Fraction, size: tuple[int, int], extension: str = "mp4") -> bytes:
    pictures = videos.moving_frames(*size, count, prompt="a fox", seed=1, footer="seed 1 · alpha")
    width, height = size
    return videos.write_video(
        pictures,
        rate=rate,
        width=width,
        height=height,
        extension=extension,
        metadata={"prompt": '{"1": {}}'},
    )


@pytest.mark.parametrize(
    ("count", "rate", "size"),
    [
        (81, Fraction(16), (640, 640)),
        (25, Fraction(24000, 1001), (64, 48)),
        (10, Fraction(30000, 1001), (128, 64)),
        (1, Fraction(25), (64, 64)),
        (7, Fraction(23976, 1000), (62, 34)),
    ],
)
def test_a_video_has_exactly_the_frames_rate_and_size_that_were_asked_for(
    count: int, rate: Fraction, size: tuple[int, int]
) -> None:
    with av.open(io.BytesIO(make_video(count, rate, size)), "r") as container:
        stream = container.streams.video[0]
        decoded = list(container.decode(stream))
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert (stream.width, stream.height) == size
        assert stream.average_rate == rate
        assert len(decoded) == stream.frames == count
        times = [(frame.pts or 0) * (frame.time_base or 0) for frame in decoded]
        assert times == [number / rate for number in range(count)]


def test_the_index_of_an_mp4_stands_before_its_pictures() -> None:
    content = make_video(5, Fraction(24), (64, 64))
    assert content.index(b"moov") < content.index(b"mdat")


def test_an_mp4_carries_the_workflow_it_was_made_with() -> None:
    with av.open(io.BytesIO(make_video(2, Fraction(24), (64, 64))), "r") as container:
        assert container.metadata["prompt"] == '{"1": {}}'


def test_a_webm_can_be_read_again() -> None:
    with av.open(io.BytesIO(make_video(9, Fraction(24), (64, 64), "webm")), "r") as container:
        assert len(list(container.decode(container.streams.video[0]))) == 9


def test_each_frame_differs_from_the_one_before() -> None:
    frames = list(videos.moving_frames(320, 180, 12, prompt="a fox", seed=2))
    for one, other in itertools.pairwise(frames):
        assert ImageChops.difference(one, other).getbbox() is not None


def test_a_video_of_an_odd_size_is_refused() -> None:
    with pytest.raises(ValueError, match="even"):
        videos.write_video(iter(()), rate=Fraction(24), width=65, height=64)


def test_writing_stops_when_nobody_wants_the_video_any_more() -> None:
    shown: list[int] = []

    def keep_going() -> bool:
        shown.append(1)
        return len(shown) < 4

    with pytest.raises(videos.StoppedError):
        videos.write_video(
            (Image.new("RGB", (64, 64)) for _ in range(1000)),
            rate=Fraction(24),
            width=64,
            height=64,
            keep_going=keep_going,
        )
    assert len(shown) == 4
