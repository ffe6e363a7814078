"""Which graph does a job on a server, and why none does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from backend.domain.lane import Capabilities
from backend.domain.media import MediaKind
from backend.providers.base import Requirements
from backend.providers.graphs.catalogue import MODEL_FIELDS, GraphTemplate, catalogue
from backend.providers.graphs.names import files_in, find_name, plain

_PREFERRED: Final = (
    "flux1_schnell",
    "z_image_turbo",
    "sdxl",
    "flux1_dev",
    "qwen_image",
    "sd35_large",
    "sd15",
    "sd15_i2i",
    "wan22_i2v_14b",
    "wan22_t2v_14b",
    "wan22_ti2v_5b",
    "ltxv_095_i2v",
    "ltxv_09_t2v",
)
"""Tried first where a job names no model; the other graphs follow in the catalogue's order."""

_CHECKPOINT_HINTS: Final = (
    (r"ltx", ("ltxv_095_i2v", "ltxv_09_t2v")),
    (r"sd[-_.]?3", ("sd35_large",)),
    (r"flux|qwen|hunyuan|svd|wan[-_.]?2|audio|ace[-_]step|inpaint|refiner", ()),
    (r"xl|pony|illustrious|noob", ("sdxl", "sd15_i2i")),
    (r"", ("sd15", "sd15_i2i")),
)
_DIFFUSION_HINTS: Final = (
    (r"flux.*kontext", ("flux1_kontext",)),
    (r"flux[-_.]?2.*klein.*base", ("flux2_klein_4b_base",)),
    (r"flux[-_.]?2.*klein", ("flux2_klein_4b_distilled",)),
    (r"flux[-_.]?2", ("flux2_dev",)),
    (r"flux.*schnell", ("flux1_schnell",)),
    (r"flux", ("flux1_dev",)),
    (r"qwen.*edit", ("qwen_image_edit_2511",)),
    (r"qwen.*2512", ("qwen_image_2512",)),
    (r"qwen.*image", ("qwen_image",)),
    (r"hidream.*dev", ("hidream_i1_dev",)),
    (r"hidream", ("hidream_i1_full",)),
    (r"z[-_]?image.*turbo", ("z_image_turbo",)),
    (r"z[-_]?image", ("z_image",)),
    (r"krea[-_.]?2", ("krea2_turbo",)),
    (r"chroma", ("chroma1_hd",)),
    (r"wan.*ti2v", ("wan22_ti2v_5b",)),
    (r"wan[-_.]?2[._]2.*i2v", ("wan22_i2v_14b",)),
    (r"wan[-_.]?2[._]2.*t2v", ("wan22_t2v_14b",)),
    (r"wan.*i2v", ("wan21_i2v_14b",)),
    (r"wan.*t2v", ("wan21_t2v_1_3b",)),
    (r"hunyuan.*1[._]5", ("hunyuan_video_15_i2v", "hunyuan_video_15_t2v")),
    (r"hunyuan", ("hunyuan_video_t2v",)),
    (r"ltx", ("ltx25_i2v_distilled",)),
    (r"minimax", ("minimax_h3_i2v",)),
)
"""By what a file's name holds: the graphs for models of that family, none if we have none."""


@dataclass(frozen=True)
class Choice:
    """A graph, and the files that stand in for the ones it names.

    Attributes:
        model: the model file, in the server's spelling.
        names: file as the graph names it -> file as the server does.
    """

    template: GraphTemplate
    model: str
    names: dict[str, str]


class UnfitError(Exception):
    """The server cannot do it; the text says why."""


def choose(needs: Requirements, can: Capabilities) -> Choice:
    """Return how the server does the job with one of our graphs.

    Raises:
        UnfitError: it cannot, with the reason in plain words.
    """
    if needs.model:
        return _choose_named(needs, needs.model, can)
    candidates = [template for template in _in_order() if _suits(template, needs)]
    for template in candidates:
        if not missing(template, can, {}):
            return _with_names(template, can, {})
    if needs.kind is MediaKind.IMAGE:
        for checkpoint in files_in(can, "checkpoints"):
            for template in _hinted(checkpoint, "checkpoints", needs):
                if not missing(template, can, {template.model: checkpoint}):
                    return _with_names(template, can, {template.model: checkpoint})
    raise UnfitError(_nearest_miss(candidates, needs, can))


def missing(template: GraphTemplate, can: Capabilities, instead: dict[str, str]) -> list[str]:
    """Return what the server lacks for a graph, in words; `instead` replaces files by others."""
    wanted = [(file.type, instead.get(file.name, file.name)) for file in template.files]
    lacks = [
        f"has no {folder} file {name}"
        for folder, name in wanted
        if find_name(name, files_in(can, folder)) is None
    ]
    lacks += [f"lacks node {name}" for name in sorted(template.node_classes - {*can.node_classes})]
    if not lacks and not instead and template.id not in can.graphs:
        # All is there by name, but a node does not offer a choice that the graph makes.
        lacks.append(f"has a ComfyUI too old for graph {template.id}")
    return lacks


def _in_order() -> Iterator[GraphTemplate]:
    graphs = catalogue()
    yield from (graphs[id] for id in _PREFERRED)
    yield from (graph for id, graph in graphs.items() if id not in _PREFERRED)


def _suits(template: GraphTemplate, needs: Requirements) -> bool:
    """Tell whether the graph makes that kind of media from what there is to start with."""
    return (
        template.kind is needs.kind
        and template.takes_image == needs.has_image
        and "end_image" not in template.fields
    )


def _choose_named(needs: Requirements, model: str, can: Capabilities) -> Choice:
    options = list(_options(needs, model, can))
    for template, instead in options:
        if not missing(template, can, instead):
            return _with_names(template, can, instead)
    if options:
        raise UnfitError(", ".join(missing(options[0][0], can, options[0][1])[:3]))
    if model in catalogue():
        raise UnfitError(f"graph {model} does not make {_what(needs)}")
    if any(find_name(model, [file.name]) for file in can.models):
        raise UnfitError(f"none of our graphs makes {_what(needs)} with {model}: send a workflow")
    raise UnfitError(f"has no model {model}")


def _options(
    needs: Requirements, model: str, can: Capabilities
) -> Iterator[tuple[GraphTemplate, dict[str, str]]]:
    """Yield the graphs that fit a named model, with the files to replace; the surest first."""
    if model in catalogue() and _suits(catalogue()[model], needs):
        yield catalogue()[model], {}
        return
    for template in _in_order():
        if _suits(template, needs) and find_name(model, _model_files(template)):
            yield template, {}
    for folder in ("checkpoints", "diffusion_models"):
        found = find_name(model, files_in(can, folder))
        for template in _hinted(found, folder, needs) if found else ():
            yield template, _stand_ins(template, found or model)


def _hinted(file: str, folder: str, needs: Requirements) -> Iterable[GraphTemplate]:
    hints = _CHECKPOINT_HINTS if folder == "checkpoints" else _DIFFUSION_HINTS
    name = plain(file).lower()
    ids = next((ids for pattern, ids in hints if re.search(pattern, name)), ())
    return [catalogue()[id] for id in ids if _suits(catalogue()[id], needs)]


def _model_files(template: GraphTemplate) -> list[str]:
    return [str(template.default(field)) for field in MODEL_FIELDS if field in template.fields]


def _stand_ins(template: GraphTemplate, model: str) -> dict[str, str]:
    """Put the model in the graph's place for it; of two experts, find the other by its name."""
    own = _model_files(template)
    if len(own) == 1:
        return {own[0]: model}
    high = re.sub("low", "high", model, flags=re.IGNORECASE)
    low = re.sub("high", "low", model, flags=re.IGNORECASE)
    return {own[0]: high, own[1]: low}


def _with_names(template: GraphTemplate, can: Capabilities, instead: dict[str, str]) -> Choice:
    names = {
        file.name: find_name(instead.get(file.name, file.name), files_in(can, file.type))
        or file.name
        for file in template.files
    }
    return Choice(template, names[template.model], names)


def _nearest_miss(candidates: list[GraphTemplate], needs: Requirements, can: Capabilities) -> str:
    """Say what is missing: for a graph whose model is there the rest, else the model itself."""
    for template in candidates:
        if find_name(template.model, files_in(can, template.model_folder)):
            return f"for {template.model}: {', '.join(missing(template, can, {})[:3])}"
    if not candidates:
        return f"makes no {needs.kind}: there is no graph for it"
    known = ", ".join(template.model for template in candidates[:3])
    return f"has no model that makes {_what(needs)} (such as {known})"


def _what(needs: Requirements) -> str:
    return f"{needs.kind}s from {'a picture' if needs.has_image else 'text'}"
