"""A person's own workflow in API format: how it is read, and what it needs of a server."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from backend.domain.errors import ValidationError, invalid_field
from backend.domain.lane import Capabilities
from backend.providers.base import Requirements
from backend.providers.graphs.catalogue import Graph
from backend.providers.graphs.choice import UnfitError
from backend.providers.graphs.names import files_in, find_name

FIELD: Final = "workflow_json"
MAX_TEXT: Final = 4_000_000
MAX_NODES: Final = 5_000
PLACEHOLDER: Final = re.compile(
    r"\{\{\s*(PROMPT|NEGATIVE_PROMPT|MODEL|SEED|WIDTH|HEIGHT|FRAMES|FPS|STEPS|CFG)\s*\}\}"
)

_EXPORT_HINT: Final = (
    "this is a workflow as the ComfyUI page saves it; open it there and choose "
    "Workflow > Export (API) (older versions: switch on dev mode, then Save (API Format)), "
    "and send that file"
)
_FILE_INPUTS: Final = {
    ("CheckpointLoaderSimple", "ckpt_name"): "checkpoints",
    ("UNETLoader", "unet_name"): "diffusion_models",
    ("VAELoader", "vae_name"): "vae",
    ("CLIPLoader", "clip_name"): "text_encoders",
    ("LoraLoader", "lora_name"): "loras",
    ("LoraLoaderModelOnly", "lora_name"): "loras",
}


def parse_workflow(source: str | dict[str, Any]) -> Graph:
    """Read a workflow in API format, from JSON text or parsed.

    Raises:
        ValidationError: it is not one; for a workflow saved for the ComfyUI page, the message
            says how to export it.
    """
    content = _from_text(source) if isinstance(source, str) else source
    if not isinstance(content, dict):
        raise invalid_field(FIELD, "must be a JSON object of nodes")
    if isinstance(content.get("nodes"), list):
        raise invalid_field(FIELD, _EXPORT_HINT)
    graph = content.get("prompt", content)
    if not isinstance(graph, dict) or not 1 <= len(graph) <= MAX_NODES:
        raise invalid_field(FIELD, f"must hold 1 to {MAX_NODES} nodes")
    for id, node in graph.items():
        _check_node(id, node, graph)
    return graph


def check_workflow(needs: Requirements, workflow: Graph, can: Capabilities) -> None:
    """Make sure that the server has the workflow's nodes and model files.

    Raises:
        UnfitError: it lacks some, named in the text.
    """
    lacks = [f"lacks node {name}" for name in sorted(_classes(workflow) - {*can.node_classes})]
    lacks += [
        f"has no {folder} file {name}"
        for folder, name in _files(workflow)
        if find_name(name, files_in(can, folder)) is None
    ]
    if needs.model is None and "MODEL" in placeholders(workflow):
        lacks.append("is not told which model the workflow's {{MODEL}} is")
    if lacks:
        raise UnfitError(", ".join(lacks[:3]))


def placeholders(workflow: Graph) -> set[str]:
    """Return the names of the placeholders in a workflow's inputs."""
    return {
        name for text in _texts([node["inputs"] for node in workflow.values()])
        for name in PLACEHOLDER.findall(text)
    }  # fmt: skip


def _from_text(text: str) -> Any:
    if len(text) > MAX_TEXT:
        raise invalid_field(FIELD, f"is longer than {MAX_TEXT} characters")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise invalid_field(FIELD, "is not valid JSON") from exc


def _check_node(id: str, node: Any, graph: Graph) -> None:
    if not isinstance(node, dict) or not isinstance(node.get("class_type"), str):
        raise _bad_node(id, "has no class_type")
    inputs = node.setdefault("inputs", {})
    if not isinstance(inputs, dict):
        raise _bad_node(id, "has no inputs")
    for name, value in inputs.items():
        if is_link(value) and value[0] not in graph:
            raise _bad_node(id, f"{name} comes from node {value[0]}, which is not there")


def _bad_node(id: str, problem: str) -> ValidationError:
    return invalid_field(FIELD, f"node {id} {problem}")


def is_link(value: Any) -> bool:
    """Tell whether an input's value is another node's output: [node id, number of the output]."""
    return (
        isinstance(value, list)
        and len(value) == 2
        and isinstance(value[0], str)
        and type(value[1]) is int
    )


def _classes(workflow: Graph) -> set[str]:
    return {node["class_type"] for node in workflow.values()}


def _files(workflow: Graph) -> Iterator[tuple[str, str]]:
    for node in workflow.values():
        for name, value in node["inputs"].items():
            folder = _FILE_INPUTS.get((node["class_type"], name))
            if folder and isinstance(value, str) and not PLACEHOLDER.search(value):
                yield folder, value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
