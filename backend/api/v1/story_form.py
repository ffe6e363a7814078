"""A story as it is sent: as JSON, or as a form with the script in a file."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Final

import pydantic
from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError

from backend.api.uploads import BINARY, MultipartForm, Part
from backend.api.v1.dtos.story_drafting_dtos import StoryCreateDTO
from backend.domain.errors import PayloadTooLargeError, UnsupportedMediaError, invalid_field

MOST_BYTES: Final = 2 * 1024 * 1024
"""Of a script's file."""
_FIELD_BYTES: Final = 64 * 1024
_COMPONENT: Final = "#/components/schemas/{model}"


@contextmanager
def told_by_field() -> Iterator[None]:
    """Answer what is wrong with a body that was not read by the framework as if it had been."""
    try:
        yield
    except pydantic.ValidationError as exc:
        problems = [{**problem, "loc": ("body", *problem["loc"])} for problem in exc.errors()]
        raise RequestValidationError(problems) from exc


async def _story(request: Request) -> StoryCreateDTO:
    """Read what is sent.

    Raises:
        UnsupportedMediaError: it is neither JSON nor a form.
        PayloadTooLargeError: the file is over 2 MB.
        ValidationError: something in it is wrong.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    with told_by_field():
        if kind == "multipart/form-data":
            return StoryCreateDTO.model_validate(await _fields(request))
        if kind == "application/json":
            return StoryCreateDTO.model_validate_json(await request.body())
    raise UnsupportedMediaError("Send the story as JSON or as multipart/form-data")


SentStory = Annotated[StoryCreateDTO, Depends(_story)]


async def _fields(request: Request) -> dict[str, Any]:
    """Return the fields of a form.

    One that holds several values is written as JSON; gates may be parts of their own, too.
    """
    form = MultipartForm(request)
    form.open(MOST_BYTES)
    fields: dict[str, Any] = {}
    while part := await form.next_part():
        if part.name == "file":
            fields["script"] = await _text(part, MOST_BYTES)
            fields.setdefault("filename", part.filename)
        elif part.name in StoryCreateDTO.model_fields:
            value = _value(await _text(part, _FIELD_BYTES))
            if part.name == "review" and isinstance(value, str):
                value = [*fields.get("review", []), *value.split(",")]
            fields[part.name] = value
        else:
            raise invalid_field(part.name, "is not known here")
    return fields


async def _text(part: Part, limit: int) -> str:
    data = bytearray()
    async for chunk in part.content:
        data += chunk
        if len(data) > limit:
            raise PayloadTooLargeError(f"{part.name} is larger than {limit} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise invalid_field(part.name, f"is not UTF-8 text (byte {exc.start})") from exc


def _value(text: str) -> Any:
    if not text.startswith(("{", "[")):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def story_body() -> dict[str, Any]:
    """Return what the route adds to its OpenAPI operation."""
    sent = StoryCreateDTO.model_json_schema(ref_template=_COMPONENT)
    sent.pop("$defs", None)
    fields = {name: field for name, field in sent["properties"].items() if name != "script"}
    form = {
        "title": "StoryForm",
        "type": "object",
        "required": ["file"],
        "properties": {"file": BINARY, **fields},
    }
    content = {
        "application/json": {"schema": sent},
        "multipart/form-data": {"schema": form},
    }
    return {"requestBody": {"required": True, "content": content}}
