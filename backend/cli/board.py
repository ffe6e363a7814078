"""`storycanvas board`: a script as a board of scenes, clips and prompts, without any AI."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from backend.cli.connection import Url, connected
from backend.cli.loop import run
from backend.client.api_client import ApiClient
from backend.client.board_text import board_text
from backend.client.contact_sheet import save_contact_sheet
from backend.client.downloads import download_export

FORMATS = ("json", "srt")


def board(
    script: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The script.")],
    out: Annotated[Path, typer.Option(help="Folder for the board.")] = Path("board-out"),
    kind: Annotated[
        str | None, typer.Option(help="plain, transcript, markdown or fountain; else found.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="The project's name.")] = None,
    fps: Annotated[str | None, typer.Option(help="Such as 24, 23.976 or 29.97df.")] = None,
    url: Url = None,
) -> None:
    """Split a script into scenes and clips, compose the prompts, and write the board down."""
    try:
        text = script.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{script} is not UTF-8 text") from error
    body = {"text": text, "kind": kind, "name": name, "fps": fps, "filename": script.name}
    out.mkdir(parents=True, exist_ok=True)
    run(_board(url, out, {key: value for key, value in body.items() if value is not None}))


async def _board(url: str | None, out: Path, body: dict[str, Any]) -> None:
    async with connected(url) as api:
        answer = await api.post("/projects/import-script", body)
        await _write(api, answer, out)
    _say(answer["report"])
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
    console = Console(stderr=True, highlight=False)
    found = ", ".join(f"{count} {what}" for what, count in report["recognised"].items())
    console.print(f"recognised  {found}", markup=False)
    for warning in report["warnings"]:
        console.print(f"warning     {warning}", markup=False, style="yellow")
    for lost in report["dropped"]:
        console.print(f"dropped     line {lost['line']}: {lost['why']}", markup=False)
