"""`storycanvas export`: a project as a file that editors open."""

from pathlib import Path
from typing import Annotated

import typer

from backend.cli.connection import Url, connected
from backend.cli.loop import run
from backend.cli.wording import say
from backend.client.downloads import download_export, option_values, warnings_of


def export(
    project: Annotated[str, typer.Argument(help="The project's id.")],
    format: Annotated[str, typer.Option("--format", "-f", help="Such as fcpxml or bundle.")],
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder for the file.")] = Path(),
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
        for warning in await warnings_of(api, project, format, options) if file.warnings else ():
            say("warning", warning, style="yellow")
    typer.echo(file.path)
