"""Media files made on the spot for tests, with and without something written into them."""

import io
import struct
import zlib
from fractions import Fraction
from typing import Any

import av
from PIL import Image, PngImagePlugin

from backend.synth.frames import draw_flat
from backend.synth.tones import write_tune
from backend.synth.videos import moving_frames, write_video

SECRET = "a prompt that nobody else should read"
AUDIO_CODECS = {
    "m4a": ("ipod", "aac", 44_100),
    "mp4": ("mp4", "aac", 44_100),
    "ogg": ("ogg", "libopus", 48_000),
    "mp3": ("mp3", "libmp3lame", 44_100),
    "flac": ("flac", "flac", 44_100),
    "wav": ("wav", "pcm_s16le", 44_100),
}


def noise(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """A picture in which every pixel matters."""
    return Image.effect_noise((width, height), 80).convert(mode)


def picture(extension: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """An encoded picture."""
    out = io.BytesIO()
    format = {"jpg": "JPEG"}.get(extension, extension.upper())
    (image or noise()).save(out, format, **options)
    return out.getvalue()


def telling_picture(extension: str) -> bytes:
    """A picture with the secret in every place its format has for text."""
    exif = Image.Exif()
    exif[0x010E] = SECRET
    if extension == "png":
        text = PngImagePlugin.PngInfo()
        text.add_text("prompt", SECRET)
        text.add_itxt("workflow", SECRET)
        text.add_text("squeezed", SECRET * 3, zip=True)
        text.add(b"coMf", SECRET.encode())
        return picture("png", pnginfo=text, exif=exif) + SECRET.encode()
    if extension == "jpg":
        return picture("jpg", exif=exif, comment=SECRET.encode(), quality=90)
    return picture(extension, exif=exif, xmp=SECRET.encode(), lossless=True)


def video(
    extension: str = "mp4",
    *,
    rate: Fraction = Fraction(24),
    frames: int = 12,
    size: tuple[int, int] = (64, 48),
    secret: str | None = None,
) -> bytes:
    """A short video of moving pictures."""
    width, height = size
    return write_video(
        moving_frames(width, height, frames, prompt="a test", seed=1),
        rate=rate,
        width=width,
        height=height,
        extension=extension,
        metadata={"prompt": secret, "title": secret, "comment": secret} if secret else None,
    )


def audio(extension: str, seconds: float = 2.0, *, secret: str | None = None) -> bytes:
    """A tune, with the secret as its title if there is one; "mp4" is sound in a video's clothes."""
    format, codec, rate = AUDIO_CODECS[extension]
    out = io.BytesIO()
    with (
        av.open(io.BytesIO(write_tune(seconds)), "r") as source,
        av.open(out, "w", format=format) as target,
    ):
        target.metadata.update({"title": secret, "comment": secret} if secret else {})
        stream: Any = target.add_stream(codec, rate=rate, layout="mono")
        resampler = av.AudioResampler(stream.codec_context.format, "mono", rate)
        for frame in (*source.decode(audio=0), None):
            for resampled in resampler.resample(frame):
                target.mux(stream.encode(resampled))
        target.mux(stream.encode(None))
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """The start of a PNG that says it has that size, and no pixels."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


def flat_png(width: int = 64, height: int = 48) -> bytes:
    """A small PNG of one colour, always the same bytes."""
    return draw_flat(width, height, (10, 120, 200))


FOREIGN = {
    "html": b"<!doctype html><html><script>alert(1)</script></html>",
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + b"\x00" * 40,
    "script": b"#!/bin/sh\nrm -rf /\n",
    "pdf": b"%PDF-1.7\n" + b" " * 40,
    "text": b"just words",
    "playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
}
"""Content that is none of the media taken."""
