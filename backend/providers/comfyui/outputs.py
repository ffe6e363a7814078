"""The files a prompt made, found in its history entry."""

from collections.abc import Iterator
from typing import Any

from backend.providers.base import RemoteOutput
from backend.providers.extensions import kind_of


def collect_outputs(outputs: dict[str, Any]) -> tuple[RemoteOutput, ...]:
    """Return the saved files of all nodes, each once.

    Any key may hold them (`images`, `audio`, `gifs`, …); what is not of type "output" is a
    preview, and what has no extension we know is no media.
    """
    found = (output for node in outputs.values() for output in _of_node(node))
    return tuple({tuple(output.ref.values()): output for output in found}.values())


def _of_node(node: Any) -> Iterator[RemoteOutput]:
    for key, values in node.items() if isinstance(node, dict) else ():
        if key == "animated" or not isinstance(values, list):
            continue
        for value in values:
            output = _output(value)
            if output is not None:
                yield output


def _output(value: Any) -> RemoteOutput | None:
    if not isinstance(value, dict) or value.get("type") != "output":
        return None
    name = value.get("filename")
    kind = kind_of(name) if isinstance(name, str) else None
    if kind is None:
        return None
    subfolder = str(value.get("subfolder") or "")
    return RemoteOutput(
        str(name), kind, {"filename": str(name), "subfolder": subfolder, "type": "output"}
    )
