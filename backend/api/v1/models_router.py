"""Models over HTTP: what the servers have, and how each is best set."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from backend.api.routing import Counted, raises
from backend.api.v1.dependencies import Models
from backend.api.v1.dtos.model_dtos import (
    ModelParametersResponse,
    ModelPresetsResponse,
    ModelQuery,
    ModelResponse,
    SyncModelsResponse,
)
from backend.domain.errors import (
    ProviderAuthError,
    ProviderError,
    ProviderMisconfiguredError,
    ProviderRateLimitedError,
    ProviderTimeoutError,
    ProviderUnavailableError,
)
from backend.domain.ids import ServerId
from backend.domain.model import CatalogueModel

router = APIRouter(prefix="/models", tags=["models"])
servers_router = APIRouter(prefix="/servers", tags=["models"])

FileName = Annotated[
    str, Path(max_length=500, description="A file's name, with its folders if it has any.")
]


@router.get("", response_model=list[ModelResponse])
async def list_models(
    models: Models, counted: Counted, wanted: Annotated[ModelQuery, Query()]
) -> list[CatalogueModel]:
    """List the models of all servers by folder and name, each once."""
    return counted(await models.list(wanted, wanted))


@router.get("/presets/{name:path}")
async def get_model_presets(name: FileName, models: Models) -> ModelPresetsResponse:
    """Show the presets of a model, found by its file's name."""
    family, presets = models.presets(name)
    return ModelPresetsResponse(family=family, presets=presets)


@router.get("/parameters/{name:path}")
async def get_model_parameters(name: FileName, models: Models) -> ModelParametersResponse:
    """Show what can be set on a model, found by its file's name."""
    family, parameters = models.parameters(name)
    return ModelParametersResponse(family=family, parameters=parameters)


@servers_router.post(
    "/{server_id}/sync-models",
    response_model=SyncModelsResponse,
    responses=raises(
        ProviderError,
        ProviderAuthError,
        ProviderMisconfiguredError,
        ProviderRateLimitedError,
        ProviderTimeoutError,
        ProviderUnavailableError,
    ),
)
async def sync_server_models(server_id: ServerId, models: Models) -> dict[str, Any]:
    """Look at the server now and list its models."""
    found = await models.sync(server_id)
    return {"message": f"{len(found)} models found", "models": found}
