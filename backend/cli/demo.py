"""`storycanvas demo`: the whole job on a sample script, with simulated servers."""

import asyncio
import shutil
import time
from importlib import resources
from pathlib import Path
from typing import Annotated, Final

import typer

from backend.cli.loop import run
from backend.demo.farm import Farm, running_farm
from backend.demo.main_job import DemoFailedError, MainJob
from backend.demo.screen import Screen
from backend.demo.summary import show_summary
from backend.domain.errors import StoryCanvasError
from backend.settings import Settings

MARKER: Final = ".storycanvas-demo"
SAMPLE: Final = "rain_song.fountain"


def demo(
    script: Annotated[
        Path | None,
        typer.Option(
            help="Your own text: plain, Markdown or Fountain.", exists=True, dir_okay=False
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for everything it makes.")] = Path("demo-out"),
    serve: Annotated[
        bool, typer.Option("--serve", help="Go on serving the project until Ctrl-C.")
    ] = False,
) -> None:
    """Make a storyboard of a script on three simulated servers, and export it in every format."""
    screen = Screen()
    folder = _fresh(out)
    with resources.as_file(resources.files("backend") / "data" / "scripts" / SAMPLE) as sample:
        run(_demo(screen, folder, script or sample, serve=serve))


async def _demo(screen: Screen, folder: Path, script: Path, *, serve: bool) -> None:
    started = time.monotonic()
    port = Settings().backend_port if serve else 0
    async with running_farm(folder, port) as farm:
        exports = folder / "exports"
        exports.mkdir()
        screen.line("database", f"embedded mongod, {folder / 'db'}")
        try:
            made = await MainJob(farm, screen, exports).run(script)
        except DemoFailedError as error:
            raise StoryCanvasError(f"The demo failed: {error}. Logs: {folder / 'logs'}") from error
        show_summary(screen, made, folder, time.monotonic() - started)
        if serve:
            await _stay(screen, farm, made.project["id"])


async def _stay(screen: Screen, farm: Farm, project_id: str) -> None:
    screen.line("serving", f"{farm.url}/api/v1/projects/{project_id}/with-scenes")
    screen.line("", "The three servers are simulated: pictures are drawn, not generated.")
    screen.line("", "Ctrl-C stops everything.")
    await asyncio.Event().wait()


def _fresh(folder: Path) -> Path:
    """Empty the demo's folder, if it is the demo's.

    Raises:
        BadParameter: there is something of somebody else's in it.
    """
    folder = folder.absolute()
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise typer.BadParameter(f"{folder} holds other files; choose another --out")
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARKER).touch()
    return folder
