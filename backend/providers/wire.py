"""What talking to paid services has in common: their words, their sizes, and pictures for them."""

import asyncio
import base64
import binascii
import math
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter, ValidationError, model_validator

from backend.domain.errors import (
    ProviderAuthError,
    ProviderError,
    ProviderMisconfiguredError,
    ProviderOutcomeUnknownError,
    ProviderOutputError,
    ProviderQuotaError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderUnavailableError,
)
from backend.domain.job import LoraUse
from backend.providers.generation import MediaOrder, Reference
from backend.providers.http import Answer, provider_errors
from backend.providers.paid import asked_wait
from backend.providers.service_data import ServiceData, SizeRule
from backend.providers.words import first_line

_ADDRESS: Final = re.compile(r"\b(?:https?|wss?|data):\S+", re.IGNORECASE)
USUAL_WAIT: Final = 10.0
"""Seconds, where a service asks us to wait and does not say how long."""
_SEEDS: Final = 2**31
_LORAS: Final = TypeAdapter(list[LoraUse])
_KEY_REFUSED: Final[Mapping[int, tuple[type[ProviderError], str]]] = {
    401: (ProviderAuthError, "refuses our key"),
    402: (ProviderQuotaError, "asks for payment"),
}
_AWAY: Final = frozenset({408, 425})


class Told(BaseModel):
    """What a service tells, in which a field that is null is one that is not there."""

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {name: value for name, value in given.items() if value is not None}


def said(words: Any, secret: str) -> str:
    """Return what a service says of a failure, without addresses and without our key."""
    text = _ADDRESS.sub("[address]", str(words or ""))
    return first_line(text.replace(secret, "[key]") if secret else text)


def status_refusal(
    provider: str, answer: Answer, words: str, code: str = "", *, wait: float = USUAL_WAIT
) -> ProviderError:
    """Return the error for a status that is no success.

    Args:
        words: the service's, fit for people; those about keys may quote them, and are not used.
        code: the service's; stands in the error's details beside the status.
        wait: seconds to wait after 429 where the service does not say how long.
    """
    status = answer.status
    details = {"status": status, **({"code": code} if code else {})}
    if status == 429:
        asked = asked_wait(answer)
        wait = wait if asked is None else asked
        throttled = ProviderRateLimitedError(provider, "asks us to wait", retry_after=wait)
        throttled.details |= details
        return throttled
    if 300 <= status < 400:
        return ProviderMisconfiguredError(provider, f"sends us elsewhere ({status})")
    if status in _KEY_REFUSED:
        kind, refused = _KEY_REFUSED[status]
        return kind(provider, f"{refused} ({status})", details=details)
    is_away = status >= 500 or status in _AWAY
    kind = ProviderUnavailableError if is_away else ProviderRejectedError
    return kind(provider, words or f"answered {status}", details=details)


@asynccontextmanager
async def paid_answer(provider: str) -> AsyncIterator[None]:
    """Say of what cannot be read that it may have been paid for: it answers what we ordered."""
    try:
        async with provider_errors(provider):
            yield
    except ProviderOutputError as error:
        problem = f"may or may not have taken what is paid for ({error.message}); look there first"
        raise ProviderOutcomeUnknownError(provider, problem) from error


async def data_uri(picture: Reference) -> str:
    """Return a picture as services take it within JSON."""
    encoded = await asyncio.to_thread(base64.b64encode, picture.content)
    return f"data:{picture.content_type};base64,{encoded.decode()}"


async def decoded(text: str) -> bytes:
    """Return what is in a base64 text, or in a data URI; raises ValueError."""
    try:
        return await asyncio.to_thread(base64.b64decode, text.rsplit(",", 1)[-1], validate=True)
    except binascii.Error as error:
        raise ValueError("is no base64") from error


def size_of(order: MediaOrder, data: ServiceData) -> dict[str, int]:
    """Return the size that the service makes and that is most like the one ordered, if one is."""
    if not (order.width and order.height):
        return {}
    known = data.model(order.model)
    if known is not None and known.sizes:
        width, height = min(known.sizes, key=partial(_unlikeness, (order.width, order.height)))
    else:
        width, height = _within(order.width, order.height, data.side)
    return {"width": width, "height": height}


def _unlikeness(wanted: tuple[int, int], offered: tuple[int, int]) -> tuple[float, float]:
    """Return how much two sizes differ: in shape above all, then in area."""
    shape = abs(math.log(offered[0] / offered[1]) - math.log(wanted[0] / wanted[1]))
    return round(shape, 2), abs(math.log(math.prod(offered)) - math.log(math.prod(wanted)))


def _within(width: int, height: int, side: SizeRule) -> tuple[int, int]:
    """Scale both sides until the longer is short enough and the shorter long enough."""
    scale = max(min(1.0, side.most / max(width, height)), side.least / min(width, height))
    fitted = (round(each * scale / side.step) * side.step for each in (width, height))
    first, second = (min(max(each, side.least), side.most) for each in fitted)
    return first, second


def fitted_seconds(provider: str, wanted: float, durations: Sequence[float]) -> float:
    """Return the shortest length a service makes that is not shorter than the one wanted.

    Args:
        durations: the only ones it makes; none: any whole number of seconds.

    Raises:
        ProviderRejectedError: all are shorter.
    """
    if not durations:
        return float(math.ceil(wanted))
    enough = [each for each in durations if each >= wanted]
    if not enough:
        longest = max(durations)
        parts = math.ceil(wanted / longest)
        raise ProviderRejectedError(
            provider,
            f"makes films of at most {longest:g} s with this model, and the clip has"
            f" {wanted:g} s: split it into {parts}",
            details={"longest": longest, "parts": parts},
        )
    return min(enough)


def fitted_seed(seed: int) -> int:
    """Return a seed that fits into what services take: 31 bits."""
    return seed % _SEEDS


def settings_of(order: MediaOrder, names: Mapping[str, str]) -> dict[str, Any]:
    """Return what a person set beside the prompt, under the service's names for ours."""
    return {
        theirs: order.params[ours]
        for ours, theirs in names.items()
        if order.params.get(ours) is not None
    }


def loras_of(order: MediaOrder) -> list[LoraUse]:
    """Return the LoRAs that a person set; what is none is not known to any service."""
    given = order.params.get("loras")
    try:
        return _LORAS.validate_python(given or [])
    except ValidationError:
        return []


def filled(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty: services refuse some fields even then."""
    return {name: value for name, value in sent.items() if value not in ("", [], {}, None)}


def charged(cost: Any) -> float | None:
    """Return a cost in US dollars, None for what is none."""
    try:
        usd = float(cost)
    except (TypeError, ValueError):
        return None
    return usd if math.isfinite(usd) and usd >= 0 else None
