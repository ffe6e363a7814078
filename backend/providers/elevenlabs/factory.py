"""Makes what is set up of ElevenLabs."""

from backend.providers.elevenlabs.media import ElevenLabsMedia
from backend.providers.elevenlabs.refusals import elevenlabs_refusal
from backend.providers.generation import ModelKind
from backend.providers.paid import PaidClient, Patience
from backend.providers.service_data import ServiceData
from backend.providers.services import Service, default_models
from backend.settings.providers import ProviderSettings


def make_elevenlabs(settings: ProviderSettings, data: ServiceData) -> Service | None:
    """Return the service, None if neither a key nor an address is set.

    Raises:
        ValidationError: ELEVENLABS_MODEL cannot be understood.
    """
    key, address = settings.elevenlabs_api_key, settings.elevenlabs_base_url
    if key is None and address is None:
        return None
    secret = key.get_secret_value() if key else ""
    kinds = frozenset({ModelKind.SPEECH})
    http = PaidClient(
        data.label,
        (address or data.base_url).rstrip("/"),
        {"xi-api-key": secret} if secret else {},
        elevenlabs_refusal(data.label, secret),
        Patience(settings.elevenlabs_timeout, settings.elevenlabs_retries),
    )
    return Service(
        "elevenlabs",
        data,
        kinds,
        default_models("ELEVENLABS_MODEL", settings.elevenlabs_model, data, kinds),
        media=ElevenLabsMedia(http, data),
    )
