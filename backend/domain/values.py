"""Value types with limits that JSON does not have and the database does."""

import math
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

MAX_DEPTH: Final = 40
MAX_INT: Final = 2**63 - 1
# Above 2^53 - 1 a JavaScript client silently reads another number.
MAX_SEED: Final = 2**53 - 1


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
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_key(key)
            _check(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check(item, depth + 1)


class StorableInput(BaseModel):
    """The base of what comes from outside: refuses JSON that could not be stored or answered.

    The database has no integers over 64 bits, no NUL in keys, and 100 levels of nesting; UTF-8
    has no half surrogate pairs; JSON in an answer has no NaN.
    """

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, data: Any) -> Any:
        _check(data, 0)
        return data


Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Order = Annotated[int, Field(ge=0, le=1_000_000_000)]
