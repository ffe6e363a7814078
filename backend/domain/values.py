"""Value types with limits that JSON does not have and the database does."""

import math
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Final, Self, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

MAX_DEPTH: Final = 40
MAX_INT: Final = 2**63 - 1
# Above 2^53 - 1 a JavaScript client silently reads another number.
MAX_SEED: Final = 2**53 - 1
MAX_ORDER: Final = 1_000_000_000
_NUMBERS: Final = frozenset({int, float})


def _refuse(problem: str) -> PydanticCustomError:
    return PydanticCustomError("not_storable", "{problem}", {"problem": problem})


def _check_text(text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise _refuse("text holds half a surrogate pair, which is not a character")


def _check_key(key: Any) -> None:
    if "\x00" in key:
        raise _refuse("a key holds a NUL character")
    _check_text(key)


def _check_number(number: float) -> None:
    if isinstance(number, int):
        if not -MAX_INT <= number <= MAX_INT:
            raise _refuse("a whole number has more than 63 bits")
    elif not math.isfinite(number):
        raise _refuse("NaN and Infinity are not numbers that can be kept")


def _check(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _refuse(f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, int | float):
        _check_number(value)
    for item in _inside(value):
        _check(item, depth + 1)


def _inside(value: Any) -> Iterable[Any]:
    """Return what the value is made of; of a dictionary the keys are checked at once."""
    if isinstance(value, BaseModel):
        return [*value.__dict__.values(), *_inside(value.model_extra)]
    if isinstance(value, dict):
        for key in value:
            _check_key(key)
        return value.values()
    return value if isinstance(value, list) else ()


def check_storable(value: Any) -> None:
    """Raise PydanticCustomError for JSON that could not be stored or answered; models are JSON."""
    _check(value, 0)


Reference = Annotated[
    Annotated[str, Field(max_length=100)] | None,
    BeforeValidator(lambda id: None if id == "" else id),
]
"""The id of something that may be missing; clients write an empty text for none as well."""


@cache
def _types_in(annotation: Any) -> frozenset[Any]:
    """Return the types that an annotation is put together from."""
    parts = [part for part in get_args(annotation) if isinstance(part, type) or get_args(part)]
    return frozenset({annotation}.union(*map(_types_in, parts)))


class TypedInput(BaseModel):
    """The base of what holds numbers or truth values: 1 is not true, nor is false 0."""

    @field_validator("*", mode="before")
    @classmethod
    def _of_its_kind(cls, value: Any, info: ValidationInfo) -> Any:
        annotation: Any = cls.model_fields[str(info.field_name)].annotation
        known = _types_in(annotation)
        numeric, boolean = not known.isdisjoint(_NUMBERS), bool in known
        if isinstance(value, bool) and numeric and not boolean:
            raise PydanticCustomError("number_type", "must be a number, not true or false")
        if type(value) in _NUMBERS and boolean and not numeric:
            raise PydanticCustomError("bool_type", "must be true or false, not a number")
        return value


class StorableInput(TypedInput):
    """The base of what comes from outside: refuses JSON that could not be stored or answered.

    The database has no integers over 64 bits, no NUL in keys, and 100 levels of nesting; UTF-8
    has no half surrogate pairs; JSON in an answer has no NaN. Fields that are not known are
    ignored, whatever they hold.
    """

    @model_validator(mode="after")
    def _storable(self) -> Self:
        check_storable(self)
        return self


Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Order = Annotated[int, Field(ge=0, le=MAX_ORDER)]
