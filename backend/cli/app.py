"""The `storycanvas` command: what there is, and what an error looks like on a terminal."""

import sys
from typing import NoReturn

import pydantic
import typer
from rich.console import Console

from backend.cli import board, demo, docs, export, migrate, serve, server, simulator
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
app.command()(demo.demo)
app.command()(board.board)
app.command()(export.export)
app.add_typer(server.app, name="server")
app.command()(simulator.simulator)
app.command()(migrate.migrate)
app.command()(docs.docs)


def main() -> NoReturn:
    """Run the command and leave with its exit code: 0, 1 failed, 2 usage, 3 away, 130 stopped."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code; no mistake of the user's shows a traceback."""
    try:
        app(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except pydantic.ValidationError as error:
        _say("The settings are not usable:", *(_setting(problem) for problem in error.errors()))
        return USAGE
    except ServiceUnavailableError as error:
        _say(error.message)
        return AWAY
    except ApiError as error:
        _say(str(error))
        return AWAY if error.status in {0, 503} else FAILED
    except StoryCanvasError as error:
        _say(error.message)
        return FAILED
    return 0


def _setting(problem: object) -> str:
    known = problem if isinstance(problem, dict) else {}
    name = "_".join(str(part) for part in known.get("loc", ())).upper()
    return f"  {name}: {known.get('msg', '')}"


def _say(*lines: str) -> None:
    console = Console(stderr=True)
    for line in lines:
        console.print(line, style="red", markup=False, highlight=False)
