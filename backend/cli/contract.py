"""`storycanvas contract`: write down what clients rely on, or check that it is written down."""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any, Final

import typer
from fastapi import FastAPI

from backend.api.asyncapi import asyncapi_document
from backend.app import create_app
from backend.cli.generated import refresh
from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.settings import Settings

FOLDER: Final = "frontend-contract"
RELEASED: Final = f"{FOLDER}/released"
DOCUMENTS: Final = ("openapi.json", "asyncapi.json")
_SCHEMAS: Final = "#/components/schemas/"


def contract(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a file is out of date.")
    ] = False,
    release: Annotated[
        bool, typer.Option("--release", help="Promise it: later changes are compared with it.")
    ] = False,
) -> None:
    """Write the OpenAPI and AsyncAPI documents and the schemas of events."""
    files = contract_files()
    if release:
        files |= {f"{RELEASED}/{name}": files[f"{FOLDER}/{name}"] for name in DOCUMENTS}
    refresh(files, check=check)


def contract_files() -> dict[str, str]:
    """Return every generated file by its path from the root of the repository."""
    events = asyncapi_document()
    documents = dict(zip(DOCUMENTS, (unstarted_app().openapi(), events), strict=True))
    documents |= dict(_event_schemas(events))
    return {f"{FOLDER}/{name}": _json(document) for name, document in documents.items()}


def unstarted_app() -> FastAPI:
    """Return the application as its documents are made of: no database, no environment."""
    settings = Settings.model_construct()
    return create_app(Container(settings, LocatedDatabase("mongodb://nowhere", "configured", "")))


def _event_schemas(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a schema that stands alone for each message of the server, by the message's type."""
    parts = document["components"]
    for reference in document["operations"]["tell"]["messages"]:
        name = reference["$ref"].rpartition("/")[2]
        message = parts["messages"][name]
        known = _needed(message["payload"], parts["schemas"])
        schema = json.dumps({**message["payload"], "$defs": known}).replace(_SCHEMAS, "#/$defs/")
        kind = message["examples"][0]["payload"]["type"]
        dialect = "https://json-schema.org/draft/2020-12/schema"
        yield f"schemas/events/{kind}.json", {"$schema": dialect, **json.loads(schema)}


def _needed(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the named schemas that this one refers to, and those they refer to."""
    found: dict[str, Any] = {}
    waiting = [schema]
    while waiting:
        for name in re.findall(rf'"{_SCHEMAS}(\w+)"', json.dumps(waiting.pop())):
            if name not in found:
                found[name] = schemas[name]
                waiting.append(schemas[name])
    return found


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
