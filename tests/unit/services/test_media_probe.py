"""What is measured on real files, and which files are refused."""

import contextlib
import io
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PIL import Image

from backend.domain.errors import StoryCanvasError, UnsupportedMediaError, ValidationError
from backend.domain.media import MediaKind
from backend.services.media_probe import make_thumbnail, measure
from tests.unit.services.media_samples import (
    FOREIGN,
    audio,
    noise,
    picture,
    png_header,
    video,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file whose name tells nothing."""
    return tmp_path / "upload"


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("webp", "image/webp"),
        ("gif", "image/gif"),
    ],
)
def test_a_picture_is_measured_in_pixels(file: Path, extension: str, content_type: str) -> None:
    file.write_bytes(picture(extension, noise(60, 40)))
    facts = measure(file)
    assert (facts.kind, facts.content_type, facts.extension) == (
        MediaKind.IMAGE,
        content_type,
        extension,
    )
    assert (facts.width, facts.height, facts.duration, facts.fps) == (60, 40, None, None)


@pytest.mark.parametrize("extension", ["png", "gif", "webp"])
def test_a_moving_picture_is_still_a_picture(file: Path, extension: str) -> None:
    more = [noise(), noise()]
    file.write_bytes(picture(extension, save_all=True, append_images=more, duration=40))
    assert measure(file).kind is MediaKind.IMAGE


def test_a_picture_taken_sideways_is_measured_as_it_is_seen(file: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file.write_bytes(picture("jpg", noise(60, 40), exif=exif))
    facts = measure(file)
    assert (facts.width, facts.height) == (40, 60)
    assert Image.open(io.BytesIO(make_thumbnail(file, facts) or b"")).size == (40, 60)


@pytest.mark.parametrize("extension", ["mp4", "webm"])
@pytest.mark.parametrize(
    "rate",
    [
        *(Fraction(whole) for whole in (8, 16, 24, 25, 30, 50, 60)),
        *(Fraction(whole * 1000, 1001) for whole in (24, 30, 60)),
    ],
    ids=str,
)
def test_a_video_is_measured_to_the_frame(file: Path, extension: str, rate: Fraction) -> None:
    file.write_bytes(video(extension, rate=rate, frames=17, size=(64, 48)))
    facts = measure(file)
    assert (facts.kind, facts.extension) == (MediaKind.VIDEO, extension)
    assert (facts.width, facts.height, facts.frames) == (64, 48, 17)
    assert Fraction(facts.fps or 0) == rate
    assert facts.duration == pytest.approx(float(17 / rate))
    assert facts.channels is None


def test_a_video_of_one_frame_is_measured(file: Path) -> None:
    file.write_bytes(video("mp4", frames=1))
    facts = measure(file)
    assert (facts.frames, facts.fps) == (1, "24")


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [
        ("mp3", "audio/mpeg"),
        ("wav", "audio/wav"),
        ("flac", "audio/flac"),
        ("ogg", "audio/ogg"),
        ("m4a", "audio/mp4"),
    ],
)
def test_sound_is_measured_in_seconds(file: Path, extension: str, content_type: str) -> None:
    file.write_bytes(audio(extension, 2.0))
    facts = measure(file)
    assert (facts.kind, facts.content_type, facts.extension) == (
        MediaKind.AUDIO,
        content_type,
        extension,
    )
    assert facts.duration == pytest.approx(2.0, abs=0.01)
    assert facts.sample_rate == (48_000 if extension == "ogg" else 44_100)
    assert facts.channels == 1
    assert make_thumbnail(file, facts) is None


def test_sound_alone_in_an_mp4_is_sound(file: Path) -> None:
    file.write_bytes(audio("mp4"))
    facts = measure(file)
    assert (facts.kind, facts.content_type, facts.extension) == (
        MediaKind.AUDIO,
        "audio/mp4",
        "m4a",
    )


def test_a_wav_that_was_written_into_a_pipe_is_taken(file: Path) -> None:
    content = bytearray(audio("wav"))
    at = content.index(b"data")
    content[4:8] = content[at + 4 : at + 8] = b"\xff\xff\xff\xff"
    file.write_bytes(content)
    assert measure(file).duration == pytest.approx(2.0)


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN.keys())
def test_what_is_no_media_is_refused_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "song.mp3"
    file.write_bytes(content)
    with pytest.raises(UnsupportedMediaError):
        measure(file)


@pytest.mark.parametrize("head", [b"ID3\x03\x00\x00\x00\x00\x00\x00", b"OggS", b"fLaC"])
def test_a_page_behind_the_first_bytes_of_a_song_is_refused(file: Path, head: bytes) -> None:
    file.write_bytes(head + FOREIGN["html"])
    with pytest.raises(StoryCanvasError):
        measure(file)


def test_an_empty_file_is_refused(file: Path) -> None:
    file.touch()
    with pytest.raises(ValidationError, match="empty"):
        measure(file)


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_000, 10_000), (8192, 8193)])
def test_a_picture_that_would_fill_the_memory_is_refused(file: Path, size: tuple[int, int]) -> None:
    file.write_bytes(png_header(*size) + picture("png")[33:])
    with pytest.raises(ValidationError, match="pixels"):
        measure(file)


@pytest.mark.parametrize("extension", ["png", "jpg", "webp", "gif"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_picture_cut_short_is_refused(file: Path, extension: str, part: float) -> None:
    content = picture(extension, noise(200, 200))
    file.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(ValidationError):
        measure(file)


@pytest.mark.parametrize("extension", ["mp4", "webm"])
@pytest.mark.parametrize("missing", [1, 10, 200, 0.5, 0.9])
def test_a_video_cut_short_is_refused(file: Path, extension: str, missing: float) -> None:
    content = video(extension)
    cut = missing if missing >= 1 else len(content) * missing
    file.write_bytes(content[: len(content) - int(cut)])
    with pytest.raises(ValidationError):
        measure(file)


@pytest.mark.parametrize("extension", ["wav", "flac", "m4a"])
def test_sound_cut_short_is_refused_where_the_file_says_its_length(
    file: Path, extension: str
) -> None:
    content = audio(extension)
    file.write_bytes(content[: len(content) // 2])
    with pytest.raises(ValidationError):
        measure(file)


def test_an_mp3_is_as_long_as_what_is_there_of_it(file: Path) -> None:
    content = audio("mp3")
    file.write_bytes(content[: len(content) // 2])
    assert measure(file).duration == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("extension", ["png", "jpg", "webp", "gif", "mp4", "webm"])
@pytest.mark.parametrize("seed", range(8))
def test_damaged_content_is_refused_or_measured_but_never_a_bug(
    file: Path, extension: str, seed: int
) -> None:
    content = bytearray(video(extension) if extension in {"mp4", "webm"} else picture(extension))
    for at in range(seed, len(content), 97):
        content[at] ^= 0xA5
    file.write_bytes(content)
    with contextlib.suppress(ValidationError, UnsupportedMediaError):
        make_thumbnail(file, measure(file))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_colour_mode_gets_a_small_jpeg(file: Path, mode: str) -> None:
    file.write_bytes(picture("png", Image.new(mode, (1200, 600))))
    thumbnail = make_thumbnail(file, measure(file))
    shown = Image.open(io.BytesIO(thumbnail or b""))
    assert (shown.format, shown.size) == ("JPEG", (480, 240))


def test_what_can_be_seen_through_is_white_in_the_thumbnail(file: Path) -> None:
    file.write_bytes(picture("png", Image.new("RGBA", (10, 10), (255, 0, 0, 0))))
    shown = Image.open(io.BytesIO(make_thumbnail(file, measure(file)) or b""))
    assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_the_thumbnail_of_a_video_is_its_first_frame(file: Path) -> None:
    file.write_bytes(video("mp4", size=(640, 480)))
    shown = Image.open(io.BytesIO(make_thumbnail(file, measure(file)) or b""))
    assert (shown.format, shown.size) == ("JPEG", (480, 360))


def moved(times: list[int]) -> bytes:
    """An MP4 of which the frames begin at those milliseconds."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=25, options={"bf": "0"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for time in times:
            frame = av.VideoFrame.from_image(noise(64, 48))  # type: ignore[no-untyped-call]
            frame.pts, frame.time_base = time, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def test_an_uneven_video_has_the_rate_that_gives_its_length(file: Path) -> None:
    file.write_bytes(moved([0, 40, 80, 400, 440, 1000, 1040, 1700]))
    facts = measure(file)
    assert facts.frames == 8
    assert facts.duration == pytest.approx(8 / Fraction(facts.fps or 0))
    assert 1.7 <= (facts.duration or 0) <= 2.4


def test_a_video_without_a_picture_is_refused(file: Path) -> None:
    content = bytearray(video("mp4"))
    at = content.index(b"mdat") + 4
    content[at:] = bytes(len(content) - at)
    file.write_bytes(content)
    with pytest.raises(ValidationError):
        measure(file)
