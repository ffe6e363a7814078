"""`storycanvas export`: a project as a file that editors open."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from backend.cli.connection import Url, connected
from backend.cli.loop import run
from backend.client.downloads import download_export, option_values


def export(
    project: Annotated[str, typer.Argument(help="The project's id.")],
    format: Annotated[str, typer.Option("--format", "-f", help="Such as fcpxml or bundle.")],
    out: Annotated[Path, typer.Option(help="Folder for the file.")] = Path(),
    option: Annotated[
        list[str] | None,
        typer.Option("--option", "-o", help="NAME=VALUE, such as fps=25; may be repeated."),
    ] = None,
    url: Url = None,
) -> None:
    """Write one export of a project and print where it is."""
    try:
        options = option_values(option or [])
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    out.mkdir(parents=True, exist_ok=True)
    run(_export(url, project, format, out, options))


async def _export(
    url: str | None, project: str, format: str, out: Path, options: dict[str, list[str]]
) -> None:
    async with connected(url) as api:
        file = await download_export(api, project, format, out, options)
    if file.warnings:
        Console(stderr=True).print(f"{file.warnings} warnings: see its report", style="yellow")
    typer.echo(file.path)
