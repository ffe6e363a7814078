"""The `storycanvas` command: what there is, and what an error looks like on a terminal."""

import sys
from typing import Annotated, NoReturn

import typer

from backend import __version__
from backend.cli import (
    board,
    conformance,
    contract,
    demo,
    docs,
    doctor,
    export,
    migrate,
    queue,
    serve,
    server,
    simulator,
    story,
    worker,
)
from backend.cli.configuration import SettingsError
from backend.cli.wording import said_by_system, say_error
from backend.client.api_client import ApiError
from backend.domain.errors import ServiceUnavailableError, StoryCanvasError

FAILED, USAGE, AWAY = 1, 2, 3

app = typer.Typer(
    name="storycanvas",
    help="A script becomes scenes, clips, pictures and videos, and a cut that editors open.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(serve.serve)
app.command()(worker.worker)
app.command()(demo.demo)
app.command()(story.story)
app.command()(board.board)
app.command()(export.export)
app.add_typer(server.app, name="server")
app.add_typer(queue.app, name="queue")
app.command()(simulator.simulator)
app.command()(migrate.migrate)
app.command()(doctor.doctor)
app.command()(docs.docs)
app.command()(contract.contract)
app.command()(conformance.conformance)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"storycanvas {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say which it is."),
    ] = False,
) -> None:
    """Hold what comes before the command's name."""


def main() -> NoReturn:
    """Run the command and leave with its exit code: 0, 1 failed, 2 usage, 3 away, 130 stopped."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code; no mistake of the user's shows a traceback."""
    try:
        app(arguments, prog_name="storycanvas")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except SettingsError as error:
        return _failed(USAGE, str(error))
    except ServiceUnavailableError as error:
        return _failed(AWAY, error.message)
    except ApiError as error:
        return _failed(_code_of(error), str(error))
    except StoryCanvasError as error:
        return _failed(FAILED, error.message)
    except OSError as error:
        return _failed(FAILED, said_by_system(error))
    return 0


def _code_of(error: ApiError) -> int:
    """Whoever asks for what does not exist made no slip of usage; a wrong value is one."""
    return {0: AWAY, 503: AWAY, 400: USAGE}.get(error.status, FAILED)


def _failed(code: int, message: str) -> int:
    say_error(message)
    return code
