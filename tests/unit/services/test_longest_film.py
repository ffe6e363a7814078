"""How long a film may be, as far as it is known of the services that are set up."""

import pytest

from backend.providers.generation import ModelKind
from backend.providers.service_data import ServiceData
from backend.providers.services import Service
from backend.services.checks_service import longest_film
from backend.services.service_catalogue import ServiceCatalogue


def service(*durations: float, makes: ModelKind = ModelKind.VIDEO) -> ServiceCatalogue:
    """Return a service whose default model makes films of these seconds."""
    model = {"kind": makes, "durations": durations}
    data = ServiceData.model_validate({"label": "S", "models": {"m": model}})
    return ServiceCatalogue(Service("s", data, frozenset({makes}), {makes: "m"}))


@pytest.mark.parametrize(
    ("services", "longest"),
    [
        ([], None),
        ([service(4, 8), service(6)], 8),
        ([service(4, 8), service()], None),
        ([service(4, 8), service(makes=ModelKind.SPEECH)], 8),
    ],
    ids=["nobody", "the longest of all", "one makes any", "speech does not count"],
)
def test_the_longest_film_is_that_of_the_default_models(
    services: list[ServiceCatalogue], longest: float | None
) -> None:
    assert longest_film(services) == longest
