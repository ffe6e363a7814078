"""A posted graph: its links, the order in which nodes run, and what makes two nodes the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from typing import Any

Node = dict[str, Any]
Graph = dict[str, Node]


def is_link(value: Any) -> bool:
    """Whether an input is taken from another node's output."""
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str)


def links(graph: Graph, node_id: str) -> Iterator[tuple[str, str]]:
    """Yield (input name, id of the node it comes from), without what leads nowhere."""
    for name, value in graph[node_id].get("inputs", {}).items():
        if is_link(value) and value[0] in graph:
            yield name, value[0]


def upstream(graph: Graph, start: str, skip: Collection[str] = ()) -> Iterator[str]:
    """Yield the nodes a node depends on, itself first, nearest first.

    Args:
        skip: inputs that are not followed.
    """
    seen = {start}
    for node_id in (waiting := [start]):
        yield node_id
        for name, source in links(graph, node_id):
            if name not in skip and source not in seen:
                seen.add(source)
                waiting.append(source)


def run_order(graph: Graph, outputs: list[str], is_output: Callable[[str], bool]) -> list[str]:
    """Return the ids of all nodes the outputs need, in the order the recordings show.

    Of the nodes that are ready, one that saves or shows something goes first; else the one found
    first when walking back from the outputs, last input first.
    """
    found: dict[str, set[str]] = {}
    for output in outputs:
        stack = [output]
        while stack:
            node_id = stack.pop()
            if node_id not in found:
                sources = [source for _, source in links(graph, node_id)]
                found[node_id] = set(sources)
                stack.extend(sources)
    order: list[str] = []
    while found:
        ready = [node_id for node_id, needs in found.items() if needs <= set(order)]
        chosen = next(filter(is_output, ready), ready[0])
        order.append(chosen)
        del found[chosen]
    return order


def signatures(graph: Graph, order: list[str], content_of: Callable[[Node], str]) -> dict[str, str]:
    """Return a digest for each node of a run order; equal digests give equal results.

    Args:
        content_of: what a node reads from outside the graph, as the bytes of an uploaded image.
    """
    known: dict[str, str] = {}
    for node_id in order:
        node = graph[node_id]
        inputs = {
            name: [known.get(value[0]), value[1]] if is_link(value) else value
            for name, value in node["inputs"].items()
        }
        parts = json.dumps([node["class_type"], inputs, content_of(node)], sort_keys=True)
        known[node_id] = hashlib.sha256(parts.encode()).hexdigest()
    return known
