"""What a server can do, read from its /object_info and /system_stats."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from backend.domain.lane import Capabilities, ModelFile
from backend.providers.comfyui.answers import SystemStats
from backend.providers.graphs.catalogue import GraphTemplate, catalogue
from backend.providers.graphs.names import find_name

ObjectInfo = Mapping[str, Mapping[str, Any]]

_FOLDERS: Final = (
    ("checkpoints", "CheckpointLoaderSimple", "ckpt_name"),
    ("diffusion_models", "UNETLoader", "unet_name"),
    ("vae", "VAELoader", "vae_name"),
    ("text_encoders", "CLIPLoader", "clip_name"),
    ("clip_vision", "CLIPVisionLoader", "clip_name"),
    ("loras", "LoraLoader", "lora_name"),
    ("controlnet", "ControlNetLoader", "control_net_name"),
    ("upscale_models", "UpscaleModelLoader", "model_name"),
    ("latent_upscale_models", "LatentUpscaleModelLoader", "model_name"),
)
"""Model folder <- the node class and input whose choices are its files."""
_SIMULATOR: Final = "storycanvas-simulator"


def read_capabilities(stats: SystemStats, info: ObjectInfo) -> Capabilities:
    """Put together what the server tells about itself."""
    device = stats.devices[0] if stats.devices else None
    files = list(_files(info))
    return Capabilities(
        version=stats.system.comfyui_version,
        device=device and device.name,
        vram_total=device and device.vram_total,
        vram_free=device and device.vram_free,
        models=[file for file in files if file.type != "loras"],
        loras=[file for file in files if file.type == "loras"],
        samplers=choices(info, "KSampler", "sampler_name"),
        schedulers=choices(info, "KSampler", "scheduler"),
        node_classes=sorted(info),
        graphs=[id for id, template in catalogue().items() if _runs(template, info)],
        simulated=any(_SIMULATOR in argument for argument in stats.system.argv),
    )


def choices(info: ObjectInfo, node_class: str, name: str) -> list[str]:
    """Return what may be chosen for an input, [] where there is nothing to choose.

    Servers write it in three ways: [[choices], …], ["COMBO", {"options": [choices]}] and
    ["COMFY_DYNAMICCOMBO_V3", {"options": [{"key": choice, …}]}].
    """
    spec = _spec(info, node_class, name)
    if not isinstance(spec, list) or not spec:
        return []
    listed = spec[0]
    if isinstance(listed, str) and len(spec) > 1 and isinstance(spec[1], dict):
        listed = spec[1].get("options")
    if not isinstance(listed, list):
        return []
    keys = (item.get("key") if isinstance(item, dict) else item for item in listed)
    return [key for key in keys if isinstance(key, str)]


def _spec(info: ObjectInfo, node_class: str, name: str) -> Any:
    inputs = info.get(node_class, {}).get("input")
    for section in ("required", "optional"):
        specs = inputs.get(section) if isinstance(inputs, dict) else None
        if isinstance(specs, dict) and name in specs:
            return specs[name]
    return None


def _files(info: ObjectInfo) -> Iterator[ModelFile]:
    for folder, node_class, name in _FOLDERS:
        for file in choices(info, node_class, name):
            yield ModelFile(name=file, type=folder)


def _runs(template: GraphTemplate, info: ObjectInfo) -> bool:
    """Tell whether the server has the graph's node classes and everything it chooses."""
    pictures = {place for field in ("image", "end_image") for place in _places(template, field)}
    return template.node_classes <= info.keys() and all(
        (id, name) in pictures or _may_choose(info, node["class_type"], name, value)
        for id, node in template.graph.items()
        for name, value in node["inputs"].items()
        if isinstance(value, str)
    )


def _places(template: GraphTemplate, field: str) -> tuple[tuple[str, str], ...]:
    return template.fields.get(field, ())


def _may_choose(info: ObjectInfo, node_class: str, name: str, value: str) -> bool:
    spec = _spec(info, node_class, name)
    if not isinstance(spec, list) or not spec or spec[0] == "STRING":
        return True
    return find_name(value, choices(info, node_class, name)) is not None
