"""Pictures of OpenRouter's Image API."""

import asyncio
from typing import Any, Final

from pydantic import BaseModel, Field

from backend.providers.base import RemoteState
from backend.providers.generation import MediaOrder, Reference, RemoteFile, RemoteWork
from backend.providers.http import MEGABYTE
from backend.providers.openrouter.model_lists import PictureModel
from backend.providers.paid import PaidClient
from backend.providers.shapes import fitting_tier, nearest_ratio, with_aversions
from backend.providers.wire import charged, data_uri, decoded, fitted_seed, paid_answer

_LARGEST_ANSWER: Final = 128 * MEGABYTE
_SETTINGS: Final = frozenset({"quality", "background", "output_format"})


class _Picture(BaseModel):
    b64_json: str = Field(min_length=1)


class _Pictures(BaseModel):
    data: list[_Picture] = Field(min_length=1)
    usage: dict[str, Any] | None = None


async def make_picture(
    http: PaidClient, order: MediaOrder, model: PictureModel | None
) -> RemoteWork:
    """Have a picture made; it is done when this returns.

    Args:
        model: as it is listed, if it is.
    """
    applied = _size(order, model)
    settings = {name: value for name, value in order.params.items() if name in _SETTINGS}
    body = {
        "model": order.model,
        "prompt": with_aversions(order.prompt, order.negative_prompt),
        "n": 1,
        **applied,
        **settings,
    }
    if order.seed is not None and (model is None or model.takes("seed")):
        body["seed"] = applied["seed"] = fitted_seed(order.seed)
    if order.references:
        body["input_references"] = [await shown(each) for each in order.references]
    answer = await http.ask("POST", "/images", paying=True, limit=_LARGEST_ANSWER, json=body)
    async with paid_answer(http.provider):
        made = await asyncio.to_thread(_Pictures.model_validate_json, answer.body)
        file = RemoteFile(content=await decoded(made.data[0].b64_json))
    cost = charged((made.usage or {}).get("cost"))
    return RemoteWork("", RemoteState.DONE, (file,), cost_usd=cost, applied=applied)


async def shown(picture: Reference) -> dict[str, Any]:
    """Return a picture as OpenRouter takes it."""
    return {"type": "image_url", "image_url": {"url": await data_uri(picture)}}


def _size(order: MediaOrder, model: PictureModel | None) -> dict[str, Any]:
    """Return the parameters for the size: pixels and shape together would be refused."""
    if not (order.width and order.height):
        return {}
    wanted = (order.width, order.height)
    named = model.supported_parameters.keys() if model else set()
    if model is None or "size" in named or not named & {"aspect_ratio", "resolution"}:
        return {"size": f"{order.width}x{order.height}"}
    ratio = nearest_ratio(wanted, model.values("aspect_ratio"))
    tier = fitting_tier(wanted, model.values("resolution"))
    return {
        **({"aspect_ratio": ratio} if ratio else {}),
        **({"resolution": tier} if tier else {}),
    }
