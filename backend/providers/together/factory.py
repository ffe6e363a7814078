"""Makes what is set up of Together."""

from collections.abc import Sequence

from backend.providers.chat import ChatClient
from backend.providers.generation import ModelKind, ServiceModel
from backend.providers.paid import REPEATED_BY_OPENAI, PaidClient, Patience
from backend.providers.service_data import ServiceData
from backend.providers.services import Service, default_models
from backend.providers.together.media import TogetherMedia
from backend.providers.together.models import listed_models
from backend.providers.together.refusals import together_refusal
from backend.settings.providers import ProviderSettings


def make_together(settings: ProviderSettings, data: ServiceData) -> Service | None:
    """Return the service, None if neither a key nor an address is set.

    Raises:
        ValidationError: TOGETHER_MODEL cannot be understood.
    """
    key, address = settings.together_api_key, settings.together_base_url
    if key is None and address is None:
        return None
    secret = key.get_secret_value() if key else ""
    kinds = frozenset(ModelKind)

    def client() -> PaidClient:
        return PaidClient(
            data.label,
            (address or data.base_url).rstrip("/").removesuffix("/v1"),
            {"Authorization": f"Bearer {secret}"} if secret else {},
            together_refusal(data.label, secret),
            Patience(settings.together_timeout, settings.together_retries, REPEATED_BY_OPENAI),
        )

    chat = client()

    async def texts() -> Sequence[ServiceModel]:
        listed = await listed_models(chat, data)
        return [each for each in listed if each.kind is ModelKind.TEXT]

    return Service(
        "together",
        data,
        kinds,
        default_models("TOGETHER_MODEL", settings.together_model, data, kinds),
        media=TogetherMedia(client(), data, secret),
        text=ChatClient(chat, texts, path="/v1/chat/completions"),
    )
