"""Queues the jobs of a workload when they are due, over the public API."""

import asyncio
import time
from collections.abc import Iterable
from typing import Any, Final

from benchmarks.farm.processes import RunningFarm
from benchmarks.farm.server import checkpoint
from benchmarks.queue.workload import Task, Workload
from tests.journeys import board, got, made

GUESS_SECONDS: Final = 5.0
"""Of the workload, for each step: all that the application can see of a job's length."""
SIDE: Final = 64
FRAMES: Final = 9
CLIPS: Final = 20
LISTED: Final = 500
LOOK_SECONDS: Final = 0.5

Job = dict[str, Any]


class Feeder:
    """Feeds one workload to an application; scale is real seconds for each of the workload's."""

    def __init__(self, farm: RunningFarm, workload: Workload, scale: float) -> None:
        self._farm = farm
        self._workload = workload
        self._scale = scale
        self._clips: dict[str, list[dict[str, Any]]] = {}
        self._jobs: dict[str, str] = {}

    async def learn(self) -> None:
        """Have every server do the tasks of the past, so that its speed is known."""
        for server in self._farm.servers.values():
            for task in self._workload.past:
                await self._queue(task, f"{task.id} {server.name}", server_id=server.id)
        await self.ended()
        self._jobs.clear()

    async def feed(self) -> float:
        """Queue every task when it is due, and lose servers; return when the first was due."""
        at_once = [task for task in self._workload.tasks if task.ready == 0]
        later = [task for task in self._workload.tasks if task.ready > 0]
        await made(self._farm.client, "/queue/pause", None)
        for task in at_once:
            await self._queue(task, task.id)
        began = time.time()
        await made(self._farm.client, "/queue/resume", None)
        await asyncio.gather(self._feed_later(later, began), self._lose_servers(began))
        return began

    async def ended(self) -> dict[str, Job]:
        """Wait until nothing waits or runs, and return the jobs by their tasks."""
        client = self._farm.client
        while True:
            status = await got(client, "/queue/status")
            if not status["queued_jobs"] + status["processing_jobs"]:
                break
            await asyncio.sleep(LOOK_SECONDS)
        jobs = {
            job["id"]: job
            for clips in self._clips.values()
            for job in await got(
                client, "/queue/jobs", project_id=clips[0]["project_id"], limit=LISTED
            )
        }
        return {task_id: jobs[job_id] for task_id, job_id in self._jobs.items()}

    async def _feed_later(self, tasks: Iterable[Task], began: float) -> None:
        for task in sorted(tasks, key=lambda task: task.ready):
            await self._until(began, task.ready)
            await self._queue(task, task.id)

    async def _lose_servers(self, began: float) -> None:
        lost = [server for server in self._workload.servers if server.lost is not None]
        for server in lost:
            await self._until(began, server.lost or 0.0)
            self._farm.servers[server.id].kill()

    async def _until(self, began: float, moment: float) -> None:
        await asyncio.sleep(max(0.0, began + moment * self._scale - time.time()))

    async def _queue(self, task: Task, name: str, **more: Any) -> None:
        params: dict[str, Any] = {
            "steps": max(1, round(task.guess / GUESS_SECONDS)),
            "width": SIDE,
            "height": SIDE,
        }
        if task.film:
            params["video_frames"] = FRAMES
        if task.parent is not None:
            params["source_job_id"] = self._jobs[task.parent]
        body = {
            "clip_id": await self._clip(task.project),
            "generation_type": "video" if task.film else "image",
            "prompt": name,
            "model": checkpoint(task.model),
            "params": {**params, "seed": round(task.work * 1000)},
            **more,
        }
        self._jobs[name] = (await made(self._farm.client, "/generation", body))["job_id"]

    async def _clip(self, project: str) -> str:
        """Return one of the project's clips, in turns: takes are spread as in real life."""
        if project not in self._clips:
            self._clips[project] = await board(self._farm.client, CLIPS)
        clips = self._clips[project]
        return str(clips[len(self._jobs) % len(clips)]["id"])
