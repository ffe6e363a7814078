"""What a long queue costs: queueing, deciding and memory, while three servers work on it."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Final

import httpx2
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.farm.processes import running_farm
from benchmarks.farm.server import checkpoint
from benchmarks.queue.workload import Server
from tests.journeys import board, generate

MODELS: Final = ["model 0", "model 1", "model 2"]
SERVERS: Final = tuple(Server(f"server {n}", 1.0, MODELS[n]) for n in range(3))
CLIPS: Final = 50
STAGES: Final = 5
WORK_SECONDS: Final = 60.0
JOB_MILLISECONDS: Final = 500
DECISION: Final = "storycanvas_queue_decision_seconds"

Histogram = dict[str, float]


async def measure_backlog(count: int, mongo_url: str, folder: Path) -> None:
    """Queue the jobs one after the other, let the servers work a minute, and print."""
    async with running_farm(mongo_url, folder / "backlog", SERVERS, MODELS, 1.0) as farm:
        clips = await board(farm.client, CLIPS)
        ids = [str(clip["id"]) for clip in clips]
        print(f"memory at the start       {farm.resident_mb:8.0f} MB")
        for stage in range(STAGES):
            many = range(stage * count // STAGES, (stage + 1) * count // STAGES)
            seconds = [each async for each in _queue(farm.client, ids, many)]
            cuts = statistics.quantiles(seconds, n=100)
            print(
                f"memory with {many.stop:>6} queued {farm.resident_mb:8.0f} MB;"
                f" queueing one took {cuts[49] * 1000:.1f} ms p50, {cuts[98] * 1000:.1f} ms p99"
            )
        before = await _decisions(farm.client)
        await asyncio.sleep(WORK_SECONDS)
        print(f"memory a minute later     {farm.resident_mb:8.0f} MB")
        after = await _decisions(farm.client)
    _print_decisions({name: after[name] - before.get(name, 0.0) for name in after})


async def _queue(
    client: httpx2.AsyncClient, clip_ids: list[str], many: Iterable[int]
) -> AsyncIterator[float]:
    """Queue jobs of three models in turns, and yield the seconds that each took to be accepted."""
    for n in many:
        began = time.perf_counter()
        await generate(
            client,
            clip_ids[n % len(clip_ids)],
            prompt=f"rain {n}",
            model=checkpoint(MODELS[n % len(MODELS)]),
            params={"steps": 4, "width": 64, "height": 64, "seed": JOB_MILLISECONDS},
        )
        yield time.perf_counter() - began


async def _decisions(client: httpx2.AsyncClient) -> Histogram:
    """Return how many looks at the queue took no longer than each bucket's bound, and the sum."""
    text = (await client.get("/metrics")).text
    return {
        sample.labels.get("le", sample.name.removeprefix(f"{DECISION}_")): sample.value
        for family in text_string_to_metric_families(text)
        if family.name == DECISION
        for sample in family.samples
    }


def _print_decisions(found: Histogram) -> None:
    """Print the mean, and the bounds of the buckets in which half and 99 of 100 are."""
    count = found["count"]
    bounds = {float(le): number for le, number in found.items() if le not in {"count", "sum"}}
    half, most = (
        min(bound for bound, number in bounds.items() if number >= share * count)
        for share in (0.5, 0.99)
    )
    mean = found["sum"] / count * 1000
    print(
        f"deciding                  {mean:8.1f} ms mean"
        f" {half * 1000:6.0f} ms >= p50 {most * 1000:6.0f} ms >= p99, {count:.0f} looks"
    )
