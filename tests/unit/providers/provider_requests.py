"""Requests and capabilities for tests of providers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backend.domain.ids import JobId, new_id
from backend.domain.job import LoraUse
from backend.domain.lane import Capabilities, ModelFile
from backend.domain.media import MediaKind
from backend.providers.base import MediaRequest, Requirements
from backend.providers.graphs.catalogue import catalogue


def make_needs(kind: MediaKind = MediaKind.IMAGE, **fields: Any) -> Requirements:
    return Requirements(kind, **fields)


def make_request(
    needs: Requirements | None = None, image: Path | None = None, **fields: Any
) -> MediaRequest:
    given: dict[str, Any] = {
        "job_id": JobId(new_id()),
        "attempt": 1,
        "remote_id": new_id(),
        "needs": needs or make_needs(),
        "prompt": "a red fox",
        "negative_prompt": "",
        "params": {},
        "seed": 42,
        "frame_width": 1920,
        "frame_height": 1080,
        "seconds": 3.0,
        "image": image,
    }
    return MediaRequest(**{**given, **fields})


def everything(files: Mapping[str, list[str]] | None = None, *, without: str = "") -> Capabilities:
    """Capabilities of a server with all that our graphs need, and the files named per folder."""
    graphs = catalogue().values()
    known = {file for graph in graphs for file in graph.files if file.name != without}
    more = (files or {}).items()
    known |= {ModelFile(name=name, type=folder) for folder, names in more for name in names}
    nodes = {name for graph in graphs for name in graph.node_classes} | {"LoraLoader"}
    return Capabilities(
        models=sorted((file for file in known if file.type != "loras"), key=str),
        loras=sorted((file for file in known if file.type == "loras"), key=str),
        node_classes=sorted(nodes - {without}),
        graphs=list(catalogue()),
    )


def only(*graph_ids: str, **files: list[str]) -> Capabilities:
    """Capabilities of a server that has what these graphs need and nothing else."""
    graphs = [catalogue()[id] for id in graph_ids]
    known = {file for graph in graphs for file in graph.files}
    known |= {ModelFile(name=name, type=folder) for folder in files for name in files[folder]}
    return Capabilities(
        models=[file for file in known if file.type != "loras"],
        loras=[file for file in known if file.type == "loras"],
        node_classes=sorted(
            {name for graph in catalogue().values() for name in graph.node_classes}
        ),
        graphs=list(graph_ids),
    )


def lora(name: str, weight: float = 1.0) -> LoraUse:
    return LoraUse(name=name, weight=weight)
