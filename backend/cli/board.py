"""`storycanvas board`: a script as a board of scenes, clips and prompts, without any AI."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from backend.cli.connection import Url, connected
from backend.cli.loop import run
from backend.cli.script_file import Fps, read_script
from backend.cli.wording import say
from backend.client.api_client import ApiClient
from backend.client.board_text import board_text
from backend.client.contact_sheet import save_contact_sheet
from backend.client.downloads import download_export

FORMATS = ("json", "srt")


def board(
    script: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help="Plain text, Markdown, Fountain, FDX, SRT."
        ),
    ],
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder for the board.")] = Path(
        "board-out"
    ),
    kind: Annotated[
        str | None,
        typer.Option(help="plain, transcript, markdown, fountain, fdx, srt; else found."),
    ] = None,
    name: Annotated[str | None, typer.Option(help="The project's name.")] = None,
    fps: Fps = None,
    url: Url = None,
) -> None:
    """Split a script into scenes and clips, compose the prompts, and write the board down."""
    body = {
        "text": read_script(script),
        "kind": kind,
        "name": name,
        "fps": fps,
        "filename": script.name,
    }
    out.mkdir(parents=True, exist_ok=True)
    run(_board(url, out, body))


async def _board(url: str | None, out: Path, body: dict[str, Any]) -> None:
    async with connected(url) as api:
        answer = await api.post("/projects/import-script", body)
        await _write(api, answer, out)
    _say(answer["report"])
    say("written", str(out))
    typer.echo(answer["project"]["id"])


async def _write(api: ApiClient, answer: dict[str, Any], out: Path) -> None:
    project, report = answer["project"], answer["report"]
    told = json.dumps(report, indent=2, ensure_ascii=False)
    await asyncio.to_thread((out / "report.json").write_text, told, encoding="utf-8")
    await asyncio.to_thread((out / "board.md").write_text, board_text(project), encoding="utf-8")
    await save_contact_sheet(api, project, out / "contact_sheet.png")
    for format in FORMATS:
        await download_export(api, project["id"], format, out)


def _say(report: dict[str, Any]) -> None:
    """Say what was recognised and what was not: nothing is dropped silently."""
    found = ", ".join(f"{count} {what}" for what, count in report["recognised"].items())
    say("recognised", found)
    for warning in report["warnings"]:
        say("warning", warning, style="yellow")
    for lost in report["dropped"]:
        say("dropped", f"line {lost['line']}: {lost['why']}")
