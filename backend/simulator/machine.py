"""A whole simulated server without its HTTP: what it has, what it remembers, its one worker."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from backend.simulator.config import SimulatorConfig
from backend.simulator.execution import Execution, RestartError
from backend.simulator.faults import Faults
from backend.simulator.files import FileStore, OutsideError, split_annotated
from backend.simulator.object_info import default_models, node_classes
from backend.simulator.outputs import Artist
from backend.simulator.sockets import Sockets
from backend.simulator.state import Entry, History, JobQueue, Running, Stats
from backend.simulator.validation import Rules


class Machine:
    """One server; its routes call it, its worker runs in the background."""

    def __init__(self, config: SimulatorConfig) -> None:
        self.config = config
        self.classes = node_classes(config.version)
        self.models: Mapping[str, Sequence[str]] = config.models or default_models()
        self.faults = Faults(config.faults)
        self.files = FileStore(config.storage_bytes)
        self.artist = Artist(config, self.files)
        self.sockets = Sockets(self.faults)
        self.queue = JobQueue()
        self.history = History(config.history_size)
        self.stats = Stats()
        self._cache: dict[str, dict[str, Any] | None] = {}
        self._free_memory = False
        self._worker: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Work while the block lasts."""
        publisher = asyncio.create_task(self.sockets.run())
        self._worker = asyncio.create_task(self._work())
        try:
            yield
        finally:
            self._stop_drawing()
            for task in (publisher, self._worker):
                task.cancel()
            await asyncio.gather(publisher, self._worker, return_exceptions=True)

    @property
    def rules(self) -> Rules:
        """What graphs are checked against now."""
        return Rules(self.classes, self.choices, self._file_exists, self.config.is_new)

    @property
    def choices(self) -> Mapping[str, Sequence[str]]:
        """The names that fill the choice lists of nodes: model files by folder, and uploads."""
        return {**self.models, "input": self.files.names("input")}

    def accept(self, entry: Entry) -> None:
        """Queue a checked job.

        Raises:
            TypeError: as `JobQueue.put`.
        """
        self.queue.put(entry)
        self.stats.posted[entry[1]] += 1
        self.announce()

    def announce(self) -> None:
        """Tell everybody how many jobs there are."""
        self.sockets.publish("status", self.status())

    def status(self) -> dict[str, Any]:
        """Return the data of a status message."""
        return {"status": {"exec_info": {"queue_remaining": self.queue.remaining}}}

    def free_memory(self) -> None:
        """Forget what is cached, after the job that runs."""
        self._free_memory = True
        self.queue.wake()

    async def restart(self) -> None:
        """Forget jobs, history and numbers as a new process would; files stay."""
        self._stop_drawing()
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)
        self._forget()
        self._worker = asyncio.create_task(self._work())

    def _forget(self) -> None:
        self.queue = JobQueue()
        self.history = History(self.config.history_size)
        self._cache.clear()
        self.stats.restarts += 1
        self.sockets.drop_all()

    async def _work(self) -> None:
        """Run jobs one after the other, until two that cannot be told apart end it for good."""
        while True:
            await self.queue.wait()
            if self._free_memory:
                self._cache.clear()
                self._free_memory = False
            if not self.queue.pending:
                continue
            if self.faults.strike("zombie"):
                await self.faults.until_changed()
                continue
            try:
                entry = self.queue.take()
            except TypeError:
                return
            try:
                await self._run(entry)
            except RestartError:
                self._forget()

    async def _run(self, entry: Entry) -> None:
        queue = self.queue
        queue.running = Running(entry)
        self.announce()
        execution = Execution(self, queue.running, self._cache)
        record = await execution.run()
        await asyncio.sleep(self.config.history_gap_ms / 1000)
        self.history.add(entry[1], record)
        self._count(entry[1], record)
        queue.running = None
        self.announce()
        execution.send("executing", {"node": None, "prompt_id": entry[1]})

    def _count(self, prompt_id: str, record: dict[str, Any]) -> None:
        """Add a finished job to the statistics by how it ended."""
        counters = {
            "execution_success": self.stats.executed,
            "execution_error": self.stats.failed,
            "execution_interrupted": self.stats.interrupted,
        }
        last, _ = record["status"]["messages"][-1]
        counters[last][prompt_id] += 1

    def _stop_drawing(self) -> None:
        """Let a thread that draws end soon: it cannot be cancelled."""
        if self.queue.running is not None:
            self.queue.running.is_interrupted = True

    def _file_exists(self, value: str) -> bool:
        try:
            return self.files.get(split_annotated(value)) is not None
        except OutsideError:
            return False
