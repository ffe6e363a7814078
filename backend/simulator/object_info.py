"""The node classes a simulated server knows, with the choices of its own model files filled in."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

NodeClass = dict[str, Any]

_DATA = Path(__file__).parents[1] / "data" / "comfyui"

# Keys that a program does not read; their texts are the real server's own.
_TEXTS = {"description": "", "python_module": "nodes", "category": "simulated"}


@functools.cache
def default_models() -> dict[str, list[str]]:
    """Return the model files the standard graphs name, by folder."""
    models: dict[str, list[str]] = _read("models.json")
    return models


@functools.cache
def node_classes(version: str) -> dict[str, NodeClass]:
    """Return the raw node classes of a version; choices that begin with @ name a folder."""
    classes: dict[str, NodeClass] = _read("object_info.json")
    if version == "0.3.64":
        classes = _merged(classes, _read("object_info_0.3.64.patch.json"))
    return classes


def describe(name: str, raw: NodeClass, files: Mapping[str, Sequence[str]], version: str) -> Any:
    """Return a node class as GET /object_info gives it."""
    outputs = raw["output"]
    inputs = {
        section: {key: filled(spec, files) for key, spec in specs.items()}
        for section, specs in raw["input"].items()
    }
    return {
        "input": inputs,
        "input_order": {section: list(specs) for section, specs in inputs.items()},
        "output": outputs,
        "output_is_list": raw.get("output_is_list", [False] * len(outputs)),
        "output_name": outputs,
        "name": name,
        "display_name": name,
        **_TEXTS,
        "output_node": raw.get("output_node", False),
        **(_new_keys(raw) if version == "0.33.0" else {}),
    }


def _new_keys(raw: NodeClass) -> dict[str, Any]:
    return {"is_input_list": raw.get("is_input_list", False), "has_intermediate_output": False}


def filled(spec: Any, files: Mapping[str, Sequence[str]]) -> Any:
    """Return an input's description with the names of folders replaced by what is in them."""
    if not isinstance(spec, list):
        return spec
    kind, *rest = spec
    if isinstance(kind, list):
        return [_expanded(kind, files), *rest]
    if rest and kind == "COMBO" and "options" in rest[0]:
        return [kind, {**rest[0], "options": _expanded(rest[0]["options"], files)}]
    return spec


def choices(spec: Sequence[Any]) -> list[Any] | None:
    """Return the values an input may take, or None if it is not a choice."""
    if isinstance(spec[0], list):
        return spec[0]
    if spec[0] == "COMBO" and len(spec) > 1:
        found: list[Any] | None = spec[1].get("options")
        return found
    return None


def _expanded(values: list[Any], files: Mapping[str, Sequence[str]]) -> list[Any]:
    expanded: list[Any] = []
    for value in values:
        if isinstance(value, str) and value.startswith("@"):
            expanded.extend(files.get(value[1:], ()))
        else:
            expanded.append(value)
    return expanded


def _read(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))


def _merged(target: Any, patch: Any) -> Any:
    """Apply a JSON merge patch (RFC 7386): null removes, objects merge, the rest replaces."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _merged(merged.get(key), value)
    return merged
