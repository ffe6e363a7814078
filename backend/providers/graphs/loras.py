"""LoRAs: nodes put between a model's loader and everything that uses the model."""

from collections.abc import Iterable
from typing import Any

from backend.domain.job import LoraUse
from backend.domain.lane import Capabilities
from backend.providers.graphs.catalogue import MODEL_FIELDS, Graph, GraphTemplate
from backend.providers.graphs.names import files_in, find_name


def insert_loras(
    graph: Graph, template: GraphTemplate, loras: Iterable[LoraUse], can: Capabilities
) -> list[dict[str, Any]]:
    """Chain the LoRAs after each of the graph's loaders; return them as they are sent.

    Of two experts, a LoRA whose name says high or low noise goes to that one, any other to both.
    """
    used: list[dict[str, Any]] = []
    for number, lora in enumerate(loras, start=1):
        name = find_name(lora.name, files_in(can, "loras")) or lora.name
        for field, loader in _loaders(template):
            if _is_for(name, field):
                _insert(graph, loader, f"lora_{number}_{loader}", name, lora.weight)
        used.append({"name": name, "weight": lora.weight})
    return used


def _loaders(template: GraphTemplate) -> list[tuple[str, str]]:
    return [
        (field, template.fields[field][0][0]) for field in MODEL_FIELDS if field in template.fields
    ]


def _is_for(name: str, field: str) -> bool:
    other = {"unet_high": "low_noise", "unet_low": "high_noise"}.get(field)
    return other is None or other not in name.lower()


def _insert(graph: Graph, loader: str, id: str, name: str, weight: float) -> None:
    """Add one node right after the loader: what used the loader uses the new node instead."""
    with_clip = any([loader, 1] in node["inputs"].values() for node in graph.values())
    outputs = (0, 1) if with_clip else (0,)
    for node in graph.values():
        for key, value in node["inputs"].items():
            if any(value == [loader, output] for output in outputs):
                node["inputs"][key] = [id, value[1]]
    inputs = {"model": [loader, 0], "lora_name": name, "strength_model": weight}
    if with_clip:
        inputs |= {"clip": [loader, 1], "strength_clip": weight}
    kind = "LoraLoader" if with_clip else "LoraLoaderModelOnly"
    graph[id] = {"class_type": kind, "inputs": inputs}
