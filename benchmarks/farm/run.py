"""One draw of a workload, done by the real application on time-scaled servers."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.farm.feeder import Feeder
from benchmarks.farm.processes import running_farm
from benchmarks.farm.server import JobTimes
from benchmarks.queue.workload import Workload


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    Attributes:
        makespan: the workload's seconds from the first job that was due to the last completed.
        others: its mean seconds from ready to done, of all projects but A; None: there is no other.
        stretch: what the jobs took at the servers over what they were to take: above 1 where this
            machine was too slow for the scale.
        gaps: real seconds from the end of a job at a server to the next accepted there.
        failed: jobs that were not completed.
    """

    makespan: float
    others: float | None
    loads: int
    stretch: float
    gaps: tuple[float, ...]
    failed: int


async def run(
    workload: Workload, scale: float, patience: float, mongo_url: str, folder: Path
) -> Outcome:
    """Run it; scale is real seconds for each of the workload's.

    Raises:
        TimeoutError: it did not end in `patience` real seconds.
    """
    models = sorted({task.model for task in workload.tasks})
    async with running_farm(mongo_url, folder, workload.servers, models, scale) as farm:
        feeder, servers = Feeder(farm, workload, scale), farm.servers.values()
        await feeder.learn()
        learned = {server.name: len(server.job_times()) for server in servers}
        async with asyncio.timeout(patience):
            began = await feeder.feed()
            jobs = await feeder.ended()
        done = [server.job_times()[learned[server.name] :] for server in servers]
    ends = {id: (_ended_at(job) - began) / scale for id, job in jobs.items()}
    others = [ends[task.id] - task.ready for task in workload.tasks if task.project != "A"]
    times = [each for some in done for each in some]
    return Outcome(
        makespan=max(ends.values()),
        others=mean(others) if others else None,
        loads=sum(each.loaded for each in times),
        stretch=sum(each.ended - each.began for each in times) / sum(each.told for each in times),
        gaps=tuple(gap for some in done for gap in _gaps(some)),
        failed=sum(job["status"] != "completed" for job in jobs.values()),
    )


def _gaps(times: list[JobTimes]) -> Iterator[float]:
    """A job that came before the one ahead was over left no gap."""
    return (max(0.0, later.accepted - earlier.ended) for earlier, later in pairwise(times))


def _ended_at(job: dict[str, Any]) -> float:
    return datetime.fromisoformat(job["completed_at"] or job["updated_at"]).timestamp()
