"""`storycanvas demo`: the whole job on a sample script, with simulated servers."""

import asyncio
import platform
import shutil
import time
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from backend import __version__
from backend.cli.configuration import read_settings
from backend.cli.loop import run
from backend.cli.script_file import Fps, read_script
from backend.cli.serve import listen
from backend.client.api_client import ApiError
from backend.demo.errors import DemoFailedError
from backend.demo.farm import Farm, running_farm
from backend.demo.main_job import MainJob
from backend.demo.request import Request, request_of
from backend.demo.screen import Screen
from backend.demo.summary import show_summary
from backend.domain.errors import StoryCanvasError

MARKER: Final = ".storycanvas-demo"
SAMPLE: Final = "rain_song.fountain"
PORTRAIT: Final = {"width": 1080, "height": 1920}


def demo(
    script: Annotated[
        Path | None,
        typer.Option(
            help="Your own text: plain, Markdown or Fountain.", exists=True, dir_okay=False
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option(file_okay=False, help="Folder for everything it makes.")
    ] = Path("demo-out"),
    fps: Fps = None,
    portrait: Annotated[bool, typer.Option("--portrait", help="Make it 1080 x 1920.")] = False,
    serve: Annotated[
        bool, typer.Option("--serve", help="Go on serving the project until Ctrl-C.")
    ] = False,
) -> None:
    """Make a storyboard of a script on three simulated servers, and export it in every format."""
    settings = read_settings()
    port = settings.backend_port if serve else 0
    if serve:
        listen("127.0.0.1", port).close()
    with resources.as_file(resources.files("backend") / "data" / "scripts" / SAMPLE) as sample:
        chosen = script or sample
        changes: dict[str, Any] = {"fps": fps} if fps else {}
        changes |= PORTRAIT if portrait else {}
        request = request_of(read_script(chosen), chosen.name, changes)
    folder, screen = _fresh(out), Screen()
    screen.line("StoryCanvas", f" {__version__} · Python {platform.python_version()}")
    try:
        run(_demo(screen, folder, request, port, serve=serve))
    except KeyboardInterrupt:
        screen.line("stopped", f"everything; what is made so far stays in {out} until the next run")
        raise


async def _demo(screen: Screen, folder: Path, request: Request, port: int, *, serve: bool) -> None:
    started = time.monotonic()
    async with running_farm(folder, port, request.plan.haste) as farm:
        exports = folder / "exports"
        exports.mkdir()
        screen.line("database", f"embedded mongod, {folder / 'db'}")
        try:
            made = await MainJob(farm, screen, exports).run(request)
        except (DemoFailedError, ApiError) as error:
            raise StoryCanvasError(f"The demo failed: {error}. Logs: {folder / 'logs'}") from error
        show_summary(screen, made, exports, time.monotonic() - started)
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
