"""Makes what is set up of Runware."""

from typing import Final

from backend.providers.generation import ModelKind
from backend.providers.paid import PaidClient, Patience
from backend.providers.runware.media import RunwareMedia
from backend.providers.runware.refusals import runware_refusal
from backend.providers.service_data import ServiceData
from backend.providers.services import Service, default_models
from backend.settings.providers import ProviderSettings

_KINDS: Final = frozenset({ModelKind.IMAGE, ModelKind.VIDEO, ModelKind.SPEECH})


def make_runware(settings: ProviderSettings, data: ServiceData) -> Service | None:
    """Return the service, None if neither a key nor an address is set.

    Raises:
        ValidationError: RUNWARE_MODEL cannot be understood.
    """
    key, address = settings.runware_api_key, settings.runware_base_url
    if key is None and address is None:
        return None
    secret = key.get_secret_value() if key else ""
    url = (address or data.base_url).rstrip("/")
    http = PaidClient(
        data.label,
        url,
        {"Authorization": f"Bearer {secret}"} if secret else {},
        runware_refusal(data.label, secret),
        Patience(settings.runware_timeout, settings.runware_retries),
    )
    return Service(
        "runware",
        data,
        _KINDS,
        default_models("RUNWARE_MODEL", settings.runware_model, data, _KINDS),
        media=RunwareMedia(http, url, data, secret),
    )
