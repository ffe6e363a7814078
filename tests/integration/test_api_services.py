"""Things made by paid services: where they go, what they cost, and that nothing is paid twice."""

import asyncio
from typing import Any
from unittest.mock import AsyncMock

import httpx2
import pytest

from backend.container import Container
from backend.domain.errors import (
    ContentRefusedError,
    ProviderAuthError,
    ProviderOutcomeUnknownError,
    ProviderQuotaError,
    ProviderRejectedError,
    ProviderUnavailableError,
)
from backend.domain.ids import ClipId, ProjectId
from backend.domain.job import Job, JobTarget, Task
from backend.domain.job_state import JobState
from backend.domain.media import MediaKind
from backend.domain.money import SpendingKind
from backend.domain.take import Alignment, SpokenWord
from backend.providers.base import RemoteState
from backend.providers.generation import ModelKind, RemoteFile, RemoteWork
from backend.providers.services_factory import _FACTORIES
from backend.settings import Settings
from tests.api_steps import V1, error_of, fields_of
from tests.journeys import board, ended, eventually, farm, generate, got, made, simulated
from tests.scripted_service import (
    PRICE,
    ScriptedGenerator,
    picture,
    running,
    scripted,
)
from tests.unit.services.media_samples import audio

AUTO = {"params": {"provider": "auto"}}
DOUBT = ProviderOutcomeUnknownError("First", "may or may not")
KEY_REFUSED = ProviderAuthError("First", "refuses our key (401)")


@pytest.fixture
def first(monkeypatch: pytest.MonkeyPatch) -> ScriptedGenerator:
    """What `together` does."""
    maker = ScriptedGenerator()
    monkeypatch.setitem(_FACTORIES, "together", scripted("together", maker))
    return maker


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> ScriptedGenerator:
    """What `runware` does."""
    maker = ScriptedGenerator()
    kinds = frozenset({ModelKind.IMAGE, ModelKind.SPEECH})
    monkeypatch.setitem(_FACTORIES, "runware", scripted("runware", maker, kinds))
    return maker


@pytest.fixture
def settings(settings: Settings, first: ScriptedGenerator, second: ScriptedGenerator) -> Settings:
    """Settings with both services set up, the farm before them."""
    known = {"queue_poll_seconds": 0.05, "providers": "comfyui,together,runware"}
    return settings.model_copy(update=known)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits before a service is asked what became of an order."""
    monkeypatch.setattr("backend.services.tasks.paid_handler.RECALLS", (0.0, 0.0))


async def lane(client: httpx2.AsyncClient, name: str) -> dict[str, Any]:
    """Return how a service stands."""
    found: list[dict[str, Any]] = (await got(client, "/providers"))["providers"]
    return next(each for each in found if each["name"] == name)


async def costs(client: httpx2.AsyncClient, clip: dict[str, Any]) -> dict[str, Any]:
    """Return what the clip's project has cost."""
    found: dict[str, Any] = await got(client, f"/projects/{clip['project_id']}/costs")
    return found


async def test_a_picture_of_a_service_becomes_a_take_that_tells_its_price(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    [clip] = await board(client)
    [job] = await ended(
        client, [await generate(client, clip["id"], params={"provider": "together"})]
    )
    assert job["status"] == "completed", job
    [take] = (await got(client, f"/clips/{clip['id']}"))["generated_images"]
    assert (take["provider"], take["model_name"]) == ("together", "together-image")
    assert (take["cost_usd"], take["stale"]) == (PRICE, False)
    [order] = first.orders
    assert (order.prompt, order.width, order.height) == (clip["image_prompt"], 1920, 1080)
    spent = await costs(client, clip)
    assert (spent["spent_usd"], spent["reserved_usd"], spent["total"]) == (PRICE, 0.0, 1)
    [entry] = spent["entries"]
    assert (entry["lane"], entry["kind"], entry["estimated"]) == ("cloud:together", "image", True)
    assert entry["job_id"] == job["id"]


async def test_what_a_service_says_it_charged_is_believed(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    first.always = picture(cost=0.031)
    [clip] = await board(client)
    await ended(client, [await generate(client, clip["id"], params={"provider": "together"})])
    [entry] = (await costs(client, clip))["entries"]
    assert (entry["usd"], entry["estimated"]) == (0.031, False)


async def test_a_film_is_waited_for_and_fetched(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    first.always = running()
    first.looks.extend([running(), ProviderUnavailableError("First", "answered 503"), running()])
    [clip] = await board(client)
    asked = {"generation_type": "video", "params": {"provider": "together"}}
    [job] = await ended(client, [await generate(client, clip["id"], **asked)])
    assert (job["status"], len(first.orders)) == ("completed", 1), job
    [take] = (await got(client, f"/clips/{clip['id']}"))["generated_videos"]
    assert take["cost_usd"] == 1.5


async def test_what_is_said_comes_with_the_time_of_each_word(
    client: httpx2.AsyncClient, container: Container, second: ScriptedGenerator
) -> None:
    words = Alignment(words=[SpokenWord(text="Rain", start=0.1, end=0.5)])
    second.always = RemoteWork(
        "", RemoteState.DONE, files=(RemoteFile(content=audio("mp3")),), alignment=words
    )
    [clip] = await board(client)
    way = await container.routes.route(MediaKind.AUDIO, provider="auto")
    speech = {"voice": "ana", "speed": 1.2}
    job = Job(
        clip_id=ClipId(clip["id"]),
        project_id=ProjectId(clip["project_id"]),
        generation_type=MediaKind.AUDIO,
        prompt="Rain",
        seed=1,
        target=JobTarget(width=1, height=1, seconds=1.0),
        **way.fields(MediaKind.AUDIO, {"speech": speech}),
    )
    await container.queue.enqueue(job)
    [ended_job] = await ended(client, [job.id])
    assert ended_job["status"] == "completed", ended_job
    [take] = (await got(client, f"/clips/{clip['id']}"))["generated_audio"]
    assert take["alignment"]["words"] == [{"text": "Rain", "start": 0.1, "end": 0.5}]
    [order] = second.orders
    assert order.speech is not None
    assert (order.speech.voice, order.speech.speed) == ("ana", 1.2)


async def test_auto_prefers_a_server_that_can_do_it(
    client: httpx2.AsyncClient, container: Container, first: ScriptedGenerator
) -> None:
    async with farm(client, simulated()):

        async def is_online() -> bool:
            health = await got(client, "/health")
            return bool(health["components"]["comfyui"]["online"])

        await eventually(is_online)
        [clip] = await board(client)
        [job] = await ended(client, [await generate(client, clip["id"], **AUTO)])
        assert (job["status"], job["server_name"]) == ("completed", "sim")
    assert first.orders == []
    assert (await costs(client, clip))["total"] == 0


async def test_without_a_server_auto_asks_the_first_service(
    client: httpx2.AsyncClient, first: ScriptedGenerator, second: ScriptedGenerator
) -> None:
    [clip] = await board(client)
    [job] = await ended(client, [await generate(client, clip["id"], **AUTO)])
    assert (job["status"], job["server_name"]) == ("completed", "Together")
    assert (len(first.orders), len(second.orders)) == (1, 0)


async def test_nothing_goes_to_a_service_that_nobody_asked_for(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    [clip] = await board(client)
    for params in ({}, {"provider": "comfyui"}):
        id = await generate(client, clip["id"], params=params)
        assert (await got(client, f"/queue/jobs/{id}"))["status"] == "pending"
    assert first.orders == []


@pytest.mark.parametrize(
    "refusal", [KEY_REFUSED, ProviderQuotaError("First", "has no credit left (402)")]
)
async def test_a_refused_key_pauses_the_lane_once_and_all_its_jobs_go_on_elsewhere(
    client: httpx2.AsyncClient,
    first: ScriptedGenerator,
    second: ScriptedGenerator,
    refusal: ProviderAuthError,
) -> None:
    first.always = refusal
    clips = await board(client, clips=12)
    ids = [await generate(client, clip["id"], **AUTO) for clip in clips]
    jobs = await ended(client, ids)
    assert {job["status"] for job in jobs} == {"completed"}
    assert {job["server_name"] for job in jobs} == {"Runware"}
    assert {job["retry_count"] for job in jobs} == {0}
    stands = await lane(client, "together")
    assert (stands["paused"], stands["depth"]) == (True, 0)
    assert refusal.message in stands["reason"]
    assert len(first.orders) <= stands["concurrency"]


async def test_a_named_service_that_refuses_our_key_is_waited_for_and_no_other_asked(
    client: httpx2.AsyncClient, first: ScriptedGenerator, second: ScriptedGenerator
) -> None:
    first.answers.extend([KEY_REFUSED] * 2)
    clips = await board(client, clips=5)
    named = {"params": {"provider": "together"}}
    ids = [await generate(client, clip["id"], **named) for clip in clips]

    async def is_paused() -> bool:
        stands = await lane(client, "together")
        return bool(stands["paused"]) and stands["depth"] == len(ids)

    await eventually(is_paused)
    first.answers.clear()
    await made(client, "/queue/lanes/cloud:together/resume", None)
    assert {job["status"] for job in await ended(client, ids)} == {"completed"}
    assert second.orders == []


async def test_a_service_that_is_away_is_passed_over(
    client: httpx2.AsyncClient, first: ScriptedGenerator, second: ScriptedGenerator
) -> None:
    first.always = ProviderUnavailableError("First", "answered 503")
    [clip] = await board(client)
    [job] = await ended(client, [await generate(client, clip["id"], **AUTO)])
    assert (job["status"], job["server_name"]) == ("completed", "Runware")
    assert (await costs(client, clip))["reserved_usd"] == 0


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DOUBT, "SUBMIT_UNKNOWN"),
        (ContentRefusedError("First", "does not draw that"), "CONTENT_REFUSED"),
        (ProviderRejectedError("First", "does not know this size"), "PROVIDER_REJECTED"),
    ],
)
async def test_what_is_refused_or_in_doubt_goes_nowhere_else(
    client: httpx2.AsyncClient,
    container: Container,
    first: ScriptedGenerator,
    second: ScriptedGenerator,
    error: ProviderRejectedError,
    code: str,
) -> None:
    first.always = error
    [clip] = await board(client)
    [job] = await ended(client, [await generate(client, clip["id"], **AUTO)])
    assert (job["status"], len(first.orders), second.orders) == ("failed", 1, [])
    stored = await container.queue.get(job["id"])
    assert stored.error is not None
    assert stored.error.code == code
    in_doubt = code == "SUBMIT_UNKNOWN"
    spent = await costs(client, clip)
    assert (spent["spent_usd"], spent["reserved_usd"]) == (PRICE if in_doubt else 0, 0)


async def test_an_order_that_was_not_answered_is_found_again_by_our_own_id(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    first.answers.append(DOUBT)
    first.memory = running()
    [clip] = await board(client)
    asked = {"generation_type": "video", "params": {"provider": "together"}}
    [job] = await ended(client, [await generate(client, clip["id"], **asked)])
    assert (job["status"], len(first.orders)) == ("completed", 1), job
    assert first.recalled == [first.orders[0].task_id]


async def test_an_order_that_never_arrived_is_made_again(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    first.answers.append(DOUBT)
    first.memory = RemoteWork("", RemoteState.ABSENT)
    [clip] = await board(client)
    id = await generate(client, clip["id"], params={"provider": "together"})
    [job] = await ended(client, [id])
    assert (job["status"], len(first.orders)) == ("completed", 2), job
    assert (await costs(client, clip))["spent_usd"] == PRICE


async def test_a_service_that_knows_nothing_of_its_work_has_lost_it(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    first.always = running()
    first.looks.extend([RemoteWork("film-1", RemoteState.ABSENT)] * 2)
    [clip] = await board(client)
    asked = {"generation_type": "video", "params": {"provider": "together"}}
    [job] = await ended(client, [await generate(client, clip["id"], **asked)])
    assert (job["status"], len(first.orders)) == ("completed", 1), job


async def test_a_cancelled_film_is_stopped_there_and_costs_nothing(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    first.always = running()
    first.looks.extend([running()] * 10_000)
    [clip] = await board(client)
    asked = {"generation_type": "video", "params": {"provider": "together"}}
    id = await generate(client, clip["id"], **asked)

    async def is_looked_at() -> bool:
        return len(first.looks) < 9_998

    await eventually(is_looked_at)
    await made(client, f"/queue/jobs/{id}/cancel", None)

    async def is_stopped() -> bool:
        return first.cancelled == ["film-1"]

    await eventually(is_stopped)

    async def is_settled() -> bool:
        return bool((await costs(client, clip))["reserved_usd"] == 0)

    await eventually(is_settled)
    assert (await costs(client, clip))["spent_usd"] == 0


async def test_over_its_budget_a_project_waits_and_goes_on_when_that_is_raised(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    clips = await board(client, clips=4, budget_usd=2 * PRICE)
    named = {"params": {"provider": "together"}}
    ids = [await generate(client, clip["id"], **named) for clip in clips]

    async def statuses() -> list[str]:
        return sorted([(await got(client, f"/queue/jobs/{id}"))["status"] for id in ids])

    async def two_wait() -> bool:
        return await statuses() == ["completed"] * 2 + ["pending"] * 2

    await eventually(two_wait)
    held = [
        job for id in ids if (job := await got(client, f"/queue/jobs/{id}"))["status"] == "pending"
    ]

    async def says_so() -> bool:
        told = [(await got(client, f"/queue/jobs/{job['id']}"))["waiting"] for job in held]
        return {each["code"] for each in told} == {"budget"}

    await eventually(says_so)
    spent = await costs(client, clips[0])
    assert (spent["spent_usd"], spent["budget_usd"]) == (2 * PRICE, 2 * PRICE)
    path = f"{V1}/projects/{clips[0]['project_id']}"
    raised = await client.put(path, json={"budget_usd": 10})
    assert raised.is_success, raised.text
    assert {job["status"] for job in await ended(client, ids)} == {"completed"}
    assert (await costs(client, clips[0]))["spent_usd"] == 4 * PRICE


async def test_many_at_once_never_spend_more_than_the_budget(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    first.gate = asyncio.Event()
    clips = await board(client, clips=6, budget_usd=PRICE * 1.5)
    named = {"params": {"provider": "together"}}
    ids = [await generate(client, clip["id"], **named) for clip in clips]

    async def one_runs() -> bool:
        found = [(await got(client, f"/queue/jobs/{id}"))["status"] for id in ids]
        return found.count("processing") == 1 and len(first.orders) == 1

    await eventually(one_runs)
    spent = await costs(client, clips[0])
    assert spent["reserved_usd"] == PRICE
    first.gate.set()

    async def one_is_made() -> bool:
        return bool((await costs(client, clips[0]))["spent_usd"] == PRICE)

    await eventually(one_is_made)
    assert len(first.orders) == 1


async def test_what_was_made_from_the_same_is_not_paid_for_again(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    [clip] = await board(client)
    named = {"params": {"provider": "together"}}
    id = await generate(client, clip["id"], **named)
    await ended(client, [id])
    assert await generate(client, clip["id"], **named) == id
    assert await generate(client, clip["id"], prompt="snow", **named) != id
    assert await generate(client, clip["id"], force=True, **named) != id


async def test_services_are_listed_with_what_they_make_and_never_with_keys(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    found = await got(client, "/providers")
    assert found["order"] == ["comfyui", "together", "runware"]
    known = {each["name"]: each for each in found["providers"]}
    assert (known["together"]["configured"], known["openrouter"]["configured"]) == (True, False)
    assert known["together"]["kinds"] == ["image", "video"]
    assert (await made(client, "/providers/together/test", None))["ok"] is True
    models = (await got(client, "/providers/together/models", kind="image"))["models"]
    assert [each["id"] for each in models] == ["together-image"]
    assert models[0]["prices"] == [{"usd": PRICE, "per": "image"}]
    unset = await client.get(f"{V1}/providers/openrouter/models")
    assert error_of(unset, 503)["code"] == "PROVIDER_NOT_CONFIGURED"
    assert (await client.post(f"{V1}/providers/nobody/test")).status_code == 404
    first.trouble = ProviderUnavailableError("Together", "could not be reached")
    assert (await client.post(f"{V1}/providers/together/test")).status_code == 503
    stands = await lane(client, "together")
    assert stands["error"] == "Together: could not be reached"


async def test_a_model_that_is_not_listed_is_refused_at_once(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    await made(client, "/providers/together/test", None)
    [clip] = await board(client)
    body = {"clip_id": clip["id"], "model": "gone-1", "params": {"provider": "together"}}
    assert fields_of(await client.post(f"{V1}/generation", json=body)) == ["model"]
    body = {"clip_id": clip["id"], "params": {"provider": "nobody"}}
    assert fields_of(await client.post(f"{V1}/generation", json=body)) == ["params.provider"]
    film_there = {**body, "generation_type": "video", "params": {"provider": "runware"}}
    refused = await client.post(f"{V1}/generation", json=film_there)
    assert fields_of(refused) == ["params.provider"]


async def test_an_estimate_adds_up_what_is_known_of_prices(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    await made(client, "/providers/together/test", None)
    await made(client, "/providers/runware/test", None)
    clips = await board(client, clips=3, budget_usd=1.0)
    path = f"/projects/{clips[0]['project_id']}/estimate"
    found = await made(client, path, {"videos": True, "providers": {"image": "runware"}})
    items = {each["kind"]: each for each in found["items"]}
    assert (items["image"]["lane"], items["image"]["usd"]) == ("cloud:runware", 3 * PRICE)
    assert (items["video"]["count"], items["video"]["usd"]) == (3, 3 * PRICE)
    assert (found["usd"], found["is_known"], found["fits"]) == (6 * PRICE, True, False)
    unknown = await client.post(V1 + path, json={"providers": {"image": "nobody"}})
    assert fields_of(unknown) == ["providers.image"]


async def test_a_batch_goes_where_it_is_sent(
    client: httpx2.AsyncClient, first: ScriptedGenerator
) -> None:
    clips = await board(client, clips=3)
    ids = [clip["id"] for clip in clips]
    batch = await made(client, "/generation/batch", {"clip_ids": ids, **AUTO})

    async def is_done() -> bool:
        return bool((await got(client, f"/generation/batch/{batch['id']}"))["progress"] == 100)

    await eventually(is_done)
    assert len(first.orders) == 3


async def test_health_and_metrics_tell_of_services_without_asking_them(
    client: httpx2.AsyncClient, first: ScriptedGenerator, second: ScriptedGenerator
) -> None:
    first.always = KEY_REFUSED
    clips = await board(client, clips=2)
    await ended(client, [await generate(client, clip["id"], **AUTO) for clip in clips])

    async def is_paused() -> bool:
        return bool((await lane(client, "together"))["paused"])

    await eventually(is_paused)
    health = (await got(client, "/health"))["components"]["providers"]
    seen = {each["name"]: each for each in health}
    assert seen["together"]["status"] == "down"
    assert "refuses our key" in seen["together"]["reason"]
    assert seen["runware"]["status"] == "up"
    told = (await client.get("/metrics")).text
    assert 'storycanvas_lane_paused{lane="cloud:together"} 1.0' in told
    made_there = '{kind="image",lane="cloud:runware",outcome="completed"} 2.0'
    assert f"storycanvas_provider_calls_total{made_there}" in told
    cost = f'{{kind="image",lane="cloud:runware"}} {2 * PRICE}'
    assert f"storycanvas_provider_cost_usd_total{cost}" in told


async def test_what_was_rejected_is_made_again(
    client: httpx2.AsyncClient, container: Container, first: ScriptedGenerator
) -> None:
    [clip] = await board(client)
    named = {"params": {"provider": "together"}}
    id = await generate(client, clip["id"], **named)
    await ended(client, [id])
    rejected = {"$set": {"generated_images.$[].review.state": "rejected"}}
    clips = container.database.collection("clips")
    assert await clips.update_one({"_id": clip["id"]}, rejected)
    again = await generate(client, clip["id"], **named)
    assert again != id
    [job] = await ended(client, [again])
    assert (job["status"], len(first.orders)) == ("completed", 2)


async def test_what_a_dead_process_left_open_does_not_count_for_ever(
    client: httpx2.AsyncClient, container: Container, first: ScriptedGenerator
) -> None:
    [clip] = await board(client, budget_usd=PRICE)
    project = ProjectId(clip["project_id"])
    gone = Job(
        clip_id=ClipId(clip["id"]),
        project_id=project,
        prompt="rain",
        seed=1,
        target=JobTarget(width=64, height=64, seconds=1.0),
        lane_group="cloud:together",
    )
    assert await container.budgets.reserve(gone, PRICE) is None
    assert await container.budgets.room(project) == 0
    [job] = await ended(
        client, [await generate(client, clip["id"], params={"provider": "together"})]
    )
    assert job["status"] == "completed", job
    await container.budgets.spent(
        project, None, "cloud:together", "m", SpendingKind.TEXT, 0.5, estimated=True
    )
    spent = await costs(client, clip)
    assert (spent["spent_usd"], spent["total"]) == (PRICE + 0.5, 2)
    assert await container.budgets.room(project) == -0.5


async def test_what_is_spent_for_a_project_that_was_deleted_leaves_nothing_behind(
    client: httpx2.AsyncClient, container: Container
) -> None:
    [clip] = await board(client)
    project = ProjectId(clip["project_id"])
    job = Job(
        project_id=project,
        prompt="rain",
        seed=1,
        generation_type=MediaKind.IMAGE,
        target=JobTarget(width=64, height=64, seconds=1.0),
        task=Task(kind="image"),
        state=JobState.DONE,
        cost_actual=PRICE,
    )
    await client.delete(f"{V1}/projects/{project}")
    await container.budgets.reserve(job, PRICE)
    assert await container.database.collection("accounts").count({}) == 0
    await container.budgets.settle(job)
    await container.budgets.spent(
        project, None, "cloud:together", "m", SpendingKind.TEXT, 0.5, estimated=True
    )
    for name in ("accounts", "ledger"):
        assert await container.database.collection(name).count({}) == 0, name


async def test_what_was_spent_by_a_process_that_died_before_it_could_enter_it_is_entered(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    [clip] = await board(client)
    with monkeypatch.context() as dying:
        dying.setattr(
            container.budgets._ledger, "enter", AsyncMock(side_effect=asyncio.CancelledError)
        )
        with pytest.raises(asyncio.CancelledError):
            await container.budgets.spent(
                ProjectId(clip["project_id"]), None, "fake", "m", SpendingKind.TEXT, 0.5, False
            )
    spent = await costs(client, clip)
    assert (spent["spent_usd"], spent["reserved_usd"], spent["total"]) == (0.5, 0, 1)
