"""The AsyncAPI document: what is said on the WebSocket and in the streams of events."""

from collections.abc import Iterable
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from backend import __version__
from backend.api.document.event_examples import EVENTS, REPLIES, REQUESTS, as_sent

DESCRIPTION: Final = """\
What changes, told while it happens: on a WebSocket, where clients say what they want to hear of,
and as server-sent events, where the address says it.

- Events are hints, and GET is the truth: read again what an event names. Of two events about one
  thing the one with the lower `rev` is the older; events may come twice.
- Ids rise. After a break, connect with `last_event_id` (or the header Last-Event-ID) to get what
  was missed, except for previews, which are soon out of date. If that is no longer all there, the
  first message is `resync`.
- On a WebSocket nothing comes without a subscription. Each begins with what was missed of it.
- A reader who is too slow loses the oldest previews, then the oldest progress, but never a change
  of status. One who takes nothing for a minute is let go.
- When the server stops, WebSockets are closed with 1001 and streams end: connect again.
"""
_HOST: Final = "127.0.0.1:8001"
_SCHEMA: Final = "#/components/schemas/{model}"


def asyncapi_document() -> dict[str, Any]:
    """Return the document, version 3.0, made of the models that the messages are made of."""
    events, replies, requests = (_names(each) for each in (EVENTS, REPLIES, REQUESTS))
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "StoryCanvas events", "version": __version__, "description": DESCRIPTION},
        "defaultContentType": "application/json",
        "servers": {
            "sockets": {"host": _HOST, "protocol": "ws", "pathname": "/api/v1"},
            "streams": {"host": _HOST, "protocol": "http", "pathname": "/api/v1"},
        },
        "channels": {
            "socket": {**_channel("/ws", "sockets", events + replies + requests), **_RESUMED},
            "events": _channel("/events", "streams", events),
            "projectEvents": {
                **_channel("/projects/{project_id}/events", "streams", events),
                "parameters": {"project_id": {"description": "The project's id."}},
            },
        },
        "operations": {
            "listen": _operation("receive", "socket", requests),
            "tell": _operation("send", "socket", events + replies),
            "streamEvents": _operation("send", "events", events),
            "streamProjectEvents": _operation("send", "projectEvents", events),
        },
        "components": {
            "messages": {type(each).__name__: _message(each) for each in _ALL},
            "schemas": _schemas(),
        },
    }


_ALL: Final[tuple[BaseModel, ...]] = (*EVENTS, *REPLIES, *REQUESTS)
_RESUMED: Final = {
    "bindings": {
        "ws": {
            "method": "GET",
            "query": {
                "type": "object",
                "properties": {
                    "last_event_id": {"type": "string", "description": "The last id seen."}
                },
            },
        }
    }
}


def _names(messages: Iterable[BaseModel]) -> list[str]:
    return [type(message).__name__ for message in messages]


def _channel(address: str, server: str, messages: list[str]) -> dict[str, Any]:
    return {
        "address": address,
        "servers": [{"$ref": f"#/servers/{server}"}],
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
    }


def _operation(action: str, channel: str, messages: list[str]) -> dict[str, Any]:
    """Describe what the server does on a channel: it sends or receives."""
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{name}"} for name in messages],
    }


def _message(example: BaseModel) -> dict[str, Any]:
    kind = type(example)
    return {
        "name": kind.__name__,
        "summary": (kind.__doc__ or "").partition("\n")[0],
        "payload": {"$ref": _SCHEMA.format(model=kind.__name__)},
        "examples": [{"payload": as_sent(example)}],
    }


def _schemas() -> dict[str, Any]:
    wanted: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (type(each), "validation" if each in REQUESTS else "serialization") for each in _ALL
    ]
    _, schemas = models_json_schema(wanted, ref_template=_SCHEMA)
    found: dict[str, Any] = schemas["$defs"]
    return found
