"""Turns every error into the one body, by one table from class to status."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from backend.api.envelope import HTTP_ERROR, METHOD_NOT_ALLOWED, EnvelopeResponse
from backend.domain import errors

STATUS: Final[dict[type[errors.StoryCanvasError], HTTPStatus]] = {
    errors.StoryCanvasError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.ResourceNotFoundError: HTTPStatus.NOT_FOUND,
    errors.UnknownExportFormatError: HTTPStatus.NOT_FOUND,
    errors.ValidationError: HTTPStatus.BAD_REQUEST,
    errors.ConflictError: HTTPStatus.CONFLICT,
    errors.AuthenticationError: HTTPStatus.UNAUTHORIZED,
    errors.PayloadTooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.UnsupportedMediaError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.RateLimitError: HTTPStatus.TOO_MANY_REQUESTS,
    errors.ServiceUnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StorageFullError: HTTPStatus.INSUFFICIENT_STORAGE,
    errors.ProviderError: HTTPStatus.BAD_GATEWAY,
    errors.ProviderUnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.ProviderNotConfiguredError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.ProviderRateLimitedError: HTTPStatus.TOO_MANY_REQUESTS,
}
_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
_PLACES: Final = frozenset({"body", "query", "path", "header", "cookie"})
# As Python writes it in messages: <MediaKind.IMAGE: 'image'>.
_ENUM_MEMBER: Final = re.compile(r"<\w+\.\w+: ('\w+')>")
_SHOWN_FIELDS: Final = 3
_SHOWN_CHARACTERS: Final = 200
# To ask for the next job is to take it, and whoever sends HEAD would never see what was taken.
_TAKES: Final = re.compile(r"/api/v1/queue/servers/[^/]+/next")
DEFAULT_RETRY_SECONDS: Final = 5


def status_of(error: type[errors.StoryCanvasError]) -> HTTPStatus:
    """Return the status of the nearest class in the table."""
    return next(STATUS[known] for known in error.__mro__ if known in STATUS)


def answer_error(error: errors.StoryCanvasError) -> Response:
    """Return the answer to one of our own errors."""
    status = status_of(type(error))
    headers = {}
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        seconds = getattr(error, "retry_after", DEFAULT_RETRY_SECONDS)
        headers["Retry-After"] = str(max(1, round(seconds)))
    return EnvelopeResponse(status, error.code, error.message, error.details, headers)


def answer_bug(request_id: str | None) -> Response:
    """Return the answer to an error nobody foresaw: nothing of its inside."""
    return EnvelopeResponse(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        errors.StoryCanvasError.code,
        "Something went wrong on our side; the log has the reason under this request id",
        {"request_id": request_id},
    )


def install_error_handlers(app: FastAPI) -> None:
    """Teach the app the one body."""

    @app.exception_handler(errors.StoryCanvasError)
    async def own(_request: Request, error: errors.StoryCanvasError) -> Response:
        return answer_error(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return answer_error(_explain(request, error))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        return _answer_http(request, error)


def _explain(request: Request, error: RequestValidationError) -> errors.StoryCanvasError:
    """Tell a body of another kind from a body with mistakes."""
    if isinstance(error.body, bytes) and error.body:
        kind = request.headers.get("content-type", "none")
        return errors.UnsupportedMediaError(
            f"The body must be JSON, with Content-Type: application/json (it has {kind})"
        )
    fields = [
        {"field": _field(problem), "problem": _problem(problem)} for problem in error.errors()
    ]
    told = [f"{each['field']}: {each['problem']}" for each in fields[:_SHOWN_FIELDS]]
    if len(fields) > _SHOWN_FIELDS:
        told.append(f"and {len(fields) - _SHOWN_FIELDS} more")
    return errors.ValidationError("; ".join(told), fields=fields)


def _field(problem: Any) -> str:
    """Name a field as its sender would: ("body", "loras", 0, "name") is "loras.0.name"."""
    if problem["type"] == "null_not_allowed":
        return str(problem["ctx"]["field"])
    if problem["type"] == "json_invalid":  # its location is a position in the text
        return "body"
    location = problem["loc"]
    inside = location[1:] if location[0] in _PLACES else location
    return ".".join(map(str, inside)) or str(location[0])


def _problem(problem: Any) -> str:
    if problem["type"] == "json_invalid":
        return f"is not JSON: {problem['ctx']['error']}"
    return _ENUM_MEMBER.sub(r"\1", str(problem["msg"])).removeprefix("Value error, ")


def _answer_http(request: Request, error: HTTPException) -> Response:
    """Answer what the framework refused; our own error may be the cause of it."""
    if isinstance(error.__cause__, errors.StoryCanvasError):
        return answer_error(error.__cause__)
    status = HTTPStatus(error.status_code)
    if status is HTTPStatus.NOT_FOUND:
        message = f"There is nothing at {request.scope['path'][:_SHOWN_CHARACTERS]}"
        return EnvelopeResponse(status, errors.ResourceNotFoundError.code, message)
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        return _answer_method(request)
    if status is HTTPStatus.BAD_REQUEST:
        return answer_error(errors.invalid_field("body", str(error.detail)))
    return EnvelopeResponse(status, HTTP_ERROR, str(error.detail), None, error.headers)


def _answer_method(request: Request) -> Response:
    allowed = allowed_methods(request.scope)
    headers = {"Allow": ", ".join(allowed)}
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    message = f"{request.method} is not possible here; {headers['Allow']} are"
    return EnvelopeResponse(
        HTTPStatus.METHOD_NOT_ALLOWED, METHOD_NOT_ALLOWED, message, {"allowed": allowed}, headers
    )


def allowed_methods(scope: Scope) -> list[str]:
    """Return what the path answers to; the framework names the first route's methods only."""
    app = scope["app"]
    own = getattr(app.state, "fixed_paths", {}).get(scope["path"])
    if own is None:
        own = {method for method in _METHODS if _is_taken(app.routes, {**scope, "method": method})}
    allowed = [method for method in _METHODS if method in own]
    if "GET" in allowed and answers_head(scope):
        allowed.append("HEAD")
    return [*allowed, "OPTIONS"]


def _is_taken(routes: Iterable[BaseRoute], scope: Scope) -> bool:
    return any(route.matches(scope)[0] is Match.FULL for route in routes)


def answers_head(scope: Scope) -> bool:
    """Tell whether HEAD is answered like GET here: everywhere but where GET takes something."""
    return _TAKES.fullmatch(scope["path"]) is None
