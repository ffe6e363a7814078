"""Makes what is set up of OpenAI or of a service of its shape."""

from typing import Final

from pydantic import SecretStr

from backend.providers.chat import ChatClient
from backend.providers.chat_errors import shaped_refusal, true_answer
from backend.providers.generation import ModelKind
from backend.providers.openai_shaped.media import OpenAIShapedMedia
from backend.providers.openai_shaped.videos import OpenAIVideos
from backend.providers.paid import REPEATED_BY_OPENAI, PaidClient, Patience
from backend.providers.service_data import ServiceData
from backend.providers.services import Service, default_models
from backend.settings.providers import ProviderSettings

_NAME: Final = "openai_shaped"
_LABEL: Final = "OpenAI"
_OPENAI: Final = "https://api.openai.com/v1"
_LONGEST_WAIT: Final = 60.0


def make_videos(
    key: SecretStr | None, base_url: str | None, *, timeout: float
) -> OpenAIVideos | None:
    """Return the films of the service, None if neither a key nor an address is set.

    Nothing is repeated, nor waited for long: whoever asks waits for the answer.
    """
    if key is None and base_url is None:
        return None
    patience = Patience(min(timeout, _LONGEST_WAIT), repeats=0)
    return OpenAIVideos(_client(_LABEL, key, base_url or _OPENAI, patience))


def make_openai_shaped(settings: ProviderSettings, data: ServiceData) -> Service | None:
    """Return the service, None if neither a key nor an address is set.

    Raises:
        ValidationError: OPENAI_MODEL cannot be understood.
    """
    key, base_url = settings.openai_api_key, settings.openai_base_url
    if key is None and base_url is None:
        return None
    patience = Patience(settings.openai_timeout, settings.openai_retries, REPEATED_BY_OPENAI)
    http = _client(data.label, key, base_url or data.base_url, patience)
    media = OpenAIShapedMedia(http, data)
    return Service(
        _NAME,
        data,
        kinds=frozenset(ModelKind),
        defaults=default_models("OPENAI_MODEL", settings.openai_model, data, list(ModelKind)),
        media=media,
        text=ChatClient(http, media.models),
    )


def _client(label: str, key: SecretStr | None, base_url: str, patience: Patience) -> PaidClient:
    secret = key.get_secret_value() if key else ""
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    refusal = shaped_refusal(label, secret)
    return PaidClient(label, base_url.rstrip("/"), headers, refusal, patience, reading=true_answer)
