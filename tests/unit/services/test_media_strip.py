"""Stripping takes out every word and leaves every pixel and sample."""

import io
from pathlib import Path

import av
import pytest
from PIL import Image, PngImagePlugin

from backend.services.media_probe import measure
from backend.services.media_strip import strip_metadata
from tests.unit.services.media_samples import SECRET, audio, picture, telling_picture, video

PICTURES = ["png", "jpg", "webp"]
VIDEOS = ["mp4", "webm"]
SOUNDS = ["mp3", "wav", "flac", "m4a"]


def pixels(content: bytes) -> bytes:
    """The decoded picture."""
    with Image.open(io.BytesIO(content)) as image:
        return image.convert("RGBA").tobytes()


def stream(content: bytes) -> list[tuple[int | None, int | None, bytes]]:
    """Every packet of a video or sound: when it is due, and what is in it."""
    with av.open(io.BytesIO(content), "r") as container:
        return [(packet.pts, packet.dts, bytes(packet)) for packet in container.demux()]


def words(content: bytes) -> str:
    """All that the container and its streams say of themselves."""
    with av.open(io.BytesIO(content)) as container:
        return str([container.metadata, *(each.metadata for each in container.streams)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to be stripped."""
    return tmp_path / "output"


@pytest.mark.parametrize("extension", PICTURES)
def test_a_picture_loses_its_words_and_keeps_its_pixels(file: Path, extension: str) -> None:
    telling = telling_picture(extension)
    assert SECRET.encode() in telling
    file.write_bytes(telling)
    assert strip_metadata(file, extension)
    assert SECRET.encode() not in file.read_bytes()
    assert pixels(file.read_bytes()) == pixels(telling)
    with Image.open(file) as image:
        image.load()
        assert not image.getexif()
        assert not {"prompt", "workflow", "squeezed", "xmp", "comment"} & set(image.info)
    assert measure(file).extension == extension


def test_a_moving_png_loses_what_stands_between_its_frames(file: Path) -> None:
    text = PngImagePlugin.PngInfo()
    text.add(b"coMf", SECRET.encode(), after_idat=True)
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "green", "blue")]
    file.write_bytes(
        picture("png", frames[0], save_all=True, append_images=frames[1:], pnginfo=text)
    )
    assert strip_metadata(file, "png")
    assert SECRET.encode() not in file.read_bytes()
    with Image.open(file) as image:
        assert getattr(image, "n_frames", 1) == 3


@pytest.mark.parametrize("extension", VIDEOS)
def test_a_video_loses_its_words_and_keeps_every_packet(file: Path, extension: str) -> None:
    telling = video(extension, secret=SECRET)
    assert SECRET in words(telling)
    file.write_bytes(telling)
    before = measure(file)
    assert strip_metadata(file, extension)
    after = file.read_bytes()
    assert SECRET.encode() not in after
    assert SECRET not in words(after)
    assert stream(after) == stream(telling)
    assert measure(file) == before


@pytest.mark.parametrize("length", [1, 40, 117, 118, 119, 200, 70_000])
def test_words_of_any_length_become_padding(file: Path, length: int) -> None:
    telling = video("webm", secret="q" * length)
    file.write_bytes(telling)
    assert strip_metadata(file, "webm")
    assert stream(file.read_bytes()) == stream(telling)
    assert "q" * length not in words(file.read_bytes())


@pytest.mark.parametrize("extension", SOUNDS)
def test_sound_loses_its_words_and_keeps_every_sample(file: Path, extension: str) -> None:
    telling = audio(extension, secret=SECRET)
    assert SECRET in words(telling)
    file.write_bytes(telling)
    before = measure(file)
    assert strip_metadata(file, extension)
    after = file.read_bytes()
    assert SECRET.encode() not in after
    assert [packet[2] for packet in stream(after)] == [packet[2] for packet in stream(telling)]
    assert measure(file) == before


def test_the_tag_at_the_end_of_an_old_song_goes_too(file: Path) -> None:
    song = audio("mp3")
    file.write_bytes(song + (b"TAG" + SECRET.encode()).ljust(128, b"\0"))
    assert strip_metadata(file, "mp3")
    assert SECRET.encode() not in file.read_bytes()


@pytest.mark.parametrize("extension", [*PICTURES, *VIDEOS, *SOUNDS])
def test_stripping_again_changes_nothing(file: Path, extension: str) -> None:
    made = {**dict.fromkeys(PICTURES, telling_picture), **dict.fromkeys(VIDEOS, video)}
    file.write_bytes(made.get(extension, audio)(extension))
    strip_metadata(file, extension)
    once = file.read_bytes()
    assert not strip_metadata(file, extension)
    assert file.read_bytes() == once


def test_a_gif_is_left_as_it_is(file: Path) -> None:
    file.write_bytes(picture("gif"))
    assert not strip_metadata(file, "gif")
