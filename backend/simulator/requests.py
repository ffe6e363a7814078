"""What a graph asks a save node for: size, length, rate, prompt, seed, image to start from."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from backend.simulator.graph import Graph, Node, is_link, upstream

# Inputs that lead from a node to the picture or latent it works on, most telling first.
PICTURE_INPUTS = (
    "video",
    "images",
    "samples",
    "latent_image",
    "latent",
    "av_latent",
    "video_latent",
    "image",
    "image1",
    "pixels",
)

# A video latent holds so many frames per step, after the first ones: (step, rest).
FRAME_GRIDS = {
    "EmptyHunyuanLatentVideo": (4, 1),
    "EmptyHunyuanVideo15Latent": (4, 1),
    "HunyuanImageToVideo": (4, 1),
    "HunyuanVideo15ImageToVideo": (4, 1),
    "Wan22ImageToVideoLatent": (4, 1),
    "WanFirstLastFrameToVideo": (4, 1),
    "WanImageToVideo": (4, 1),
    "EmptyLTXVLatentVideo": (8, 1),
    "LTXVImgToVideo": (8, 1),
    "MiniMaxH3ImageToVideo": (17, 5),
}
SAMPLERS = ("KSampler", "KSamplerAdvanced", "SamplerCustom", "SamplerCustomAdvanced")
DEFAULT_SIZE = 512
LATENT_PIXELS = 8


@dataclass(frozen=True)
class Shape:
    """Width and height in pixels, and how many pictures."""

    width: int = DEFAULT_SIZE
    height: int = DEFAULT_SIZE
    count: int = 1

    @property
    def megapixels(self) -> float:
        """Of one picture."""
        return self.width * self.height / 1e6


# Gives the size of an uploaded image by its LoadImage value.
SizeOf = Callable[[str], tuple[int, int]]


@dataclass(frozen=True)
class Request:
    """What one save node is asked for."""

    shape: Shape
    prompt: str
    seed: int
    rate: Fraction
    source: str | None
    color: int | None
    seconds: float | None


def read_request(graph: Graph, node_id: str, size_of: SizeOf) -> Request:
    """Walk back from a save node and collect what it is asked for."""
    seconds = _nearest(graph, node_id, "duration")
    return Request(
        shape=measure(graph, node_id, size_of),
        prompt=_prompt(graph, node_id),
        seed=_seed(graph, node_id),
        rate=_rate(graph, node_id),
        source=_source(graph, node_id),
        color=_color(graph, node_id),
        seconds=None if seconds is None else float(seconds),
    )


def measure(graph: Graph, node_id: str, size_of: SizeOf) -> Shape:
    """Return the shape of the picture, video or latent that a node gives."""
    node = graph[node_id]
    inputs, kind = node["inputs"], node["class_type"]
    if kind == "LoadImage":
        return Shape(*size_of(str(inputs["image"])))
    source = next((inputs[name][0] for name in PICTURE_INPUTS if is_link(inputs.get(name))), None)
    shape = measure(graph, source, size_of) if source in graph else Shape()
    shape = _resized(kind, inputs, _own_size(graph, node, shape))
    if kind == "ImageBatch" and is_link(inputs.get("image2")):
        other = measure(graph, inputs["image2"][0], size_of)
        shape = replace(shape, count=shape.count + other.count)
    return shape


def steps_of(graph: Graph, node_id: str) -> int:
    """Return how many steps a sampler takes."""
    inputs = graph[node_id]["inputs"]
    if is_link(inputs.get("sigmas")):
        sigmas = _nearest(graph, inputs["sigmas"][0], "sigmas")
        if sigmas is not None:
            return max(1, len(str(sigmas).split(",")) - 1)
    steps = int(_nearest(graph, node_id, "steps") or 1)
    first = int(inputs.get("start_at_step", 0))
    return max(1, min(steps, int(inputs.get("end_at_step", steps))) - first)


def _own_size(graph: Graph, node: Node, shape: Shape) -> Shape:
    """Apply the width, height and length that a node itself states."""
    kind, inputs = node["class_type"], node["inputs"]
    if kind in SAMPLERS or "width" not in inputs or "height" not in inputs:
        return shape
    width, height = (int(_resolved(graph, inputs[name]) or 0) for name in ("width", "height"))
    if "length" in inputs:
        step, rest = FRAME_GRIDS.get(kind, (1, 0))
        length = int(_resolved(graph, inputs["length"]) or 1)
        count = max(rest, (length - rest) // step * step + rest)
    else:
        count = int(inputs.get("batch_size", shape.count))
    if not kind.startswith(("EmptyImage", "ImageScale")):
        width, height = (side // LATENT_PIXELS * LATENT_PIXELS for side in (width, height))
    return Shape(width or shape.width, height or shape.height, count)


def _resized(kind: str, inputs: dict[str, Any], shape: Shape) -> Shape:
    """Apply what a node does to the size of what it is given."""
    factor = 1.0
    if kind == "LTXVLatentUpsampler":
        factor = 2.0
    elif kind == "ImageScaleBy":
        factor = float(inputs["scale_by"])
    elif kind == "ImageScaleToTotalPixels":
        factor = math.sqrt(float(inputs["megapixels"]) * (1 << 20) / (shape.width * shape.height))
    elif kind == "FluxKontextImageScale":
        factor = math.sqrt((1 << 20) / (shape.width * shape.height))
    elif kind != "VAEEncode":
        return shape
    sides = (round(side * factor) for side in (shape.width, shape.height))
    width, height = (max(LATENT_PIXELS, side // LATENT_PIXELS * LATENT_PIXELS) for side in sides)
    return Shape(width, height, shape.count)


def _prompt(graph: Graph, node_id: str) -> str:
    """The nearest text that is not the negative one."""
    for current in upstream(graph, node_id, skip=("negative",)):
        inputs = graph[current]["inputs"]
        for name in ("text", "prompt", "t5xxl"):
            text = _resolved(graph, inputs.get(name))
            if isinstance(text, str) and text:
                return text
    return ""


def _seed(graph: Graph, node_id: str) -> int:
    """The seed furthest upstream: of several samplers in a row the first one makes the picture."""
    found = 0
    for current in upstream(graph, node_id):
        inputs = graph[current]["inputs"]
        seed = _resolved(graph, inputs.get("seed", inputs.get("noise_seed")))
        found = found if seed is None else int(seed)
    return found


def _rate(graph: Graph, node_id: str) -> Fraction:
    rate = _nearest(graph, node_id, "fps") or _nearest(graph, node_id, "frame_rate") or 24
    return Fraction(round(float(rate) * 1000), 1000)


def _source(graph: Graph, node_id: str) -> str | None:
    """The uploaded image that a picture builds on, if any."""
    for current in upstream(graph, node_id):
        if graph[current]["class_type"] == "LoadImage":
            return str(graph[current]["inputs"]["image"])
    return None


def _color(graph: Graph, node_id: str) -> int | None:
    """The colour of a graph that makes plain images and samples nothing."""
    kinds = {graph[current]["class_type"] for current in upstream(graph, node_id)}
    if kinds.isdisjoint(SAMPLERS) and "EmptyImage" in kinds:
        return int(_nearest(graph, node_id, "color") or 0)
    return None


def _nearest(graph: Graph, node_id: str, name: str) -> Any:
    """The nearest value of an input of that name, or None."""
    for current in upstream(graph, node_id):
        value = _resolved(graph, graph[current]["inputs"].get(name))
        if value is not None:
            return value
    return None


def _resolved(graph: Graph, value: Any) -> Any:
    """A value, through a link to a primitive node if it is one; None for any other link."""
    if not is_link(value):
        return value
    node = graph.get(value[0], {})
    if node.get("class_type", "").startswith("Primitive"):
        return node["inputs"].get("value")
    return None
