"""What a job asks of a server in terms of time: its family, its model and its size."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from backend.domain.job import Job
from backend.domain.media import MediaKind

USUAL_STEPS: Final = 20.0
USUAL_FILM_FPS: Final = 16.0
WEIGHTS: Final = frozenset({"ckpt_name", "unet_name"})
"""Inputs of loader nodes that name what takes long to load."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a job asks for, whichever server runs it.

    Attributes:
        family: jobs of one family take about as long for their figure.
        model_key: what must be in the server's memory.
        figure: steps x megapixels x frames: all there is to guess by before anything was learned.
        film: it makes a film.
    """

    family: str
    model_key: str
    figure: float
    film: bool = False


def work_of(job: Job) -> Work:
    """Return what the job asks for; the same for the same fields, however often it is tried."""
    graph = _graph(job.params)
    model_key = model_key_of(job)
    figure = figure_of(job)
    kinds = sorted(str(node.get("class_type")) for node in graph.values())
    shape = (job.generation_type.value, job.source_key is not None, model_key, kinds)
    fingerprint = hashlib.sha256(json.dumps(shape).encode()).hexdigest()[:12]
    family = f"{fingerprint}.{math.floor(math.log2(figure))}"
    return Work(family, model_key, figure, film=job.generation_type is MediaKind.VIDEO)


def model_key_of(job: Job) -> str:
    """Return the checkpoints and UNets of the job's own graph, or the model it asks for.

    A job that leaves it to the server gets what the server uses for the like of it.
    """
    inputs = [node.get("inputs") for node in _graph(job.params).values()]
    named = {
        str(value)
        for each in inputs
        if isinstance(each, Mapping)
        for name, value in each.items()
        if name in WEIGHTS
    }
    return "+".join(sorted(named)) or job.model or _usual(job)


def _usual(job: Job) -> str:
    start = " from a picture" if job.source_key is not None else ""
    return f"usual {job.generation_type}{start}"


def figure_of(job: Job) -> float:
    """Return steps x megapixels x frames, with usual values for what the job leaves open."""
    params, target = job.params, job.target
    width, height = _number(params, "width", target.width), _number(params, "height", target.height)
    picture = _number(params, "steps", USUAL_STEPS) * width * height / 1e6
    if job.generation_type is not MediaKind.VIDEO:
        return picture
    length = target.seconds * _number(params, "video_fps", USUAL_FILM_FPS)
    return picture * _number(params, "video_frames", max(1.0, length))


def _number(params: Mapping[str, Any], name: str, usual: float) -> float:
    value = params.get(name)
    ok = isinstance(value, int | float) and math.isfinite(value) and value >= 1
    return float(value) if ok and value is not None else usual


def _graph(params: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the nodes of the person's own graph; none if there is no graph or it is no graph."""
    graph = params.get("workflow_json") if params.get("use_custom_workflow") else None
    if isinstance(graph, str):
        try:
            graph = json.loads(graph)
        except ValueError:
            return {}
    if not isinstance(graph, dict):
        return {}
    return {id: node for id, node in graph.items() if isinstance(node, dict)}
