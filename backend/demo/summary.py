"""What the demo prints at its end: what was made where, how long it took, which files there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from statistics import mean
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from backend.demo.main_job import Made
from backend.demo.screen import Screen


def show_summary(screen: Screen, made: Made, folder: Path, seconds: float) -> None:
    """Print the tables; seconds is how long the whole demo took."""
    screen.console.print()
    screen.console.print(_servers(made.jobs))
    screen.console.print(_files(made))
    again = Counter(
        (job["generation_type"], job["server_name"]) for job in made.jobs if job["retry_count"]
    )
    for (kind, server), count in sorted(again.items()):
        screen.line(
            "rescued", f"{count} {kind} spoiled on purpose by a server; {server} made it again"
        )
    screen.line("done", f"in {seconds:.0f} s: {folder}")
    screen.line("next", "python3 run.py demo --serve, or demo --script YOUR_TEXT.fountain")


def _servers(jobs: Iterable[dict[str, Any]]) -> Table:
    table = Table("server", box=SIMPLE_HEAD, title="Made where", title_justify="left")
    for heading in ("images", "videos", "mean time"):
        table.add_column(heading, justify="right")
    by_server: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for job in jobs:
        by_server[job["server_name"]].append(job)
    for name, done in sorted(by_server.items()):
        kinds = [job["generation_type"] for job in done]
        took = f"{mean(map(_seconds, done)):.1f} s"
        table.add_row(name, str(kinds.count("image")), str(kinds.count("video")), took)
    return table


def _files(made: Made) -> Table:
    length = f"{len(made.clips)} clips, {sum(clip['length'] for clip in made.clips):.1f} s"
    title = f"{made.project['name']}: {length} at {made.project['fps']} fps"
    table = Table("file", box=SIMPLE_HEAD, title=title, title_justify="left")
    table.add_column("size", justify="right")
    table.add_column("checked")
    table.add_column("warnings", justify="right")
    for file, check in zip(made.files, made.checks, strict=True):
        size = _size(file.path.stat().st_size)
        table.add_row(file.path.name, size, check.finding, str(file.warnings))
    return table


def _size(number: int) -> str:
    """Return bytes as people read them, so that no file seems empty."""
    return f"{number / 1e6:.1f} MB" if number >= 1_000_000 else f"{max(number / 1e3, 0.1):.1f} KB"


def _seconds(job: dict[str, Any]) -> float:
    began, ended = (datetime.fromisoformat(job[name]) for name in ("started_at", "completed_at"))
    return (ended - began).total_seconds()
