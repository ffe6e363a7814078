"""The fields of replies: schemas that every strict service takes, and forgiving readers of them."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

MOST_FAULTS: Final = 8
"""So many are told to the model."""
_DIGITS: Final = re.compile(r"\d{1,9}")

M = TypeVar("M", bound=BaseModel)
Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
NUMBER: Final[Schema] = {"type": "integer"}
TEXTS: Final[Schema] = {"type": "array", "items": TEXT}


class Frozen(BaseModel):
    """A value made of a reply; it can be stored and read back."""

    model_config = ConfigDict(frozen=True)


def as_text(value: object) -> object:
    """Return a text on one line, without what no database takes; nothing at all is empty."""
    if isinstance(value, str):
        return " ".join(value.replace("\0", "").encode("utf-8", "ignore").decode().split())
    return "" if value is None else value


def at_most(most: int) -> BeforeValidator:
    """Cut a text to so many characters."""

    def cut(value: object) -> object:
        text = as_text(value)
        return text[:most] if isinstance(text, str) else text

    return BeforeValidator(cut)


def _number(value: object) -> object:
    """Models write "[12]" and "12." too."""
    found = _DIGITS.search(value) if isinstance(value, str) else None
    return int(found[0]) if found else value


def _texts(value: object) -> object:
    """Return a list of texts; one alone is a list, what is no text is left out."""
    each = value if isinstance(value, list) else [value]
    return [as_text(item) for item in each if isinstance(item, str)]


Number = Annotated[int, BeforeValidator(_number)]
Short = Annotated[str, at_most(100)]
Title = Annotated[str, at_most(200)]
Sentence = Annotated[str, at_most(500)]
Paragraph = Annotated[str, at_most(1500)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]


def an_object(**fields: Schema) -> Schema:
    """Return the schema of an object all of whose fields are required."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def a_list(**fields: Schema) -> Schema:
    """Return the schema of a list of such objects."""
    return {"type": "array", "items": an_object(**fields)}


def text_of(found: Mapping[str, Any], name: str, most: int) -> str:
    """Return a field that is a text, cut to so many characters; empty if it is none."""
    value = as_text(found.get(name))
    return value[:most] if isinstance(value, str) else ""


def items_of(
    found: Mapping[str, Any], name: str, model: type[M], most: int
) -> tuple[list[M], list[str]]:
    """Read a list item by item.

    Returns:
        The sound items, at most so many, and what is wrong with the others.
    """
    raw = found.get(name)
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        return [], [f"{name}: must be a list"]
    items, faults = [], []
    for at, each in enumerate(raw[:most]):
        try:
            items.append(model.model_validate(each))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, (f"{name}[{at}]", *first["loc"])))
            faults.append(f"{place}: {first['msg']}")
    return items, faults
