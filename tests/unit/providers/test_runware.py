"""Runware, against a service that answers as it does."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr

from backend.domain.errors import (
    ContentRefusedError,
    NodeFailedError,
    ProviderAuthError,
    ProviderError,
    ProviderOutcomeUnknownError,
    ProviderQuotaError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderUnavailableError,
)
from backend.domain.ids import new_id
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState
from backend.providers.generation import (
    MediaGenerator,
    MediaOrder,
    ModelKind,
    Reference,
    RemoteFile,
    RemoteWork,
    Speech,
)
from backend.providers.runware.factory import make_runware
from backend.providers.service_data import ModelData, ServiceData, SizeRule
from backend.settings.providers import ProviderSettings
from tests.provider_fakes.faults import DROPPED, LOST, Reply, running
from tests.provider_fakes.orders import PICTURE, PICTURE_URI, fetched, make_order, told
from tests.provider_fakes.runware import KEY, FakeRunware, problem

DATA = ServiceData(
    label="Runware",
    side=SizeRule(least=128, most=2048, step=16),
    voice="Sarah",
    defaults={ModelKind.IMAGE: "runware:400@2"},
    models={"filmer:1@1": ModelData(kind=ModelKind.VIDEO, durations=[5, 10])},
)
FIRST = Reference("image/png", b"pixels", "first_frame")
LAST = Reference("image/png", b"pixels", "last_frame")


def make_media(fake: FakeRunware, key: str = KEY, *, retries: int = 0) -> MediaGenerator:
    service = make_runware(
        ProviderSettings(
            runware_api_key=SecretStr(key),
            runware_base_url=f"{fake.url}/v1/",
            runware_retries=retries,
        ),
        DATA,
    )
    assert service is not None
    assert service.media is not None
    return service.media


@pytest.fixture
async def fake() -> AsyncIterator[FakeRunware]:
    async with running(FakeRunware()) as fake:
        yield fake


@pytest.fixture
async def runware(fake: FakeRunware) -> AsyncIterator[MediaGenerator]:
    media = make_media(fake)
    yield media
    await media.close()


async def finished(media: MediaGenerator, order: MediaOrder) -> RemoteWork:
    """Order something and ask for it until it is made."""
    work = await media.submit(order)
    while work.state is RemoteState.RUNNING:
        work = await media.poll(work.id)
    return work


async def test_a_picture_is_ordered_under_our_own_id(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    order = make_order(
        width=1000,
        height=563,
        seed=9,
        negative_prompt="rain",
        params={"steps": 4, "cfg": 3.5, "denoise": 0.6, "loras": [{"name": "civitai:1@2"}]},
        references=(FIRST, PICTURE),
    )
    work = await runware.submit(order)
    assert (work.id, work.state) == (order.task_id, RemoteState.RUNNING)
    assert work.applied == {"width": 992, "height": 560, "seed": 9}
    assert work.poll_after
    assert fake.submits == [
        {
            "taskType": "imageInference",
            "taskUUID": order.task_id,
            "model": "some/model",
            "deliveryMethod": "async",
            "outputType": "URL",
            "outputFormat": "PNG",
            "numberResults": 1,
            "includeCost": True,
            "positivePrompt": "A fox in the snow.",
            "negativePrompt": "rain",
            "width": 992,
            "height": 560,
            "seed": 9,
            "steps": 4,
            "CFGScale": 3.5,
            "strength": 0.6,
            "seedImage": PICTURE_URI,
            "referenceImages": [PICTURE_URI],
            "lora": [{"model": "civitai:1@2", "weight": 1.0}],
        }
    ]


async def test_everything_goes_to_one_address_with_nothing_after_it(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    await finished(runware, make_order())
    assert {call.path for call in fake.calls} == {"/v1"}


@pytest.mark.parametrize("kind", list(MediaKind))
async def test_work_is_asked_for_until_it_is_made(
    fake: FakeRunware, runware: MediaGenerator, kind: MediaKind
) -> None:
    work = await runware.submit(make_order(kind))
    half = await runware.poll(work.id)
    assert (half.state, half.progress) == (RemoteState.RUNNING, 0.5)
    done = await runware.poll(work.id)
    assert (done.state, done.cost_usd) == (RemoteState.DONE, 0.0013)
    assert await fetched(runware, done.files[0]) == fake.content
    assert fake.calls[-1].path == f"/files/{work.id}"


async def test_sizes_are_always_said_for_the_service_has_none(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    await runware.submit(make_order())
    await runware.submit(make_order(MediaKind.VIDEO))
    sizes = [(task["width"], task["height"]) for task in fake.submits]
    assert sizes == [(1024, 1024), (1280, 720)]


async def test_a_film_has_its_frames_and_a_length_the_model_makes(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    order = make_order(
        MediaKind.VIDEO,
        model="filmer:1@1",
        seconds=5.5,
        params={"video_fps": 24},
        references=(FIRST, LAST, PICTURE),
    )
    work = await runware.submit(order)
    assert work.applied["duration"] == 10
    (task,) = fake.submits
    assert (task["duration"], task["fps"]) == (10, 24)
    assert task["inputs"] == {
        "frameImages": [
            {"image": PICTURE_URI, "frame": "first"},
            {"image": PICTURE_URI, "frame": "last"},
        ],
        "referenceImages": [PICTURE_URI],
    }
    with pytest.raises(ProviderRejectedError, match="split it into 2"):
        await runware.submit(make_order(MediaKind.VIDEO, model="filmer:1@1", seconds=11))


async def test_a_text_is_spoken_by_whom_and_as_it_is_said(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    work = await runware.submit(make_order(MediaKind.AUDIO))
    speech = Speech("Mark", speed=1.2, language="en-US")
    await runware.submit(make_order(MediaKind.AUDIO, speech=speech))
    assert work.applied == {"voice": "Sarah"}
    assert [task["speech"] for task in fake.submits] == [
        {"text": "A fox in the snow.", "voice": "Sarah"},
        {"text": "A fox in the snow.", "voice": "Mark", "language": "en-us", "speed": 1.2},
    ]


async def test_work_whose_answer_got_lost_is_found_by_our_id(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    order = make_order()
    fake.prepare(LOST)
    with pytest.raises(ProviderOutcomeUnknownError):
        await runware.submit(order)
    found = await runware.recall(order.task_id)
    assert found is not None
    assert (found.id, found.state) == (order.task_id, RemoteState.RUNNING)
    done = await runware.poll(found.id)
    assert await fetched(runware, done.files[0]) == fake.content
    assert len(fake.submits) == 1


async def test_work_that_was_never_taken_is_certainly_absent(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    order = make_order()
    fake.prepare(DROPPED)
    with pytest.raises(ProviderOutcomeUnknownError):
        await runware.submit(order)
    found = await runware.recall(order.task_id)
    assert found is not None
    assert found.state is RemoteState.ABSENT


async def test_work_that_is_done_and_forgotten_is_found_in_its_details(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    order = make_order()
    await finished(runware, order)
    fake.forgets = True
    assert (await runware.poll(order.task_id)).state is RemoteState.ABSENT
    found = await runware.recall(order.task_id)
    assert found is not None
    assert (found.state, found.cost_usd) == (RemoteState.DONE, 0.0013)


@pytest.mark.parametrize(
    ("response", "state"),
    [
        ([{"imageURL": "https://x.y/1.png"}], RemoteState.DONE),
        ({"imageURL": "https://x.y/1.png"}, RemoteState.DONE),
        ({"data": [{"imageURL": "https://x.y/1.png"}]}, RemoteState.DONE),
        ({}, RemoteState.RUNNING),
        (None, RemoteState.RUNNING),
    ],
)
async def test_details_are_read_in_every_form(
    fake: FakeRunware, runware: MediaGenerator, response: Any, state: RemoteState
) -> None:
    id = new_id()
    unknown = problem("taskNotFound", "no", {"taskUUID": id, "taskType": "getResponse"})
    details = {"taskType": "getTaskDetails", "taskUUID": id, "response": response}
    fake.prepare(Reply(404, {"errors": [unknown]}), Reply(200, {"data": [details]}))
    found = await runware.recall(id)
    assert found is not None
    assert found.state is state


async def test_a_second_try_of_what_was_taken_is_a_doubt_and_no_refusal(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    order = make_order()
    await runware.submit(order)
    fake.prepare(LOST)
    with pytest.raises(ProviderOutcomeUnknownError):
        await runware.submit(order)
    refused = problem("duplicateTaskUUID", "must be unique", {"taskUUID": order.task_id})
    fake.prepare(Reply(200, {"errors": [refused]}))
    with pytest.raises(ProviderOutcomeUnknownError):
        await runware.submit(order)
    assert len(fake.works) == 1


async def test_problems_of_other_tasks_are_not_ours(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    id = new_id()
    other = problem("inferenceError", "not ours", {"taskUUID": new_id()})
    mine = {"taskUUID": id, "taskType": "imageInference", "imageURL": f"{fake.url}/files/1"}
    fake.prepare(Reply(200, {"data": [mine], "errors": [other]}))
    assert (await runware.poll(id)).state is RemoteState.DONE


async def test_what_is_null_is_not_told(fake: FakeRunware, runware: MediaGenerator) -> None:
    id = new_id()
    mine = {"taskUUID": id, "imageURL": f"{fake.url}/files/1", "cost": "0.5", "results": None}
    fake.prepare(Reply(200, {"data": [mine], "errors": None}))
    work = await runware.poll(id)
    assert (work.state, work.cost_usd) == (RemoteState.DONE, 0.5)
    refused = problem("invalidPositivePrompt", "no", {"taskUUID": id})
    fake.prepare(Reply(200, {"data": None, "errors": [refused]}))
    with pytest.raises(ProviderRejectedError, match="no"):
        await runware.poll(id)


async def test_what_is_marked_as_indecent_is_refused(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    fake.is_indecent = True
    with pytest.raises(ContentRefusedError):
        await finished(runware, make_order())


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("providerContentPolicyViolation", ContentRefusedError),
        ("timeoutProvider", NodeFailedError),
        ("providerAuthenticationFailed", NodeFailedError),
        ("503", NodeFailedError),
        ("insufficientCredits", ProviderQuotaError),
        ("invalidPositivePrompt", ProviderRejectedError),
    ],
)
async def test_work_that_failed_says_why_and_ends(
    fake: FakeRunware, runware: MediaGenerator, code: str, kind: type[ProviderError]
) -> None:
    fake.fails = {"code": code, "message": f"so it is, {KEY}, see https://runware.ai/docs"}
    with pytest.raises(kind) as caught:
        await finished(runware, make_order())
    assert type(caught.value) is kind
    assert KEY not in told(caught.value)
    assert "http" not in told(caught.value)


async def test_work_that_failed_without_a_word_ends_too(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    work = await runware.submit(make_order())
    fake.prepare(Reply(200, {"data": [{"taskUUID": work.id, "status": "error"}]}))
    with pytest.raises(ProviderRejectedError, match="does not say why"):
        await runware.poll(work.id)


async def test_a_question_that_fails_is_no_failure_of_the_work(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    asked = {"taskUUID": new_id(), "taskType": "getResponse"}
    fake.prepare(Reply(200, {"errors": [problem("internalServerError", "oops", asked)]}))
    with pytest.raises(ProviderUnavailableError):
        await runware.poll(asked["taskUUID"])


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (429, ProviderRateLimitedError),
        ("rateLimitExceeded", ProviderRateLimitedError),
        (500, ProviderUnavailableError),
        (503, ProviderUnavailableError),
        (504, ProviderUnavailableError),
        ("serviceUnavailable", ProviderUnavailableError),
        ("insufficientCredits", ProviderQuotaError),
        ("invalidApiKey", ProviderAuthError),
        ("nsfwContentDetected", ContentRefusedError),
        ("unknownProviderSettingsProvider", ProviderRejectedError),
        ("missingDimensionParameters", ProviderRejectedError),
    ],
)
async def test_each_problem_has_its_class_and_tells_no_secret(
    fake: FakeRunware,
    runware: MediaGenerator,
    status: int,
    code: str | int,
    kind: type[ProviderError],
) -> None:
    order = make_order()
    said = f"so it is, {KEY}, see https://runware.ai/docs?key={KEY}"
    error = problem(str(code), said, {"taskUUID": order.task_id}) | {"code": code}
    fake.prepare(Reply(status, {"data": [], "errors": [error]}))
    with pytest.raises(kind) as caught:
        await runware.submit(order)
    assert type(caught.value) is kind
    assert KEY not in told(caught.value)
    assert "http" not in told(caught.value)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, ProviderAuthError),
        (402, ProviderQuotaError),
        (403, ProviderRejectedError),
        (422, ProviderRejectedError),
        (429, ProviderRateLimitedError),
        (503, ProviderUnavailableError),
    ],
)
@pytest.mark.parametrize("body", [b"oops", {"error": {"code": "x", "message": f"no, {KEY}"}}])
async def test_each_status_has_its_class_whatever_the_body_says(
    fake: FakeRunware,
    runware: MediaGenerator,
    status: int,
    kind: type[ProviderError],
    body: Any,
) -> None:
    fake.prepare(Reply(status, body), Reply(status, body))
    for asked in (runware.submit(make_order()), runware.poll(new_id())):
        with pytest.raises(kind) as caught:
            await asked
        assert type(caught.value) is kind
        assert KEY not in told(caught.value)


@pytest.mark.parametrize("body", [b"oops", {}, {"data": [{"taskUUID": "another"}]}, [1]])
async def test_what_cannot_be_read_of_an_order_may_have_been_paid(
    fake: FakeRunware, runware: MediaGenerator, body: Any
) -> None:
    fake.prepare(Reply(200, body))
    with pytest.raises(ProviderOutcomeUnknownError):
        await runware.submit(make_order())


async def test_a_busy_service_is_asked_again(fake: FakeRunware) -> None:
    media = make_media(fake, retries=2)
    busy = Reply(429, {"errors": [{"code": "rateLimitExceeded"}]}, {"retry-after": "0"})
    fake.prepare(busy, busy)
    assert (await media.submit(make_order())).state is RemoteState.RUNNING
    assert len(fake.calls) == 3
    await media.close()


async def test_a_wrong_key_stays_secret(fake: FakeRunware) -> None:
    media = make_media(fake, key="another-canary-key")
    for asked in (media.models(), media.submit(make_order()), media.poll(new_id())):
        with pytest.raises(ProviderAuthError) as caught:
            await asked
        assert "canary" not in told(caught.value)
    await media.close()


async def test_a_list_of_models_is_told_whole_or_not_at_all(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    found = [
        {"air": "runware:400@2", "name": "Klein", "category": "checkpoint"},
        {"air": "civitai:1@2", "name": "Snow", "category": "lora"},
    ]
    fake.models = found, 2
    listed = {each.id: each.kind for each in await runware.models()}
    assert listed == {"filmer:1@1": ModelKind.VIDEO, "runware:400@2": ModelKind.IMAGE}
    fake.models = found, 400_000
    assert not await runware.models()


async def test_files_elsewhere_are_fetched_without_our_key(
    fake: FakeRunware, runware: MediaGenerator
) -> None:
    async with running(FakeRunware()) as elsewhere:
        file = RemoteFile(ref=f"{elsewhere.url}/files/1")
        assert await fetched(runware, file) == elsewhere.content
        assert "authorization" not in elsewhere.calls[0].headers


async def test_files_are_not_fetched_from_a_clouds_insides(runware: MediaGenerator) -> None:
    with pytest.raises(ProviderError, match=r"metadata|link-local"):
        await fetched(runware, RemoteFile(ref="http://169.254.169.254/latest"))


async def test_nothing_is_stopped(runware: MediaGenerator) -> None:
    assert not await runware.cancel(new_id())


def test_runware_is_there_when_it_is_set_up() -> None:
    assert make_runware(ProviderSettings(runware_api_key=None), DATA) is None
    service = make_runware(ProviderSettings(runware_api_key=SecretStr(KEY)), DATA)
    assert service is not None
    assert service.defaults == {ModelKind.IMAGE: "runware:400@2"}
