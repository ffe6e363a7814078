"""The real application on time-scaled servers: `python -m benchmarks.farm` prints what it saw.

One process serves, each simulated server is another, the database is a real mongod. All of them
share this machine, so the figures are upper bounds. A workload's seconds are shortened until its
lower bound takes --seconds. What the application counts in real seconds is not: it is relatively
more patient here than in life, and hands over ahead what takes less than 5 real seconds, which
hides the gap between jobs. A row can be trusted where "p50 in life", that gap as long as it would
be unshortened, is at most 0.5 s, and "stretch", what jobs took at the servers over what they were
to take, is close to 1; else give more --seconds, or a quieter machine. Nothing is asserted. Needs
the dependencies of the group "bench".
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from backend.database.embedded import EmbeddedMongod
from benchmarks.farm.backlog import measure_backlog
from benchmarks.farm.run import Outcome, run
from benchmarks.queue.bound import lower_bound
from benchmarks.queue.workload import PLANS, drawn

CHOSEN: Final = (
    "one model, 4 equal",
    "one model, 1:2:4",
    "6 models, 4 equal",
    "one model, 1 of 4 lost",
    "8 jobs, 1:2:4",
    "40 pictures to films, 1:2:4",
)
LONGEST_RUN: Final = 6.0
"""A run that takes so many times its bound is stuck."""
WIDTH: Final = 132


async def main() -> None:
    """Start a database, measure, print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="storycanvas-bench-") as name:
        folder = Path(name)
        mongod = EmbeddedMongod(folder / "data", os.environ.get("MONGOD_BINARY"))
        url = await mongod.ensure()
        try:
            if options.queued:
                await measure_backlog(options.queued, url, folder)
            else:
                await _measure(options, url, folder)
        finally:
            await mongod.stop()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.farm", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1, help="draws of each workload")
    parser.add_argument("--seconds", type=float, default=60.0, help="what a lower bound takes")
    parser.add_argument("--workload", help="all with this in their name, else a choice")
    parser.add_argument("--queued", type=int, help="instead: so many jobs waiting at once")
    return parser.parse_args()


async def _measure(options: argparse.Namespace, url: str, folder: Path) -> None:
    wanted, table = options.workload, _table(options.seconds)
    for name in (name for name in PLANS if (wanted in name if wanted else name in CHOSEN)):
        runs: list[tuple[float, Outcome]] = []
        for seed in range(options.seeds):
            workload = drawn(name, seed)
            bound = await asyncio.to_thread(lower_bound, workload)
            scale = options.seconds / bound
            patience = LONGEST_RUN * options.seconds
            outcome = await run(workload, scale, patience, url, folder / f"{name} {seed}")
            runs.append((outcome.makespan / bound, outcome))
            print(f"{name}, draw {seed}: {outcome.makespan / bound:.3f}", file=sys.stderr)
        table.add_row(name, *_cells(name, runs, scale))
    Console(width=WIDTH).print(table)


def _table(seconds: float) -> Table:
    table = Table(title=f"Makespan over its lower bound of {seconds:g} real seconds")
    table.add_column("workload", no_wrap=True)
    for heading in (
        *("goal", "mean", "worst", "loads", "others' wait", "failed"),
        *("gap p50, ms", "p99", "p50 in life, s", "stretch"),
    ):
        table.add_column(heading, justify="right")
    return table


def _cells(name: str, runs: Iterable[tuple[float, Outcome]], scale: float) -> list[str]:
    ratios, outcomes = zip(*runs, strict=True)
    others = [outcome.others for outcome in outcomes if outcome.others is not None]
    cuts = statistics.quantiles([gap for outcome in outcomes for gap in outcome.gaps], n=100)
    goal = PLANS[name].goal
    return [
        f"{goal:.2f}" if goal else "",
        f"{statistics.mean(ratios):.3f}",
        f"{max(ratios):.3f}",
        f"{statistics.mean(outcome.loads for outcome in outcomes):.1f}",
        f"{statistics.mean(others):.0f}" if others else "",
        str(sum(outcome.failed for outcome in outcomes)),
        f"{cuts[49] * 1000:.0f}",
        f"{cuts[98] * 1000:.0f}",
        f"{cuts[49] / scale:.2f}",
        f"{statistics.mean(outcome.stretch for outcome in outcomes):.3f}",
    ]


if __name__ == "__main__":
    asyncio.run(main())
