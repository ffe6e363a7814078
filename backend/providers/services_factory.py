"""Makes all services that are set up, and tells in which order `auto` asks them."""

from collections.abc import Callable, Collection
from typing import Final

from backend.domain.errors import invalid_field
from backend.providers.elevenlabs.factory import make_elevenlabs
from backend.providers.fake.factory import make_fake
from backend.providers.openai_shaped.factory import make_openai_shaped
from backend.providers.openrouter.factory import make_openrouter
from backend.providers.runware.factory import make_runware
from backend.providers.service_data import ServiceData, service_data
from backend.providers.services import Service
from backend.providers.together.factory import make_together
from backend.settings.providers import ProviderSettings

COMFYUI: Final = "comfyui"
"""What `auto` calls the farm of ComfyUI servers."""
FAKE: Final = "fake"

_FACTORIES: Final[dict[str, Callable[[ProviderSettings, ServiceData], Service | None]]] = {
    "openrouter": make_openrouter,
    "openai_shaped": make_openai_shaped,
    "together": make_together,
    "runware": make_runware,
    "elevenlabs": make_elevenlabs,
    FAKE: make_fake,
}
SERVICES: Final = tuple(_FACTORIES)
"""All that there are, in the order in which `auto` asks them."""
_SET_UP_BY: Final = {
    "openai_shaped": "OPENAI_API_KEY, OPENAI_BASE_URL or both",
    FAKE: "PROVIDERS=fake",
}
"""Where it is another setting than the service's key."""


def make_services(
    settings: ProviderSettings, names: Collection[str] = SERVICES
) -> dict[str, Service]:
    """Return those that are set up, by name; where all is faked, none but the fake one.

    Args:
        names: all others are left out.

    Raises:
        ValidationError: PROVIDERS_FILE or the models of a service cannot be understood.
    """
    data = service_data(settings.providers_file)
    wanted = [name for name in wanted_services(settings) if name in names]
    made = [_FACTORIES[name](settings, data[name]) for name in wanted]
    return {service.name: service for service in made if service is not None}


def wanted_services(settings: ProviderSettings) -> Collection[str]:
    """Return the services that are made if they are set up."""
    return (FAKE,) if fakes_all(settings) else SERVICES


def fakes_all(settings: ProviderSettings) -> bool:
    """Tell whether whatever is made is to be a fake."""
    return settings.use_mock_ai_services or _listed(settings) == [FAKE]


def not_set_up(name: str) -> str:
    """Say of a service that it is not there, and what brings it."""
    return f"is not set up here: set {_SET_UP_BY.get(name, f'{name.upper()}_API_KEY')}"


def auto_order(settings: ProviderSettings, services: Collection[str]) -> tuple[str, ...]:
    """Return what `auto` asks, one after the other; the farm is COMFYUI.

    Raises:
        ValidationError: PROVIDERS names what there is not.
    """
    if fakes_all(settings):
        return (FAKE,)
    listed = _listed(settings) or [COMFYUI, *(each for each in SERVICES if each != FAKE)]
    if strange := sorted(set(listed) - {COMFYUI, *SERVICES}):
        raise invalid_field("PROVIDERS", f"there is no {', '.join(strange)}")
    return tuple(each for each in listed if each == COMFYUI or each in services)


def _listed(settings: ProviderSettings) -> list[str]:
    named = (each.strip().lower() for each in settings.providers.split(","))
    return list(dict.fromkeys(each for each in named if each))
