"""Which services are set up, with which models, in which order they are asked, at what price."""

import pytest

from backend.domain.errors import ValidationError
from backend.domain.media import MediaKind
from backend.domain.task_lane import lane_of, service_of
from backend.providers.generation import (
    MediaOrder,
    ModelKind,
    Price,
    ServiceModel,
    Speech,
    TextResult,
)
from backend.providers.prices import amount_of, amount_of_text, charged_seconds, price_of
from backend.providers.service_data import ServiceData
from backend.providers.services import default_models
from backend.providers.services_factory import SERVICES, auto_order, make_services
from backend.settings.providers import ProviderSettings

DATA = ServiceData(label="X", defaults={ModelKind.IMAGE: "a", ModelKind.SPEECH: "b"})
KINDS = frozenset({ModelKind.IMAGE, ModelKind.VIDEO})


def order_of(providers: str = "", *, mock: bool = False) -> tuple[str, ...]:
    """Return the order in which auto asks where all services are set up."""
    settings = ProviderSettings(providers=providers, use_mock_ai_services=mock)
    return auto_order(settings, SERVICES)


@pytest.mark.parametrize(
    ("said", "models"),
    [
        ("", {ModelKind.IMAGE: "a"}),
        ("c", {ModelKind.IMAGE: "c", ModelKind.VIDEO: "c"}),
        ("video=d", {ModelKind.IMAGE: "a", ModelKind.VIDEO: "d"}),
        ("c, video=d:1@2", {ModelKind.IMAGE: "c", ModelKind.VIDEO: "d:1@2"}),
    ],
)
def test_set_models_stand_over_those_of_the_data_file(
    said: str, models: dict[ModelKind, str]
) -> None:
    assert default_models("X_MODEL", said, DATA, KINDS) == models


@pytest.mark.parametrize("said", ["speech=x", "image=", "nonsense=x"])
def test_a_model_for_what_is_not_made_is_refused(said: str) -> None:
    with pytest.raises(ValidationError, match="X_MODEL"):
        default_models("X_MODEL", said, DATA, KINDS)


def test_auto_asks_the_farm_and_then_what_is_set_up_but_never_fakes_unasked() -> None:
    assert order_of() == ("comfyui", *(each for each in SERVICES if each != "fake"))
    assert auto_order(ProviderSettings(), ["together"]) == ("comfyui", "together")
    assert order_of("Runware, together, runware") == ("runware", "together")
    assert order_of("together,fake") == ("together", "fake")
    assert order_of("fake") == order_of(mock=True) == ("fake",)
    with pytest.raises(ValidationError, match="PROVIDERS"):
        order_of("together,nobody")


def test_where_all_is_faked_no_other_service_is_there() -> None:
    faked = ProviderSettings(providers="fake", together_api_key="x")
    assert list(make_services(faked)) == ["fake"]
    assert list(make_services(ProviderSettings(together_api_key="x"))) == ["together"]


def test_a_lane_and_its_service_name_each_other() -> None:
    assert [lane_of(each) for each in ("openai_shaped", "fake", "runware")] == [
        "cloud:openai",
        "fake",
        "cloud:runware",
    ]
    assert all(service_of(lane_of(each)) == each for each in SERVICES)


def test_a_price_is_of_what_is_used_up() -> None:
    film = MediaOrder(MediaKind.VIDEO, "t", "m", "rain", seconds=4.2)
    model = ServiceModel(
        "m", ModelKind.VIDEO, durations=(10.0, 5.0), prices=(Price(0.1, "second"),)
    )
    assert price_of(model, amount_of(film, model)) == pytest.approx(0.5)
    assert charged_seconds(30, model) == 10
    assert charged_seconds(4.2, None) == 5
    said = MediaOrder(MediaKind.AUDIO, "t", "m", "Rain falls", speech=Speech())
    voice = ServiceModel("m", ModelKind.SPEECH, prices=(Price(0.01, "character"),))
    assert price_of(voice, amount_of(said, voice)) == pytest.approx(0.1)
    writer = ServiceModel("m", ModelKind.TEXT, prices=(Price(1, "token_in"), Price(2, "token_out")))
    written = TextResult("", "m", tokens_in=3, tokens_out=4)
    assert price_of(writer, amount_of_text(written)) == 11
    assert price_of(None, amount_of(film)) is None
    assert price_of(ServiceModel("m", ModelKind.VIDEO), amount_of(film)) is None
