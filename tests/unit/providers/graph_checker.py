"""A second opinion on graphs: checks one against a recorded /object_info, apart from our code."""

from collections.abc import Iterator
from typing import Any

FILES = (".safetensors", ".png")
PLAIN = {"INT": int | float, "FLOAT": int | float, "STRING": str, "BOOLEAN": bool}


def problems(graph: dict[str, Any], info: dict[str, Any]) -> list[str]:
    """Return everything a server would not accept; model files and pictures may be any."""
    return [
        f"{id} {node['class_type']}: {problem}"
        for id, node in graph.items()
        for problem in _of_node(node, graph, info)
    ]


def _of_node(node: dict[str, Any], graph: dict[str, Any], info: dict[str, Any]) -> Iterator[str]:
    known = info.get(node["class_type"])
    if known is None:
        yield "unknown class"
        return
    required = known["input"].get("required") or {}
    specs = {**(known["input"].get("optional") or {}), **required}
    yield from (f"{name} missing" for name in required if _asked(required[name], name, node))
    for name, value in node["inputs"].items():
        if name in specs:
            yield from (f"{name}: {text}" for text in _of_input(specs[name], value, graph, info))


def _asked(spec: Any, name: str, node: dict[str, Any]) -> bool:
    hidden = len(spec) > 1 and isinstance(spec[1], dict) and spec[1].get("hidden")
    return name not in node["inputs"] and not hidden


def _of_input(spec: Any, value: Any, graph: dict[str, Any], info: dict[str, Any]) -> Iterator[str]:
    kind, options = spec[0], spec[1] if len(spec) > 1 else {}
    choices = kind if isinstance(kind, list) else options.get("options")
    if isinstance(value, list):
        source = graph.get(value[0])
        if source is None:
            yield f"from {value[0]}, which is not there"
        elif source["class_type"] in info:
            given = info[source["class_type"]]["output"][value[1]]
            if kind not in {"*", given}:
                yield f"wants {kind}, gets {given}"
    elif choices is not None:
        keys = [item["key"] if isinstance(item, dict) else item for item in choices]
        if value not in keys and not str(value).endswith(FILES):
            yield f"{value!r} is not offered"
    elif kind in PLAIN:
        yield from _of_value(kind, options, value)


def _of_value(kind: str, options: dict[str, Any], value: Any) -> Iterator[str]:
    if not isinstance(value, PLAIN[kind]) or (isinstance(value, bool) and kind != "BOOLEAN"):
        yield f"{value!r} is no {kind}"
    elif kind in {"INT", "FLOAT"}:
        if value < options.get("min", value) or value > options.get("max", value):
            yield f"{value} is outside {options.get('min')}..{options.get('max')}"
        if kind == "INT" and value != int(value):
            yield f"{value} is not whole"
