"""Services that make things for us, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from backend.api.routing import raises
from backend.api.v1.dependencies import Providers
from backend.api.v1.dtos.provider_dtos import (
    ProviderListResponse,
    ProviderModelResponse,
    ProviderModelsResponse,
    ProviderResponse,
    ProviderTestResponse,
)
from backend.api.v1.service_errors import SERVICE_ERRORS
from backend.domain.errors import ProviderNotConfiguredError, ResourceNotFoundError
from backend.services.service_catalogue import ModelKind

router = APIRouter(prefix="/providers", tags=["providers"])


@router.get("")
async def list_providers(providers: Providers) -> ProviderListResponse:
    """List the services there are, what each makes and how it stands; none of them is called."""
    views = await providers.overview()
    return ProviderListResponse(
        providers=[ProviderResponse.of(each) for each in views], order=list(providers.order)
    )


@router.get(
    "/{provider}/models", responses=raises(ResourceNotFoundError, ProviderNotConfiguredError)
)
async def list_provider_models(
    provider: str,
    providers: Providers,
    kind: Annotated[ModelKind | None, Query(description="Absent: of all kinds.")] = None,
) -> ProviderModelsResponse:
    """List the models of a service that is set up, as far as they are known."""
    known = providers.get(provider)
    return ProviderModelsResponse(
        provider=provider,
        models=[ProviderModelResponse.of(each) for each in known.models(kind)],
        looked_at=known.looked_at,
    )


@router.post("/{provider}/test", responses=SERVICE_ERRORS)
async def test_provider(provider: str, providers: Providers) -> ProviderTestResponse:
    """Ask a service for its models, which costs nothing, to see whether it accepts our key."""
    models = await providers.test(provider)
    return ProviderTestResponse(provider=provider, ok=True, models=len(models))
