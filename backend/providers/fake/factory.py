"""Makes the fake provider, where it is asked for: nobody is to get fakes unawares."""

from typing import Final

from backend.providers.fake.luck import Luck
from backend.providers.fake.media import FakeMedia
from backend.providers.fake.set_answers import SetAnswers
from backend.providers.fake.text import FakeText
from backend.providers.generation import ModelKind
from backend.providers.service_data import ServiceData
from backend.providers.services import Service
from backend.settings.providers import ProviderSettings

NAME: Final = "fake"


def make_fake(settings: ProviderSettings, data: ServiceData) -> Service | None:
    """Return the fake provider, None if PROVIDERS does not name it."""
    named = [name.strip() for name in settings.providers.split(",")]
    if NAME not in named and not settings.use_mock_ai_services:
        return None
    models = [model.as_model(id) for id, model in data.models.items()]
    luck = Luck(settings.fake_fail_rate, settings.fake_seed)
    answers = SetAnswers(settings.fake_data_dir)
    seed, delay = settings.fake_seed, settings.fake_delay_seconds
    return Service(
        NAME,
        data,
        kinds=frozenset(ModelKind),
        defaults=data.defaults,
        media=FakeMedia(models, luck, answers, seed=seed, delay=delay),
        text=FakeText(models, luck, answers, seed=seed, delay=delay),
    )
