"""The slate: a drawn still that stands for a shot without a file."""

import io
from typing import Final

from PIL import Image, ImageDraw

from backend.export.timeline import Card
from backend.synth.lettering import lettering, wrapped

_PAPER: Final = 34
_INK: Final = 222
_FAINT: Final = 120
_MAX_PROMPT: Final = 400


def draw_slate(width: int, height: int, card: Card) -> bytes:
    """Return a grey PNG of the given pixels with the shot's code, name and prompt.

    Takes tens of milliseconds; the same card and fonts give the same bytes.
    """
    image = Image.new("L", (width, height), _PAPER)
    pen = ImageDraw.Draw(image)
    unit = max(8, min(width, height) // 18)
    pen.rectangle(
        (unit / 2, unit / 2, width - unit / 2, height - unit / 2), outline=_FAINT, width=2
    )
    y = float(unit)
    prompt = (card.texts["image_prompt"] or card.texts["video_prompt"])[:_MAX_PROMPT]
    for text, size, ink in (
        (card.code, 2 * unit, _INK),
        (card.name, unit, _INK),
        (prompt, 2 * unit // 3, _FAINT),
    ):
        drawn, font = lettering(text, size)
        block = "\n".join(wrapped(drawn, font, width - 2 * unit))
        pen.multiline_text((unit, y), block, fill=ink, font=font, spacing=size // 4)
        y = pen.multiline_textbbox((unit, y), block, font=font, spacing=size // 4)[3] + unit
    png = io.BytesIO()
    image.save(png, "PNG", compress_level=6)
    return png.getvalue()
