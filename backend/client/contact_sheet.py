"""A board as one picture: every clip's chosen frame with its number, length and words."""

import asyncio
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from backend.client.api_client import ApiClient
from backend.client.counts import counted
from backend.synth.lettering import lettering, wrapped

# Pillow is imported where it is used: most commands never draw.
if TYPE_CHECKING:
    from PIL import Image, ImageDraw

SHEET_WIDTH: Final = 1356
COLUMNS: Final = ((24, 3), (120, 4), (1_000_000, 6))
"""How many cards there may be for so many columns: a long board gets smaller pictures."""
MORE_IN_PORTRAIT: Final = 2
MARGIN: Final = 24
TEXT_HEIGHT: Final = 92
MOST_LINES: Final = 2
HEAD_HEIGHT: Final = 78
SCENE_HEIGHT: Final = 44
PAPER, INK, FAINT, EMPTY = "#f4f3f0", "#26282b", "#7b7f85", "#dcdad5"


@dataclass(frozen=True)
class Card:
    """One clip on the sheet; picture is an encoded image, or None."""

    number: str
    words: str
    seconds: float
    picture: bytes | None


@dataclass(frozen=True)
class Row:
    """One scene on the sheet."""

    title: str
    cards: tuple[Card, ...]


async def save_contact_sheet(api: ApiClient, project: dict[str, Any], target: Path) -> None:
    """Draw the board of a project, as `with-scenes` answers it, into a PNG file.

    Raises:
        ApiError: a picture could not be read.
    """
    rows = [await _row(api, n, scene) for n, scene in enumerate(_told(project), start=1)]
    seconds = sum(card.seconds for row in rows for card in row.cards)
    clips = sum(len(row.cards) for row in rows)
    counts = f"{counted(len(rows), 'scene')}, {counted(clips, 'clip')}"
    subtitle = f"{counts}, {seconds:.1f} s at {project['fps']} fps"
    aspect = project["height"] / project["width"]
    sheet = await asyncio.to_thread(draw_sheet, project["name"], subtitle, rows, aspect)
    await asyncio.to_thread(target.write_bytes, sheet)


def shots_of(project: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the clips of a project with the numbers that they have on the sheet: 1A, 1B, 2A."""
    for number, scene in enumerate(_told(project), start=1):
        for n, clip in enumerate(_told_clips(scene)):
            yield _number(number, n), clip


def draw_sheet(title: str, subtitle: str, rows: list[Row], aspect: float) -> bytes:
    """Draw the sheet and return it as PNG; aspect is a frame's height over its width."""
    from PIL import Image, ImageDraw

    columns = _columns(rows, aspect)
    width = (SHEET_WIDTH - MARGIN) // columns - MARGIN
    frame = round(width * min(aspect, 2.0))
    lines = [-(-len(row.cards) // columns) for row in rows]
    height = HEAD_HEIGHT + sum(SCENE_HEIGHT + count * (frame + TEXT_HEIGHT) for count in lines)
    sheet = Image.new("RGB", (SHEET_WIDTH, height + MARGIN), PAPER)
    pen = ImageDraw.Draw(sheet)
    _write(pen, (MARGIN, 20), _cut(title, 60), 28, INK)
    _write(pen, (MARGIN, 54), subtitle, 15, FAINT)
    top = HEAD_HEIGHT
    for row, count in zip(rows, lines, strict=True):
        _write(pen, (MARGIN, top + 16), _cut(row.title, 110), 17, INK)
        for n, card in enumerate(row.cards):
            down, across = divmod(n, columns)
            left = MARGIN + across * (width + MARGIN)
            above = top + SCENE_HEIGHT + down * (frame + TEXT_HEIGHT)
            _draw_card(sheet, card, (left, above, width, frame))
        top += SCENE_HEIGHT + count * (frame + TEXT_HEIGHT)
    packed = io.BytesIO()
    sheet.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def _columns(rows: list[Row], aspect: float) -> int:
    """Return how many cards stand side by side: as usual, or one more where that leaves fewer gaps.

    One card alone in its line looks as if others were missing.
    """
    cards = sum(len(row.cards) for row in rows)
    usual = next(columns for most, columns in COLUMNS if cards <= most)
    usual += MORE_IN_PORTRAIT if aspect > 1 else 0
    return min(
        (usual, usual + 1),
        key=lambda columns: sum(-len(row.cards) % columns for row in rows),
    )


def _draw_card(sheet: "Image.Image", card: Card, place: tuple[int, int, int, int]) -> None:
    """Draw a card; the place is its left, its top, and the width and height of its picture."""
    from PIL import Image, ImageDraw, ImageOps

    left, top, width, frame = place
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((left, top, left + width - 1, top + frame - 1), fill=EMPTY)
    if card.picture is not None:
        with Image.open(io.BytesIO(card.picture)) as picture:
            fitted = ImageOps.pad(picture.convert("RGB"), (width, frame), color=EMPTY)
        sheet.paste(fitted, (left, top))
    _write(pen, (left, top + frame + 8), card.number, 16, INK)
    _write(pen, (left + width, top + frame + 8), f"{card.seconds:.1f} s", 15, FAINT, anchor="ra")
    words, font = lettering(card.words, 14)
    lines = list(islice(wrapped(words, font, width), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        lines[-2:] = [f"{lines[-2]} …"]
    for n, line in enumerate(lines):
        pen.text((left, top + frame + 31 + n * 19), line, fill=FAINT, font=font)


async def _row(api: ApiClient, number: int, scene: dict[str, Any]) -> Row:
    cards = [
        Card(
            number=_number(number, n),
            words=clip["dialogue"] or clip["lyrics"] or clip["action"] or clip["name"],
            seconds=clip["length"],
            picture=await _picture(api, clip),
        )
        for n, clip in enumerate(_told_clips(scene))
    ]
    return Row(f"{number}   {scene['name']}", tuple(cards))


def _told(project: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (scene for scene in project["scenes"] if not scene["is_alternate"])


def _told_clips(scene: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (clip for clip in scene["clips"] if not clip["is_alternate"])


async def _picture(api: ApiClient, clip: dict[str, Any]) -> bytes | None:
    chosen = next((take for take in clip["generated_images"] if take["is_selected"]), None)
    if chosen is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "frame"
        await api.download(chosen["url"], file)
        return await asyncio.to_thread(file.read_bytes)


def _number(scene: int, clip: int) -> str:
    return f"{scene}{_letters(clip)}"


def _letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA: as shots are counted on set."""
    head, tail = divmod(number, 26)
    return (_letters(head - 1) if head else "") + chr(ord("A") + tail)


def _write(
    pen: "ImageDraw.ImageDraw",
    place: tuple[int, int],
    text: str,
    size: int,
    color: str,
    anchor: str | None = None,
) -> None:
    drawn, font = lettering(text, size)
    pen.text(place, drawn, fill=color, font=font, anchor=anchor)


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
