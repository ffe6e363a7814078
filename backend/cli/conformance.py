"""`storycanvas conformance`: play the contract's scenarios against a server, if node is there."""

import os
import shutil
import subprocess
from typing import Annotated, Final

import typer

from backend.cli.generated import ROOT
from backend.cli.wording import say_error

RUNNER: Final = ROOT / "frontend-contract" / "conformance" / "run.mjs"
OLDEST_NODE: Final = 18
AWAY: Final = 3


def conformance(
    url: Annotated[str, typer.Argument(help="The server, such as http://127.0.0.1:8001.")],
    token: Annotated[
        str | None, typer.Option(envvar="STORYCANVAS_TOKEN", help="Sent as a Bearer token.")
    ] = None,
    comfyui: Annotated[
        str | None,
        typer.Option(help="A ComfyUI or simulator to try generation on; absent: skipped."),
    ] = None,
    only: Annotated[str | None, typer.Option(help="Scenarios whose file names hold this.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One document instead of a table.")] = False,
) -> None:
    """Check whether a server keeps the contract; what is made there is removed again."""
    options = [*_option("--comfyui", comfyui), *_option("--only", only)]
    command = [_node(), str(RUNNER), url, *options, *(["--json"] if json else [])]
    # Not on the command line, which every user of the machine may read.
    secret = {"STORYCANVAS_TOKEN": token} if token else {}
    played = subprocess.run(  # noqa: S603 - our runner, with what the user gave it
        command, env=os.environ | secret, check=False
    )
    raise typer.Exit(played.returncode)


def _option(name: str, value: str | None) -> list[str]:
    return [name, value] if value else []


def _node() -> str:
    """Return a Node that is new enough.

    Raises:
        Exit: there is none, or there are no scenarios to play; it was said which.
    """
    found = shutil.which("node")
    if not RUNNER.exists():
        say_error(f"{RUNNER.parent} is not there: run this in a clone of the repository.")
    elif not found or _major(found) < OLDEST_NODE:
        say_error(f"The scenarios are played by Node.js: install {OLDEST_NODE} or newer.")
    else:
        return found
    raise typer.Exit(AWAY)


def _major(node: str) -> int:
    """Return 20 for a node that says "v20.20.2", or 0 if it does not run."""
    command = [node, "--version"]
    try:
        said = subprocess.run(  # noqa: S603 - the node of the user's PATH
            command, capture_output=True, text=True, check=True
        ).stdout
        return int(said.removeprefix("v").partition(".")[0])
    except (OSError, subprocess.CalledProcessError, ValueError):
        return 0
