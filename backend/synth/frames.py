"""A picture drawn from a prompt and a seed, with a caption that says what it stands for."""

from __future__ import annotations

import colorsys
import hashlib
import io
import math
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from backend.synth.lettering import lettering, wrapped

# Pillow is imported where it is used: it costs more to load than the whole server around it.
if TYPE_CHECKING:
    from PIL import Image, ImageDraw

Color = tuple[int, int, int]

HILLS = 4
MAX_CAPTION_LINES = 3


def draw_frame(
    width: int,
    height: int,
    *,
    prompt: str,
    seed: int,
    footer: str = "",
    base: bytes | None = None,
    metadata: Mapping[str, str] | None = None,
) -> bytes:
    """Draw a captioned picture and return it as PNG.

    The same prompt and seed give the same picture. The caption has the prompt, wrapped, and
    below it `footer` (seed, server, size: what the caller wants a person to see).

    Args:
        base: an encoded image to build on; the picture is then that image, cropped to the size
            and tinted by the seed, instead of a landscape.
        metadata: text chunks of the file, by keyword.
    """
    picture = paint(width, height, prompt=prompt, seed=seed, base=base)
    strip = caption(width, height, prompt, footer)
    picture.paste(strip, (0, height - strip.height), strip)
    return to_png(picture, metadata)


def paint(
    width: int, height: int, *, prompt: str, seed: int, base: bytes | None = None
) -> Image.Image:
    """Return the picture of `draw_frame` without its caption, in RGB."""
    dice = _dice(f"{seed}\n{prompt}")
    if base is not None:
        return _tinted(width, height, base, next(dice))
    return _landscape(width, height, dice)


def caption(width: int, height: int, prompt: str, footer: str) -> Image.Image:
    """Return a see-through strip as wide as the picture, with the prompt and the footer on it."""
    from PIL import Image, ImageDraw

    size = max(9, min(width, height) // 26)
    margin = size // 2
    told, font = lettering(prompt, size)
    lines = list(islice(wrapped(told, font, width - 2 * margin), MAX_CAPTION_LINES + 1))
    if len(lines) > MAX_CAPTION_LINES:
        lines[-2:] = [f"{lines[-2]}…"]
    foot, small = lettering(footer, size)
    leading = round(size * 1.3)
    strip = Image.new(
        "RGBA", (width, min(height, leading * (len(lines) + 1) + margin)), (10, 12, 18, 215)
    )
    pen = ImageDraw.Draw(strip)
    for row, line in enumerate(lines):
        pen.text((margin, margin // 2 + row * leading), line, font=font, fill="white")
    below = (margin, margin // 2 + len(lines) * leading)
    pen.text(below, foot, font=small, fill=(255, 214, 140, 255))
    return strip


def draw_flat(
    width: int, height: int, color: Color, metadata: Mapping[str, str] | None = None
) -> bytes:
    """Return a PNG of one colour."""
    from PIL import Image

    return to_png(Image.new("RGB", (width, height), color), metadata)


def to_png(picture: Image.Image, metadata: Mapping[str, str] | None = None) -> bytes:
    """Encode as PNG, quickly rather than tightly."""
    from PIL import PngImagePlugin

    info = PngImagePlugin.PngInfo()
    for keyword, text in (metadata or {}).items():
        info.add_text(keyword, text)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1, pnginfo=info)
    return out.getvalue()


def _dice(text: str) -> Iterator[float]:
    """Yield numbers in [0, 1) that depend on the text alone, on every machine alike."""
    state = hashlib.sha256(text.encode()).digest()
    while True:
        yield from (byte / 256 for byte in state)
        state = hashlib.sha256(state).digest()


def _rgb(hue: float, saturation: float, value: float) -> Color:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _landscape(width: int, height: int, dice: Iterator[float]) -> Image.Image:
    """Sky, a sun or moon, and hills that darken towards the viewer."""
    from PIL import Image, ImageDraw, ImageOps

    hue, warmth, horizon = next(dice), next(dice), 0.42 + 0.2 * next(dice)
    sky = ImageOps.colorize(
        Image.linear_gradient("L").resize((width, height)),
        black=_rgb(hue, 0.65, 0.35 + 0.35 * warmth),
        white=_rgb(hue + 0.12 + 0.1 * warmth, 0.35, 1.0),
    )
    pen = ImageDraw.Draw(sky)
    radius = min(width, height) * (0.07 + 0.1 * next(dice))
    sun = (width * (0.15 + 0.7 * next(dice)), height * horizon * (0.35 + 0.5 * next(dice)))
    for ring, glow in ((1.8, 0.5), (1.35, 0.3), (1.0, 0.12)):
        pen.circle(sun, radius * ring, fill=_rgb(hue + 0.14, glow, 1.0))
    for layer in range(HILLS):
        depth = (layer + 1) / HILLS
        color = _rgb(hue + 0.05 * layer, 0.35 + 0.3 * depth, 0.75 - 0.6 * depth)
        _hill(pen, width, height, horizon + (1 - horizon) * 0.8 * layer / HILLS, color, dice)
    return sky


def _hill(
    pen: ImageDraw.ImageDraw,
    width: int,
    height: int,
    top: float,
    color: Color,
    dice: Iterator[float],
) -> None:
    waves = [
        (0.06 * next(dice) / n, (0.5 + next(dice)) * n * math.tau, next(dice) * math.tau)
        for n in (1, 2, 5)
    ]
    step = max(1, width // 160)
    ridge = [
        (x, height * (top + sum(a * math.sin(f * x / width + p) for a, f, p in waves)))
        for x in range(0, width + step, step)
    ]
    pen.polygon([(0, height), *ridge, (width, height)], fill=color)


def _tinted(width: int, height: int, base: bytes, hue: float) -> Image.Image:
    """The given image filling the size, under a wash of one colour."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(base)) as opened:
        filled = ImageOps.fit(opened.convert("RGB"), (width, height))
    return Image.blend(filled, Image.new("RGB", (width, height), _rgb(hue, 0.7, 0.9)), 0.18)
