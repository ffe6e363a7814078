"""Our fake of OpenAI, judged by OpenAI's own package: what it does not take, we do not trust.

It is in the dependency group `sdk`, for tests alone.
"""

import warnings
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.provider_fakes.chat import ChatModel
from tests.provider_fakes.faults import Reply, running
from tests.provider_fakes.openai import KEY, OpenAIFake, refuse
from tests.unit.services.media_samples import flat_png

sdk = pytest.importorskip("openai", reason="the dependency group `sdk` is not installed")
MODEL = "gpt-6-luna"
TURNS = [{"role": "user", "content": "A fox, as JSON."}]


@pytest.fixture
async def fake() -> AsyncIterator[OpenAIFake]:
    async with running(OpenAIFake()) as fake:
        yield fake


@pytest.fixture
async def client(fake: OpenAIFake) -> AsyncIterator[Any]:
    async with sdk.AsyncOpenAI(api_key=KEY, base_url=fake.base_url, max_retries=0) as client:
        yield client


async def test_it_takes_our_text(fake: OpenAIFake, client: Any) -> None:
    schema = {"name": "answer", "strict": True, "schema": {"type": "object"}}
    written = await client.chat.completions.create(
        model=MODEL,
        messages=TURNS,
        max_completion_tokens=9,
        response_format={"type": "json_schema", "json_schema": schema},
    )
    assert written.choices[0].message.content == '{"ok": true}'
    assert (written.choices[0].finish_reason, written.usage.total_tokens) == ("stop", 19)
    fake.chat[MODEL] = ChatModel(refusal="No.", finish_reason="content_filter")
    refused = await client.chat.completions.create(model=MODEL, messages=TURNS)
    assert (refused.choices[0].message.refusal, refused.choices[0].message.content) == ("No.", None)


async def test_it_takes_our_pictures(client: Any) -> None:
    asked = {"model": "gpt-image-2.5-flare", "prompt": "A fox", "size": "1280x720"}
    made = await client.images.generate(**asked, n=1)
    assert made.data[0].b64_json
    assert made.usage.total_tokens == 109
    face = ("face.png", flat_png(), "image/png")
    for pictures in (face, [face, face]):
        edited = await client.images.edit(**asked, image=pictures)
        assert edited.data[0].b64_json


async def test_it_takes_our_speech(client: Any) -> None:
    spoken = await client.audio.speech.create(
        model="gpt-4o-mini-tts", voice="coral", input="A fox", response_format="mp3"
    )
    assert len(spoken.content) > 100


async def test_it_takes_our_films(fake: OpenAIFake, client: Any) -> None:
    fake.looks = 2
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # OpenAI itself makes none any more
        film = await client.videos.create_and_poll(
            model="sora-2", prompt="A fox", seconds="8", size="1280x720"
        )
        assert (film.status, film.seconds, film.progress) == ("completed", "8", 100)
        content = await client.videos.download_content(film.id)
        assert content.content == fake.film
        referring = await client.videos.create(
            prompt="A fox", input_reference=("face.png", flat_png(), "image/png")
        )
        assert referring.status == "queued"
        listed = [each.id async for each in client.videos.list()]
        assert listed == [film.id, referring.id]
        assert (await client.videos.delete(film.id)).deleted


async def test_it_takes_our_list_of_models(fake: OpenAIFake, client: Any) -> None:
    models = [model async for model in client.models.list()]
    assert [model.id for model in models] == fake.listed
    assert models[-1].shutdown_date == "2027-01-06"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (422, "UnprocessableEntityError"),
        (429, "RateLimitError"),
        (503, "InternalServerError"),
    ],
)
async def test_it_knows_our_errors(fake: OpenAIFake, client: Any, status: int, kind: str) -> None:
    fake.prepare(refuse(status, "No.", param="model", code="made_up"))
    with pytest.raises(getattr(sdk, kind)) as caught:
        await client.chat.completions.create(model=MODEL, messages=TURNS)
    assert (caught.value.code, caught.value.param) == ("made_up", "model")
    assert caught.value.body["message"] == "No."


async def test_it_asks_again_as_we_do(fake: OpenAIFake) -> None:
    fake.prepare(refuse(429, "Slow down"), Reply(500, {}, {"retry-after-ms": "1"}))
    fake.prepare(Reply(400, {}, {"x-should-retry": "true", "retry-after-ms": "1"}))
    async with sdk.AsyncOpenAI(api_key=KEY, base_url=fake.base_url, max_retries=3) as client:
        await client.chat.completions.create(model=MODEL, messages=TURNS)
    assert len(fake.calls) == 4
