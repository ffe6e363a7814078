"""Together, against a service that answers as it does."""

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
    ProviderQuotaError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderUnavailableError,
    ValidationError,
)
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState
from backend.providers.generation import (
    MediaGenerator,
    Message,
    ModelKind,
    Reference,
    Speech,
    TextOrder,
)
from backend.providers.service_data import ModelData, ServiceData, SizeRule
from backend.providers.services import Service
from backend.providers.together.factory import make_together
from backend.settings.providers import ProviderSettings
from tests.provider_fakes.faults import DROPPED, Reply, running
from tests.provider_fakes.orders import PICTURE, PICTURE_URI, fetched, make_order, told
from tests.provider_fakes.together import KEY, FakeTogether, refusal

DATA = ServiceData(
    label="Together",
    side=SizeRule(least=256, most=1920, step=16),
    voice="tara",
    models={
        "editor": ModelData(kind=ModelKind.IMAGE, takes_references=True),
        "filmer/one": ModelData(
            kind=ModelKind.VIDEO, sizes=[(1280, 720), (720, 1280)], durations=[4, 8]
        ),
    },
)
PICTURES, FILMS, SPEECH = "/v1/images/generations", "/v2/videos", "/v1/audio/speech"


def make_service(fake: FakeTogether, key: str = KEY, **settings: Any) -> Service:
    service = make_together(
        ProviderSettings(
            together_api_key=SecretStr(key),
            together_base_url=settings.pop("address", fake.url),
            together_retries=settings.pop("retries", 0),
            **settings,
        ),
        DATA,
    )
    assert service is not None
    return service


@pytest.fixture
async def fake() -> AsyncIterator[FakeTogether]:
    async with running(FakeTogether()) as fake:
        yield fake


@pytest.fixture
async def together(fake: FakeTogether) -> AsyncIterator[MediaGenerator]:
    service = make_service(fake)
    assert service.media is not None
    yield service.media
    await service.close()


async def test_a_picture_comes_at_once_with_what_was_asked_for(
    fake: FakeTogether, together: MediaGenerator
) -> None:
    order = make_order(
        width=4000,
        height=2251,
        seed=2**40 + 7,
        negative_prompt="rain",
        params={"steps": 4, "cfg": 3.5, "loras": [{"name": "snow", "weight": 0.5}], "odd": 1},
        references=(PICTURE,),
    )
    work = await together.submit(order)
    assert (work.id, work.state) == ("", RemoteState.DONE)
    assert await fetched(together, work.files[0]) == fake.picture
    assert work.applied == {"width": 1920, "height": 1088, "seed": 7}
    assert fake.calls[-1].json() == {
        "model": "some/model",
        "prompt": "A fox in the snow.",
        "negative_prompt": "rain",
        "n": 1,
        "response_format": "base64",
        "output_format": "png",
        "width": 1920,
        "height": 1088,
        "seed": 7,
        "steps": 4,
        "guidance_scale": 3.5,
        "image_loras": [{"path": "snow", "scale": 0.5}],
        "image_url": PICTURE_URI,
    }


async def test_models_that_look_at_pictures_get_all_of_them(
    fake: FakeTogether, together: MediaGenerator
) -> None:
    await together.submit(make_order(model="editor", references=(PICTURE,)))
    await together.submit(make_order(references=(PICTURE, PICTURE)))
    sent = [call.json() for call in fake.calls]
    assert [each["reference_images"] for each in sent] == [[PICTURE_URI], [PICTURE_URI] * 2]
    assert not any("image_url" in each for each in sent)


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ((1280, 720), (1280, 720)),
        ((100, 50), (512, 256)),
        ((1000, 1000), (992, 992)),
        ((10000, 100), (1920, 256)),
    ],
)
async def test_sizes_are_fitted_to_what_the_service_takes(
    together: MediaGenerator, asked: tuple[int, int], made: tuple[int, int]
) -> None:
    work = await together.submit(make_order(width=asked[0], height=asked[1]))
    assert (work.applied["width"], work.applied["height"]) == made


async def test_a_picture_that_came_as_an_address_is_fetched(
    fake: FakeTogether, together: MediaGenerator
) -> None:
    data = [{"index": 0, "type": "url", "url": f"{fake.url}/files/1.png"}]
    fake.prepare(Reply(200, {"id": "1", "model": "m", "object": "list", "data": data}))
    work = await together.submit(make_order())
    assert await fetched(together, work.files[0]) == fake.film


async def test_a_film_is_asked_for_until_it_is_made(
    fake: FakeTogether, together: MediaGenerator
) -> None:
    frames = (
        Reference("image/png", b"pixels", "first_frame"),
        Reference("image/png", b"pixels", "last_frame"),
        PICTURE,
    )
    order = make_order(
        MediaKind.VIDEO,
        model="filmer/one",
        width=1024,
        height=576,
        seconds=4.2,
        params={"video_fps": 24},
        references=frames,
    )
    work = await together.submit(order)
    assert (work.id, work.state) == ("video-1", RemoteState.RUNNING)
    assert work.applied == {"width": 1280, "height": 720, "seconds": 8}
    assert work.poll_after
    sent = fake.calls[-1].json()
    assert (sent["seconds"], sent["fps"]) == ("8", 24)
    assert sent["media"] == {
        "frame_images": [
            {"input_image": PICTURE_URI, "frame": "first"},
            {"input_image": PICTURE_URI, "frame": "last"},
        ],
        "reference_images": [PICTURE_URI],
    }
    assert (await together.poll(work.id)).state is RemoteState.RUNNING
    done = await together.poll(work.id)
    assert (done.state, done.cost_usd) == (RemoteState.DONE, 1.0)
    assert await fetched(together, done.files[0]) == fake.film
    assert fake.calls[-1].path == "/files/video-1.mp4"


async def test_a_film_longer_than_any_is_split_and_never_shortened(
    fake: FakeTogether, together: MediaGenerator
) -> None:
    with pytest.raises(ProviderRejectedError, match="split it into 3"):
        await together.submit(make_order(MediaKind.VIDEO, model="filmer/one", seconds=17))
    assert fake.calls == []


async def test_a_film_of_an_unknown_model_has_whole_seconds(
    fake: FakeTogether, together: MediaGenerator
) -> None:
    await together.submit(make_order(MediaKind.VIDEO, seconds=4.2))
    assert fake.calls[-1].json()["seconds"] == "5"


async def test_a_film_that_nobody_knows_is_absent(together: MediaGenerator) -> None:
    assert (await together.poll("nothing/here")).state is RemoteState.ABSENT


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"code": "content_policy_violation", "message": "no foxes"}, ContentRefusedError),
        ({"code": None, "message": "no foxes"}, ProviderRejectedError),
        (None, ProviderRejectedError),
    ],
)
async def test_a_film_that_failed_says_why(
    fake: FakeTogether,
    together: MediaGenerator,
    error: dict[str, Any] | None,
    kind: type[ProviderError],
) -> None:
    fake.ends, fake.error, fake.looks = "failed", error, 1
    work = await together.submit(make_order(MediaKind.VIDEO))
    with pytest.raises(kind, match="no foxes" if error else "does not say why") as caught:
        await together.poll(work.id)
    assert type(caught.value) is kind


async def test_what_is_null_is_not_told(fake: FakeTogether, together: MediaGenerator) -> None:
    nothing = {"outputs": {"cost": None, "video_url": None}, "error": None}
    fake.prepare(Reply(200, {"id": "x", "status": "in_progress", **nothing}))
    assert (await together.submit(make_order(MediaKind.VIDEO))).state is RemoteState.RUNNING
    failed = {"id": "x", "status": "failed", "error": {"code": 500, "message": None}}
    fake.prepare(Reply(200, failed))
    with pytest.raises(ProviderRejectedError, match="does not say why"):
        await together.poll("x")
    fake.prepare(Reply(200, [{"id": "a", "type": None}, {"id": "b", "type": "image"}]))
    assert [each.id for each in await together.models()] == ["b"]


async def test_a_film_without_an_address_is_no_film(
    fake: FakeTogether, together: MediaGenerator
) -> None:
    work = await together.submit(make_order(MediaKind.VIDEO))
    fake.prepare(Reply(200, {"id": work.id, "status": "completed", "outputs": {}}))
    with pytest.raises(ProviderOutputError):
        await together.poll(work.id)


async def test_a_text_is_spoken_at_once(fake: FakeTogether, together: MediaGenerator) -> None:
    work = await together.submit(make_order(MediaKind.AUDIO, speech=Speech(language="en-GB")))
    assert await fetched(together, work.files[0]) == fake.sound
    assert fake.calls[-1].json() == {
        "model": "some/model",
        "input": "A fox in the snow.",
        "voice": "tara",
        "response_format": "mp3",
        "language": "en",
    }
    wav = {"response_format": "wav"}
    await together.submit(make_order(MediaKind.AUDIO, speech=Speech("leo"), params=wav))
    assert fake.calls[-1].json()["voice"] == "leo"
    assert fake.calls[-1].json()["response_format"] == "wav"


async def test_the_list_of_models_tells_kinds_and_what_we_know_beside_it(
    fake: FakeTogether,
) -> None:
    service = make_service(fake)
    assert service.media is not None
    assert service.text is not None
    models = {each.id: each for each in await service.media.models()}
    assert [(id, each.kind) for id, each in models.items()] == [
        ("painter/one", ModelKind.IMAGE),
        ("filmer/one", ModelKind.VIDEO),
        ("speaker/one", ModelKind.SPEECH),
    ]
    assert models["painter/one"].name == "Painter"
    assert list(models["filmer/one"].durations) == [4, 8]
    texts = await service.text.models()
    assert [(each.id, each.context) for each in texts] == [("writer/large", 131072)]
    await service.close()


async def test_texts_go_to_the_same_service(fake: FakeTogether) -> None:
    service = make_service(fake, address=f"{fake.url}/v1/")
    assert service.text is not None
    said = {"role": "assistant", "content": "Hello"}
    choice = {"index": 0, "finish_reason": "stop", "message": said}
    fake.prepare(Reply(200, {"id": "1", "model": "writer/large", "choices": [choice]}))
    written = await service.text.complete(TextOrder([Message("user", "Hi")], "writer/large"))
    assert written.text == "Hello"
    assert fake.calls[-1].path == "/v1/chat/completions"
    await service.close()


@pytest.mark.parametrize("kind", list(MediaKind))
async def test_an_order_whose_answer_got_lost_is_not_repeated(
    fake: FakeTogether, kind: MediaKind
) -> None:
    service = make_service(fake, retries=3)
    assert service.media is not None
    fake.prepare(DROPPED)
    order = make_order(kind)
    with pytest.raises(ProviderOutcomeUnknownError) as caught:
        await service.media.submit(order)
    assert len(fake.calls) == 1
    assert KEY not in told(caught.value)
    assert await service.media.recall(order.task_id) is None
    assert not await service.media.cancel("anything")
    await service.close()


@pytest.mark.parametrize(
    "body",
    [b"no json", {}, {"data": []}, {"data": [{"b64_json": "%%%"}]}, {"status": "in_progress"}],
)
@pytest.mark.parametrize("kind", [MediaKind.IMAGE, MediaKind.VIDEO])
async def test_what_cannot_be_read_of_an_order_may_have_been_paid(
    fake: FakeTogether, together: MediaGenerator, kind: MediaKind, body: Any
) -> None:
    fake.prepare(Reply(200, body))
    with pytest.raises(ProviderOutcomeUnknownError):
        await together.submit(make_order(kind))


@pytest.mark.parametrize(
    ("reply", "kind_of_error"),
    [
        (Reply(400, refusal(f"bad {KEY} at https://x.y/z?k={KEY}")), ProviderRejectedError),
        (Reply(422, refusal("NSFW", "nsfw_content_detected")), ContentRefusedError),
        (Reply(422, refusal("too wide")), ProviderRejectedError),
        (Reply(401, refusal(f"wrong key {KEY}")), ProviderAuthError),
        (Reply(402, refusal(f"pay for {KEY}")), ProviderQuotaError),
        (Reply(403, refusal("not you")), ProviderRejectedError),
        (Reply(403, refusal("share", "third_party_data_sharing_blocked")), ProviderRejectedError),
        (Reply(404, refusal("no such model", "model_not_available")), ProviderRejectedError),
        (Reply(413, b"too large"), ProviderRejectedError),
        (Reply(429, refusal("slow down"), {"retry-after": "200"}), ProviderRateLimitedError),
        (Reply(500, {"error": "oops"}), ProviderUnavailableError),
        (Reply(503, b"<html>", content_type="text/html"), ProviderUnavailableError),
    ],
)
@pytest.mark.parametrize("kind", list(MediaKind))
async def test_each_refusal_has_its_class_and_tells_no_secret(
    fake: FakeTogether,
    together: MediaGenerator,
    kind: MediaKind,
    reply: Reply,
    kind_of_error: type[ProviderError],
) -> None:
    fake.prepare(reply)
    with pytest.raises(kind_of_error) as caught:
        await together.submit(make_order(kind))
    assert type(caught.value) is kind_of_error
    assert KEY not in told(caught.value)
    assert "http" not in told(caught.value)
    assert fake.url not in told(caught.value)


async def test_a_longer_wait_than_our_patience_is_told(
    fake: FakeTogether, together: MediaGenerator
) -> None:
    fake.prepare(Reply(429, refusal("slow down"), {"retry-after": "200"}))
    with pytest.raises(ProviderRateLimitedError) as caught:
        await together.submit(make_order())
    assert caught.value.retry_after == 200


async def test_a_wrong_key_stays_secret(fake: FakeTogether) -> None:
    service = make_service(fake, key="another-canary-key")
    assert service.media is not None
    for asked in (service.media.models(), service.media.submit(make_order())):
        with pytest.raises(ProviderAuthError) as caught:
            await asked
        assert "canary" not in told(caught.value)
    await service.close()


def test_together_is_there_when_it_is_set_up() -> None:
    unset = ProviderSettings(together_api_key=None, together_base_url=None)
    assert make_together(unset, DATA) is None
    named = ProviderSettings(together_api_key=SecretStr(KEY), together_model="image=painter/one")
    service = make_together(named, DATA)
    assert service is not None
    assert service.defaults == {ModelKind.IMAGE: "painter/one"}
    with pytest.raises(ValidationError):
        make_together(named.model_copy(update={"together_model": "music=x"}), DATA)
