"""The figures of a family of models: its presets, and the bounds of its parameters."""

from typing import Final

from backend.domain.media import MediaKind
from backend.domain.model import GenerationPreset, ModelParameters, ModelPresets, NumberRange
from backend.providers.graphs.catalogue import GraphTemplate, catalogue
from backend.providers.graphs.families import FrameGrid, family_of
from backend.providers.graphs.model_families import Figures, ModelFamily

_OF_A_PICTURE: Final = {"width": 1024, "height": 1024}
"""Where the graph takes its size from the picture it starts from: about a megapixel."""
_UNGUIDED: Final = 1.0
"""A cfg that changes nothing, where a graph has none."""


def presets_of(family: ModelFamily) -> ModelPresets:
    """Return the family's presets."""
    quality = _preset(catalogue()[family.graph], family.quality)
    fast = GenerationPreset.model_validate({**quality.model_dump(), **family.fast})
    lightning = None
    if family.lightning:
        lightning = _preset(catalogue()[family.lightning], {"model": family.lightning})
    return ModelPresets(fast=fast, quality=quality, lightning=lightning)


def parameters_of(family: ModelFamily, *, max_loras: int) -> ModelParameters:
    """Return what can be set on models of the family."""
    template = catalogue()[family.graph]
    grid = family_of(template)
    usual = presets_of(family).quality
    guided = usual.cfg > _UNGUIDED
    return ModelParameters(
        makes=template.kind,
        specializes_in=family.good_at,
        needs_image=template.takes_image,
        supports_lora=True,
        max_loras=max_loras,
        supports_negative_prompt=guided and "negative" in template.fields,
        steps=NumberRange(min=1, max=200, default=usual.steps),
        cfg=NumberRange(min=_UNGUIDED, max=30 if guided else _UNGUIDED, default=usual.cfg),
        width=NumberRange(min=64, max=4096, default=usual.width, step=grid.multiple),
        height=NumberRange(min=64, max=4096, default=usual.height, step=grid.multiple),
        video_frames=_frames(grid.frames, usual.video_frames),
        default_fps=usual.video_fps,
    )


def _preset(template: GraphTemplate, figures: Figures) -> GenerationPreset:
    film = template.kind is MediaKind.VIDEO
    own = {
        "steps": template.default("steps"),
        "cfg": template.default("cfg") or _UNGUIDED,
        "width": template.default("width") or _OF_A_PICTURE["width"],
        "height": template.default("height") or _OF_A_PICTURE["height"],
        "sampler": template.default("sampler"),
        "scheduler": template.default("scheduler"),
        "video_fps": template.default("fps") if film else None,
        "video_frames": template.default("frames") if film else None,
    }
    return GenerationPreset.model_validate({**own, **figures})


def _frames(grid: FrameGrid | None, usual: int | None) -> NumberRange | None:
    if grid is None or usual is None:
        return None
    return NumberRange(
        min=grid.least, max=grid.most, default=usual, step=grid.step, offset=grid.offset
    )
