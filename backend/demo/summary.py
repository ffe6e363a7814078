"""What the demo prints at its end: what was made where, how long it took, which files there are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from statistics import mean
from typing import Any

from rich.table import Table

from backend.demo.main_job import Made
from backend.demo.screen import Screen


def show_summary(screen: Screen, made: Made, folder: Path, seconds: float) -> None:
    """Print the tables; seconds is how long the whole demo took."""
    screen.console.print(_servers(made.jobs))
    screen.console.print(_files(made, folder))
    for job in made.jobs:
        if job["retry_count"]:
            screen.line(
                "rescued",
                f"a {job['generation_type']} that failed elsewhere, by {job['server_name']}",
            )
    screen.line("done", f"in {seconds:.0f} s: {folder}")
    screen.line("next", "python3 run.py demo --serve, or --script YOUR_TEXT.fountain")


def _servers(jobs: Iterable[dict[str, Any]]) -> Table:
    table = Table("server", "images", "videos", "mean time", title="what was made where")
    by_server: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for job in jobs:
        by_server[job["server_name"]].append(job)
    for name, done in sorted(by_server.items()):
        kinds = [job["generation_type"] for job in done]
        took = f"{mean(map(_seconds, done)):.1f} s"
        table.add_row(name, str(kinds.count("image")), str(kinds.count("video")), took)
    return table


def _files(made: Made, folder: Path) -> Table:
    frames = f"{len(made.clips)} clips, {sum(clip['length'] for clip in made.clips):.1f} s"
    table = Table("file", "size", "warnings", title=f"{made.project['name']}: {frames}")
    for file in made.files:
        size = f"{file.path.stat().st_size / 1024:.0f} KB"
        table.add_row(str(file.path.relative_to(folder)), size, str(file.warnings or ""))
    return table


def _seconds(job: dict[str, Any]) -> float:
    began, ended = (datetime.fromisoformat(job[name]) for name in ("started_at", "completed_at"))
    return (ended - began).total_seconds()
