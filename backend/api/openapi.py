"""The OpenAPI document: our error body instead of the framework's, with the codes of each route."""

from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from backend.api.error_handlers import status_of
from backend.domain import errors

V1_PATH: Final = "/api/v1/openapi.json"
_ERROR_CONTENT: Final = {
    "application/json": {"schema": {"$ref": "#/components/schemas/ErrorResponse"}}
}
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
            for path, operations in document["paths"].items():
                for operation in operations.values():
                    _describe_errors(path, operation)
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
    if "health" not in operation.get("tags", ()):
        kinds.append(errors.DatabaseUnavailableError)
    queried = any(each["in"] == "query" for each in operation.get("parameters", ()))
    if "requestBody" in operation or queried:
        kinds.append(errors.ValidationError)
    if "requestBody" in operation:
        kinds += [errors.PayloadTooLargeError, errors.UnsupportedMediaError]
    if "{" in path:
        kinds.append(errors.ResourceNotFoundError)
    return kinds
