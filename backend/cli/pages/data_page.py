"""docs/DATA.md: the collections, their fields, what refers to what, and the indexes."""

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, Final

from pydantic import BaseModel

from backend import repositories
from backend.cli.pages.fields import StoredField, stored_fields
from backend.cli.pages.table import table
from backend.domain.lane import Lane
from backend.repositories.base_repository import BaseRepository
from backend.repositories.collection import Index

INTRODUCTION: Final = """# Data

Written by `storycanvas docs` from the models and the repositories; a test compares it.

MongoDB holds the documents below. Ids are UUID version 4 text unless said otherwise, dates are UTC
in whole milliseconds, and a media reference is the storage key of a file in UPLOAD_DIR.
"""

WITHOUT_ENTITY: Final = {
    "accounts": [
        ("_id", "text", "The project's id."),
        ("spent", "float", "US dollars, the sum of its entries in the ledger."),
        ("open", "object", "What is about to be spent, by the ids its entries will have."),
    ],
    "cleanups": [
        ("_id", "text", "The prompt's id at its server."),
        ("lane_id", "text", "The server where it must still be stopped."),
    ],
    "config": [
        ("_id", "text", "`settings`."),
        ("revision", "int", "How often they were read again; every process follows it."),
    ],
    "counters": [
        ("_id", "text", "What is counted: events, or examinations by the doctor."),
        ("value", "int", "The last number given."),
    ],
    "events": [
        ("_id", "int", "Rises by one from event to event, over all processes."),
        ("type", "text", "Which event it is; `backend/events/types.py` has them all."),
        ("project_id", "text or null", "Whose it is; null: of no project."),
        ("at", "date", "When it was published."),
        ("data", "object", "What it tells, by type."),
        ("expires_at", "date", "When it may be removed: after a day, a preview after a minute."),
    ],
    "idempotency": [
        ("_id", "text", "A hash of the operation, what it is about, and the key."),
        ("body_hash", "text", "A hash of what was asked for."),
        ("answered", "bool", "All that the request makes is stored."),
        ("seed", "text", "What the ids of all that the request makes follow from."),
        ("created_at", "date", "When the key came first; it is forgotten a day later."),
    ],
    "migrations": [
        ("_id", "int or text", "The step's number, or `lock` for the lock of those who migrate."),
        ("name", "text", "The step."),
        ("applied_at", "date", "When it was done."),
        ("owner", "text", "Lock only: who has it."),
        ("until", "date or null", "Lock only: until when, by the database's clock."),
    ],
    "pauses": [
        ("_id", "text", "Whose jobs are given to no server: a project's id, or `queue` for all."),
        ("since", "date", "When the pause began."),
    ],
    "shares": [
        ("_id", "text or null", "A project's id, null for jobs of none, or `floor` for all."),
        ("v", "float", "Seconds of service given; `floor`: where whoever comes back starts."),
    ],
    "speeds": [
        ("_id", "text", "The server's id, or that and a family of jobs behind a slash."),
        ("lane_id", "text", "The server."),
        ("family", "text", "Jobs that take about as long; absent: about the server as such."),
        ("model_key", "text", "What the family needs in memory."),
        ("runs", "int", "How many completed jobs it was learned from."),
        ("run_seconds", "float", "What the work takes, without loading: a moving mean."),
        ("figure", "float", "Steps x megapixels x frames of those jobs: a moving mean."),
        ("recent", "list of float", "The latest runs, in seconds."),
        ("loads", "int", "How many loads of the model were seen."),
        ("load_seconds", "float", "What a load takes: a moving mean."),
        ("surprises", "int", "How many runs could be estimated before."),
        ("surprise", "float", "Mean square of ln(actual / estimate) over them."),
        ("speed", "float", "The server's speed beside others; 1 is nothing special."),
        ("updated_at", "date", "When it last learned, by the database's clock."),
    ],
    "task_lanes": [
        ("_id", "text", "The lane's name; it has a document only while it is or was in trouble."),
        ("paused", "bool", "Nothing begins there until a person resumes it."),
        ("reason", "text or null", "Why it is paused or rests."),
        ("since", "date or null", "When that began."),
        ("rests_until", "date or null", "Nothing begins there before, by the database's clock."),
        ("rest_ms", "int", "How long the latest rest was; the next is twice as long."),
    ],
    "workers": [
        ("_id", "text", "Under which it owns servers and jobs: new with each start."),
        ("host", "text", "The machine it runs on."),
        ("pid", "int", "Its number there."),
        ("kind", "text", "`api`, or `worker` if it only runs jobs."),
        ("beat", "date", "When it last said that it lives, by the database's clock."),
    ],
}


def data_page() -> str:
    """Return the page."""
    names = sorted({*_repositories(), *WITHOUT_ENTITY})
    sections = [_section(name) for name in names]
    parts = [_part(model) for model in _embedded()]
    return "\n".join(
        [
            INTRODUCTION,
            "## What refers to what\n",
            "```mermaid",
            "erDiagram",
            *sorted({f"    {line}" for name in names for line in _references(name)}),
            "```\n",
            "## Collections\n",
            *sections,
            "## Documents inside documents\n",
            *parts,
        ]
    )


@cache
def _repositories() -> dict[str, Any]:
    """Return each collection's repository, the most special one where there are several."""
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(repositories.__path__):
        members = vars(import_module(f"{repositories.__name__}.{module.name}")).values()
        for member in members:
            name = getattr(member, "collection_name", None)
            if isinstance(name, str) and isinstance(member, type) and member is not BaseRepository:
                known = found.get(name, member)
                found[name] = member if issubclass(member, known) else known
    return found


def _entity(collection: str) -> type[BaseModel] | None:
    if collection == "lanes":
        return Lane
    entity: type[BaseModel] | None = getattr(_repositories().get(collection), "entity", None)
    return entity


def _section(collection: str) -> str:
    entity = _entity(collection)
    repository = _repositories().get(collection)
    note = (entity or repository).__doc__ if entity or repository else None
    rows = (
        [_row(field) for field in stored_fields(entity)] if entity else WITHOUT_ENTITY[collection]
    )
    lines = [f"### {collection}\n", *([f"{note.strip()}\n"] if note else [])]
    lines.append(table(("Field", "Type", "Meaning"), rows) + "\n")
    indexes = [_index(index) for index in getattr(repository, "indexes", ())]
    if indexes:
        lines.append("Indexes:\n\n" + "\n".join(f"- {text}" for text in indexes) + "\n")
    return "\n".join(lines)


def _part(model: type[BaseModel]) -> str:
    rows = [_row(replace(field, name=field.name.lstrip("_"))) for field in stored_fields(model)]
    note = (model.__doc__ or "").strip()
    return f"### {model.__name__}\n\n{note}\n\n" + table(("Field", "Type", "Meaning"), rows) + "\n"


def _row(field: StoredField) -> tuple[str, str, str]:
    targets = list(filter(None, map(_home_of, field.points_at)))
    references = [f"Refers to {', '.join(targets)}."] if targets else []
    return field.name, field.kind, " ".join([field.meaning, *references])


def _index(index: Index) -> str:
    keys = ", ".join(f"{name} {'↑' if order == 1 else '↓'}" for name, order in index.keys)
    options = [f"{name} {value}" for name, value in index.options.items()]
    return ", ".join([f"`{keys}`", *(["unique"] if index.unique else []), *options])


def _home_of(id_type: str) -> str | None:
    """Return the collection an id belongs to, e.g. "SceneId": "scenes"; takes live in clips."""
    if id_type == "MediaRef":
        return "media"
    noun = id_type.removesuffix("Id")
    homes = (
        name
        for name, repository in _repositories().items()
        if getattr(repository, "entity", None) and repository.entity.__name__.endswith(noun)
    )
    return next(homes, None)


def _references(collection: str) -> Iterator[str]:
    entity = _entity(collection)
    for path, field in _paths(entity) if entity else ():
        for target in filter(None, map(_home_of, field.points_at)):
            one = "|o" if field.optional else "||"
            yield f'{target} {one}--o{{ {collection} : "{path}"'


def _paths(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, StoredField]]:
    for field in stored_fields(model):
        if field.name != "_id" or not prefix:
            yield prefix + field.name, field
        for inner in field.models:
            yield from _paths(inner, f"{prefix}{field.name}.")


def _embedded() -> list[type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    waiting = [entity for name in _repositories() if (entity := _entity(name))]
    while waiting:
        for field in stored_fields(waiting.pop()):
            for model in field.models:
                if model.__name__ not in found:
                    found[model.__name__] = model
                    waiting.append(model)
    return [found[name] for name in sorted(found)]
