"""What the fields of a model hold and point at, in the words of the database."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from itertools import pairwise
from textwrap import dedent
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    NewType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import BaseModel, SecretStr

from backend.domain.media import MediaRef

PLAIN: Final = {
    str: "text",
    SecretStr: "text",
    int: "int",
    float: "double",
    bool: "bool",
    datetime: "date",
    Any: "anything",
}


@dataclass(frozen=True)
class StoredField:
    """One field of a document.

    Attributes:
        kind: what it holds, e.g. "array of int".
        models: the models whose documents lie inside it.
        points_at: names of id types it holds, such as "SceneId", or "MediaRef".
    """

    name: str
    kind: str
    meaning: str
    models: tuple[type[BaseModel], ...]
    points_at: tuple[str, ...]
    optional: bool


def stored_fields(model: type[BaseModel]) -> list[StoredField]:
    """Return the fields of a model's documents, in the order of the model; `id` as `_id`."""
    hints = get_type_hints(model, include_extras=True)
    notes = attribute_notes(model)
    fields = []
    for name, field in model.model_fields.items():
        parts = list(_parts(hints[name]))
        fields.append(
            StoredField(
                name="_id" if name == "id" else name,
                kind=kind_of(hints[name]),
                meaning=field.description or notes.get(name, ""),
                models=tuple(part for part in parts if _is_model(part)),
                points_at=tuple(_target(part) for part in parts if _target(part)),
                optional=NoneType in parts,
            )
        )
    return fields


def kind_of(annotation: Any) -> str:
    """Return how the database holds it: "text", "array of int", "date or null", a model's name."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated or isinstance(annotation, NewType):
        return kind_of(inner[0] if inner else annotation.__supertype__)
    if origin in (Union, UnionType):
        return " or ".join(dict.fromkeys(map(kind_of, inner)))
    if origin is Literal:
        return "text: " + ", ".join(inner)
    if origin in (list, tuple, set, frozenset):
        return f"array of {kind_of(inner[0])}"
    return _class_kind(origin or annotation)


def _class_kind(held: Any) -> str:
    if held is NoneType:
        return "null"
    if held is dict:
        return "object"
    if isinstance(held, type) and issubclass(held, Enum):
        return "text: " + ", ".join(member.value for member in held)
    return PLAIN.get(held) or str(held.__name__)


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield the annotation and everything it is made of."""
    yield annotation
    for inner in get_args(annotation):
        if annotation != MediaRef:
            yield from _parts(inner)


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _target(part: Any) -> str:
    if isinstance(part, NewType):
        return part.__name__
    return "MediaRef" if part == MediaRef else ""


@cache
def attribute_notes(kind: type) -> dict[str, str]:
    """Return the texts that stand under the attributes in a class of ours and in its bases."""
    notes: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.startswith("backend."):
            body = ast.parse(dedent(inspect.getsource(base))).body[0]
            notes |= dict(_notes_in(body)) if isinstance(body, ast.ClassDef) else {}
    return notes


def _notes_in(body: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for statement, note in pairwise(body.body):
        if isinstance(note, ast.Expr) and isinstance(note.value, ast.Constant):
            if isinstance(statement, ast.AnnAssign):
                yield ast.unparse(statement.target), str(note.value.value)
            elif isinstance(statement, ast.Assign):
                yield ast.unparse(statement.targets[0]), str(note.value.value)
