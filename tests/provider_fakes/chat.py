"""Chat completions as services of OpenAI's shape answer them."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.provider_fakes.faults import Call, Reply

Refuse = Callable[..., Reply]
"""Makes an error of the service: status, message, and where it says so, param and code."""

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FORMATS: Final = {"text", "json_object", "json_schema"}


@dataclass
class ChatModel:
    """A model of the fake, and what it does not take.

    Attributes:
        without: parameters that it refuses; "json_schema" and "json_object" are formats.
        drops_format: it takes a format, and answers as if none had been asked for.
        text: what it writes; None: an object that says so.
    """

    without: frozenset[str] = frozenset()
    drops_format: bool = False
    text: str | None = None
    finish_reason: str = "stop"
    refusal: str | None = None
    usage: dict[str, Any] = field(default_factory=dict)


def complete(call: Call, models: dict[str, ChatModel], refuse: Refuse) -> Reply:
    """Answer a chat completion."""
    body = call.json()
    model = models.get(body.get("model", ""))
    if model is None:
        return refuse(
            404, f"The model '{body.get('model')}' does not exist", code="model_not_found"
        )
    wrong = _wrong(body, model)
    if wrong is not None:
        param, message = wrong
        return refuse(400, message, param=param, code="unsupported_parameter")
    format = "text" if model.drops_format else _format(body)
    text = model.text or ("Once upon a time." if format == "text" else json.dumps({"ok": True}))
    words = {"content": None if model.refusal else text, "refusal": model.refusal}
    choice = {
        "index": 0,
        "finish_reason": model.finish_reason,
        "logprobs": None,
        "message": {"role": "assistant", **words},
    }
    usage = {"prompt_tokens": 12, "completion_tokens": 7, "total_tokens": 19, **model.usage}
    return Reply(
        body={
            "id": "gen-1",
            "object": "chat.completion",
            "created": 1_790_000_000,
            "model": body["model"],
            "system_fingerprint": None,
            "choices": [choice],
            "usage": usage,
        }
    )


def _wrong(body: dict[str, Any], model: ChatModel) -> tuple[str, str] | None:
    """Return the parameter that will not do, and what is wrong with it."""
    if not body.get("messages"):
        return "messages", "Missing required parameter: 'messages'."
    for name in sorted(model.without & body.keys()):
        return name, f"Unsupported parameter: '{name}' is not supported with this model."
    format = _format(body)
    if format not in _FORMATS or format in model.without:
        return "response_format", f"Invalid parameter: 'response_format' of type '{format}'."
    if format == "json_schema":
        named = body["response_format"]["json_schema"]
        if not _NAME.fullmatch(named.get("name", "")) or "schema" not in named:
            return "response_format.json_schema.name", "Invalid 'name'."
    if format == "json_object" and "json" not in json.dumps(body["messages"]).lower():
        return "messages", "'messages' must contain the word 'json'."
    return None


def _format(body: dict[str, Any]) -> str:
    return str((body.get("response_format") or {}).get("type", "text"))
