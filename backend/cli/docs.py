"""`storycanvas docs`: write the pages that come from the code, or check that they still do."""

from typing import Annotated

import typer

from backend.cli.generated import ROOT, refresh
from backend.cli.pages.data_page import data_page
from backend.cli.pages.errors_page import errors_page
from backend.cli.pages.map_page import map_page
from backend.cli.pages.providers_page import providers_page
from backend.cli.pages.settings_page import settings_page
from backend.cli.pages.states_picture import states_picture


def docs(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a page is out of date.")
    ] = False,
) -> None:
    """Write the pages of docs/ that come from the code, the picture of states and .env.example."""
    refresh(pages(), check=check)


def pages() -> dict[str, str]:
    """Return every page by its path from the root of the repository."""
    return {
        "docs/DATA.md": data_page(),
        "docs/MAP.md": map_page(ROOT / "backend"),
        "docs/errors.md": errors_page(),
        "docs/providers.md": providers_page(),
        "docs/queue-states.svg": states_picture(),
        ".env.example": settings_page(),
    }
