"""Fill one of our graphs with a request's parameters."""

import copy
import html
import math
from dataclasses import dataclass, field
from typing import Any, Final

from backend.domain.lane import Capabilities
from backend.providers.base import MediaRequest
from backend.providers.graphs.catalogue import MODEL_FIELDS, Graph, GraphTemplate
from backend.providers.graphs.choice import Choice
from backend.providers.graphs.families import Family, family_of, fit_size, snap
from backend.providers.graphs.generation_settings import GenerationSettings
from backend.providers.graphs.loras import insert_loras

_AS_THEY_ARE: Final = ("cfg", "sampler", "scheduler", "denoise")
_TOLD_OTHERWISE: Final = frozenset(
    {"prompt", "negative", "image", "width_half", "height_half", *MODEL_FIELDS}
)
"""Fields that an account of the parameters has under other names, or the take beside them."""


@dataclass
class FilledGraph:
    """A graph ready to be posted.

    Attributes:
        applied: every parameter as it is sent; under "adjusted" what was changed, in sentences.
    """

    graph: Graph
    model_name: str
    applied: dict[str, Any] = field(default_factory=dict)


def save_prefix(request: MediaRequest) -> str:
    """Return where outputs go at the server: new for each attempt, so that none is cached."""
    return f"StoryCanvas/{request.job_id}-{request.attempt}"


def name_outputs(graph: Graph, request: MediaRequest) -> None:
    """Give every node that saves a file our prefix."""
    for node in graph.values():
        if "filename_prefix" in node["inputs"]:
            node["inputs"]["filename_prefix"] = save_prefix(request)


def fill_graph(
    request: MediaRequest,
    settings: GenerationSettings,
    choice: Choice,
    can: Capabilities,
    image: str | None,
) -> FilledGraph:
    """Return the graph with all of the request's parameters in it.

    Args:
        image: the start picture by its name at the server.
    """
    filling = _Filling(choice.template)
    filling.name_files(choice.names)
    filling.put("prompt", html.unescape(request.prompt))
    filling.put("seed", request.seed)
    filling.put("image", image)
    filling.put_negative(html.unescape(request.negative_prompt))
    for name in _AS_THEY_ARE:
        filling.put_or_tell(name, getattr(settings, name))
    filling.put_steps(settings.steps)
    filling.put_size(request, settings)
    filling.put_film(request, settings)
    filling.applied["loras"] = insert_loras(
        filling.graph, choice.template, request.needs.loras, can
    )
    name_outputs(filling.graph, request)
    return FilledGraph(filling.graph, choice.model, filling.result(choice))


class _Filling:
    """A graph being filled, and the account of it."""

    def __init__(self, template: GraphTemplate) -> None:
        self.template = template
        self.family: Family = family_of(template)
        self.graph: Graph = copy.deepcopy(template.graph)
        self.applied: dict[str, Any] = {}
        self.adjusted: list[str] = []

    def put(self, name: str, value: Any) -> bool:
        """Set a parameter everywhere the graph takes it; False if it does not."""
        places = self.template.fields.get(name, ())
        if value is not None:
            for node, input_name in places:
                self.graph[node]["inputs"][input_name] = value
        return bool(places)

    def put_or_tell(self, name: str, value: Any) -> None:
        """Set a parameter, and say so where the graph has no place for it."""
        if not self.put(name, value) and value is not None:
            self.adjusted.append(f"{name} left out: graph {self.template.id} has none")

    def put_negative(self, text: str) -> None:
        """Set the negative prompt; without one the graph's own stays, and is told."""
        if text:
            self.put_or_tell("negative", text)
        elif self.template.default("negative"):
            self.applied["negative_prompt"] = self.template.default("negative")

    def name_files(self, names: dict[str, str]) -> None:
        """Write files as the server spells them."""
        for node in self.graph.values():
            for name, value in node["inputs"].items():
                if isinstance(value, str) and value in names:
                    node["inputs"][name] = names[value]

    def put_steps(self, steps: int | None) -> None:
        """Set the steps; where two experts share them, each takes half."""
        if steps is None:
            return
        if "split_step" not in self.template.fields:
            self.put_or_tell("steps", steps)
            return
        shared = max(steps, 2)
        self._tell("steps", steps, shared, "each of two experts takes one at least")
        self.put("steps", shared)
        self.put("split_step", shared // 2)

    def put_size(self, request: MediaRequest, settings: GenerationSettings) -> None:
        """Set the size: as asked on the family's grid, else the project's aspect."""
        halves = "width_half" in self.template.fields
        if not halves and "width" not in self.template.fields:
            for side in ("width", "height"):
                self.put_or_tell(side, getattr(settings, side))
            return
        width, height = self._size(request, settings, halves)
        self.put("width_half", width // 2)
        self.put("height_half", height // 2)
        self.put("width", width)
        self.put("height", height)
        self.applied |= {"width": width, "height": height}

    def _size(
        self, request: MediaRequest, settings: GenerationSettings, halves: bool
    ) -> tuple[int, int]:
        aspect = request.frame_width / request.frame_height
        step = self.family.multiple
        if settings.width is None and settings.height is None:
            suffix, scale = ("_half", 4) if halves else ("", 1)
            own = self.template.default(f"width{suffix}") * self.template.default(f"height{suffix}")
            return fit_size(aspect, own * scale, step)
        wide = settings.width or (settings.height or 0) * aspect
        high = settings.height or wide / aspect
        width, height = snap(wide, step), snap(high, step)
        why = f"sides are multiples of {step}"
        self._tell("width", settings.width, width, why)
        self._tell("height", settings.height, height, why)
        return width, height

    def put_film(self, request: MediaRequest, settings: GenerationSettings) -> None:
        """Set frames per second and the number of frames."""
        grid = self.family.frames
        if grid is None:
            return
        fps = self.template.default("fps")
        if settings.video_fps is not None:
            fps = float(round(settings.video_fps))
            self._tell("fps", settings.video_fps, fps, "a whole number")
            self.put("fps", fps)
            self.put("conditioning_fps", fps)
        asked = settings.video_frames or math.ceil(request.seconds * fps)
        frames = grid.at_least(asked)
        if frames < asked:
            self._tell("frames", asked, frames, "the model's longest film")
        else:
            why = f"{grid.step}k+{grid.offset}, at least {grid.least}"
            self._tell("frames", settings.video_frames, frames, why)
        self.put("frames", frames)
        self.applied |= {"fps": fps, "frames": frames}

    def _tell(self, name: str, asked: float | None, sent: float, why: str) -> None:
        """Note that something asked for is sent otherwise."""
        if asked is not None and sent != asked:
            self.adjusted.append(f"{name} {asked:g} -> {sent:g}: {why}")

    def result(self, choice: Choice) -> dict[str, Any]:
        """Return every parameter as it now stands in the graph, prompts aside."""
        sent = {
            name: self.graph[places[0][0]]["inputs"][places[0][1]]
            for name, places in self.template.fields.items()
            if name not in _TOLD_OTHERWISE
        }
        return {
            "graph": self.template.id,
            "model": choice.model,
            **sent,
            **self.applied,
            "adjusted": self.adjusted,
        }
