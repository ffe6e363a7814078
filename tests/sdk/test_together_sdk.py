"""Our fake of Together, judged by Together's own package: what it does not take, we do not trust.

It is in the dependency group `sdk`, for tests alone.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.provider_fakes.faults import DROPPED, Reply, running
from tests.provider_fakes.together import KEY, FakeTogether, refusal

sdk = pytest.importorskip("together", reason="the dependency group `sdk` is not installed")


@pytest.fixture
async def fake() -> AsyncIterator[FakeTogether]:
    async with running(FakeTogether()) as fake:
        yield fake


@pytest.fixture
async def client(fake: FakeTogether) -> AsyncIterator[Any]:
    async with sdk.AsyncTogether(api_key=KEY, base_url=fake.url, max_retries=0) as client:
        yield client


async def test_it_takes_our_pictures(fake: FakeTogether, client: Any) -> None:
    asked = {"model": "painter/one", "prompt": "A fox", "width": 512, "height": 512, "seed": 1}
    made = await client.images.generate(**asked, n=1, response_format="base64")
    assert [each.type for each in made.data] == ["b64_json"]
    shown = await client.images.generate(**asked, response_format="url")
    assert shown.data[0].url.startswith(fake.url)


async def test_it_takes_our_films(client: Any) -> None:
    frame = {"input_image": "data:image/png;base64,cGl4ZWxz", "frame": "first"}
    ordered = await client.videos.create(
        model="filmer/one", prompt="A fox", seconds="5", media={"frame_images": [frame]}
    )
    assert ordered.status == "in_progress"
    await client.videos.retrieve(ordered.id)
    made = await client.videos.retrieve(ordered.id)
    assert made.status == "completed"
    assert made.outputs.video_url.endswith(".mp4")


async def test_it_takes_our_speech(fake: FakeTogether, client: Any) -> None:
    spoken = await client.audio.speech.create(
        model="speaker/one", input="A fox", voice="tara", response_format="mp3"
    )
    assert await spoken.read() == fake.sound


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (422, "UnprocessableEntityError"),
        (429, "RateLimitError"),
        (503, "InternalServerError"),
    ],
)
async def test_it_understands_our_refusals(
    fake: FakeTogether, client: Any, status: int, kind: str
) -> None:
    fake.prepare(Reply(status, refusal("not that", "code")))
    with pytest.raises(getattr(sdk, kind), match="not that"):
        await client.images.generate(model="painter/one", prompt="A fox")


async def test_it_notices_a_broken_connection(fake: FakeTogether, client: Any) -> None:
    fake.prepare(DROPPED)
    with pytest.raises(sdk.APIConnectionError):
        await client.images.generate(model="painter/one", prompt="A fox")
