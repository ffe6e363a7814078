"""Checks of the plain values in a graph: numbers, texts, choices and names of uploaded files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from backend.simulator.object_info import choices

# Types that connect to everything.
ANY_TYPES = ("*", "COMFY_MATCHTYPE_V3")
CONVERT: dict[str, Callable[[Any], Any]] = {"INT": int, "FLOAT": float, "STRING": str}

# Above so many choices an answer names only their number.
LONGEST_LIST = 20


def error(kind: str, message: str, details: str, extra: Mapping[str, Any]) -> dict[str, Any]:
    """Return one error as the server words it."""
    return {"type": kind, "message": message, "details": details, "extra_info": dict(extra)}


def check_value(
    name: str,
    spec: list[Any],
    value: Any,
    inputs: dict[str, Any],
    file_exists: Callable[[str], bool],
) -> dict[str, Any] | None:
    """Return what is wrong with a value that is no link; what is convertible is converted."""
    options = spec[1] if len(spec) > 1 else {}
    if any(option.endswith("_upload") for option in options):
        return None if file_exists(str(value)) else _missing_file(name, value)
    allowed = choices(spec)
    if allowed is not None:
        return None if value in allowed else _not_in_list(name, spec, allowed, value)
    extra = {"input_name": name, "input_config": spec, "received_value": value}
    if spec[0] in CONVERT:
        try:
            inputs[name] = value = CONVERT[spec[0]](value)
        except (TypeError, ValueError) as exc:
            text = f"Failed to convert an input value to a {spec[0]} value"
            detail = f"{name}, {value}, {exc}"
            return error(
                "invalid_input_type", text, detail, {**extra, "exception_message": str(exc)}
            )
    if isinstance(value, int | float):
        return _out_of_range(name, value, options, extra)
    return None


def _out_of_range(
    name: str, value: float, options: Mapping[str, Any], extra: dict[str, Any]
) -> dict[str, Any] | None:
    low, high = options.get("min"), options.get("max")
    if low is not None and value < low:
        text = f"Value {value} smaller than min of {low}"
        return error("value_smaller_than_min", text, name, extra)
    if high is not None and value > high:
        text = f"Value {value} bigger than max of {high}"
        return error("value_bigger_than_max", text, name, extra)
    return None


def _not_in_list(name: str, spec: list[Any], allowed: list[Any], value: Any) -> dict[str, Any]:
    is_long = len(allowed) > LONGEST_LIST
    shown = f"(list of length {len(allowed)})" if is_long else str(allowed)
    return error(
        "value_not_in_list",
        "Value not in list",
        f"{name}: '{value}' not in {shown}",
        {
            "input_name": name,
            "input_config": None if is_long else spec,
            "received_value": value,
        },
    )


def _missing_file(name: str, value: Any) -> dict[str, Any]:
    return error(
        "custom_validation_failed",
        "Custom validation failed for node",
        f"{name} - Invalid image file: {value}",
        {"input_name": name},
    )
