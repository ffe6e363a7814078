"""Pictures of OpenAI's Images API: made of words, or of words and pictures to go by."""

import asyncio
import math
from collections.abc import Callable, Sequence
from typing import Any, Final

from pydantic import BaseModel, Field

from backend.domain.errors import ProviderRejectedError
from backend.providers.base import RemoteState
from backend.providers.generation import MediaOrder, RemoteFile, RemoteWork
from backend.providers.http import MEGABYTE, Answer
from backend.providers.paid import PaidClient
from backend.providers.shapes import Size, nearest_size, with_aversions
from backend.providers.wire import decoded, paid_answer

_LONGEST_PROMPT: Final = 32_000
_MOST_REFERENCES: Final = 16
_LARGEST_ANSWER: Final = 128 * MEGABYTE
_SETTINGS: Final = frozenset({"quality", "background", "output_format", "moderation"})
_STEP, _LONGEST_SIDE, _MOST_PIXELS = 16, 3840, 8_294_400
_LONGEST_RATIO, _FEWEST_PIXELS = 2.9, 688_000
"""What the current models take (3:1 and 655 360), with room for rounding to the grid; all others
name their sizes in providers.json."""


class _Picture(BaseModel):
    b64_json: str | None = None
    url: str | None = None


class _Pictures(BaseModel):
    data: list[_Picture] = Field(min_length=1)


async def make_picture(http: PaidClient, order: MediaOrder, sizes: Sequence[Size]) -> RemoteWork:
    """Have a picture made; it is done when this returns.

    Args:
        sizes: the only ones the model makes; none: any within the rules of the API.
    """
    prompt = with_aversions(order.prompt, order.negative_prompt)
    if len(prompt) > _LONGEST_PROMPT:
        problem = f"takes prompts of at most {_LONGEST_PROMPT} characters"
        raise ProviderRejectedError(http.provider, problem)
    fields = {name: value for name, value in order.params.items() if name in _SETTINGS}
    applied = {}
    if order.width and order.height:
        width, height = _size(order.width, order.height, sizes)
        applied = {"width": width, "height": height}
        fields["size"] = f"{width}x{height}"
    answer = await _sent(http, order, {"model": order.model, "prompt": prompt, "n": 1, **fields})
    return RemoteWork("", RemoteState.DONE, (await _file(http, answer),), applied=applied)


async def _sent(http: PaidClient, order: MediaOrder, body: dict[str, Any]) -> Answer:
    """Send the order: with pictures to go by it is an edit, which is a form."""
    pictures = order.references[:_MOST_REFERENCES]
    if not pictures:
        return await http.ask(
            "POST", "/images/generations", paying=True, limit=_LARGEST_ANSWER, json=body
        )
    name = "image[]" if len(pictures) > 1 else "image"
    files = [
        (name, (f"reference-{number}", each.content, each.content_type))
        for number, each in enumerate(pictures, start=1)
    ]
    form = {key: str(value) for key, value in body.items()}
    return await http.ask(
        "POST", "/images/edits", paying=True, limit=_LARGEST_ANSWER, data=form, files=files
    )


async def _file(http: PaidClient, answer: Answer) -> RemoteFile:
    """Return the first picture; OpenAI sends it along, some gateways name its address."""
    async with paid_answer(http.provider):
        pictures = await asyncio.to_thread(_Pictures.model_validate_json, answer.body)
        [picture, *_] = pictures.data
        if picture.b64_json:
            return RemoteFile(content=await decoded(picture.b64_json))
        if picture.url:
            return RemoteFile(ref=picture.url)
        raise ValueError("there is no picture in it")


def _size(width: int, height: int, sizes: Sequence[Size]) -> Size:
    """Return the size, in pixels, most like the one asked for."""
    if sizes:
        return nearest_size((width, height), sizes)
    ratio = min(max(width / height, 1 / _LONGEST_RATIO), _LONGEST_RATIO)
    most = min(_MOST_PIXELS, _LONGEST_SIDE**2 / max(ratio, 1 / ratio))
    pixels = min(max(width * height, _FEWEST_PIXELS), most)
    size = _on_grid(pixels, ratio, round)
    is_too_large = math.prod(size) > _MOST_PIXELS or max(size) > _LONGEST_SIDE
    return _on_grid(pixels, ratio, math.floor) if is_too_large else size


def _on_grid(pixels: float, ratio: float, rounded: Callable[[float], int]) -> Size:
    width, height = math.sqrt(pixels * ratio), math.sqrt(pixels / ratio)
    return rounded(width / _STEP) * _STEP, rounded(height / _STEP) * _STEP
