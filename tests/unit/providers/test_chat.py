"""Text by chat completions: asked as strictly as a model takes it, and read whatever it says."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from backend.domain.errors import (
    ContentRefusedError,
    ProviderAuthError,
    ProviderError,
    ProviderMisconfiguredError,
    ProviderOutcomeUnknownError,
    ProviderOutputError,
    ProviderQuotaError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderUnavailableError,
)
from backend.providers.chat import ChatClient
from backend.providers.chat_errors import shaped_refusal, true_answer
from backend.providers.generation import Message, ModelKind, ServiceModel, TextOrder
from backend.providers.paid import PaidClient, Patience
from tests.provider_fakes.chat import ChatModel
from tests.provider_fakes.faults import DROPPED, Reply, running
from tests.provider_fakes.openai import KEY, OpenAIFake, refuse

MODEL = "gpt-6-luna"
SCHEMA = {"type": "object", "properties": {"ok": {"type": "boolean"}}, "required": ["ok"]}
MESSAGES = [Message("system", "You write."), Message("user", "A fox.")]


@pytest.fixture
async def service() -> AsyncIterator[OpenAIFake]:
    """A service of OpenAI's shape."""
    async with running(OpenAIFake()) as service:
        yield service


@pytest.fixture
async def client(service: OpenAIFake) -> AsyncIterator[ChatClient]:
    """A client of it that repeats nothing."""
    client = ChatClient(http_of(service), no_models)
    yield client
    await client.close()


def http_of(service: OpenAIFake, key: str = KEY) -> PaidClient:
    return PaidClient(
        "Service",
        service.base_url,
        {"Authorization": f"Bearer {key}"},
        shaped_refusal("Service", key),
        Patience(5, repeats=0),
        reading=true_answer,
    )


async def no_models() -> list[ServiceModel]:
    return [ServiceModel(MODEL, ModelKind.TEXT)]


def order(**fields: Any) -> TextOrder:
    return TextOrder(**{"messages": MESSAGES, "model": MODEL, "schema": SCHEMA, **fields})


def bodies(service: OpenAIFake) -> list[dict[str, Any]]:
    return [call.json() for call in service.calls]


def formats(service: OpenAIFake) -> list[str | None]:
    return [(body.get("response_format") or {}).get("type") for body in bodies(service)]


async def test_a_schema_is_asked_for_strictly_and_named_as_services_take_it(
    service: OpenAIFake, client: ChatClient
) -> None:
    result = await client.complete(order(schema_name="Scenes & shots " * 9, seed=7))
    assert (result.text, result.model, result.cut) == ('{"ok": true}', MODEL, False)
    assert (result.tokens_in, result.tokens_out, result.cost_usd) == (12, 7, None)
    [body] = bodies(service)
    asked = body["response_format"]["json_schema"]
    assert (asked["strict"], asked["schema"], len(asked["name"])) == (True, SCHEMA, 64)
    assert (body["max_completion_tokens"], body["seed"]) == (4096, 7)
    assert "temperature" not in body
    assert body["messages"] == [
        {"role": "system", "content": "You write."},
        {"role": "user", "content": "A fox."},
    ]


async def test_plain_text_needs_no_schema(service: OpenAIFake, client: ChatClient) -> None:
    result = await client.complete(order(schema=None))
    assert result.text == "Once upon a time."
    assert formats(service) == [None]


async def test_what_a_model_does_not_take_is_left_out_and_remembered(
    service: OpenAIFake, client: ChatClient
) -> None:
    refused = {"json_schema", "max_completion_tokens", "temperature"}
    service.chat[MODEL] = ChatModel(without=frozenset(refused))
    result = await client.complete(order(temperature=0.7))
    assert result.text == '{"ok": true}'
    assert formats(service)[-1] == "json_object"
    last = bodies(service)[-1]
    assert last["max_tokens"] == 4096
    assert "Its JSON Schema" in last["messages"][0]["content"]
    assert '"ok"' in last["messages"][0]["content"]
    service.calls.clear()
    await client.complete(order(temperature=0.7))
    assert bodies(service) == [last]


async def test_a_model_without_formats_is_told_the_schema(
    service: OpenAIFake, client: ChatClient
) -> None:
    service.chat[MODEL] = ChatModel(without=frozenset({"json_schema", "json_object"}), text="{}")
    await client.complete(order(messages=MESSAGES[1:]))
    assert formats(service) == ["json_schema", "json_object", None]
    [first, second] = bodies(service)[-1]["messages"]
    assert (first["role"], second) == ("system", {"role": "user", "content": "A fox."})


async def test_a_format_that_is_dropped_in_silence_is_noticed(
    service: OpenAIFake, client: ChatClient
) -> None:
    service.chat[MODEL] = ChatModel(drops_format=True)
    assert (await client.complete(order())).text == "Once upon a time."
    await client.complete(order())
    assert formats(service) == ["json_schema", "json_object"]


async def test_each_model_is_remembered_by_itself_and_not_for_ever(
    service: OpenAIFake, client: ChatClient
) -> None:
    service.chat["old"] = ChatModel(without=frozenset({"json_schema"}))
    await client.complete(order(model="old"))
    await client.complete(order())
    assert formats(service) == ["json_schema", "json_object", "json_schema"]
    for number in range(300):
        service.chat[f"m{number}"] = ChatModel()
        await client.complete(order(model=f"m{number}"))
    service.calls.clear()
    await client.complete(order(model="old"))
    assert formats(service) == ["json_schema", "json_object"]


async def test_a_refusal_for_another_reason_is_told_as_it_was_at_first(
    service: OpenAIFake, client: ChatClient
) -> None:
    with pytest.raises(ProviderRejectedError, match="'nobody' does not exist"):
        await client.complete(order(model="nobody"))
    too_long = refuse(400, "too many tokens", param="messages", code="context_length_exceeded")
    service.prepare(too_long)
    service.calls.clear()
    with pytest.raises(ProviderRejectedError, match="too many tokens"):
        await client.complete(order())
    assert len(service.calls) == 1


async def test_a_text_that_was_cut_says_so(service: OpenAIFake, client: ChatClient) -> None:
    service.chat[MODEL] = ChatModel(finish_reason="length", text='{"ok": tr')
    assert (await client.complete(order())).cut


@pytest.mark.parametrize(
    "model",
    [
        ChatModel(finish_reason="content_filter"),
        ChatModel(refusal="I cannot help with that."),
    ],
)
async def test_what_is_not_written_is_refused_for_good(
    service: OpenAIFake, client: ChatClient, model: ChatModel
) -> None:
    service.chat[MODEL] = model
    with pytest.raises(ContentRefusedError):
        await client.complete(order())
    assert len(service.calls) == 1


async def test_a_model_that_breaks_off_may_be_asked_again_later(
    service: OpenAIFake, client: ChatClient
) -> None:
    service.chat[MODEL] = ChatModel(finish_reason="error")
    with pytest.raises(ProviderUnavailableError):
        await client.complete(order())


FAULTS: list[tuple[Reply, type[ProviderError]]] = [
    (Reply(401, {"error": {"message": f"Incorrect API key {KEY}"}}), ProviderAuthError),
    (Reply(402, {"error": {"code": 402, "message": "Insufficient credits"}}), ProviderQuotaError),
    (refuse(429, "Exceeded quota", code="insufficient_quota"), ProviderQuotaError),
    (refuse(429, f"Slow down {KEY}"), ProviderRateLimitedError),
    (refuse(400, "Flagged", code="content_policy_violation"), ContentRefusedError),
    (refuse(400, f"No {KEY} at https://x.example/?k=1"), ProviderRejectedError),
    (Reply(400, {"error": "plain words"}), ProviderRejectedError),
    (Reply(400, {"message": "vLLM's words", "code": 400}), ProviderRejectedError),
    (Reply(400, [{"error": {"code": 400, "message": "Gemini's words"}}]), ProviderRejectedError),
    (Reply(422, {"detail": "FastAPI's words"}), ProviderRejectedError),
    (Reply(404, b"<html>", content_type="text/html"), ProviderMisconfiguredError),
    (Reply(404, {}), ProviderMisconfiguredError),
    (Reply(200, {"error": {"code": 402, "message": "credits"}}), ProviderQuotaError),
    (Reply(200, {"error": {"code": 502, "message": KEY}}), ProviderUnavailableError),
    (Reply(500, {"error": {"message": KEY}}), ProviderUnavailableError),
    (Reply(503, b"busy"), ProviderUnavailableError),
    (Reply(200, b"{"), ProviderOutputError),
    (Reply(200, {"choices": []}), ProviderOutputError),
    (Reply(200, {"choices": [{"message": {"content": "\ud800"}}]}), ProviderOutputError),
    (Reply(200, []), ProviderOutputError),
    (DROPPED, ProviderOutcomeUnknownError),
]


@pytest.mark.parametrize(("reply", "kind"), FAULTS)
async def test_every_trouble_has_its_error_and_tells_no_secret(
    service: OpenAIFake, client: ChatClient, reply: Reply, kind: type[ProviderError]
) -> None:
    service.prepare(*[reply] * 3)
    with pytest.raises(ProviderError) as caught:
        await client.complete(order())
    assert type(caught.value) is kind
    told = f"{caught.value.message} {caught.value.details}"
    assert KEY not in told
    assert "://" not in told


async def test_words_may_come_in_parts(service: OpenAIFake, client: ChatClient) -> None:
    parts = [{"type": "text", "text": "On"}, {"type": "text", "text": "ce"}]
    service.prepare(Reply(200, {"choices": [{"message": {"content": parts}}]}))
    assert (await client.complete(order(schema=None))).text == "Once"


async def test_figures_that_make_no_sense_cost_no_reply(
    service: OpenAIFake, client: ChatClient
) -> None:
    choice = {"finish_reason": "stop", "message": {"content": "Ah."}}
    usage = {"prompt_tokens": "12", "completion_tokens": 1.5, "cost": "n/a"}
    service.prepare(Reply(200, {"choices": [choice], "usage": usage}))
    result = await client.complete(order(schema=None))
    assert (result.text, result.tokens_in, result.tokens_out) == ("Ah.", 12, 1)
    assert result.cost_usd is None


async def test_the_list_of_models_is_the_services(client: ChatClient) -> None:
    assert await client.models() == [ServiceModel(MODEL, ModelKind.TEXT)]
