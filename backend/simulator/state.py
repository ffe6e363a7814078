"""What a simulated server remembers: jobs waiting, the job that runs, the ones that are over."""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from backend.simulator.graph import Graph

# (number, prompt id, graph, extra data, outputs): the tuple that /queue and /history show.
Entry = tuple[float, str, Graph, dict[str, Any], list[str]]


@dataclass
class Running:
    """The job a worker is busy with."""

    entry: Entry
    node_id: str | None = None
    is_interrupted: bool = False

    @property
    def prompt_id(self) -> str:
        """The id of the job."""
        return self.entry[1]

    @property
    def client_id(self) -> str | None:
        """The client that is told about it."""
        client: str | None = self.entry[3].get("client_id")
        return client


class JobQueue:
    """Waiting jobs, smallest number first and of equal numbers the smaller id first."""

    def __init__(self) -> None:
        self.running: Running | None = None
        self.counter = 0
        self._heap: list[Entry] = []
        self._filled = asyncio.Event()

    @property
    def pending(self) -> list[Entry]:
        """The heap as it lies in memory, which is not sorted."""
        return list(self._heap)

    @property
    def remaining(self) -> int:
        """Jobs waiting and running."""
        return len(self._heap) + (self.running is not None)

    def put(self, entry: Entry) -> None:
        """Add a job.

        Raises:
            TypeError: number and id equal those of another one, so that graphs are compared.
        """
        heapq.heappush(self._heap, entry)
        self._filled.set()

    def take(self) -> Entry:
        """Remove and return the next job.

        Raises:
            IndexError: none waits.
            TypeError: as with `put`; on a real server this ends the worker for good.
        """
        return heapq.heappop(self._heap)

    async def wait(self) -> None:
        """Return as soon as something waits or somebody calls `wake`."""
        self._filled.clear()
        if not self._heap:
            await self._filled.wait()

    def wake(self) -> None:
        """Let the worker look at its flags though no job came."""
        self._filled.set()

    def remove(self, prompt_id: str) -> bool:
        """Remove a waiting job and say whether there was one."""
        for index, entry in enumerate(self._heap):
            if entry[1] == prompt_id:
                del self._heap[index]
                heapq.heapify(self._heap)
                return True
        return False

    def clear(self) -> None:
        """Forget all that wait."""
        self._heap.clear()

    def interrupt(self, prompt_id: str | None = None) -> bool:
        """Stop the running job, if it is the one meant; None means whichever runs."""
        running = self.running
        if running is None or prompt_id not in (None, running.prompt_id):
            return False
        running.is_interrupted = True
        return True


class History:
    """Jobs that are over, oldest first, up to a number."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: dict[str, dict[str, Any]] = {}

    def add(self, prompt_id: str, record: dict[str, Any]) -> None:
        """Remember a job, in place of an older one of the same id."""
        self._entries[prompt_id] = record
        if len(self._entries) > self._size:
            del self._entries[next(iter(self._entries))]

    def get(self, prompt_id: str) -> dict[str, dict[str, Any]]:
        """Return the job by its id, or nothing."""
        record = self._entries.get(prompt_id)
        return {} if record is None else {prompt_id: record}

    def page(self, max_items: int | None, offset: int) -> dict[str, dict[str, Any]]:
        """Return a slice; a negative offset with a limit means the newest ones."""
        items = list(self._entries.items())
        if max_items is None:
            return dict(items[max(0, offset) :])
        start = len(items) - max_items if offset < 0 else offset
        return dict(items[max(0, start) : max(0, start) + max_items])

    def delete(self, prompt_id: str) -> None:
        """Forget one job."""
        self._entries.pop(prompt_id, None)

    def clear(self) -> None:
        """Forget all."""
        self._entries.clear()


@dataclass
class Stats:
    """What happened since the process started; a simulated restart does not reset it."""

    posted: Counter[str] = field(default_factory=Counter)
    executed: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    interrupted: Counter[str] = field(default_factory=Counter)
    restarts: int = 0
