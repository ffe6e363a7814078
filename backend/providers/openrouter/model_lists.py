"""OpenRouter's lists of models: what they make, in which sizes and lengths, and for how much."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, Field

from backend.providers.generation import ModelKind, Price, ServiceModel
from backend.providers.http import provider_errors
from backend.providers.paid import PaidClient
from backend.providers.shapes import size_named
from backend.providers.wire import Told, charged

_UNITS: Final = {
    ModelKind.TEXT: {"prompt": "token_in", "completion": "token_out"},
    ModelKind.SPEECH: {"prompt": "character"},
}


class _Architecture(Told):
    input_modalities: list[str] = Field(default_factory=list)
    output_modalities: list[str] = Field(default_factory=list)


class _Model(Told):
    id: str
    name: str = ""
    architecture: _Architecture = _Architecture()
    context_length: int | None = None
    pricing: dict[str, Any] = Field(default_factory=dict)
    expiration_date: str | None = None


def _by_name(listed: Any) -> Any:
    """Return parameters by name; of some lists there is nothing but the names."""
    return {str(name): {} for name in listed} if isinstance(listed, list) else listed


_Parameters = Annotated[dict[str, dict[str, Any]], BeforeValidator(_by_name)]


class PictureModel(Told):
    """A model that makes pictures.

    Attributes:
        supported_parameters: by name; {"type": "enum", "values": […]} has the values it takes.
    """

    id: str
    name: str = ""
    architecture: _Architecture = _Architecture()
    supported_parameters: _Parameters = Field(default_factory=dict)

    def takes(self, parameter: str) -> bool:
        """Tell whether it takes a parameter; where none is listed, it may."""
        return not self.supported_parameters or parameter in self.supported_parameters

    def values(self, parameter: str) -> list[str]:
        """Return the values that a parameter may have, as far as they are listed."""
        return [
            str(each) for each in self.supported_parameters.get(parameter, {}).get("values", [])
        ]

    def as_model(self) -> ServiceModel:
        """Return it as it is known of all services."""
        references = "image" in self.architecture.input_modalities
        return ServiceModel(self.id, ModelKind.IMAGE, name=self.name, takes_references=references)


class FilmModel(Told):
    """A model that makes films; what is None is not told."""

    id: str
    name: str = ""
    supported_durations: list[float] | None = None
    supported_sizes: list[str] | None = None
    supported_resolutions: list[str] | None = None
    supported_aspect_ratios: list[str] | None = None
    supported_frame_images: list[str] | None = None
    generate_audio: bool | None = None
    seed: bool | None = None
    pricing_skus: dict[str, Any] | None = None

    @property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """Width and height in pixels."""
        named = map(size_named, self.supported_sizes or [])
        return tuple(size for size in named if size is not None)

    def as_model(self) -> ServiceModel:
        """Return it as it is known of all services; of several prices, that of the plainest."""
        units = sorted((unit for unit in self.pricing_skus or {} if "second" in unit), key=len)
        usd = charged((self.pricing_skus or {}).get(units[0])) if units else None
        return ServiceModel(
            self.id,
            ModelKind.VIDEO,
            name=self.name,
            sizes=self.sizes,
            durations=tuple(self.supported_durations or ()),
            prices=() if usd is None else (Price(usd, "second"),),
            takes_references=bool(self.supported_frame_images),
        )


class _Models(BaseModel):
    data: list[_Model]


class _PictureModels(BaseModel):
    data: list[PictureModel]


class _FilmModels(BaseModel):
    data: list[FilmModel]


async def list_models(http: PaidClient, kind: ModelKind) -> Sequence[ServiceModel]:
    """Return the models that write, or that speak; those that do not say what they do write."""
    said = await http.ask_json("GET", "/models", params={"output_modalities": kind.value})
    async with provider_errors(http.provider):
        listed = _Models.model_validate(said).data
    return [
        _as_model(each, kind)
        for each in listed
        if kind in (each.architecture.output_modalities or [ModelKind.TEXT])
    ]


async def list_picture_models(http: PaidClient) -> Mapping[str, PictureModel]:
    """Return the models that make pictures, by id."""
    said = await http.ask_json("GET", "/images/models")
    async with provider_errors(http.provider):
        return {each.id: each for each in _PictureModels.model_validate(said).data}


async def list_film_models(http: PaidClient) -> Mapping[str, FilmModel]:
    """Return the models that make films, by id."""
    said = await http.ask_json("GET", "/videos/models")
    async with provider_errors(http.provider):
        return {each.id: each for each in _FilmModels.model_validate(said).data}


def _as_model(listed: _Model, kind: ModelKind) -> ServiceModel:
    prices = [
        Price(usd, unit)
        for name, unit in _UNITS[kind].items()
        if (usd := charged(listed.pricing.get(name))) is not None
    ]
    return ServiceModel(
        listed.id,
        kind,
        name=listed.name,
        context=listed.context_length,
        prices=tuple(prices),
        expires=listed.expiration_date,
    )
