"""OpenRouter: what it writes, paints, films and says, and all the ways in which it refuses."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr

from backend.domain.errors import (
    ContentRefusedError,
    ProviderAuthError,
    ProviderError,
    ProviderOutcomeUnknownError,
    ProviderQuotaError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderUnavailableError,
)
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState
from backend.providers.generation import (
    MediaGenerator,
    Message,
    ModelKind,
    Price,
    Speech,
    TextGenerator,
    TextOrder,
)
from backend.providers.openrouter.factory import make_openrouter
from backend.providers.service_data import service_data
from backend.providers.services import Service
from backend.settings.providers import ProviderSettings
from tests.provider_fakes.chat import ChatModel
from tests.provider_fakes.faults import DROPPED, Reply, running
from tests.provider_fakes.openrouter import (
    FILMS,
    KEY,
    PICTURES,
    SPEECH,
    TEXT,
    OpenRouterFake,
    refuse,
)
from tests.unit.providers.service_steps import FIRST, LAST, LIKE, an_order, file_of

DATA = service_data()["openrouter"]
SCHEMA = {"type": "object", "properties": {"ok": {"type": "boolean"}}}


def service_of(**settings: Any) -> Service | None:
    known = {"openrouter_retries": 0, "openrouter_timeout": 5, **settings}
    return make_openrouter(ProviderSettings(_env_file=None, **known), DATA)


@pytest.fixture
async def fake() -> AsyncIterator[OpenRouterFake]:
    """OpenRouter itself."""
    async with running(OpenRouterFake()) as fake:
        yield fake


@pytest.fixture
async def service(fake: OpenRouterFake) -> AsyncIterator[Service]:
    """What is set up of it."""
    service = service_of(openrouter_api_key=SecretStr(KEY), openrouter_base_url=fake.base_url)
    assert service is not None
    yield service
    await service.close()


@pytest.fixture
def maker(service: Service) -> MediaGenerator:
    """What makes its media."""
    assert service.media is not None
    return service.media


@pytest.fixture
def writer(service: Service) -> TextGenerator:
    """What writes."""
    assert service.text is not None
    return service.text


def text_order(**fields: Any) -> TextOrder:
    return TextOrder(**{"messages": [Message("user", "A fox.")], "model": TEXT, **fields})


def sent(fake: OpenRouterFake, path: str) -> list[dict[str, Any]]:
    """Return what was sent to a path below the version."""
    return [call.json() for call in fake.calls if call.path == f"/api/v1{path}" and call.body]


def test_without_a_key_there_is_no_such_service() -> None:
    assert service_of() is None


async def test_text_is_asked_of_those_who_keep_to_the_schema(
    fake: OpenRouterFake, writer: TextGenerator
) -> None:
    result = await writer.complete(text_order(schema=SCHEMA))
    assert (result.text, result.cost_usd) == ('{"ok": true}', 0.00042)
    await writer.complete(text_order())
    strict, plain = sent(fake, "/chat/completions")
    assert strict["provider"] == {"require_parameters": True}
    assert "provider" not in plain


async def test_where_nobody_keeps_to_the_schema_it_is_told(
    fake: OpenRouterFake, writer: TextGenerator
) -> None:
    fake.chat[TEXT] = ChatModel(without=frozenset({"json_schema", "json_object"}), text="{}")
    assert (await writer.complete(text_order(schema=SCHEMA))).text == "{}"
    tried = [body.get("response_format") for body in sent(fake, "/chat/completions")]
    assert [each and each["type"] for each in tried] == ["json_schema", "json_object", None]


async def test_a_picture_has_the_shape_and_resolution_the_model_lists(
    fake: OpenRouterFake, maker: MediaGenerator
) -> None:
    params = {"quality": "low", "steps": 4}
    order = an_order(
        *(MediaKind.IMAGE, PICTURES),
        width=1280,
        height=720,
        seed=2**40,
        references=(LIKE,),
        params=params,
    )
    work = await maker.submit(order)
    assert (work.state, work.cost_usd) == (RemoteState.DONE, 0.014)
    assert work.applied == {"aspect_ratio": "16:9", "resolution": "1K", "seed": 0}
    assert (await file_of(maker, work)).startswith(b"\x89PNG")
    [body] = sent(fake, "/images")
    [reference] = body["input_references"]
    assert reference["image_url"]["url"].startswith("data:image/png;base64,")
    assert (body["n"], body["quality"], "steps" in body) == (1, "low", False)
    await maker.submit(order)
    assert fake.count("GET", "/api/v1/images/models") == 1


async def test_of_a_model_that_is_not_listed_pixels_are_asked(
    fake: OpenRouterFake, maker: MediaGenerator
) -> None:
    fake.prepare(Reply(500, {}))
    work = await maker.submit(an_order(MediaKind.IMAGE, PICTURES, width=1280, height=720))
    assert work.applied == {"size": "1280x720"}
    await maker.submit(an_order(MediaKind.IMAGE, "new/one"))
    assert "size" not in sent(fake, "/images")[-1]


@pytest.mark.parametrize(
    ("listed", "is_sent"),
    [
        ({}, True),
        ({"supported_parameters": ["seed"]}, True),
        ({"supported_parameters": ["n"]}, False),
    ],
)
async def test_a_seed_is_sent_unless_the_model_is_known_to_take_none(
    fake: OpenRouterFake, maker: MediaGenerator, listed: dict[str, Any], is_sent: bool
) -> None:
    told = {"id": PICTURES, "name": None, "architecture": None, **listed}
    fake.prepare(Reply(200, {"data": [told]}))
    await maker.submit(an_order(MediaKind.IMAGE, PICTURES, seed=5))
    [body] = sent(fake, "/images")
    assert ("seed" in body) is is_sent


async def test_a_film_is_never_shorter_than_its_clip(
    fake: OpenRouterFake, maker: MediaGenerator
) -> None:
    fake.looks = 2
    order = an_order(
        *(MediaKind.VIDEO, FILMS),
        seconds=5.2,
        width=1920,
        height=1080,
        references=(FIRST, LIKE),
        params={"generate_audio": False},
    )
    work = await maker.submit(order)
    assert (work.id, work.state) == ("gen-vid-1", RemoteState.QUEUED)
    applied = {"aspect_ratio": "16:9", "resolution": "720p", "duration": 10}
    assert work.applied == {**applied, "generate_audio": False}
    [body] = sent(fake, "/videos")
    assert [each["frame_type"] for each in body["frame_images"]] == ["first_frame"]
    assert len(body["input_references"]) == 1
    assert (await maker.poll(work.id)).state is RemoteState.RUNNING
    done = await maker.poll(work.id)
    assert (done.state, done.cost_usd) == (RemoteState.DONE, 0.33)
    assert await file_of(maker, done) == fake.film
    assert fake.calls[-1].headers["authorization"] == f"Bearer {KEY}"
    assert not await maker.cancel(work.id)
    assert await maker.recall("5b0c7b51-7a0e-4a57-9d5b-0d7e3c1b2a10") is None
    assert (await maker.poll("gen-vid-9")).state is RemoteState.ABSENT


async def test_what_no_model_makes_is_refused_before_it_is_sent(
    fake: OpenRouterFake, maker: MediaGenerator
) -> None:
    with pytest.raises(ProviderRejectedError, match="split it into 2"):
        await maker.submit(an_order(MediaKind.VIDEO, FILMS, seconds=11))
    with pytest.raises(ProviderRejectedError, match="cannot end"):
        await maker.submit(an_order(MediaKind.VIDEO, FILMS, references=(LAST,)))
    with pytest.raises(ProviderRejectedError, match="4096"):
        await maker.submit(an_order(MediaKind.AUDIO, SPEECH, prompt="a" * 4097))
    assert fake.count("POST", "/api/v1/videos") == 0


@pytest.mark.parametrize("status", ["failed", "cancelled", "expired"])
async def test_a_film_that_failed_says_why(
    fake: OpenRouterFake, maker: MediaGenerator, status: str
) -> None:
    work = await maker.submit(an_order(MediaKind.VIDEO, FILMS, seconds=5))
    fake.films[work.id] |= {"status": status, "error": "Too wet" if status == "failed" else None}
    with pytest.raises(ProviderRejectedError, match="Too wet" if status == "failed" else status):
        await maker.poll(work.id)


async def test_a_failure_may_be_told_as_an_object(
    fake: OpenRouterFake, maker: MediaGenerator
) -> None:
    work = await maker.submit(an_order(MediaKind.VIDEO, FILMS, seconds=5))
    fake.films[work.id] |= {"status": "failed", "error": {"code": 400, "message": "Too wet"}}
    with pytest.raises(ProviderRejectedError, match="Too wet"):
        await maker.poll(work.id)


async def test_speech_is_an_mp3_and_not_raw_samples(
    fake: OpenRouterFake, maker: MediaGenerator
) -> None:
    work = await maker.submit(an_order(MediaKind.AUDIO, SPEECH, speech=Speech(voice="am_adam")))
    assert work.applied == {"voice": "am_adam"}
    assert len(await file_of(maker, work)) > 100
    await maker.submit(an_order(MediaKind.AUDIO, SPEECH))
    first, second = sent(fake, "/audio/speech")
    assert (first["response_format"], second["voice"]) == ("mp3", DATA.voice)


FAULTS: list[tuple[Reply, type[ProviderError]]] = [
    (refuse(401, f"No auth {KEY}"), ProviderAuthError),
    (refuse(402, "Insufficient credits"), ProviderQuotaError),
    (refuse(403, "Flagged", metadata={"reasons": ["violence"]}), ContentRefusedError),
    (refuse(403, f"Moderated {KEY}"), ContentRefusedError),
    (refuse(403, "Limit", metadata={"limit_source": "openrouter_key_limit"}), ProviderQuotaError),
    (refuse(429, "Slow down"), ProviderRateLimitedError),
    (refuse(400, f"Bad {KEY} https://x.example/{KEY}"), ProviderRejectedError),
    (refuse(502, f"Model is down {KEY}"), ProviderUnavailableError),
    (Reply(200, refuse(402, "credits").body), ProviderQuotaError),
    (Reply(200, refuse(403, "flagged").body), ContentRefusedError),
    (Reply(200, {**refuse(502, "down").body, "choices": []}), ProviderUnavailableError),
    (DROPPED, ProviderOutcomeUnknownError),
]


@pytest.mark.parametrize(("reply", "kind"), FAULTS)
async def test_every_trouble_has_its_error_and_tells_no_secret(
    fake: OpenRouterFake,
    maker: MediaGenerator,
    writer: TextGenerator,
    reply: Reply,
    kind: type[ProviderError],
) -> None:
    await maker.models()
    fake.calls.clear()
    for order in (
        an_order(MediaKind.IMAGE, PICTURES),
        an_order(MediaKind.VIDEO, FILMS),
        an_order(MediaKind.AUDIO, SPEECH),
        text_order(),
    ):
        fake.prepare(reply)
        asked = writer.complete(order) if isinstance(order, TextOrder) else maker.submit(order)
        with pytest.raises(ProviderError) as caught:
            await asked
        assert type(caught.value) is kind
        told = f"{caught.value.message} {caught.value.details}"
        assert KEY not in told
        assert "://" not in told
    assert len(fake.calls) == 4


async def test_all_lists_of_models_are_read(maker: MediaGenerator, writer: TextGenerator) -> None:
    picture, film, speech = await maker.models()
    assert (picture.id, picture.kind, picture.takes_references) == (PICTURES, ModelKind.IMAGE, True)
    assert (film.id, film.durations, film.prices) == (FILMS, (5, 10), (Price(0.067, "second"),))
    assert (speech.kind, speech.prices[0]) == (ModelKind.SPEECH, Price(0.00000062, "character"))
    [text] = await writer.models()
    assert (text.id, text.context) == (TEXT, 1_050_000)
    assert text.prices == (Price(0.0000001, "token_in"), Price(0.0000005, "token_out"))
