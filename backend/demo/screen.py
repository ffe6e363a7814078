"""What the demo shows while it works: bars on a terminal, a line per stage and tenth elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column


class Bar(Protocol):
    """The progress of one stage."""

    def show(self, done: float, note: str = "") -> None:
        """Show how much of the total is done, and what happens just now."""


class Screen:
    """Writes to the terminal's error output: results go elsewhere."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True, highlight=False)

    def line(self, name: str, text: str) -> None:
        """Say one thing."""
        self.console.print(f"[bold]{name:<11}[/]", end="")
        self.console.print(text, markup=False, soft_wrap=True)

    @contextmanager
    def stage(self, name: str, total: float) -> Iterator[Bar]:
        """Show a stage while the block lasts."""
        if not self.console.is_terminal:
            yield _Lines(self, name, total)
            return
        columns = (
            TextColumn("[bold]{task.description:<10}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            TextColumn(
                "{task.fields[note]}",
                markup=False,
                table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1),
            ),
        )
        with Progress(*columns, console=self.console, expand=True) as progress:
            yield _LiveBar(progress, name, total)


class _LiveBar:
    def __init__(self, progress: Progress, name: str, total: float) -> None:
        self._progress = progress
        self._task = progress.add_task(name, total=total, note="")

    def show(self, done: float, note: str = "") -> None:
        self._progress.update(self._task, completed=done, note=note)


class _Lines:
    def __init__(self, screen: Screen, name: str, total: float) -> None:
        self._screen = screen
        self._name = name
        self._total = total
        self._tenth = -1

    def show(self, done: float, note: str = "") -> None:
        tenth = int(10 * done / self._total) if self._total else 10
        if tenth > self._tenth:
            self._tenth = tenth
            self._screen.line(self._name, f"{done:g} of {self._total:g}  {note}".rstrip())
