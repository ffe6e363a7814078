"""Fill a person's own workflow: placeholders where it has some, else guessed places."""

import copy
import html
import math
from typing import Any, Final

from backend.providers.base import MediaRequest
from backend.providers.graphs.bindings import Bindings, read_bindings
from backend.providers.graphs.catalogue import Graph
from backend.providers.graphs.families import fit_size
from backend.providers.graphs.fill import FilledGraph, name_outputs
from backend.providers.graphs.generation_settings import GenerationSettings
from backend.providers.graphs.workflow import PLACEHOLDER, placeholders

_PIXELS: Final = 1024 * 1024
_MULTIPLE: Final = 16
_FPS: Final = 24
_STEPS: Final = 20
_CFG: Final = 7.0
_NAMES: Final = {"NEGATIVE_PROMPT": "negative"}
_TEXTS: Final = frozenset({"prompt", "negative"})


def fill_workflow(
    request: MediaRequest, settings: GenerationSettings, workflow: Graph, image: str | None
) -> FilledGraph:
    """Return the workflow with the request's parameters in it.

    Placeholders get a value each. Without placeholders the prompt, the seed and what the person
    set replace what stands at the known or guessed places; the rest stays as the workflow has it.
    """
    graph = copy.deepcopy(workflow)
    bindings = read_bindings(request.needs.bindings, graph)
    if placeholders(graph):
        values = _values(request, settings)
        graph = {id: _replaced_node(node, values) for id, node in graph.items()}
        applied = {_NAMES.get(name, name.lower()): values[name] for name in placeholders(workflow)}
    else:
        applied = _asked(request, settings)
        applied = {name: value for name, value in applied.items() if name in bindings}
        if len(bindings.get("model", [])) > 1:
            # Several loaders: one name cannot be right for all of them.
            applied.pop("model", None)
        _bind(graph, bindings, applied)
    if image is not None:
        _bind(graph, {"image": bindings.get("image", [])[:1]}, {"image": image})
    name_outputs(graph, request)
    told = {name: value for name, value in applied.items() if name not in _TEXTS}
    adjusted = ["loras left out: a workflow has its own"] if request.needs.loras else []
    return FilledGraph(
        graph,
        str(applied.get("model") or _first_model(graph, bindings)),
        {"graph": "custom", "seed": request.seed, **told, "adjusted": adjusted},
    )


def _values(request: MediaRequest, settings: GenerationSettings) -> dict[str, Any]:
    """Return a value for every placeholder."""
    aspect = request.frame_width / request.frame_height
    width, height = fit_size(aspect, _PIXELS, _MULTIPLE)
    fps = settings.video_fps or _FPS
    return {
        "PROMPT": html.unescape(request.prompt),
        "NEGATIVE_PROMPT": html.unescape(request.negative_prompt),
        "MODEL": request.needs.model or "",
        "SEED": request.seed,
        "WIDTH": settings.width or width,
        "HEIGHT": settings.height or height,
        "FRAMES": settings.video_frames or max(1, math.ceil(request.seconds * fps)),
        "FPS": fps,
        "STEPS": settings.steps or _STEPS,
        "CFG": _CFG if settings.cfg is None else settings.cfg,
    }


def _asked(request: MediaRequest, settings: GenerationSettings) -> dict[str, Any]:
    """Return only what was set."""
    values = {
        "prompt": html.unescape(request.prompt),
        "negative": html.unescape(request.negative_prompt) or None,
        "model": request.needs.model,
        "seed": request.seed,
        "width": settings.width,
        "height": settings.height,
        "frames": settings.video_frames,
        "fps": settings.video_fps,
        "steps": settings.steps,
        "cfg": settings.cfg,
        "sampler": settings.sampler,
        "scheduler": settings.scheduler,
    }
    return {name: value for name, value in values.items() if value is not None}


def _replaced_node(node: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {**node, "inputs": _replaced(node["inputs"], values)}


def _replaced(value: Any, values: dict[str, Any]) -> Any:
    """Replace placeholders in parsed values, once: what is put in is not looked at again."""
    if isinstance(value, dict):
        return {name: _replaced(item, values) for name, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, values) for item in value]
    if not isinstance(value, str):
        return value
    alone = PLACEHOLDER.fullmatch(value.strip())
    if alone:
        return values[alone[1]]
    return PLACEHOLDER.sub(lambda match: str(values[match[1]]), value)


def _bind(graph: Graph, bindings: Bindings, values: dict[str, Any]) -> None:
    for name, value in values.items():
        for node, input_name in bindings.get(name, []):
            graph[node]["inputs"][input_name] = value


def _first_model(graph: Graph, bindings: Bindings) -> str:
    places = bindings.get("model", [])
    return graph[places[0][0]]["inputs"][places[0][1]] if places else "workflow"
