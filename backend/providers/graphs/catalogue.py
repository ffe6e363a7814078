"""Our own graphs in API format, with the places where parameters go."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from backend.domain.lane import ModelFile
from backend.domain.media import MediaKind

Graph = dict[str, Any]
"""Node id -> {"class_type": ..., "inputs": {...}}."""
Place = tuple[str, str]
"""A node id and the name of one of its inputs."""

MODEL_FIELDS: Final = ("checkpoint", "unet", "unet_high", "unet_low")


@dataclass(frozen=True)
class GraphTemplate:
    """One graph and what is known of it.

    Attributes:
        fields: parameter -> every place that takes it.
        files: the model files it names, folder in `type`.
    """

    id: str
    graph: Graph
    fields: Mapping[str, tuple[Place, ...]]
    files: tuple[ModelFile, ...]

    @property
    def kind(self) -> MediaKind:
        """What it makes."""
        return MediaKind.VIDEO if "fps" in self.fields else MediaKind.IMAGE

    @property
    def takes_image(self) -> bool:
        """It starts from a picture, and cannot do without."""
        return "image" in self.fields

    @property
    def model(self) -> str:
        """The file that gives the graph its name; of two experts, the one for high noise."""
        return next(str(self.default(field)) for field in MODEL_FIELDS if field in self.fields)

    @property
    def model_folder(self) -> str:
        """Where that file lies."""
        return next(file.type for file in self.files if file.name == self.model)

    @property
    def node_classes(self) -> frozenset[str]:
        """The node classes it is made of."""
        return frozenset(node["class_type"] for node in self.graph.values())

    def default(self, field: str) -> Any:
        """Return what the graph itself has for a parameter, None if it has no such parameter."""
        places = self.fields.get(field)
        if not places:
            return None
        node, name = places[0]
        return self.graph[node]["inputs"][name]


def _template(id: str, entry: dict[str, Any]) -> GraphTemplate:
    fields = {
        field: tuple((node, name) for node, name in places)
        for field, places in entry["fields"].items()
    }
    model_files = tuple(ModelFile(name=name, type=folder) for folder, name in entry["models"])
    return GraphTemplate(id, entry["graph"], fields, model_files)


@cache
def catalogue() -> Mapping[str, GraphTemplate]:
    """Return all graphs by id; they are read once and never changed."""
    text = (files("backend") / "data" / "graphs.json").read_text(encoding="utf-8")
    return {id: _template(id, entry) for id, entry in json.loads(text).items()}
