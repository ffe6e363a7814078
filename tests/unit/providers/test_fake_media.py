"""The fake provider's files are real ones, the same for the same order, and nothing is kept."""

import io
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from backend.domain.errors import ProviderError, ProviderOutputError, ProviderRejectedError
from backend.domain.ids import new_id
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState
from backend.providers.fake.factory import make_fake
from backend.providers.fake.set_answers import SetAnswers
from backend.providers.generation import MediaGenerator, MediaOrder, Reference, RemoteFile, Speech
from backend.providers.service_data import service_data
from backend.settings.providers import ProviderSettings
from backend.synth.frames import draw_flat, draw_frame

WORDS = "The fox ran over the hill, and Ana came after."


def media(**settings: Any) -> MediaGenerator:
    """The provider as it is set up by settings."""
    given = ProviderSettings(_env_file=None, providers="fake", **settings)
    service = make_fake(given, service_data()["fake"])
    assert service is not None
    assert service.media is not None
    return service.media


def order(kind: MediaKind = MediaKind.IMAGE, **fields: Any) -> MediaOrder:
    """An order; what the test is not about is filled in."""
    whole: dict[str, Any] = {"task_id": new_id(), "model": f"fake-{kind}", "prompt": WORDS}
    return MediaOrder(kind, **{**whole, **fields})


async def made(provider: MediaGenerator, asked: MediaOrder) -> bytes:
    """Have something made and fetch it."""
    work = await provider.submit(asked)
    while work.state is not RemoteState.DONE:
        work = await provider.poll(work.id)
    return await fetched(provider, work.files[0])


async def fetched(provider: MediaGenerator, file: RemoteFile) -> bytes:
    return b"".join([piece async for piece in provider.fetch(file, limit=50_000_000)])


@pytest.mark.parametrize("size", [(512, 512), (1280, 704), (37, 511)])
async def test_a_picture_is_a_png_of_the_size_asked_for(size: tuple[int, int]) -> None:
    png = await made(media(), order(width=size[0], height=size[1], seed=7))
    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.format, picture.size) == ("PNG", size)


async def test_the_same_order_and_fake_seed_give_the_same_picture_and_others_others() -> None:
    asked = order(width=64, height=64, seed=7)
    again = order(width=64, height=64, seed=7)
    first = await made(media(), asked)
    assert await made(media(), again) == first
    assert await made(media(fake_seed=1), asked) != first
    assert await made(media(), order(width=64, height=64, seed=8)) != first


async def test_people_are_told_the_seed_they_ordered() -> None:
    for kind in (MediaKind.IMAGE, MediaKind.VIDEO):
        provider = media(fake_delay_seconds=0)
        work = await provider.submit(order(kind, width=64, height=64, seconds=0.1, seed=7))
        while work.state is not RemoteState.DONE:
            work = await provider.poll(work.id)
        assert work.applied["seed"] == 7


async def test_a_picture_made_from_another_differs_from_one_that_is_not() -> None:
    look = Reference("image/png", draw_flat(64, 64, (250, 10, 10)))
    plain, led = [
        await made(media(), order(width=64, height=64, references=given)) for given in ((), (look,))
    ]
    assert plain != led


@pytest.mark.parametrize(("said", "extension"), [({}, "mp3"), ({"response_format": "wav"}, "wav")])
async def test_speech_is_as_long_as_its_text_and_says_when_each_word_is_said(
    said: dict[str, Any], extension: str
) -> None:
    provider = media()
    work = await provider.submit(order(MediaKind.AUDIO, prompt=WORDS * 4, params=said))
    with av.open(io.BytesIO(await fetched(provider, work.files[0])), "r") as sound:
        samples = sum(frame.samples for frame in sound.decode(sound.streams.audio[0]))
        assert extension in sound.format.name
        assert samples / 44_100 == pytest.approx(len(WORDS) * 4 / 15, abs=0.1)
    assert work.alignment is not None
    assert not work.alignment.estimated
    words = work.alignment.words
    assert [word.text for word in words] == (WORDS * 4).split()
    assert [word.start for word in words] == sorted(word.start for word in words)
    assert words[1].start == pytest.approx(4 / 15, abs=0.001)


async def test_speech_follows_its_speed_and_words_without_spaces_are_told_apart() -> None:
    asked = order(MediaKind.AUDIO, prompt="雨が降る。", speech=Speech(speed=2))
    work = await media().submit(asked)
    assert work.alignment is not None
    assert [word.text for word in work.alignment.words] == ["雨", "が", "降", "る", "。"]
    assert work.alignment.words[-1].end == pytest.approx(5 / 30, abs=0.001)


async def test_a_text_that_would_take_very_long_is_refused() -> None:
    with pytest.raises(ProviderRejectedError, match="300 seconds"):
        await media().submit(order(MediaKind.AUDIO, prompt="x" * 4501))


async def test_a_film_has_the_size_and_at_least_the_length_asked_for() -> None:
    mp4 = await made(media(), order(MediaKind.VIDEO, width=127, height=64, seconds=1.01))
    with av.open(io.BytesIO(mp4), "r") as film:
        stream = film.streams.video[0]
        assert (stream.codec_context.width, stream.codec_context.height) == (128, 64)
        assert sum(1 for _ in film.decode(stream)) == 25
        assert stream.average_rate == 24


async def test_a_film_is_made_by_another_process_than_the_one_that_took_the_order() -> None:
    start = Reference("image/png", draw_frame(64, 36, prompt="rain", seed=1), "first_frame")
    fields: dict[str, Any] = {"width": 64, "height": 36, "seconds": 0.2, "seed": 3}
    work = await media().submit(order(MediaKind.VIDEO, references=(start,), **fields))
    again = await media().poll(work.id)
    assert again.state is RemoteState.DONE
    film = await fetched(media(), again.files[0])
    assert film == await fetched(media(), again.files[0])
    assert film != await made(media(), order(MediaKind.VIDEO, **fields))


async def test_a_film_is_in_the_making_until_the_delay_is_over() -> None:
    work = await media(fake_delay_seconds=600).submit(order(MediaKind.VIDEO))
    assert work.state is RemoteState.QUEUED
    later = await media(fake_delay_seconds=600).poll(work.id)
    assert later.state is RemoteState.RUNNING
    assert later.progress is not None
    assert 0 <= later.progress < 1


@pytest.mark.parametrize("id", ["", "x", "%%%", "eJw=", "eJyrrgUAAXUA-Q=="])
async def test_what_is_no_film_of_ours_is_absent(id: str) -> None:
    assert (await media().poll(id)).state is RemoteState.ABSENT


async def test_work_costs_nothing_and_an_order_that_was_lost_may_be_sent_again() -> None:
    provider = media()
    assert (await provider.submit(order(width=64, height=64))).cost_usd == 0
    found = await provider.recall(new_id())
    assert found is not None
    assert found.state is RemoteState.ABSENT
    assert await provider.cancel("x")


async def test_what_has_a_price_leaves_its_cost_to_the_price_list() -> None:
    data = service_data()["fake"]
    priced = data.models["fake-image"].model_copy(update={"prices": {"image": 0.04}})
    data = data.model_copy(update={"models": {**data.models, "fake-image": priced}})
    given = ProviderSettings(_env_file=None, use_mock_ai_services=True)
    service = make_fake(given, data)
    assert service is not None
    assert service.media is not None
    assert (await service.media.submit(order(width=64, height=64))).cost_usd is None


async def test_so_many_fail_as_the_rate_says_and_trying_again_helps() -> None:
    provider = media(fake_fail_rate=0.5, fake_seed=3)
    failures: set[type[ProviderError]] = set()
    outcomes = []
    orders = [order(width=16, height=16, task_id=f"task {n}") for n in range(60)]
    for asked in orders:
        tries = 0
        while True:
            tries += 1
            try:
                await provider.submit(asked)
                break
            except ProviderError as error:
                failures.add(type(error))
        outcomes.append(tries)
    assert 15 <= sum(tries > 1 for tries in outcomes) <= 45
    assert len({error.failure for error in failures}) == 4
    again = media(fake_fail_rate=0.5, fake_seed=3)
    for asked, tries in zip(orders, outcomes, strict=True):
        for _ in range(tries - 1):
            with pytest.raises(ProviderError):
                await again.submit(asked)
        await again.submit(asked)


async def test_set_answers_are_given_instead(tmp_path: Path) -> None:
    for name in ("image.png", "video.mp4", "audio.wav"):
        (tmp_path / name).write_bytes(name.encode())
    provider = media(fake_data_dir=tmp_path)
    assert await made(provider, order()) == b"image.png"
    assert await made(provider, order(MediaKind.VIDEO)) == b"video.mp4"
    assert await made(provider, order(MediaKind.AUDIO)) == b"audio.wav"
    assert await SetAnswers(tmp_path).of_schema("../image") is None


async def test_a_file_over_the_limit_is_not_handed_on() -> None:
    provider = media()
    work = await provider.submit(order(width=64, height=64))
    with pytest.raises(ProviderOutputError):
        await anext(aiter(provider.fetch(work.files[0], limit=10)))


def test_nobody_gets_fakes_unawares() -> None:
    data = service_data()["fake"]
    for said in ("", "comfyui,openrouter"):
        settings = ProviderSettings(_env_file=None, providers=said)
        assert make_fake(settings, data) is None
