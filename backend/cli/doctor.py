"""`storycanvas doctor`: what is wrong here, and what mends it."""

from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from backend.cli.configuration import read_settings
from backend.cli.connection import opened
from backend.cli.loop import run
from backend.cli.server import LOG_WIDTH
from backend.domain.errors import DatabaseUnavailableError
from backend.services.doctor_machine import MachineLooks
from backend.services.doctor_service import Check, DoctorReport, DoctorService, Finding, Looks
from backend.settings import Settings


def doctor(
    json: Annotated[bool, typer.Option("--json", help="One document instead of a table.")] = False,
) -> None:
    """Look at all that StoryCanvas needs; fails if something needs mending."""
    report = run(_examine(read_settings()))
    if json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        _show(report)
    raise typer.Exit(0 if report.ok else 1)


async def _examine(settings: Settings) -> DoctorReport:
    try:
        async with opened(settings) as container:
            try:
                return await container.doctor.examine()
            finally:
                await container.database.close()
    except DatabaseUnavailableError as error:
        machine = MachineLooks(settings, "configured" if settings.mongo_url else "embedded-mongod")
        return await DoctorService(machine.looks(), _away(error)).examine()


def _away(error: DatabaseUnavailableError) -> Looks:
    async def look() -> list[Finding]:
        return [Finding("database", False, error.message)]

    return {"database": look}


def _show(report: DoctorReport) -> None:
    table = Table("", "what", "found", box=SIMPLE_HEAD)
    for check in report.checks:
        table.add_row(_mark(check), check.name, _told(check))
    console = Console()
    console.print(table, width=None if console.is_terminal else LOG_WIDTH)


def _mark(check: Check) -> Text:
    return Text("ok", style="green") if check.ok else Text("bad", style="bold red")


def _told(check: Check) -> Text:
    text = Text(check.text, overflow="fold")
    return text.append(f"\n{check.hint}", style="dim") if check.hint else text
