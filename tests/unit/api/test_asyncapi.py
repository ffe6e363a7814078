"""The document of the events says what is sent, in a form that tools can read."""

from collections.abc import Iterator
from typing import Any, get_args

import jsonschema_rs
import pytest
from pydantic import BaseModel

from backend.api.asyncapi import asyncapi_document
from backend.api.document.event_examples import EVENTS, REPLIES, REQUESTS, as_sent
from backend.api.v1.dtos.event_dtos import ClientMessage, EventMessage
from backend.events.types import Event

DOCUMENT = asyncapi_document()


def refs(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for inner in value.values():
            yield from refs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from refs(inner)


def found(ref: str) -> Any:
    place: Any = DOCUMENT
    for part in ref.removeprefix("#/").split("/"):
        place = place[part]
    return place


def test_every_reference_leads_somewhere() -> None:
    assert all(found(ref) for ref in refs(DOCUMENT))


@pytest.mark.parametrize("name", sorted(DOCUMENT["components"]["messages"]))
def test_an_example_is_what_its_schema_says(name: str) -> None:
    message = DOCUMENT["components"]["messages"][name]
    schema = {**message["payload"], "components": DOCUMENT["components"]}
    for example in message["examples"]:
        jsonschema_rs.validate(schema, example["payload"])


def test_every_event_and_every_request_is_described() -> None:
    requests = get_args(ClientMessage.model_fields["root"].annotation)
    assert {type(each) for each in EVENTS} == set(get_args(Event))
    assert {type(each) for each in REQUESTS} == set(requests)


@pytest.mark.parametrize("message", EVENTS, ids=lambda message: message.type)
def test_an_event_is_read_back_from_what_is_sent(message: BaseModel) -> None:
    assert EventMessage.model_validate(as_sent(message)).root == message


@pytest.mark.parametrize("message", REQUESTS, ids=lambda message: message.type)
def test_a_request_is_understood_as_it_is_shown(message: BaseModel) -> None:
    assert ClientMessage.model_validate(as_sent(message)).root == message


@pytest.mark.parametrize("message", [*EVENTS, *REPLIES], ids=lambda message: message.type)
def test_all_that_the_server_says_has_one_form(message: BaseModel) -> None:
    assert set(as_sent(message)) == {"id", "type", "project_id", "at", "data"}
