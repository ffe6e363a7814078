"""docs/MAP.md: where everything is, as a table of noun and layer and a list of modules."""

import ast
from pathlib import Path
from typing import Final

from backend.cli.pages.table import table

INTRODUCTION: Final = """# Map

Written by `storycanvas docs` from the tree; a test compares it.

A file is named noun first, layer last: typing "clip" in any finder lists the whole slice.
"""

LAYERS: Final = {
    "Router": ("api/v1", "_router"),
    "DTOs": ("api/v1/dtos", "_dtos"),
    "Service": ("services", "_service"),
    "Repository": ("repositories", "_repository"),
    "Domain": ("domain", ""),
}
NOT_A_NOUN: Final = "common"


def map_page(backend: Path) -> str:
    """Return the page for the tree of that folder."""
    slices = {layer: _slice(backend / folder, ending) for layer, (folder, ending) in LAYERS.items()}
    domain = slices.pop("Domain")
    nouns = sorted(set().union(*slices.values()) - {NOT_A_NOUN})
    rows = [
        [f"**{noun}**", *(_link(backend, paths.get(noun)) for paths in (*slices.values(), domain))]
        for noun in nouns
    ]
    return "\n".join(
        [
            INTRODUCTION,
            table(("Noun", *LAYERS), rows),
            *(_folder(backend, folder) for folder in _folders(backend)),
            "",
        ]
    )


def _slice(folder: Path, ending: str) -> dict[str, Path]:
    """Return a layer's modules by noun; "clips_router" and "clip_service" are both of "clip"."""
    found = {}
    for path in sorted(folder.glob(f"*{ending}.py")):
        noun = path.stem.removesuffix(ending)
        found[_singular(noun) if ending == "_router" else noun] = path
    found.pop("__init__", None)
    return found


def _singular(noun: str) -> str:
    return noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _folders(backend: Path) -> list[Path]:
    return sorted(path.parent for path in backend.rglob("__init__.py"))


def _folder(backend: Path, folder: Path) -> str:
    modules = [path for path in sorted(folder.glob("*.py")) if not path.name.startswith("__")]
    name = folder.relative_to(backend.parent).as_posix()
    text = f"\n## {name}\n\n{_sentence(folder / '__init__.py')}"
    if not modules:
        return text
    rows = [(_link(backend, path), _sentence(path)) for path in modules]
    return f"{text}\n\n{table(('Module', 'What it is'), rows)}"


def _link(backend: Path, path: Path | None) -> str:
    if path is None:
        return ""
    return f"[{path.stem}](../{path.relative_to(backend.parent).as_posix()})"


def _sentence(path: Path) -> str:
    """Return the first sentence of a module, with which each begins."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())
