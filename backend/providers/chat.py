"""Text by chat completions: OpenAI, OpenRouter, Together, Gemini, Ollama, vLLM and gateways."""

import asyncio
import json
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, Field

from backend.domain.errors import (
    ContentRefusedError,
    ProviderError,
    ProviderRejectedError,
    ProviderUnavailableError,
)
from backend.domain.values import StorableInput
from backend.providers.chat_errors import Complaint, complaint_of
from backend.providers.generation import Message, ServiceModel, TextOrder, TextResult
from backend.providers.http import MEGABYTE, Answer, provider_errors
from backend.providers.paid import PaidClient
from backend.providers.wire import charged

ListModels = Callable[[], Awaitable[Sequence[ServiceModel]]]

_REMEMBERED: Final = 256
_LONGEST: Final = 16 * MEGABYTE
_NOT_TAKEN: Final = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
_LIMITS: Final = ("max_completion_tokens", "max_tokens")
"""The newer name first: old servers know the other, and some models none but this."""
_OPTIONAL: Final = (*_LIMITS, "temperature", "seed")
_LONGEST_NAME: Final = 64
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9_-]")

Format = Literal["json_schema", "json_object", "text"]
_MILDER: Final[dict[Format, Format]] = {"json_schema": "json_object", "json_object": "text"}


@dataclass(frozen=True)
class _Manner:
    """How a model is asked.

    Attributes:
        format: the strictest that it takes.
        without: parameters that it does not take.
    """

    format: Format = "json_schema"
    without: frozenset[str] = frozenset()


class _Part(BaseModel):
    text: str | None = None


class _Words(BaseModel):
    content: str | list[_Part] | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    finish_reason: str | None = None
    message: _Words


_Figure = Annotated[float | None, BeforeValidator(charged)]
"""What makes no sense is not told: a reply is no worse for it."""


class _Usage(BaseModel):
    prompt_tokens: _Figure = None
    completion_tokens: _Figure = None
    cost: _Figure = None


class _Completion(StorableInput):
    model: str | None = None
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


class ChatClient:
    """A TextGenerator for any such service.

    What a model does not take is left out: the schema becomes part of the message, parameters are
    not sent. That is remembered for each model as long as we run.
    """

    def __init__(
        self,
        http: PaidClient,
        models: ListModels,
        *,
        path: str = "/chat/completions",
        routing: Mapping[str, Any] | None = None,
    ) -> None:
        """Connect to nothing yet.

        Args:
            http: with shaped_refusal; it is closed with this.
            models: reads the service's live list.
            routing: fields that are sent whenever a format is asked for.
        """
        self._http = http
        self._models = models
        self._path = path
        self._routing = routing or {}
        self._known: OrderedDict[str, _Manner] = OrderedDict()

    async def models(self) -> Sequence[ServiceModel]:
        """Return the service's live list."""
        return await self._models()

    async def complete(self, order: TextOrder) -> TextResult:
        """Write; see TextGenerator."""
        manner, first = self._known.get(order.model, _Manner()), None
        while True:
            body = self._body(order, manner)
            answer = await self._http.ask(
                "POST", self._path, paying=True, accept=_NOT_TAKEN, limit=_LONGEST, json=body
            )
            if answer.status not in _NOT_TAKEN:
                break
            refusal = self._http.refusal(answer)
            if not _may_be_put_otherwise(refusal):
                raise refusal
            first = first or refusal
            milder = _milder(manner, body, complaint_of(answer))
            if milder is None:
                raise first
            manner = milder
        result = await self._read(answer)
        self._remember(order.model, _learnt(manner, body, result))
        return result

    async def close(self) -> None:
        """Close all connections."""
        await self._http.close()

    def _body(self, order: TextOrder, manner: _Manner) -> dict[str, Any]:
        limit = next((name for name in _LIMITS if name not in manner.without), None)
        wanted = {limit: order.max_tokens, "temperature": order.temperature, "seed": order.seed}
        fields = {
            name: value
            for name, value in wanted.items()
            if name and value is not None and name not in manner.without
        }
        asked = _format(order, manner.format)
        return {
            "model": order.model,
            "messages": _messages(order, manner.format),
            **fields,
            **({"response_format": asked, **self._routing} if asked else {}),
        }

    async def _read(self, answer: Answer) -> TextResult:
        provider = self._http.provider
        async with provider_errors(provider):
            said = await asyncio.to_thread(_Completion.model_validate_json, answer.body)
        choice, usage = said.choices[0], said.usage or _Usage()
        if choice.finish_reason == "content_filter" or choice.message.refusal:
            why = choice.message.refusal or "does not write such a thing"
            raise ContentRefusedError(provider, why[:300])
        if choice.finish_reason == "error":
            raise ProviderUnavailableError(provider, "broke off while it wrote")
        return TextResult(
            text=_text(choice.message),
            model=said.model or "",
            cut=choice.finish_reason == "length",
            tokens_in=int(usage.prompt_tokens or 0),
            tokens_out=int(usage.completion_tokens or 0),
            cost_usd=usage.cost,
        )

    def _remember(self, model: str, manner: _Manner) -> None:
        self._known[model] = manner
        self._known.move_to_end(model)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def _format(order: TextOrder, format: Format) -> dict[str, Any] | None:
    if order.schema is None or format == "text":
        return None
    if format == "json_object":
        return {"type": "json_object"}
    name = _NOT_IN_NAMES.sub("_", order.schema_name)[:_LONGEST_NAME] or "answer"
    return {
        "type": "json_schema",
        "json_schema": {"name": name, "strict": True, "schema": order.schema},
    }


def _messages(order: TextOrder, format: Format) -> list[dict[str, str]]:
    """Return the messages, with the schema in them where no strict format carries it."""
    turns = list(order.messages)
    if order.schema is not None and format != "json_schema":
        schema = json.dumps(order.schema, ensure_ascii=False)
        rule = f"Answer with one JSON object and nothing else. Its JSON Schema:\n{schema}"
        if turns and turns[0].role == "system":
            turns[0] = replace(turns[0], content=f"{turns[0].content}\n\n{rule}")
        else:
            turns.insert(0, Message("system", rule))
    return [{"role": turn.role, "content": turn.content} for turn in turns]


def _may_be_put_otherwise(refusal: ProviderError) -> bool:
    return isinstance(refusal, ProviderRejectedError) and not isinstance(
        refusal, ContentRefusedError
    )


def _milder(manner: _Manner, body: Mapping[str, Any], complaint: Complaint) -> _Manner | None:
    """Return how to ask after a refusal: without the parameter it names, else less strictly."""
    named = complaint.param or complaint.message
    refused = next((name for name in _OPTIONAL if name in body and name in named), None)
    if refused is not None:
        return replace(manner, without=manner.without | {refused})
    about_format = not complaint.param or complaint.param.startswith("response_format")
    if "response_format" in body and about_format:
        return replace(manner, format=_MILDER[manner.format])
    return None


def _learnt(manner: _Manner, body: Mapping[str, Any], result: TextResult) -> _Manner:
    """Return how to ask next time: what a strict format gives begins as an object does."""
    strict = body.get("response_format", {}).get("type") == "json_schema"
    if strict and result.text and not result.text.lstrip().startswith("{"):
        return replace(manner, format="json_object")
    return manner


def _text(words: _Words) -> str:
    if isinstance(words.content, list):
        return "".join(part.text or "" for part in words.content)
    return words.content or ""
