"""Our fake of OpenRouter, judged by its own package: what it does not take, we do not trust.

It is in the dependency group `sdk`, for tests alone.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.provider_fakes.faults import running
from tests.provider_fakes.openrouter import (
    FILMS,
    KEY,
    PICTURES,
    SPEECH,
    TEXT,
    OpenRouterFake,
    refuse,
)

sdk = pytest.importorskip("openrouter", reason="the dependency group `sdk` is not installed")
TURNS = [{"role": "user", "content": "A fox."}]
FACE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,cGl4ZWxz"}}


@pytest.fixture
async def fake() -> AsyncIterator[OpenRouterFake]:
    async with running(OpenRouterFake()) as fake:
        yield fake


@pytest.fixture
async def client(fake: OpenRouterFake) -> AsyncIterator[Any]:
    async with sdk.OpenRouter(api_key=KEY, server_url=fake.base_url) as client:
        yield client


async def test_it_takes_our_text(client: Any) -> None:
    schema = {"name": "answer", "strict": True, "schema": {"type": "object"}}
    written = await client.chat.send_async(
        model=TEXT,
        messages=TURNS,
        provider={"require_parameters": True},
        response_format={"type": "json_schema", "json_schema": schema},
    )
    assert written.choices[0].message.content == '{"ok": true}'
    assert written.usage.cost == 0.00042


async def test_it_takes_our_pictures(client: Any) -> None:
    made = await client.images.generate_async(
        model=PICTURES,
        prompt="A fox",
        aspect_ratio="16:9",
        resolution="1K",
        input_references=[FACE],
    )
    assert made.data[0].b64_json
    assert (made.data[0].media_type, made.usage.cost) == ("image/png", 0.014)


async def test_it_takes_our_films(fake: OpenRouterFake, client: Any) -> None:
    ordered = await client.video_generation.generate_async(
        model=FILMS,
        prompt="A fox",
        duration=5,
        resolution="720p",
        aspect_ratio="16:9",
        frame_images=[{**FACE, "frame_type": "first_frame"}],
    )
    assert ordered.status == "pending"
    made = await client.video_generation.get_generation_async(job_id=ordered.id)
    assert (made.status, made.usage.cost) == ("completed", 0.33)
    content = await client.video_generation.get_video_content_async(job_id=ordered.id)
    assert await content.aread() == fake.film


async def test_it_takes_our_speech(client: Any) -> None:
    spoken = await client.tts.create_speech_async(
        model=SPEECH, input="A fox", voice="af_heart", response_format="mp3"
    )
    assert len(await spoken.aread()) > 100


async def test_it_takes_our_lists_of_models(client: Any) -> None:
    listed = await client.models.list_async(output_modalities="text")
    assert [model.id for model in listed.result.data] == [TEXT]
    pictures = await client.images.list_models_async()
    assert pictures.data[0].supported_parameters["resolution"].values == ["1K", "2K"]
    films = await client.video_generation.list_videos_models_async()
    assert films.data[0].supported_durations == [5, 10]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "BadRequestResponseError"),
        (401, "UnauthorizedResponseError"),
        (402, "PaymentRequiredResponseError"),
        (403, "ForbiddenResponseError"),
        (404, "NotFoundResponseError"),
        (429, "TooManyRequestsResponseError"),
    ],
)
async def test_it_knows_our_errors(
    fake: OpenRouterFake, client: Any, status: int, kind: str
) -> None:
    fake.prepare(refuse(status, "No.", metadata={"reasons": ["none"]}))
    with pytest.raises(getattr(sdk.errors, kind)) as caught:
        await client.chat.send_async(model=TEXT, messages=TURNS)
    assert (caught.value.data.error.code, caught.value.data.error.message) == (status, "No.")
