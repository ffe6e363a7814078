"""The OpenAPI document: what the routes say, in the words and the order generated clients need."""

import hashlib
import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRoute

from backend.api.document.errors import describe_errors, share_errors, shared_error_examples
from backend.api.document.examples import ExampleMaker, add_examples
from backend.api.document.links import add_links
from backend.api.document.operations import describe_operation
from backend.api.document.schemas import finish_schemas
from backend.api.document.wording import DESCRIPTION, HEADERS, TAGS

PATHS: Final = ("/openapi.json", "/api/v1/openapi.json")


def operation_id(route: APIRoute) -> str:
    """Return the name generated clients call a route by: that of its function."""
    return route.name


class OpenApiApp(FastAPI):
    """A FastAPI that describes itself as its clients see it."""

    _answer: Response | None = None

    def setup(self) -> None:
        """Add the routes of the document itself."""
        self.openapi_url = None
        super().setup()
        for path in PATHS:
            self.add_route(path, self._answer_document, include_in_schema=False)

    def openapi(self) -> dict[str, Any]:
        """Return the document, made at the first call."""
        if self.openapi_schema is None:
            self.openapi_schema = _finished(super().openapi())
        return self.openapi_schema

    async def _answer_document(self, request: Request) -> Response:
        body = json.dumps(self.openapi(), ensure_ascii=False, separators=(",", ":")).encode()
        headers = {
            "ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
            "Cache-Control": "no-cache",
        }
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(body, media_type="application/json", headers=headers)


def _finished(document: dict[str, Any]) -> dict[str, Any]:
    components = document["components"]
    components["headers"] = HEADERS
    components["examples"] = shared_error_examples()
    for path, operation in operations(document):
        describe_errors(path, operation)
        describe_operation(operation, components["schemas"])
    finish_schemas((each for _, each in operations(document)), components["schemas"])
    maker = ExampleMaker(components["schemas"])
    for _, operation in operations(document):
        add_examples(operation, maker)
    add_links(document)
    components["responses"] = {}
    for _, operation in operations(document):
        share_errors(operation, components["responses"])
    used = {tag for _, operation in operations(document) for tag in operation.get("tags", ())}
    document["info"]["description"] = DESCRIPTION
    document["servers"] = [{"url": "/"}]
    document["tags"] = [
        {"name": name, "description": text} for name, text in TAGS.items() if name in used
    ]
    return document


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every operation with its path."""
    for path, methods in document["paths"].items():
        for operation in methods.values():
            yield path, operation
