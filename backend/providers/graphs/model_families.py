"""Families of models, told by the names of their files."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from pydantic import BaseModel, ConfigDict, TypeAdapter

from backend.providers.graphs.names import plain

Figures = dict[str, float | str]


class ModelFamily(BaseModel):
    """Models that are set alike."""

    model_config = ConfigDict(frozen=True)

    id: str
    pattern: str
    """What a file's name holds; the first family in the list that fits is it."""
    graph: str
    """The id of our graph with the figures of the quality preset, which are ComfyUI's own."""
    good_at: str
    fast: Figures
    """What is less in the fast preset, which runs on the very same file."""
    quality: Figures = {}
    """Figures that the graph has at other places, or does not have."""
    lightning: str | None = None
    """The id of a graph with a LoRA that spares steps."""


UNKNOWN: Final = ModelFamily(
    id="unknown",
    pattern="",
    graph="sdxl",
    good_at="",
    fast={"steps": 15},
    quality={"cfg": 7},
)
_FAMILIES: Final = TypeAdapter(list[ModelFamily])


@cache
def families() -> list[ModelFamily]:
    """Return all families, those with the narrower patterns first."""
    return _FAMILIES.validate_json((files("backend") / "data" / "model_families.json").read_bytes())


def family_named(name: str) -> ModelFamily:
    """Return the family of a model file, `UNKNOWN` for a name that tells none."""
    text = plain(name).lower()
    return next((each for each in families() if re.search(each.pattern, text)), UNKNOWN)
