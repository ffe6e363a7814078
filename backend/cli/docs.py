"""`storycanvas docs`: write the pages that come from the code, or check that they still do."""

from pathlib import Path
from typing import Annotated

import typer

from backend.cli.pages.data_page import data_page
from backend.cli.pages.errors_page import errors_page
from backend.cli.pages.map_page import map_page
from backend.cli.pages.settings_page import settings_page

ROOT = Path(__file__).parents[2]


def docs(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a page is out of date.")
    ] = False,
) -> None:
    """Write docs/DATA.md, docs/MAP.md, docs/errors.md and .env.example from the code."""
    outdated = {name: text for name, text in pages().items() if current(name) != text}
    for name, text in outdated.items():
        if not check:
            (ROOT / name).write_text(text, encoding="utf-8")
        typer.echo(f"{name} {'is out of date' if check else 'written'}")
    if check and outdated:
        raise typer.Exit(1)


def pages() -> dict[str, str]:
    """Return every page by its path from the root of the repository."""
    return {
        "docs/DATA.md": data_page(),
        "docs/MAP.md": map_page(ROOT / "backend"),
        "docs/errors.md": errors_page(),
        ".env.example": settings_page(),
    }


def current(name: str) -> str | None:
    """Return the page as it is in the repository, or None."""
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else None
