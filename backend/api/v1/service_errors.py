"""What can go wrong at a service that is asked while the client waits."""

from typing import Final

from backend.api.routing import raises
from backend.domain.errors import (
    ProviderAuthError,
    ProviderMisconfiguredError,
    ProviderNotConfiguredError,
    ProviderOutputError,
    ProviderQuotaError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderTimeoutError,
    ProviderUnavailableError,
    ResourceNotFoundError,
)

SERVICE_ERRORS: Final = raises(
    ResourceNotFoundError,
    ProviderAuthError,
    ProviderMisconfiguredError,
    ProviderNotConfiguredError,
    ProviderOutputError,
    ProviderQuotaError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderTimeoutError,
    ProviderUnavailableError,
)
