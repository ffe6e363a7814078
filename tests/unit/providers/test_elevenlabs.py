"""ElevenLabs, against a service that answers as it does."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
)
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState
from backend.providers.elevenlabs.alignment import CharacterTimes, spoken_words
from backend.providers.elevenlabs.factory import make_elevenlabs
from backend.providers.elevenlabs.media import ElevenLabsMedia
from backend.providers.generation import MediaOrder, ModelKind, RemoteFile, Speech
from backend.providers.service_data import ModelData, ServiceData
from backend.settings.providers import ProviderSettings
from tests.provider_fakes.elevenlabs import (
    KEY,
    LONGEST,
    SOLITARY,
    FakeElevenLabs,
    faults,
    refusal,
)
from tests.provider_fakes.faults import DROPPED, Reply, running
from tests.provider_fakes.orders import fetched, make_order, told

DATA = ServiceData(
    label="ElevenLabs",
    voice="george",
    defaults={ModelKind.SPEECH: "talker"},
    models={
        "talker": ModelData(kind=ModelKind.SPEECH, prices={"character": 0.0001}),
        "short": ModelData(kind=ModelKind.SPEECH, prompt_cap=10),
    },
)


def make_media(fake: FakeElevenLabs, key: str = KEY, *, retries: int = 0) -> ElevenLabsMedia:
    service = make_elevenlabs(
        ProviderSettings(
            elevenlabs_api_key=SecretStr(key),
            elevenlabs_base_url=fake.url,
            elevenlabs_retries=retries,
        ),
        DATA,
    )
    assert service is not None
    assert isinstance(service.media, ElevenLabsMedia)
    return service.media


def order_of(prompt: str, **fields: Any) -> MediaOrder:
    return make_order(MediaKind.AUDIO, **{"prompt": prompt, "model": "talker", **fields})


@pytest.fixture
async def fake() -> AsyncIterator[FakeElevenLabs]:
    async with running(FakeElevenLabs()) as fake:
        yield fake


@pytest.fixture
async def elevenlabs(fake: FakeElevenLabs) -> AsyncIterator[ElevenLabsMedia]:
    media = make_media(fake)
    yield media
    await media.close()


async def test_a_text_is_spoken_at_once_with_the_times_of_its_words(
    fake: FakeElevenLabs, elevenlabs: ElevenLabsMedia
) -> None:
    work = await elevenlabs.submit(order_of("Two foxes."))
    assert (work.id, work.state) == ("", RemoteState.DONE)
    assert await fetched(elevenlabs, work.files[0]) == fake.sound
    assert work.applied == {"voice": "george", "output_format": "mp3_44100_128"}
    assert work.alignment is not None
    assert not work.alignment.estimated
    assert [(each.text, each.start, each.end) for each in work.alignment.words] == [
        ("Two", 0.0, 0.1875),
        ("foxes.", 0.25, 0.625),
    ]
    call = fake.calls[-1]
    assert call.path == "/v1/text-to-speech/george/with-timestamps"
    assert call.query == {"output_format": "mp3_44100_128"}
    assert call.json() == {"text": "Two foxes.", "model_id": "talker"}


async def test_how_it_is_spoken_is_said(fake: FakeElevenLabs, elevenlabs: ElevenLabsMedia) -> None:
    speech = Speech("sarah", 1.1, "pt-BR", before="Before.", after="After.")
    params = {"stability": 0.4, "style": 0.1, "odd": True}
    work = await elevenlabs.submit(order_of("Now.", speech=speech, params=params, seed=2**33 + 5))
    assert work.applied == {"voice": "sarah", "output_format": "mp3_44100_128", "seed": 5}
    assert fake.calls[-1].json() == {
        "text": "Now.",
        "model_id": "talker",
        "language_code": "pt",
        "previous_text": "Before.",
        "next_text": "After.",
        "voice_settings": {"stability": 0.4, "style": 0.1, "speed": 1.1},
        "seed": 5,
    }


async def test_models_that_take_no_neighbouring_texts_are_asked_without_them(
    fake: FakeElevenLabs, elevenlabs: ElevenLabsMedia
) -> None:
    for _ in range(2):
        order = order_of("Now.", model=SOLITARY, speech=Speech(before="Before.", after="After."))
        assert (await elevenlabs.submit(order)).state is RemoteState.DONE
    were_told = ["previous_text" in call.json() for call in fake.calls]
    assert were_told == [True, False, False]


async def test_a_model_that_is_not_supported_at_all_is_asked_once(
    fake: FakeElevenLabs, elevenlabs: ElevenLabsMedia
) -> None:
    fake.prepare(Reply(400, refusal("unsupported_model", "not that one")))
    with pytest.raises(ProviderRejectedError, match="not that one"):
        await elevenlabs.submit(order_of("Now."))
    assert len(fake.calls) == 1


async def test_a_text_longer_than_the_model_takes_is_not_even_sent(
    fake: FakeElevenLabs, elevenlabs: ElevenLabsMedia
) -> None:
    with pytest.raises(ProviderRejectedError, match="at most 10 characters"):
        await elevenlabs.submit(order_of("Eleven char", model="short"))
    with pytest.raises(ProviderRejectedError, match="too long"):
        await elevenlabs.submit(order_of("a" * (LONGEST + 1)))
    await elevenlabs.models()
    fake.calls.clear()
    with pytest.raises(ProviderRejectedError, match=f"at most {LONGEST} characters"):
        await elevenlabs.submit(order_of("a" * (LONGEST + 1)))
    assert fake.calls == []


@pytest.mark.parametrize("kind", [MediaKind.IMAGE, MediaKind.VIDEO])
async def test_it_makes_nothing_but_speech(
    fake: FakeElevenLabs, elevenlabs: ElevenLabsMedia, kind: MediaKind
) -> None:
    with pytest.raises(ProviderRejectedError, match="only speech"):
        await elevenlabs.submit(make_order(kind))
    assert fake.calls == []


async def test_the_list_of_models_has_those_that_speak(elevenlabs: ElevenLabsMedia) -> None:
    (talker,) = await elevenlabs.models()
    assert (talker.id, talker.kind, talker.prompt_cap) == ("talker", ModelKind.SPEECH, LONGEST)
    assert [(price.usd, price.per) for price in talker.prices] == [(0.0001, "character")]


async def test_all_voices_are_listed_page_by_page(
    fake: FakeElevenLabs, elevenlabs: ElevenLabsMedia
) -> None:
    voices = await elevenlabs.voices()
    assert [each.id for each in voices] == ["george", "sarah", "callum"]
    assert voices[0] == ("george", "George", "en")
    assert fake.count("GET", "/v2/voices") == 3


async def test_an_order_whose_answer_got_lost_is_not_repeated(fake: FakeElevenLabs) -> None:
    media = make_media(fake, retries=3)
    fake.prepare(DROPPED)
    order = order_of("Once.")
    with pytest.raises(ProviderOutcomeUnknownError) as caught:
        await media.submit(order)
    assert len(fake.calls) == 1
    assert KEY not in told(caught.value)
    assert await media.recall(order.task_id) is None
    await media.close()


@pytest.mark.parametrize("body", [b"ID3", {}, {"audio_base64": "%%"}, {"audio_base64": None}])
async def test_what_cannot_be_read_of_an_order_may_have_been_paid(
    fake: FakeElevenLabs, elevenlabs: ElevenLabsMedia, body: Any
) -> None:
    fake.prepare(Reply(200, body))
    with pytest.raises(ProviderOutcomeUnknownError):
        await elevenlabs.submit(order_of("Once."))


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Reply(400, refusal("invalid_uid", f"no, {KEY}, https://x.y/{KEY}")),
         ProviderRejectedError, "no"),
        (Reply(401, refusal("quota_exceeded", f"You have 0 credits, {KEY}")),
         ProviderQuotaError, "quota_exceeded"),
        (Reply(401, refusal("missing_permissions", f"not with {KEY}")), ProviderAuthError, "key"),
        (Reply(402, {"detail": "pay"}), ProviderQuotaError, "payment"),
        (Reply(403, {"detail": {"code": "forbidden"}}), ProviderRejectedError, "403"),
        (Reply(404, refusal("voice_not_found", "no such voice")), ProviderRejectedError, "voice"),
        (Reply(400, refusal("content_against_policy", "nasty")), ContentRefusedError, "nasty"),
        (Reply(422, faults("text", "seed")), ProviderRejectedError, "body.text: is not taken"),
        (Reply(422, {"detail": ["odd"]}), ProviderRejectedError, "odd"),
        (Reply(422, {"detail": [{"msg": "odd"}]}), ProviderRejectedError, "odd"),
        (Reply(429, refusal("system_busy", "busy")), ProviderRateLimitedError, "wait"),
        (Reply(500, [KEY]), ProviderUnavailableError, "500"),
        (Reply(503, b"oops"), ProviderUnavailableError, "503"),
    ],
)  # fmt: skip
async def test_each_refusal_has_its_class_and_tells_no_secret(
    fake: FakeElevenLabs,
    elevenlabs: ElevenLabsMedia,
    reply: Reply,
    kind: type[ProviderError],
    words: str,
) -> None:
    fake.prepare(reply)
    with pytest.raises(kind, match=words) as caught:
        await elevenlabs.submit(order_of("Once."))
    assert type(caught.value) is kind
    assert KEY not in told(caught.value)
    assert "http" not in told(caught.value)


async def test_both_kinds_of_too_much_are_told_apart(
    fake: FakeElevenLabs, elevenlabs: ElevenLabsMedia
) -> None:
    waits = {}
    for code in ("too_many_concurrent_requests", "system_busy"):
        fake.prepare(Reply(429, refusal(code, "slow down")))
        with pytest.raises(ProviderRateLimitedError) as caught:
            await elevenlabs.submit(order_of("Once."))
        assert caught.value.details["code"] == code
        waits[code] = caught.value.retry_after
    assert waits["too_many_concurrent_requests"] < waits["system_busy"]


async def test_both_kinds_of_too_much_are_asked_again(fake: FakeElevenLabs) -> None:
    media = make_media(fake, retries=2)
    wait = {"retry-after": "0"}
    fake.prepare(
        Reply(429, refusal("too_many_concurrent_requests", ""), wait),
        Reply(429, refusal("system_busy", ""), wait),
    )
    assert (await media.submit(order_of("Once."))).state is RemoteState.DONE
    assert len(fake.calls) == 3
    await media.close()


async def test_a_wrong_key_stays_secret(fake: FakeElevenLabs) -> None:
    media = make_media(fake, key="another-canary-key")
    for asked in (media.models(), media.voices(), media.submit(order_of("Once."))):
        with pytest.raises(ProviderAuthError) as caught:
            await asked
        assert "canary" not in told(caught.value)
    await media.close()


async def test_nothing_is_kept_there(elevenlabs: ElevenLabsMedia) -> None:
    assert (await elevenlabs.poll("x")).state is RemoteState.ABSENT
    assert not await elevenlabs.cancel("x")
    with pytest.raises(ProviderOutputError):
        elevenlabs.fetch(RemoteFile(ref="x"), limit=1)


def timed(text: str) -> list[tuple[str, float, float]]:
    return [(each, float(at), float(at + 1)) for at, each in enumerate(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two foxes.", ["Two", "foxes."]),
        (" \n Two\tfoxes  ", ["Two", "foxes"]),
        ("Привет, мир!", ["Привет,", "мир!"]),
        ("你好，世界。", ["你", "好，", "世", "界。"]),
        ("他说「你好」。", ["他", "说", "「你", "好」。"]),
        ("3月はlong", ["3", "月", "は", "long"]),
        ("データ", ["デー", "タ"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("한국어 말", ["한국어", "말"]),
        ("", []),
        ("  ", []),
    ],
)
def test_characters_become_words(text: str, words: list[str]) -> None:
    assert [each.text for each in spoken_words(timed(text))] == words


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_character_is_lost_and_time_goes_on(text: str) -> None:
    words = spoken_words(timed(text))
    assert "".join(each.text for each in words) == "".join(text.split())
    times = [moment for each in words for moment in (each.start, each.end)]
    assert times == sorted(times)


def test_times_that_do_not_fit_are_no_alignment() -> None:
    characters = CharacterTimes(
        characters=["a", "b"],
        character_start_times_seconds=[0.0],
        character_end_times_seconds=[1.0, 2.0],
    )
    assert characters.alignment() is None


def test_a_very_long_text_has_its_words_in_groups() -> None:
    text = "字" * 12_000
    found = CharacterTimes(
        characters=list(text),
        character_start_times_seconds=[float(at) for at in range(12_000)],
        character_end_times_seconds=[float(at + 1) for at in range(12_000)],
    ).alignment()
    assert found is not None
    assert len(found.words) == 4000
    assert "".join(each.text for each in found.words) == text
    assert (found.words[0].start, found.words[0].end) == (0.0, 3.0)


def test_elevenlabs_is_there_when_it_is_set_up() -> None:
    assert make_elevenlabs(ProviderSettings(elevenlabs_api_key=None), DATA) is None
    service = make_elevenlabs(ProviderSettings(elevenlabs_api_key=SecretStr(KEY)), DATA)
    assert service is not None
    assert service.kinds == {ModelKind.SPEECH}
    assert service.defaults == {ModelKind.SPEECH: "talker"}
