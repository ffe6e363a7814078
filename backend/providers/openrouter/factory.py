"""Makes OpenRouter, if it is set up."""

from functools import partial
from http import HTTPStatus
from typing import Final

from backend.domain.errors import ContentRefusedError, ProviderError, ProviderQuotaError
from backend.providers.chat import ChatClient
from backend.providers.chat_errors import complaint_of, shaped_refusal, true_answer
from backend.providers.generation import ModelKind
from backend.providers.http import Answer
from backend.providers.openrouter.media import OpenRouterMedia
from backend.providers.openrouter.model_lists import list_models
from backend.providers.paid import PaidClient, Patience, Refusal
from backend.providers.service_data import ServiceData
from backend.providers.services import Service, default_models
from backend.settings.providers import ProviderSettings

_NAME: Final = "openrouter"
_ROUTING: Final = {"provider": {"require_parameters": True}}
"""Only to those who do not drop the format silently."""


def make_openrouter(settings: ProviderSettings, data: ServiceData) -> Service | None:
    """Return OpenRouter, None if there is no key.

    Raises:
        ValidationError: OPENROUTER_MODEL cannot be understood.
    """
    if settings.openrouter_api_key is None:
        return None
    key = settings.openrouter_api_key.get_secret_value()
    http = PaidClient(
        data.label,
        (settings.openrouter_base_url or data.base_url).rstrip("/"),
        {"Authorization": f"Bearer {key}"},
        _refusal(data.label, key),
        Patience(settings.openrouter_timeout, settings.openrouter_retries),
        reading=true_answer,
    )
    kinds = list(ModelKind)
    return Service(
        _NAME,
        data,
        kinds=frozenset(kinds),
        defaults=default_models("OPENROUTER_MODEL", settings.openrouter_model, data, kinds),
        media=OpenRouterMedia(http, data),
        text=ChatClient(http, partial(list_models, http, ModelKind.TEXT), routing=_ROUTING),
    )


def _refusal(label: str, key: str) -> Refusal:
    """Return what makes its errors: 403 means that something was moderated, or a limit reached."""
    shaped = shaped_refusal(label, key)

    def refusal(answer: Answer) -> ProviderError:
        error = shaped(answer)
        if answer.status != HTTPStatus.FORBIDDEN or isinstance(error, ProviderQuotaError):
            return error
        words = complaint_of(answer, key).message or "does not make such a thing"
        return ContentRefusedError(label, words)

    return refusal
