"""What the socket's messages say about running prompts."""

import json
import struct
from typing import Any, Final

from backend.providers.base import RemoteEvent
from backend.providers.graphs.catalogue import Graph

_SAMPLING: Final = ("KSampler", "SamplerCustom")
_SAMPLER_WEIGHT: Final = 20.0
_IMAGE: Final = 1
_IMAGE_WITH_METADATA: Final = 4
_MOST_PROMPTS: Final = 1000


class ProgressReader:
    """Turns messages into events; keeps how far each prompt is, which never goes back."""

    def __init__(self) -> None:
        self._weights: dict[str, dict[str, float]] = {}
        self._reached: dict[str, float] = {}
        self._running: str | None = None

    def expect(self, prompt_id: str, graph: Graph) -> None:
        """Learn a prompt's graph, before it is posted: events may overtake the answer."""
        while len(self._weights) >= _MOST_PROMPTS:
            self.forget(next(iter(self._weights)))
        self._weights[prompt_id] = {id: _weight(node) for id, node in graph.items()}

    def forget(self, prompt_id: str) -> None:
        """Drop what is known of a prompt."""
        self._weights.pop(prompt_id, None)
        self._reached.pop(prompt_id, None)

    def read(self, message: str | bytes) -> RemoteEvent | None:
        """Return the event in a message, None if it holds nothing for us."""
        if isinstance(message, bytes):
            return self._preview(message)
        try:
            content = json.loads(message)
        except (ValueError, RecursionError):
            return None
        data = content.get("data") if isinstance(content, dict) else None
        if not isinstance(data, dict) or not isinstance(data.get("prompt_id"), str):
            return None
        return self._event(content.get("type"), data["prompt_id"], data)

    def _event(self, type: Any, prompt_id: str, data: dict[str, Any]) -> RemoteEvent | None:
        if type == "executing" and data.get("node") is None:
            self.forget(prompt_id)
            return RemoteEvent(prompt_id, finished=True)
        self._running = prompt_id
        if type == "executing":
            return RemoteEvent(prompt_id, self._reached.get(prompt_id), str(data["node"]))
        if type == "execution_cached":
            done = dict.fromkeys(_texts(data.get("nodes")), 1.0)
        elif type == "progress_state":
            done = _states(data.get("nodes"))
        elif type == "progress":
            done = {str(data.get("node")): _share(data)}
        else:
            return None
        reached = self._reach(prompt_id, done)
        return RemoteEvent(prompt_id, reached, _busy(type, data), steps=_makes_steps(data))

    def _reach(self, prompt_id: str, done: dict[str, float]) -> float | None:
        """Return the share of the whole graph that is done, weighted by how long nodes take.

        Of a prompt that is not ours to know (adopted after a restart), only samplers' own steps
        tell something: they are what takes time.
        """
        weights = self._weights.get(prompt_id)
        if not weights:
            return max((share for share in done.values() if share < 1), default=None)
        share = sum(weights.get(node, 0.0) * part for node, part in done.items())
        reached = max(self._reached.get(prompt_id, 0.0), share / sum(weights.values()))
        self._reached[prompt_id] = reached
        return reached

    def _preview(self, frame: bytes) -> RemoteEvent | None:
        """Read a binary frame: big-endian event number, then a format or metadata, then a file."""
        if len(frame) < 8:
            return None
        event, second = struct.unpack(">II", frame[:8])
        if event == _IMAGE and self._running:
            return RemoteEvent(self._running, preview=frame[8:])
        if event != _IMAGE_WITH_METADATA:
            return None
        try:
            metadata = json.loads(frame[8 : 8 + second])
        except (ValueError, RecursionError):
            return None
        prompt_id = metadata.get("prompt_id") if isinstance(metadata, dict) else None
        if not isinstance(prompt_id, str):
            return None
        return RemoteEvent(
            prompt_id, node=str(metadata.get("node_id")), preview=frame[8 + second :]
        )


def _weight(node: dict[str, Any]) -> float:
    kind = str(node.get("class_type"))
    samples = any(word in kind for word in _SAMPLING) and kind != "KSamplerSelect"
    return _SAMPLER_WEIGHT if samples else 1.0


def _texts(values: Any) -> list[str]:
    return [str(value) for value in values] if isinstance(values, list) else []


def _share(state: Any) -> float:
    """Return how much of a node is done."""
    if not isinstance(state, dict):
        return 0.0
    value, most = state.get("value"), state.get("max")
    if state.get("state") == "finished":
        return 1.0
    if not isinstance(value, int | float) or not isinstance(most, int | float) or most <= 0:
        return 0.0
    return min(max(value / most, 0.0), 1.0)


def _states(nodes: Any) -> dict[str, float]:
    if not isinstance(nodes, dict):
        return {}
    return {str(id): _share(state) for id, state in nodes.items()}


def _makes_steps(data: dict[str, Any]) -> bool:
    """Tell whether a node is past the first of several steps: loaders have but one."""
    nodes = data.get("nodes")
    states = [data, *(nodes.values() if isinstance(nodes, dict) else ())]
    return any(0 < _share(each) < 1 for each in states)


def _busy(type: Any, data: dict[str, Any]) -> str | None:
    """Return the node at work, if the message tells."""
    if type == "progress":
        return str(data.get("node"))
    nodes = data.get("nodes")
    states = nodes.items() if isinstance(nodes, dict) else ()
    busy = [id for id, node in states if isinstance(node, dict) and node.get("state") == "running"]
    return str(busy[-1]) if busy else None
