"""The one body of every error."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import Response
from pydantic import BaseModel, Field, RootModel, WithJsonSchema

from backend.domain import errors

METHOD_NOT_ALLOWED: Final = "METHOD_NOT_ALLOWED"
HTTP_ERROR: Final = "HTTP_ERROR"


def error_classes() -> list[type[errors.StoryCanvasError]]:
    """Return every class of the error tree."""
    return [
        known
        for known in vars(errors).values()
        if isinstance(known, type) and issubclass(known, errors.StoryCanvasError)
    ]


ERROR_CODES: Final = sorted(
    {METHOD_NOT_ALLOWED, HTTP_ERROR} | {known.code for known in error_classes()}
)


class ErrorCode(RootModel[Annotated[str, WithJsonSchema({"type": "string", "enum": ERROR_CODES})]]):
    """What went wrong, for programs; docs/errors.md explains each code."""


class ErrorBody(BaseModel):
    """What went wrong: a code for programs, a message for people, details for both."""

    code: ErrorCode
    message: str
    details: dict[str, Any] = Field(
        description="On VALIDATION_ERROR `fields`, a list of {field, problem}."
    )


class ErrorResponse(BaseModel):
    """The body of every error; `detail` repeats the message."""

    error: ErrorBody
    detail: str


class EnvelopeResponse(Response):
    """An error as it is answered."""

    media_type = "application/json"

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        message: str,
        details: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        error = {"code": code, "message": message, "details": details or {}}
        body = json.dumps({"error": error, "detail": message}, ensure_ascii=False, default=str)
        # A message may repeat what was sent, and half a surrogate pair has no UTF-8.
        kept = {"Cache-Control": "no-store", **(headers or {})}
        super().__init__(body.encode("utf-8", "replace"), status, kept)
