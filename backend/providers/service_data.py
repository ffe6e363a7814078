"""What is known of each service without asking it: addresses, default models, prices, limits.

It stands in backend/data/providers.json, over which PROVIDERS_FILE is laid: names of models come
and go, and code names none.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from backend.domain.errors import invalid_field
from backend.providers.generation import ModelKind, Price, ServiceModel

DATA_FILE: Final = Path(__file__).parents[1] / "data" / "providers.json"


class ModelData(BaseModel):
    """A model that is known, for its service may not tell all of this."""

    model_config = ConfigDict(extra="forbid")

    kind: ModelKind
    name: str = ""
    sizes: list[tuple[int, int]] = []
    durations: list[float] = []
    prompt_cap: int | None = None
    context: int | None = None
    prices: dict[str, float] = {}
    """US dollars by unit: image, second, character, token_in, token_out."""
    takes_references: bool = False
    expires: str | None = None

    def as_model(self, id: str) -> ServiceModel:
        """Return it as it is known of services that tell it themselves."""
        known = self.model_dump(exclude={"prices", "sizes", "durations"})
        return ServiceModel(
            id=id,
            sizes=tuple(self.sizes),
            durations=tuple(self.durations),
            prices=tuple(Price(usd, per) for per, usd in self.prices.items()),
            **known,
        )


class SizeRule(BaseModel):
    """Pixels that a side of a picture may have where the sizes of its model are not known."""

    model_config = ConfigDict(extra="forbid")

    least: int = 256
    most: int = 2048
    step: int = 16


class ServiceData(BaseModel):
    """One service.

    Attributes:
        label: its name for people.
        base_url: where it is, unless another address is set.
        side: what pictures and films may measure.
        max_concurrency: so many jobs run there at once, over all processes.
        min_interval: seconds between two requests that begin something.
        defaults: the model for each kind that it makes.
        voice: what speaks where nobody was chosen.
        models: what is known of models, by id.
    """

    model_config = ConfigDict(extra="forbid")

    label: str
    base_url: str = ""
    max_concurrency: int = 2
    min_interval: float = 0.0
    side: SizeRule = SizeRule()
    defaults: dict[ModelKind, str] = {}
    voice: str = ""
    models: dict[str, ModelData] = {}

    def model(self, id: str) -> ServiceModel | None:
        """Return what is known of a model."""
        known = self.models.get(id)
        return known.as_model(id) if known else None


def service_data(overlay: Path | None = None) -> dict[str, ServiceData]:
    """Return all services by their names; blocks.

    Raises:
        ValidationError: the overlay is no such file, with what is wrong in it.
    """
    if overlay is None:
        return _built_in()
    try:
        laid = _merged(json.loads(DATA_FILE.read_text("utf-8")), json.loads(overlay.read_bytes()))
        return _services(laid)
    except OSError as error:
        raise invalid_field("PROVIDERS_FILE", "cannot be read") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise invalid_field("PROVIDERS_FILE", f"{place}: {first['msg']}") from error
    except (ValueError, AttributeError, TypeError) as error:
        raise invalid_field("PROVIDERS_FILE", "is not such a file as providers.json") from error


@cache
def _built_in() -> dict[str, ServiceData]:
    return _services(json.loads(DATA_FILE.read_text("utf-8")))


def _services(data: dict[str, Any]) -> dict[str, ServiceData]:
    return {name: ServiceData.model_validate(each) for name, each in data.items()}


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Lay one object over another; objects within them likewise."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        nested = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = _merged(old, value) if nested and isinstance(old, dict) else value
    return merged
