"""Models on the wire."""

from pydantic import BaseModel, Field

from backend.domain.model import CatalogueModel, ModelParameters, ModelPresets
from backend.services.model_service import ModelFilter
from backend.services.paging import Page


class ModelQuery(ModelFilter, Page):
    """Which models are asked for, and which part of the list."""


class ModelResponse(CatalogueModel):
    """A model file that at least one server has."""


class ModelPresetsResponse(BaseModel):
    """Parameters that go together, for a model file of any name."""

    family: str = Field(description="Found by the file's name; unknown: the presets are a guess.")
    presets: ModelPresets


class ModelParametersResponse(BaseModel):
    """What can be set on a model file of any name."""

    family: str = Field(description="Found by the file's name; unknown: the bounds are a guess.")
    parameters: ModelParameters


class SyncModelsResponse(BaseModel):
    """What the server has, as it told just now."""

    message: str
    models: list[ModelResponse]
