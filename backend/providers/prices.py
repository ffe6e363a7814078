"""What a service is expected to charge, as far as its prices are known."""

import math
from dataclasses import dataclass

from backend.providers.generation import MediaOrder, ServiceModel, TextResult


@dataclass(frozen=True)
class Amount:
    """How much of each unit is used up: the units in which prices are told."""

    image: float = 0.0
    second: float = 0.0
    character: float = 0.0
    token_in: float = 0.0
    token_out: float = 0.0


def price_of(model: ServiceModel | None, amount: Amount) -> float | None:
    """Return US dollars; None if no price is known for any of what is used."""
    if model is None:
        return None
    used = [(price.usd, getattr(amount, price.per, 0.0)) for price in model.prices]
    charged = [usd * much for usd, much in used if much]
    return sum(charged) if charged else None


def amount_of(order: MediaOrder, model: ServiceModel | None = None) -> Amount:
    """Return what an order uses up: one picture, the seconds of a film, the text of speech."""
    if order.speech is not None:
        return Amount(character=len(order.prompt))
    return Amount(image=1.0, second=charged_seconds(order.seconds, model))


def amount_of_text(written: TextResult) -> Amount:
    """Return what a text used up."""
    return Amount(token_in=written.tokens_in, token_out=written.tokens_out)


def charged_seconds(seconds: float, model: ServiceModel | None) -> float:
    """Return how long the film will be that is asked for: models know few lengths."""
    durations = sorted(model.durations) if model else []
    longer = (each for each in durations if each >= seconds)
    return next(longer, durations[-1] if durations else math.ceil(seconds))
