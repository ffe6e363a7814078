"""`storycanvas migrate`: bring the database to this version, without serving."""

import typer

from backend.cli.connection import connected
from backend.cli.loop import run


def migrate() -> None:
    """Run the migrations that are not done yet; `serve` does so by itself."""
    run(_migrate())


async def _migrate() -> None:
    async with connected(None):
        typer.echo("the database is up to date")
