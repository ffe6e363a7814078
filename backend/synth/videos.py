"""Short videos with an exact number of frames, made by moving over a drawn picture."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from backend.synth import frames

# Pillow and PyAV are imported where they are used: together they take longer to load than a
# server takes to start.
if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream
    from PIL import Image

# Codec and its options by file extension, chosen for speed: nobody keeps these videos.
CODECS = {
    "mp4": ("libx264", {"preset": "ultrafast", "crf": "26"}),
    "webm": ("libvpx", {"deadline": "realtime", "cpu-used": "8"}),
}
MARGIN = 0.1


class StoppedError(Exception):
    """The caller no longer wants the video."""


def write_video(
    pictures: Iterator[Image.Image],
    *,
    rate: Fraction,
    width: int,
    height: int,
    extension: str = "mp4",
    metadata: dict[str, str] | None = None,
    keep_going: Callable[[], bool] = lambda: True,
) -> bytes:
    """Encode the pictures, each shown for one frame, as MP4 (H.264, faststart) or WebM (VP8).

    Args:
        rate: frames per second, exactly.
        width: in pixels, even, as 4:2:0 colour needs; so is `height`.
        keep_going: asked before each frame.

    Raises:
        ValueError: a size is odd.
        StoppedError: `keep_going` said no.
    """
    if width % 2 or height % 2:
        raise ValueError(f"A video of {width}x{height} is not possible: both must be even")
    import av

    # The tags flag lets a whole workflow travel in the file, as real servers write it.
    movie = {"movflags": "faststart+use_metadata_tags"} if extension == "mp4" else {}
    # To put the index first, FFmpeg opens its own output again, so it must be a file with a name.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"video.{extension}"
        with av.open(path, "w", options=movie) as container:
            container.metadata.update(metadata or {})
            stream = _stream(container, extension, rate)
            stream.width, stream.height = width, height
            for packets in _encoded(stream, pictures, rate, keep_going):
                container.mux(packets)
        return path.read_bytes()


def _stream(container: OutputContainer, extension: str, rate: Fraction) -> VideoStream:
    codec, options = CODECS[extension]
    stream = cast("VideoStream", container.add_stream(codec, rate=rate, options=options))
    stream.pix_fmt = "yuv420p"
    return stream


def _encoded(
    stream: VideoStream,
    pictures: Iterator[Image.Image],
    rate: Fraction,
    keep_going: Callable[[], bool],
) -> Iterator[list[Packet[VideoStream]]]:
    import av

    for number, picture in enumerate(pictures):
        if not keep_going():
            raise StoppedError
        frame = av.VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
        frame.pts, frame.time_base = number, 1 / rate
        yield stream.encode(frame)
    yield stream.encode(None)


def moving_frames(
    width: int,
    height: int,
    count: int,
    *,
    prompt: str,
    seed: int,
    footer: str = "",
    base: bytes | None = None,
) -> Iterator[Image.Image]:
    """Yield `count` frames of a slow pan over the picture of `frames.draw_frame`.

    Each has the caption, and at the top its own number and a bar that fills up, so that a person
    sees at once whether a frame is missing.
    """
    from PIL import ImageDraw, ImageFont

    wide, high = round(width * (1 + MARGIN)), round(height * (1 + MARGIN))
    scenery = frames.paint(wide, high, prompt=prompt, seed=seed, base=base)
    strip = frames.caption(width, height, prompt, footer)
    size = max(9, min(width, height) // 18)
    font = ImageFont.load_default(size)
    rightwards = bool(seed % 2)
    for number in range(count):
        done = number / max(1, count - 1)
        left = round((wide - width) * (done if rightwards else 1 - done))
        top = round((high - height) * done)
        frame = scenery.crop((left, top, left + width, top + height))
        frame.paste(strip, (0, height - strip.height), strip)
        pen = ImageDraw.Draw(frame)
        pen.rectangle((0, 0, round(width * (number + 1) / count), size // 4), fill="white")
        pen.text((size // 2, size // 2), f"{number + 1}/{count}", font=font, fill="white")
        yield frame
