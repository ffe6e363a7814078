"""What a file really is: its content decoded, its size, length and rate measured; all blocking."""

from __future__ import annotations

import io
import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from backend.domain.errors import StoryCanvasError, invalid_field
from backend.domain.media import MediaFacts, MediaKind
from backend.services.media_containers import is_cut_short
from backend.services.media_types import M4A, TYPE_OF, FileType, sniff

# Pillow and PyAV are imported where they are used: together they take longer to load than a
# server takes to start.
if TYPE_CHECKING:
    from av.container import InputContainer
    from PIL import Image

MAX_PIXELS: Final = 8192 * 8192
THUMBNAIL_SIDE: Final = 480
_THUMBNAIL_QUALITY: Final = 82

# Encoders fill their first and last block with silence; a header that knows of it is believed.
_MAX_PADDING: Final = Fraction(1, 10)
# A tenth of what lies between 24 and 23.976, and far more than what rounded timestamps lose.
_RATE_TOLERANCE: Final = Fraction(1, 10_000)


def measure(path: Path) -> MediaFacts:
    """Return the facts of a file after decoding its picture, its first frame or its first sound.

    Raises:
        ValidationError: it is empty, damaged, cut short, or has too many pixels.
        UnsupportedMediaError: it is none of the formats we take.
    """
    type = sniff(path)
    with _decoding():
        if type.kind is MediaKind.IMAGE:
            return _measure_image(path, type)
        _refuse_cut_short(path, type)
        with _open_container(path, type) as container:
            if type.kind is MediaKind.VIDEO and container.streams.video:
                return _measure_video(container, type)
            # Phones write sound alone into a file that calls itself a video.
            return _measure_audio(container, M4A if type.extension == "mp4" else type)


def make_thumbnail(path: Path, facts: MediaFacts) -> bytes | None:
    """Return a JPEG of at most 480 pixels a side, of a video its first frame; None for sound."""
    if facts.kind is MediaKind.AUDIO:
        return None
    from PIL import Image, ImageOps

    type = TYPE_OF[facts.extension]
    with _decoding():
        if facts.kind is MediaKind.VIDEO:
            with _open_container(path, type) as container:
                picture = next(container.decode(video=0)).to_image()  # type: ignore[no-untyped-call]
        else:
            with Image.open(path, formats=[type.decoder]) as opened:
                opened.draft("RGB", (THUMBNAIL_SIDE, THUMBNAIL_SIDE))
                picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        out = io.BytesIO()
        _on_white(picture).save(out, "JPEG", quality=_THUMBNAIL_QUALITY)
        return out.getvalue()


@contextmanager
def _decoding() -> Iterator[None]:
    """Turn whatever a decoder says into an error of ours."""
    from PIL import Image

    try:
        yield
    except StoryCanvasError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as exc:
        raise _too_many_pixels() from exc
    except Exception as exc:  # decoders fed hostile bytes raise anything at all
        raise invalid_field("file", "is damaged or cut short") from exc


def _too_many_pixels() -> StoryCanvasError:
    return invalid_field("file", f"has more than {MAX_PIXELS} pixels")


def _refuse_bomb(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()


def _refuse_cut_short(path: Path, type: FileType) -> None:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if is_cut_short(data, type.extension):
            raise invalid_field("file", "is cut short")


def _measure_image(path: Path, type: FileType) -> MediaFacts:
    from PIL import Image, ImageOps

    with Image.open(path, formats=[type.decoder]) as image:
        _refuse_bomb(*image.size)
        image.verify()
    with Image.open(path, formats=[type.decoder]) as image:
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        width, height = image.size
    return _facts(type, width=width, height=height)


def _open_container(path: Path, type: FileType) -> InputContainer:
    """Open with the one demuxer that fits: left to guess, FFmpeg may find a list of other files."""
    import av

    return av.open(str(path), format=type.decoder, metadata_errors="ignore")


def _measure_video(container: InputContainer, type: FileType) -> MediaFacts:
    stream = container.streams.video[0]
    _refuse_bomb(stream.width, stream.height)
    decoded, begins, ends = False, [], []
    for packet in container.demux(stream):
        decoded = decoded or bool(packet.decode())
        if packet.size and packet.pts is not None and not packet.is_discard:
            begins.append(packet.pts)
            ends.append(packet.pts + (packet.duration or 0))
    if not decoded or not stream.time_base:
        raise invalid_field("file", "has no frame that can be decoded")
    frames, length = len(begins), (max(ends) - min(begins)) * stream.time_base
    rate = _exact_rate(stream.guessed_rate, frames, length)
    sound = container.streams.audio[0] if container.streams.audio else None
    return _facts(
        type,
        width=stream.width,
        height=stream.height,
        duration=float(frames / rate),
        frames=frames,
        fps=str(rate),
        sample_rate=sound.sample_rate if sound else None,
        channels=sound.channels if sound else None,
    )


def _exact_rate(told: Fraction | None, frames: int, length: Fraction) -> Fraction:
    """Return the rate in frames per second: the one told if the length in seconds bears it out.

    Timestamps in whole milliseconds blur a rate, so one that all but equals a whole rate, or such
    a rate times 1000/1001, is taken for it.
    """
    rate = told
    if not rate or abs(frames / rate - length) > 1 / rate:
        rate = frames / length
    for exact in (Fraction(round(rate)), Fraction(round(rate * 1001 / 1000) * 1000, 1001)):
        if abs(rate - exact) <= rate * _RATE_TOLERANCE:
            return exact
    return rate


def _measure_audio(container: InputContainer, type: FileType) -> MediaFacts:
    stream = container.streams.audio[0]
    decoded, ticks = False, 0
    for packet in container.demux(stream):
        decoded = decoded or bool(packet.decode())
        ticks += packet.duration or 0
    if not decoded or not stream.time_base:
        raise invalid_field("file", "has no sound that can be decoded")
    heard, told = ticks * stream.time_base, (stream.duration or 0) * stream.time_base
    if type.extension == "flac" and heard < told:
        raise invalid_field("file", "is cut short")
    duration = told if heard - _MAX_PADDING <= told <= heard else heard
    return _facts(
        type,
        duration=float(duration),
        sample_rate=stream.sample_rate,
        channels=stream.channels,
    )


def _facts(type: FileType, **measured: float | str | None) -> MediaFacts:
    return MediaFacts.model_validate(
        {
            "kind": type.kind,
            "content_type": type.content_type,
            "extension": type.extension,
            **measured,
        }
    )


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture in RGB; what can be seen through is white."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    from PIL import Image

    seen = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
