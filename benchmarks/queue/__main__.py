"""Runs every workload under every policy in virtual time: `python -m benchmarks.queue --check`.

The makespan of each run is divided by a proved lower bound. Needs the dependencies of the group
"bench".
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product

from rich.console import Console
from rich.table import Table

from backend.services.queue.eta import FORESEEN
from benchmarks.queue.decision import DECISION_GOAL, FORECAST_GOAL, QUEUED, decision_times
from benchmarks.queue.result import OURS, POLICIES, Summary, measure, summary
from benchmarks.queue.workload import PLANS


def main() -> int:
    """Print the table; return 1 if a goal was to be checked and is missed."""
    options = _options()
    names = [name for name in PLANS if options.workload in name]
    runs = list(product(names, range(options.seeds)))
    with ProcessPoolExecutor(os.cpu_count(), initializer=_be_quiet) as pool:
        results = list(pool.map(measure, *zip(*runs, strict=True)))
    rows = [summary(name, policy, results) for name in names for policy in POLICIES]
    Console(width=132).print(_table(rows, options.seeds))
    missed = [problem for row in rows if row.policy == OURS for problem in row.missed()]
    missed += _slow()
    print("\n".join(missed) or "all goals are met")
    return 1 if missed and options.check else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.queue", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="draws of each workload")
    parser.add_argument("--workload", default="", help="only those with this in their name")
    parser.add_argument("--check", action="store_true", help="fail if a goal is missed")
    return parser.parse_args()


def _table(rows: Iterable[Summary], seeds: int) -> Table:
    table = Table(title=f"Makespan over its lower bound, {seeds} draws; waits in seconds")
    table.add_column("workload", no_wrap=True)
    table.add_column("policy", no_wrap=True)
    for title in ("goal", "mean", "worst", "loads", "mean wait", "longest wait", "others' wait"):
        table.add_column(title, justify="right")
    for row in rows:
        table.add_row(*row.cells(), style="bold" if row.policy == OURS else None)
        if row.policy == list(POLICIES)[-1]:
            table.add_section()
    return table


def _slow() -> Iterator[str]:
    """Print how long we think, and say what takes too long."""
    for what, took, goal in zip(
        (f"a decision with {QUEUED} jobs queued", f"a forecast for {FORESEEN} jobs"),
        decision_times(),
        (DECISION_GOAL, FORECAST_GOAL),
        strict=True,
    ):
        text = f"{what}: {took * 1000:.1f} ms, the goal is {goal * 1000:.0f} ms"
        print(text)
        if took > goal:
            yield text


def _be_quiet() -> None:
    """Keep the solver's own messages off the table: it writes past Python's streams."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
