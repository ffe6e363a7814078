"""Having steps written: at most two calls, by the right service, and every dollar noted."""

import asyncio
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from backend.domain.errors import (
    ConflictError,
    ContentRefusedError,
    ProviderAuthError,
    ProviderError,
    ProviderNotConfiguredError,
    ProviderOutcomeUnknownError,
    ProviderOutputError,
    ProviderQuotaError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderUnavailableError,
    ValidationError,
)
from backend.domain.ids import ProjectId, new_id
from backend.domain.task_lane import TaskLaneState
from backend.domain.times import utc_now
from backend.providers.generation import ModelKind, ServiceModel, TextOrder, TextResult
from backend.providers.services import Service
from backend.services.service_catalogue import ServiceCatalogue
from backend.services.text_lanes import TextLanes
from backend.services.text_service import StepOutcome, TextChoice, TextService
from backend.story.llm.outline import Outline, outline_steps
from backend.story.llm.step import DEFAULT_CONTEXT, TEMPLATE, Step
from backend.story.llm.write import write_step
from backend.story.parser import read_script
from tests.unit.services.scripted_writers import (
    Ledger,
    Order,
    RememberedLanes,
    ScriptedText,
    writer,
)

SOURCE = read_script("The fox woke. It ran. It drank. The moon rose.", "plain")
GOOD = json.dumps(
    {
        "title": "Fox",
        "logline": "A fox drinks.",
        "scenes": [{"title": "All", "summary": "It runs.", "first": 1, "last": 4}],
    }
)
PRICES = {
    "models": {"paid-text": {"kind": "text", "prices": {"token_in": 0.001, "token_out": 0.01}}}
}
PROJECT = ProjectId(new_id())


def outline(num_scenes: int | None = None) -> Step[Outline]:
    (step,) = outline_steps(SOURCE, num_scenes=num_scenes)
    return step


def service_of(
    *services: Service,
    lanes: RememberedLanes | None = None,
    purse: Ledger | None = None,
    catalogues: Mapping[str, ServiceCatalogue] | None = None,
) -> TextService:
    return TextService(
        Order(*services),
        TextLanes(lanes or RememberedLanes()),
        purse or Ledger(),
        catalogues or {},
    )


async def run(*answers: Any, num_scenes: int | None = None) -> tuple[Any, ScriptedText]:
    text = ScriptedText(*answers)
    outcome = await service_of(writer("one", text)).run(outline(num_scenes), TextChoice(seed=7))
    assert outcome.calls <= len(text.orders) <= 2
    return outcome, text


async def test_a_good_reply_takes_one_call_and_says_who_wrote_it() -> None:
    outcome, text = await run(GOOD)
    assert (outcome.value.title, outcome.error, outcome.calls) == ("Fox", None, 1)
    assert (outcome.service, outcome.model, outcome.seed) == ("one", "one-text", 7)
    assert outcome.template == TEMPLATE
    (order,) = text.orders
    assert (order.schema_name, order.seed, order.schema is not None) == ("outline", 7, True)
    assert [message.role for message in order.messages] == ["system", "user"]


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "I would rather not.",
        "{",
        "[]",
        "null",
        "{" * 100_000,
        "[" * 100_000,
        '"' * 1001,
        "x" * 500_000,
        json.dumps({"scenes": []}),
        json.dumps({"scenes": [{"title": "All", "summary": "", "first": 50, "last": 90}]}),
        json.dumps({"scenes": "all"}),
        json.dumps({"scenes": [{"first": None}] * 50}),
    ],
)
async def test_a_bad_reply_is_sent_back_once_with_what_is_wrong(bad: str) -> None:
    outcome, text = await run(bad, GOOD)
    assert (outcome.value.title, outcome.calls) == ("Fox", 2)
    first, second = text.orders
    assert second.messages[:2] == first.messages
    assert [message.role for message in second.messages[2:]] == ["assistant", "user"]
    assert "cannot be used" in second.messages[-1].content
    assert len(second.messages[2].content) <= 6_000
    nothing, _ = await run(bad)
    assert nothing.value is None
    assert isinstance(nothing.error, ProviderOutputError)
    assert nothing.calls == 2


async def test_a_reply_that_was_cut_off_is_asked_for_again_with_more_room() -> None:
    outcome, text = await run(TextResult(GOOD[:60], "m", cut=True), GOOD)
    first, second = text.orders
    assert (outcome.value.title, second.max_tokens) == ("Fox", 2 * first.max_tokens)


async def test_what_was_usable_of_a_first_reply_is_used_if_the_second_is_not() -> None:
    outcome, _ = await run(GOOD, "No.", num_scenes=2)
    assert (len(outcome.value.scenes), outcome.calls, outcome.error) == (1, 2, None)
    failed, _ = await run(GOOD, ProviderUnavailableError("One", "away"), num_scenes=2)
    assert (len(failed.value.scenes), failed.error) == (1, None)


async def run_two(
    error: ProviderError, provider: str | None = None
) -> tuple[StepOutcome[Any], ScriptedText, RememberedLanes]:
    lanes, second = RememberedLanes(), ScriptedText(GOOD)
    texts = service_of(writer("one", ScriptedText(error)), writer("two", second), lanes=lanes)
    return await texts.run(outline(), TextChoice(provider=provider)), second, lanes


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ProviderAuthError("One", "no"), ("pause", "cloud:one")),
        (ProviderQuotaError("One", "empty"), ("pause", "cloud:one")),
        (ProviderRateLimitedError("One", "slow", retry_after=40), ("rest", "cloud:one", 40)),
        (ProviderUnavailableError("One", "away"), ("back_off", "cloud:one")),
    ],
)
async def test_auto_asks_the_next_service_and_spares_the_one_in_trouble(
    error: ProviderError, said: tuple[Any, ...]
) -> None:
    outcome, second, lanes = await run_two(error)
    assert (outcome.service, len(second.orders)) == ("two", 1)
    assert lanes.said == [said, ("works", "cloud:two")]


@pytest.mark.parametrize(
    "error",
    [
        ContentRefusedError("One", "not this"),
        ProviderRejectedError("One", "bad input"),
        ProviderOutcomeUnknownError("One", "perhaps"),
    ],
)
async def test_a_refusal_or_what_may_be_paid_for_is_the_end_of_it(error: ProviderError) -> None:
    outcome, second, lanes = await run_two(error)
    assert (outcome.value, outcome.error, second.orders) == (None, error, [])
    assert lanes.said == []


async def test_a_service_that_is_named_is_asked_alone() -> None:
    error = ProviderAuthError("One", "no")
    outcome, second, _ = await run_two(error, "one")
    assert (outcome.error, second.orders) == (error, [])


async def test_a_paused_lane_is_passed_over_and_named_it_is_the_error() -> None:
    paused = TaskLaneState(paused=True, reason="no credit")
    first = ScriptedText(GOOD)
    lanes = RememberedLanes(one=paused)
    texts = service_of(writer("one", first), writer("two", ScriptedText(GOOD)), lanes=lanes)
    assert (await texts.run(outline(), TextChoice())).service == "two"
    alone = await texts.run(outline(), TextChoice(provider="one"))
    assert isinstance(alone.error, ProviderUnavailableError)
    assert "is paused: no credit" in str(alone.error)
    assert first.orders == []


async def test_a_short_rest_is_waited_for_where_nobody_else_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("backend.services.text_lanes.asyncio.sleep", wait)

    def resting(seconds: float) -> RememberedLanes:
        until = utc_now() + timedelta(seconds=seconds)
        return RememberedLanes(one=TaskLaneState(resting=True, rests_until=until))

    one, two = (writer(name, ScriptedText(GOOD)) for name in ("one", "two"))
    assert (await service_of(one, lanes=resting(20)).run(outline(), TextChoice())).calls == 1
    assert 0 < waits.pop() <= 20
    passed_over = await service_of(one, two, lanes=resting(20)).run(outline(), TextChoice())
    assert passed_over.service == "two"
    too_long = await service_of(one, lanes=resting(90)).run(outline(), TextChoice())
    assert isinstance(too_long.error, ProviderUnavailableError)
    assert waits == []


async def test_of_many_steps_only_those_under_way_meet_a_key_that_is_refused() -> None:
    text = ScriptedText(ProviderAuthError("One", "no"))
    lanes = RememberedLanes()
    texts = service_of(writer("one", text, max_concurrency=2), lanes=lanes)
    runs = await asyncio.gather(*(texts.run(outline(), TextChoice()) for _ in range(20)))
    assert all(outcome.error for outcome in runs)
    assert len(text.orders) <= 2


async def test_the_next_service_goes_on_with_what_was_said_and_two_calls_are_all() -> None:
    second = ScriptedText("Neither.")
    first = ScriptedText("No.", ProviderUnavailableError("One", "away"))
    texts = service_of(writer("one", first), writer("two", second))
    outcome = await texts.run(outline(), TextChoice())
    assert (outcome.calls, len(second.orders)) == (2, 1)
    assert second.orders[0].messages[2].content == "No."


async def test_without_a_service_that_writes_it_is_said_so() -> None:
    texts = service_of(writer("mute", None))
    with pytest.raises(ProviderNotConfiguredError):
        texts.check(TextChoice())
    assert isinstance((await texts.run(outline(), TextChoice())).error, ProviderNotConfiguredError)
    with pytest.raises(ValidationError):
        texts.check(TextChoice(provider="nobody"))


async def test_a_cost_is_what_the_service_says_else_what_its_price_comes_to() -> None:
    purse = Ledger()
    text = ScriptedText(
        TextResult("No.", "paid-text-2", cost_usd=0.25),
        TextResult(GOOD, "paid-text", tokens_in=100, tokens_out=10),
    )
    texts = service_of(writer("paid", text, **PRICES), purse=purse)
    outcome = await texts.run(outline(), TextChoice(project_id=PROJECT))
    assert outcome.cost_usd == pytest.approx(0.45)
    assert outcome.estimated
    assert purse.entries == [
        ("cloud:paid", "paid-text-2", "text", 0.25, False),
        ("cloud:paid", "paid-text", "text", pytest.approx(0.2), True),
    ]


async def test_a_call_that_may_cost_more_than_is_left_is_not_made() -> None:
    text, free = ScriptedText(GOOD), ScriptedText(GOOD)
    texts = service_of(
        writer("paid", text, **PRICES), writer("free", free), purse=Ledger(room=0.01)
    )
    named = await texts.run(outline(), TextChoice(provider="paid", project_id=PROJECT))
    assert isinstance(named.error, ConflictError)
    assert "the budget leaves $0.0100" in str(named.error)
    assert (await texts.run(outline(), TextChoice(project_id=PROJECT))).service == "free"
    assert text.orders == []


async def test_a_model_that_is_named_is_asked_of_those_that_list_it() -> None:
    one, two = writer("one", ScriptedText(GOOD)), writer("two", ScriptedText(GOOD))
    listed = {service.name: ServiceCatalogue(service) for service in (one, two)}

    class Listed(ScriptedText):
        async def models(self) -> list[ServiceModel]:
            return [ServiceModel("fine", ModelKind.TEXT, context=9_000)]

    three = writer("three", Listed(GOOD))
    listed["three"] = ServiceCatalogue(three)
    await listed["three"].refresh()
    texts = service_of(one, two, three, catalogues=listed)
    choice = TextChoice(model="fine")
    assert (await texts.run(outline(), choice)).service == "three"
    assert texts.context(choice) == 9_000
    assert texts.context(TextChoice()) == DEFAULT_CONTEXT
    with pytest.raises(ProviderNotConfiguredError, match="with the model gone"):
        texts.check(TextChoice(provider="three", model="gone"))


async def test_no_more_is_asked_for_than_the_context_of_the_model_holds() -> None:
    models = {"small-text": {"kind": "text", "context": 1_500}}
    text = ScriptedText(GOOD)
    await service_of(writer("small", text, models=models)).run(outline(), TextChoice())
    (order,) = text.orders
    assert 0 < order.max_tokens < 1_500


async def test_a_lane_is_asked_no_more_than_so_many_calls_at_once() -> None:
    two_at_work, go_on = asyncio.Event(), asyncio.Event()
    under_way = 0

    class Busy(ScriptedText):
        async def complete(self, order: TextOrder) -> TextResult:
            nonlocal under_way
            under_way += 1
            assert under_way <= 2
            if under_way == 2:
                two_at_work.set()
            await go_on.wait()
            under_way -= 1
            return TextResult(GOOD, order.model)

    texts = service_of(writer("busy", Busy(GOOD), max_concurrency=2))
    runs = [asyncio.create_task(texts.run(outline(), TextChoice())) for _ in range(5)]
    await two_at_work.wait()
    go_on.set()
    assert [outcome.calls for outcome in await asyncio.gather(*runs)] == [1] * 5


async def test_calls_begin_apart_where_the_service_wants_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("backend.services.text_lanes.asyncio.sleep", wait)
    texts = service_of(writer("slow", ScriptedText(GOOD), min_interval=100.0))
    for _ in range(3):
        await texts.run(outline(), TextChoice())
    first, second = waits
    assert 0 < first <= 100 < second <= 200


async def test_a_tale_is_written_as_plain_text() -> None:
    text = ScriptedText("# Fox\n\n## Home\n\nThe fox ran home.")
    outcome = await service_of(writer("one", text)).run(write_step("A fox who"), TextChoice())
    assert outcome.value == "# Fox\n\n## Home\n\nThe fox ran home."
    assert (text.orders[0].schema, text.orders[0].schema_name) == (None, "write")
