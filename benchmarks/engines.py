"""What it costs to have a task run: the embedded engine, and Celery on each broker found here.

    python -m benchmarks.engines [--jobs N] [--places N]

Each engine runs the same jobs, which do nothing, on one lane of a real mongod: all at once, for the
jobs a second, and one by one, for the time from queueing a job to its start. A broker that is not
installed is left out. Ratios count; the machine decides about the rest.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from backend.database.client import Database
from backend.database.embedded import EmbeddedMongod
from backend.domain.ids import JobId
from backend.domain.job_state import JobState
from backend.settings import MongoDriver
from tests.brokers import rabbitmq, redis
from tests.engine_nodes import EMBEDDED, Node, make_task

ENGINES = {EMBEDDED: None, "celery on redis": redis, "celery on rabbitmq": rabbitmq}
SINGLES = 20


async def measure(engine: str, broker_url: str, url: str, jobs: int, places: int) -> list[float]:
    """Return jobs a second, and the median and the worst milliseconds until a lone job starts."""
    database = Database(url, f"engines_{abs(hash(engine))}", MongoDriver.PYMONGO)
    await database.connect()
    node = Node(database, engine, broker_url, places)
    await node.jobs.build_indexes()
    async with node.running():
        await ended(node, await node.add(make_task("nothing")))  # until all connections are there
        begun = time.perf_counter()
        await ended(node, await node.add(*(make_task("nothing") for _ in range(jobs))))
        rate = jobs / (time.perf_counter() - begun)
        waits = []
        for _ in range(SINGLES):
            [id] = await node.add(make_task("nothing"))
            await ended(node, [id])
            job = await node.jobs.get(id)
            waits.append((job.attempts[0].intent_at - job.created_at).total_seconds() * 1000)
    await database.close()
    return [rate, statistics.median(waits), max(waits)]


async def ended(node: Node, ids: list[JobId]) -> None:
    """Wait until the jobs are done."""
    while True:
        open_ = await node.jobs.count({"_id": {"$in": ids}, "state": {"$ne": JobState.DONE}})
        if not open_:
            return
        await asyncio.sleep(0.005)


@contextmanager
def brokers(folder: Path) -> Iterator[dict[str, str]]:
    """Start what is installed, and yield the address of each engine's broker."""
    with ExitStack() as stack:
        found = {EMBEDDED: ""}
        for engine, start in ENGINES.items():
            if start is not None:
                place = folder / engine.replace(" ", "_")
                place.mkdir()
                try:
                    found[engine] = stack.enter_context(start(place))
                except pytest.skip.Exception as missing:
                    print(f"{engine} is left out: {missing}")
        yield found


async def main(jobs: int, places: int) -> None:
    """Measure and print a table."""
    table = Table(title=f"{jobs} jobs that do nothing, {places} at a time")
    for heading in ("engine", "jobs/s", "of embedded", "start, median ms", "worst ms"):
        table.add_column(heading, justify="left" if heading == "engine" else "right")
    with tempfile.TemporaryDirectory(prefix="storycanvas-engines-") as name:
        folder = Path(name)
        mongod = EmbeddedMongod(folder / "db", None)
        url = await mongod.ensure()
        with brokers(folder) as found:
            base = 0.0
            for engine, broker_url in found.items():
                rate, median, worst = await measure(engine, broker_url, url, jobs, places)
                base = base or rate
                shown = (f"{rate:.0f}", f"{rate / base:.2f}", f"{median:.1f}", f"{worst:.1f}")
                table.add_row(engine, *shown)
        await mongod.stop()
    Console().print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--places", type=int, default=8)
    chosen = parser.parse_args()
    asyncio.run(main(chosen.jobs, chosen.places))
