"""Our fake of ElevenLabs, judged by ElevenLabs' own package.

It is in the dependency group `sdk`, for tests alone.
"""

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.provider_fakes.elevenlabs import KEY, LONGEST, VOICES, FakeElevenLabs, faults, refusal
from tests.provider_fakes.faults import Reply, running

elevenlabs = pytest.importorskip(
    "elevenlabs.client", reason="the dependency group `sdk` is not installed"
)
errors = pytest.importorskip("elevenlabs.core.api_error")
httpx = pytest.importorskip("httpx")


@pytest.fixture
async def fake() -> AsyncIterator[FakeElevenLabs]:
    async with running(FakeElevenLabs()) as fake:
        yield fake


@pytest.fixture
async def client(fake: FakeElevenLabs) -> AsyncIterator[Any]:
    async with httpx.AsyncClient() as connections:
        yield elevenlabs.AsyncElevenLabs(api_key=KEY, base_url=fake.url, httpx_client=connections)


async def test_it_takes_our_speech_with_its_times(fake: FakeElevenLabs, client: Any) -> None:
    spoken = await client.text_to_speech.convert_with_timestamps(
        "george",
        text="Two foxes",
        model_id="talker",
        output_format="mp3_44100_128",
        language_code="en",
        previous_text="Before.",
        next_text="After.",
        seed=1,
        voice_settings={"speed": 1.1},
    )
    assert base64.b64decode(spoken.audio_base_64) == fake.sound
    assert spoken.alignment.characters == list("Two foxes")
    assert len(spoken.alignment.character_end_times_seconds) == len("Two foxes")


async def test_it_takes_our_speech_without_times(fake: FakeElevenLabs, client: Any) -> None:
    chunks = client.text_to_speech.convert("george", text="Two foxes", model_id="talker")
    assert b"".join([chunk async for chunk in chunks]) == fake.sound


async def test_it_takes_our_lists(client: Any) -> None:
    models = await client.models.list()
    speaking = [each for each in models if each.can_do_text_to_speech]
    assert [each.maximum_text_length_per_request for each in speaking] == [LONGEST]
    page = await client.voices.search(page_size=100)
    assert page.has_more
    rest = await client.voices.search(next_page_token=page.next_page_token)
    assert [each.voice_id for each in (*page.voices, *rest.voices)] == VOICES[:2]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(401, refusal("quota_exceeded", "You have 0 credits.")),
        Reply(422, faults("text")),
        Reply(429, refusal("system_busy", "Try again later.")),
    ],
)
async def test_it_understands_our_refusals(fake: FakeElevenLabs, client: Any, reply: Reply) -> None:
    fake.prepare(reply)
    with pytest.raises(errors.ApiError) as caught:
        await client.text_to_speech.convert_with_timestamps(
            "george", text="Two", request_options={"max_retries": 0}
        )
    assert caught.value.status_code == reply.status
