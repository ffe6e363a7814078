"""Guess where a workflow without placeholders takes its parameters, from its node classes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from backend.providers.graphs.catalogue import Graph, Place
from backend.providers.graphs.workflow import is_link

Bindings = dict[str, list[Place]]
"""Parameter -> the places that take it."""

_SAMPLING: Final = ("KSampler", "SamplerCustom", "Scheduler", "RandomNoise", "Guider")
_BY_INPUT: Final = {
    "ckpt_name": "model",
    "unet_name": "model",
    "seed": "seed",
    "noise_seed": "seed",
    "steps": "steps",
    "cfg": "cfg",
    "sampler_name": "sampler",
    "scheduler": "scheduler",
    "width": "width",
    "height": "height",
    "length": "frames",
    "fps": "fps",
    "frame_rate": "fps",
}
_TEXT_INPUTS: Final = ("text", "prompt", "text_g", "text_l", "clip_l", "t5xxl")


def read_bindings(given: Mapping[str, Sequence[Sequence[str]]] | None, workflow: Graph) -> Bindings:
    """Return the given bindings, as far as the workflow has such places, or the guessed ones."""
    if given is None:
        return guess_bindings(workflow)
    return {
        parameter: [
            (node, name)
            for node, name in places
            if name in workflow.get(node, {}).get("inputs", {})
        ]
        for parameter, places in given.items()
    }


def guess_bindings(workflow: Graph) -> Bindings:
    """Return where prompt, negative, seed, sizes, … go; what is not found is not in it."""
    bindings: Bindings = {}
    for id, node in workflow.items():
        for name, value in node["inputs"].items():
            parameter = _parameter(node, name, value)
            if parameter:
                bindings.setdefault(parameter, []).append((id, name))
    for parameter, input_name in (("prompt", "positive"), ("negative", "negative")):
        places = list(dict.fromkeys(_texts_behind(workflow, input_name)))
        if places:
            bindings[parameter] = places
    if "prompt" not in bindings:
        _bind_lone_texts(workflow, bindings)
    return bindings


def _parameter(node: dict[str, Any], name: str, value: Any) -> str | None:
    kind = node["class_type"]
    if is_link(value):
        return None
    if kind == "LoadImage" and name == "image":
        return "image"
    parameter = _BY_INPUT.get(name)
    if parameter in {"width", "height", "frames"}:
        return parameter if "Empty" in kind or "ToVideo" in kind or "Latent" in kind else None
    if parameter == "seed" and node["inputs"].get("add_noise") == "disable":
        return None
    if parameter in {"seed", "steps", "cfg", "sampler", "scheduler"}:
        return parameter if any(word in kind for word in _SAMPLING) else None
    return parameter


def _texts_behind(workflow: Graph, input_name: str) -> Iterator[Place]:
    """Yield the texts that reach an input of that name, following links upstream."""
    for node in workflow.values():
        link = node["inputs"].get(input_name)
        if is_link(link):
            yield from _upstream(workflow, link[0], input_name, set())


def _upstream(workflow: Graph, id: str, side: str, seen: set[str]) -> Iterator[Place]:
    if id in seen:
        return
    seen.add(id)
    inputs = workflow[id]["inputs"]
    own = [(id, name) for name in _TEXT_INPUTS if isinstance(inputs.get(name), str)]
    yield from own
    if own:
        return
    # A node with both sides (ControlNet, image to video) is followed on the side we came from.
    names = [side] if side in inputs else list(inputs)
    for name in names:
        if is_link(inputs[name]):
            yield from _upstream(workflow, inputs[name][0], side, seen)


def _bind_lone_texts(workflow: Graph, bindings: Bindings) -> None:
    """Without a positive input anywhere (guiders of one side), take every text encoder."""
    places = [
        (id, name)
        for id, node in workflow.items()
        for name in _TEXT_INPUTS
        if "Encode" in node["class_type"] and isinstance(node["inputs"].get(name), str)
        if (id, name) not in bindings.get("negative", [])
    ]
    if places:
        bindings["prompt"] = places
