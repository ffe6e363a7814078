"""The services that make things for us, on the wire: never their keys."""

from typing import Self

from pydantic import BaseModel, Field

from backend.api.v1.dtos.common_dtos import Pair
from backend.domain.task_lane import TaskLaneStatus
from backend.domain.times import Moment
from backend.services.provider_service import ProviderView
from backend.services.service_catalogue import ModelKind, ServiceModel


class PriceResponse(BaseModel):
    """US dollars for a unit."""

    usd: float
    per: str = Field(description="image, second, character, token_in or token_out.")


class ProviderModelResponse(BaseModel):
    """A model of a service; what is not known is empty."""

    id: str
    kind: ModelKind
    name: str
    sizes: list[Pair] = Field(description="Width and height in pixels; none: any.")
    durations: list[float] = Field(description="Seconds of a film; none: any.")
    prompt_cap: int | None = Field(description="Characters of a prompt.")
    context: int | None = Field(description="Tokens of a conversation.")
    prices: list[PriceResponse]
    takes_references: bool
    expires: str | None = Field(description="When the service takes it away.")

    @classmethod
    def of(cls, model: ServiceModel) -> Self:
        """Return the model as it is answered."""
        prices = [PriceResponse(usd=each.usd, per=each.per) for each in model.prices]
        known = {name: value for name, value in vars(model).items() if name != "prices"}
        return cls(**known, prices=prices)


class ProviderModelsResponse(BaseModel):
    """A service's models, as far as they are known."""

    provider: str
    models: list[ProviderModelResponse]
    looked_at: Moment | None = Field(description="When its live list was read; null: never.")


class ProviderResponse(BaseModel):
    """A service: what it makes, and how it stands."""

    name: str = Field(description="As params.provider and PROVIDERS have it.")
    label: str
    configured: bool = Field(description="Whether it is set up here.")
    lane: str = Field(description="The task lane on which its jobs run.")
    kinds: list[ModelKind] = Field(description="What it makes.")
    defaults: dict[ModelKind, str] = Field(description="The model of each kind, unless chosen.")
    concurrency: int = Field(description="So many jobs there at once, over all processes.")
    depth: int = Field(description="How many wait.")
    running: int
    paused: bool = Field(description="By a person, or because it refuses us.")
    resting: bool = Field(description="It asked us to wait, or cannot be reached.")
    reason: str | None
    since: Moment | None
    rests_until: Moment | None
    models: int = Field(description="How many models are known.")
    looked_at: Moment | None = Field(description="When its live list was read; null: never.")
    error: str | None = Field(description="Why its list could not be read the last time.")
    problems: list[str] = Field(description="Models that are set, and gone or about to go.")

    @classmethod
    def of(cls, view: ProviderView) -> Self:
        """Return the service as it is answered."""
        status = view.status or TaskLaneStatus(name=view.lane, concurrency=0, depth=0, running=0)
        known = view.catalogue
        return cls(
            label=view.label,
            configured=known is not None,
            lane=view.lane,
            kinds=sorted(known.service.kinds) if known else [],
            defaults=dict(known.service.defaults) if known else {},
            models=len(known.models()) if known else 0,
            looked_at=known.looked_at if known else None,
            error=known.error.message if known and known.error else None,
            problems=known.problems() if known else [],
            **{**status.model_dump(), "name": view.name},
        )


class ProviderListResponse(BaseModel):
    """All services there are, set up or not."""

    providers: list[ProviderResponse]
    order: list[str] = Field(description="What auto asks, one after the other.")


class ProviderTestResponse(BaseModel):
    """A service that answered, and accepts our key."""

    provider: str
    ok: bool
    models: int = Field(description="How many models it lists.")
