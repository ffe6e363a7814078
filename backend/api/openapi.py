"""The OpenAPI document: our error body instead of the framework's, with the codes of each route."""

from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from backend.api.error_handlers import status_of
from backend.domain import errors
from backend.domain.media import MEDIA_PATH

V1_PATH: Final = "/api/v1/openapi.json"
DESCRIPTION: Final = """\
Scripts become scenes, clips, pictures and films, and a cut that editors open.

- Ids are UUIDs of version 4. Times are UTC with milliseconds; lengths and positions are seconds.
- PUT changes the fields that are sent. Null is taken where it means "none"; fields that only
  answers have are ignored, so that a client may send back what it got.
- Every error has the body `ErrorResponse`. `detail` is for people, `error.code` for programs;
  the description of each status lists its codes.
- A list is whole unless `limit` asks for a part of it; its length is `total`, or the header
  `X-Total-Count` where the answer is an array.
- Every answer has `X-Request-ID`, the request's own if it is well formed, and `X-API-Version`.
- A path means the same with and without a slash at its end; HEAD answers like GET.
"""
_ERROR_CONTENT: Final = {
    "application/json": {"schema": {"$ref": "#/components/schemas/ErrorResponse"}}
}
_LOCATION: Final = {"description": "The address of what was made.", "schema": {"type": "string"}}
_TOTAL: Final = {"description": "The length of the whole list.", "schema": {"type": "integer"}}
_RETRY: Final = {"description": "Seconds after which to ask again.", "schema": {"type": "integer"}}
_FRAMEWORK_SCHEMAS: Final = ("HTTPValidationError", "ValidationError")


def operation_id(route: APIRoute) -> str:
    """Return the name generated clients call a route by: that of its function."""
    return route.name


class OpenApiApp(FastAPI):
    """A FastAPI that describes errors as they are answered."""

    def setup(self) -> None:
        """Add the routes of the document itself."""
        super().setup()
        self.add_route(V1_PATH, self._answer_document, include_in_schema=False)

    def openapi(self) -> dict[str, Any]:
        """Return the document, made at the first call."""
        if self.openapi_schema is None:
            document = super().openapi()
            document["info"]["description"] = DESCRIPTION
            for path, operations in document["paths"].items():
                for operation in operations.values():
                    _describe_errors(path, operation)
                    _describe_headers(operation)
            for name in _FRAMEWORK_SCHEMAS:
                document["components"]["schemas"].pop(name, None)
            self.openapi_schema = document
        return self.openapi_schema

    async def _answer_document(self, _request: Request) -> Response:
        return JSONResponse(self.openapi())


def _describe_errors(path: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    for kind in _errors_by_shape(path, operation):
        status = str(status_of(kind).value)
        known = responses.setdefault(status, {"description": "", "content": _ERROR_CONTENT})
        if known["content"] == _ERROR_CONTENT and f"`{kind.code}`" not in known["description"]:
            words = filter(None, (known["description"], f"`{kind.code}`"))
            known["description"] = ", ".join(words)


def _errors_by_shape(path: str, operation: dict[str, Any]) -> list[type[errors.StoryCanvasError]]:
    """Return what can go wrong on a route with such parameters and such a body."""
    kinds: list[type[errors.StoryCanvasError]] = [errors.StoryCanvasError]
    if "health" not in operation.get("tags", ()) and not path.startswith(MEDIA_PATH):
        kinds.append(errors.DatabaseUnavailableError)
    queried = any(each["in"] == "query" for each in operation.get("parameters", ()))
    if "requestBody" in operation or queried:
        kinds.append(errors.ValidationError)
    if "requestBody" in operation:
        kinds += [errors.PayloadTooLargeError, errors.UnsupportedMediaError]
    if "{" in path:
        kinds.append(errors.ResourceNotFoundError)
    return kinds


def _describe_headers(operation: dict[str, Any]) -> None:
    """Say which headers carry something of the answer."""
    pages = any(each["name"] == "limit" for each in operation.get("parameters", ()))
    for status, response in operation["responses"].items():
        content = response.get("content", {}).get("application/json", {})
        headers = {}
        if status in {"201", "202"}:
            headers["Location"] = _LOCATION
        elif pages and content.get("schema", {}).get("type") == "array":
            headers["X-Total-Count"] = _TOTAL
        elif f"`{errors.DatabaseUnavailableError.code}`" in response["description"]:
            headers["Retry-After"] = _RETRY
        if headers:
            response["headers"] = headers
