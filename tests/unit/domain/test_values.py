"""What comes from outside: kinds are kept apart, and only what can be stored is let in."""

import json
from typing import Any

import pytest
from pydantic import Field, ValidationError

from backend.domain.values import MAX_DEPTH, StorableInput, TypedInput


class Sound(TypedInput):
    """Something with numbers within something else."""

    volume: float | None = None


class Thing(StorableInput):
    """Something of every kind."""

    count: int = 0
    open: bool = False
    name: str = ""
    either: bool | int = 0
    sounds: list[Sound] = Field(default=[])
    more: dict[str, Any] = Field(default={})


def problem_of(body: Any) -> tuple[tuple[int | str, ...], str]:
    """Return where the body is wrong, and why."""
    with pytest.raises(ValidationError) as refused:
        Thing.model_validate(body)
    (problem,) = refused.value.errors()
    return problem["loc"], problem["msg"]


@pytest.mark.parametrize("wrong", [True, False])
def test_a_truth_value_is_no_number(wrong: bool) -> None:
    assert problem_of({"count": wrong}) == (("count",), "must be a number, not true or false")
    assert problem_of({"sounds": [{"volume": wrong}]})[0] == ("sounds", 0, "volume")


@pytest.mark.parametrize("wrong", [0, 1, 1.0])
def test_a_number_is_no_truth_value(wrong: float) -> None:
    assert problem_of({"open": wrong}) == (("open",), "must be true or false, not a number")


def test_what_may_be_both_and_what_forms_send_as_text_is_taken() -> None:
    assert Thing.model_validate({"either": True}).either is True
    sent = {"count": "5", "open": "true", "sounds": [{"volume": 1}]}
    assert Thing.model_validate(sent) == Thing(count=5, open=True, sounds=[Sound(volume=1.0)])


def nested(levels: int) -> dict[str, Any]:
    """Return an object within an object within ..."""
    inside: dict[str, Any] = json.loads('{"x":' * levels + "0" + "}" * levels)
    return inside


NOT_STORABLE = {
    "a whole number has more than 63 bits": {"x": [2**63]},
    "NaN and Infinity are not numbers that can be kept": {"x": float("nan")},
    "a key holds a NUL character": {"x": {"a\0b": 1}},
    "text holds half a surrogate pair, which is not a character": {"x": "\ud800"},
    f"nested deeper than {MAX_DEPTH} levels": nested(MAX_DEPTH),
}


@pytest.mark.parametrize("problem", NOT_STORABLE)
def test_what_could_not_be_stored_is_refused_and_ignored_where_it_would_not_be(
    problem: str,
) -> None:
    assert problem_of({"more": NOT_STORABLE[problem]}) == ((), problem)
    assert Thing.model_validate({"nobody knows": NOT_STORABLE[problem]}) == Thing()


def test_what_can_be_stored_comes_through_unchanged() -> None:
    more = {"$set": [None, True, 2**63 - 1, -0.5, "🎬 \0"], "": nested(30)}
    assert Thing.model_validate({"more": more}).more == more
