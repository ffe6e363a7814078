"""Pictures, films and speech of OpenAI's shape, made by a service that minds the rules."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr

from backend.domain.errors import (
    ContentRefusedError,
    ProviderAuthError,
    ProviderError,
    ProviderOutcomeUnknownError,
    ProviderOutputError,
    ProviderRejectedError,
    ValidationError,
)
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState
from backend.providers.generation import (
    MediaGenerator,
    Message,
    ModelKind,
    RemoteFile,
    Speech,
    TextOrder,
)
from backend.providers.openai_shaped.factory import make_openai_shaped
from backend.providers.service_data import service_data
from backend.providers.services import Service
from backend.settings.providers import ProviderSettings
from tests.provider_fakes.faults import DROPPED, Reply, running
from tests.provider_fakes.openai import KEY, OpenAIFake, form_of, refuse
from tests.unit.providers.service_steps import FIRST, LAST, LIKE, an_order, file_of

DATA = service_data()["openai_shaped"]
PICTURES, FILMS, SPEECH = "gpt-image-2.5-flare", "sora-2", "gpt-4o-mini-tts"


def service_of(**settings: Any) -> Service | None:
    known = {"openai_retries": 0, "openai_timeout": 5, **settings}
    return make_openai_shaped(ProviderSettings(_env_file=None, **known), DATA)


@pytest.fixture
async def fake() -> AsyncIterator[OpenAIFake]:
    """The service itself."""
    async with running(OpenAIFake()) as fake:
        yield fake


@pytest.fixture
async def service(fake: OpenAIFake) -> AsyncIterator[Service]:
    """What is set up of it."""
    service = service_of(openai_api_key=SecretStr(KEY), openai_base_url=fake.base_url)
    assert service is not None
    yield service
    await service.close()


@pytest.fixture
def maker(service: Service) -> MediaGenerator:
    """What makes its media."""
    assert service.media is not None
    return service.media


def test_without_key_and_address_there_is_no_such_service() -> None:
    assert service_of() is None


def test_default_models_can_be_set_by_kind() -> None:
    service = service_of(
        openai_base_url="http://localhost:11434/v1", openai_model="text=llama, video=wan"
    )
    assert service is not None
    assert service.lane == "cloud:openai"
    assert service.defaults[ModelKind.TEXT] == "llama"
    assert service.defaults[ModelKind.VIDEO] == "wan"
    assert service.defaults[ModelKind.IMAGE] == PICTURES
    with pytest.raises(ValidationError, match="OPENAI_MODEL"):
        service_of(openai_base_url="http://localhost/v1", openai_model="music=x")


async def test_a_picture_is_made_in_a_size_the_api_takes(
    fake: OpenAIFake, maker: MediaGenerator
) -> None:
    params = {"quality": "low", "steps": 30}
    order = an_order(
        *(MediaKind.IMAGE, PICTURES),
        width=1920,
        height=1080,
        negative_prompt="text",
        params=params,
    )
    work = await maker.submit(order)
    assert (work.id, work.state, work.cost_usd) == ("", RemoteState.DONE, None)
    assert work.applied == {"width": 1920, "height": 1088}
    assert (await file_of(maker, work)).startswith(b"\x89PNG")
    [call] = fake.calls
    assert call.json() == {
        "model": PICTURES,
        "prompt": "A fox in the rain.\n\nAvoid: text",
        "n": 1,
        "size": "1920x1088",
        "quality": "low",
    }


@pytest.mark.parametrize(
    ("wanted", "made"),
    [
        ((1024, 1024), (1024, 1024)),
        ((512, 512), (832, 832)),
        ((4000, 400), (2160, 736)),
        ((100, 5000), (480, 1408)),
        ((7680, 4320), (3840, 2160)),
        ((1, 1), (832, 832)),
    ],
)
async def test_any_size_becomes_one_within_the_rules(
    maker: MediaGenerator, wanted: tuple[int, int], made: tuple[int, int]
) -> None:
    order = an_order(MediaKind.IMAGE, PICTURES, width=wanted[0], height=wanted[1])
    applied = (await maker.submit(order)).applied
    width, height = applied["width"], applied["height"]
    assert width % 16 == height % 16 == 0
    assert 1 / 3 <= width / height <= 3
    assert 655_360 <= width * height <= 8_294_400
    assert (width, height) == made


async def test_a_model_of_few_sizes_makes_the_one_most_alike(
    fake: OpenAIFake, maker: MediaGenerator
) -> None:
    order = an_order(MediaKind.IMAGE, "gpt-image-1.5", width=720, height=1280)
    assert (await maker.submit(order)).applied == {"width": 1024, "height": 1536}


@pytest.mark.parametrize("count", [1, 3])
async def test_a_picture_may_be_made_from_others(
    fake: OpenAIFake, maker: MediaGenerator, count: int
) -> None:
    order = an_order(MediaKind.IMAGE, PICTURES, references=(LIKE,) * count)
    await maker.submit(order)
    [call] = fake.calls
    form = form_of(call)
    assert call.path == "/v1/images/edits"
    assert form["image" if count == 1 else "image[]"] == [LIKE.content] * count
    assert (form["n"], form["model"]) == ([b"1"], [PICTURES.encode()])


async def test_a_gateway_may_name_where_the_picture_is(
    fake: OpenAIFake, maker: MediaGenerator
) -> None:
    address = f"{fake.url}/files/1.png"
    fake.prepare(Reply(200, {"data": [{"url": address}]}), Reply(200, b"pixels"))
    work = await maker.submit(an_order(MediaKind.IMAGE, PICTURES))
    assert work.files == (RemoteFile(ref=address),)
    assert await file_of(maker, work) == b"pixels"
    fake.prepare(Reply(200, b"pixels" * 100))
    with pytest.raises(ProviderOutputError, match="too large"):
        await file_of(maker, work, limit=10)


async def test_speech_is_one_mp3(fake: OpenAIFake, maker: MediaGenerator) -> None:
    speech = Speech(voice="coral", speed=9)
    order = an_order(MediaKind.AUDIO, SPEECH, speech=speech, params={"instructions": "softly"})
    work = await maker.submit(order)
    assert work.state is RemoteState.DONE
    assert work.applied == {"voice": "coral", "speed": 4.0, "instructions": "softly"}
    assert len(await file_of(maker, work)) > 100
    assert fake.calls[0].json()["response_format"] == "mp3"
    await maker.submit(an_order(MediaKind.AUDIO, SPEECH))
    assert fake.calls[1].json()["voice"] == DATA.voice
    assert "speed" not in fake.calls[1].json()


async def test_what_cannot_be_made_is_refused_before_it_is_sent(
    fake: OpenAIFake, maker: MediaGenerator
) -> None:
    for order, problem in (
        (an_order(MediaKind.AUDIO, SPEECH, prompt="a" * 4097), "4096 characters.*4097"),
        (an_order(MediaKind.IMAGE, PICTURES, prompt="a" * 32_001), "32000 characters"),
        (an_order(MediaKind.VIDEO, FILMS, seconds=12.1), "split it into 2"),
        (an_order(MediaKind.VIDEO, FILMS, references=(LAST,)), "cannot end"),
    ):
        with pytest.raises(ProviderRejectedError, match=problem):
            await maker.submit(order)
    assert fake.calls == []


@pytest.mark.parametrize(("wanted", "made"), [(0, 4), (4, 4), (4.04, 8), (12, 12)])
async def test_a_film_is_never_shorter_than_its_clip(
    fake: OpenAIFake, maker: MediaGenerator, wanted: float, made: int
) -> None:
    order = an_order(MediaKind.VIDEO, FILMS, seconds=wanted, width=1920, height=1080)
    work = await maker.submit(order)
    assert work.applied == {"width": 1280, "height": 720, "seconds": made}
    assert fake.calls[0].json() == {
        "model": FILMS,
        "prompt": "A fox in the rain.",
        "seconds": str(made),
        "size": "1280x720",
    }


async def test_a_film_is_looked_at_until_it_is_made(
    fake: OpenAIFake, maker: MediaGenerator
) -> None:
    fake.looks = 2
    work = await maker.submit(
        an_order(MediaKind.VIDEO, FILMS, seconds=5, width=9, height=16, references=(LIKE, FIRST))
    )
    assert (work.id, work.state) == ("video_0001", RemoteState.QUEUED)
    assert form_of(fake.calls[0])["input_reference"] == [FIRST.content]
    assert form_of(fake.calls[0])["size"] == [b"720x1280"]
    half = await maker.poll(work.id)
    assert (half.state, half.progress, half.poll_after) == (RemoteState.RUNNING, 0.5, 0.02)
    done = await maker.poll(work.id)
    assert done.state is RemoteState.DONE
    assert await file_of(maker, done) == fake.film
    assert not await maker.cancel(work.id)
    assert await maker.recall("5b0c7b51-7a0e-4a57-9d5b-0d7e3c1b2a10") is None
    assert (await maker.poll("video_9999")).state is RemoteState.ABSENT
    fake.films[work.id]["status"] = "upscaling"
    assert (await maker.poll(work.id)).state is RemoteState.RUNNING


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        ("failed", {"code": "server_error", "message": "Broke"}, ProviderRejectedError),
        ("failed", {"code": "moderation_blocked", "message": "No"}, ContentRefusedError),
        ("cancelled", None, ProviderRejectedError),
    ],
)
async def test_a_film_that_failed_says_why(
    fake: OpenAIFake,
    maker: MediaGenerator,
    status: str,
    error: dict[str, str] | None,
    kind: type[ProviderError],
) -> None:
    work = await maker.submit(an_order(MediaKind.VIDEO, FILMS))
    fake.films[work.id] |= {"status": status, "error": error}
    with pytest.raises(ProviderRejectedError) as caught:
        await maker.poll(work.id)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (DROPPED, ProviderOutcomeUnknownError),
        (Reply(200, b"{"), ProviderOutcomeUnknownError),
        (Reply(200, {"data": []}), ProviderOutcomeUnknownError),
        (Reply(200, {"data": [{"b64_json": "%%%"}]}), ProviderOutcomeUnknownError),
        (Reply(200, {}), ProviderOutcomeUnknownError),
        (refuse(401, f"Incorrect API key provided: {KEY}"), ProviderAuthError),
        (refuse(400, "Blocked", code="moderation_blocked"), ContentRefusedError),
        (refuse(400, f"No {KEY}: https://x.example/{KEY}"), ProviderRejectedError),
    ],
)
@pytest.mark.parametrize("kind_of_media", list(MediaKind))
async def test_every_trouble_with_an_order_has_its_error_and_is_ordered_once(
    fake: OpenAIFake,
    maker: MediaGenerator,
    kind_of_media: MediaKind,
    reply: Reply,
    kind: type[ProviderError],
) -> None:
    fake.prepare(reply)
    model = {MediaKind.IMAGE: PICTURES, MediaKind.VIDEO: FILMS, MediaKind.AUDIO: SPEECH}
    with pytest.raises(ProviderError) as caught:
        await maker.submit(an_order(kind_of_media, model[kind_of_media]))
    assert type(caught.value) is kind
    told = f"{caught.value.message} {caught.value.details}"
    assert KEY not in told
    assert "://" not in told
    assert len(fake.calls) == 1


async def test_the_list_of_models_tells_what_we_know_of_them(
    fake: OpenAIFake, maker: MediaGenerator
) -> None:
    models = {model.id: model for model in await maker.models()}
    assert models[PICTURES].kind is ModelKind.IMAGE
    assert models[SPEECH].expires == "2027-01-06"
    assert (models["unheard-of"].kind, models["unheard-of"].expires) == (
        ModelKind.TEXT,
        "2027-01-06",
    )
    fake.prepare(Reply(404, {}))
    assert await maker.models() == []


async def test_the_service_writes_too(service: Service) -> None:
    assert service.text is not None
    result = await service.text.complete(TextOrder([Message("user", "A fox.")], "gpt-6-luna"))
    assert result.text
