"""One job on a simulated server: its nodes in order, its messages, its record for the history."""

from __future__ import annotations

import asyncio
import hashlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from backend.simulator.config import SimulatorConfig
from backend.simulator.graph import Node, run_order, signatures
from backend.simulator.outputs import NodeError
from backend.simulator.previews import preview_frames
from backend.simulator.requests import (
    SAMPLERS,
    Request,
    Shape,
    measure,
    read_request,
    steps_of,
)
from backend.simulator.state import Running
from backend.synth.videos import StoppedError

if TYPE_CHECKING:
    from backend.simulator.machine import Machine

# Seconds a sampler works on a million pixels for one step at speed 1, set so that an SD1.5
# picture of 512x512 in 20 steps takes one second; a frame of a video costs a part of a picture.
SECONDS_PER_STEP = 1 / (20 * 0.262144)
FRAME_SHARE = 1 / 16

# Nodes that read a model's weights; the job after one with the same model has them cached.
WEIGHT_LOADERS = ("CheckpointLoaderSimple", "UNETLoader")

# What everybody hears of a job that no client owns.
PUBLIC = ("progress_state", "execution_interrupted")

# Fault: (type, message) of the error with which a node fails.
NODE_FAULTS = {
    "execution_error": ("RuntimeError", "the simulated node failed"),
    "out_of_memory": ("torch.OutOfMemoryError", "Allocation on device 0 would exceed memory"),
}

# Bytes of one pixel as three floats.
PIXEL_BYTES = 12


class InterruptedJobError(Exception):
    """Somebody asked for the running job to be stopped."""


class RestartError(Exception):
    """The server forgets everything now."""


def working_seconds(config: SimulatorConfig, shape: Shape, steps: int) -> float:
    """Return how long a sampler works on pictures of a shape."""
    pictures = 1 + (shape.count - 1) * FRAME_SHARE
    work = SECONDS_PER_STEP * steps * shape.megapixels * pictures
    return min(config.max_seconds, work) * config.seconds_scale / config.speed


@dataclass
class Execution:
    """The run of one job.

    `cache` maps digests of nodes to their outputs (None for nodes that show nothing) from the job
    before; `run` leaves in it what this job has.
    """

    machine: Machine
    running: Running
    cache: dict[str, dict[str, Any] | None]
    messages: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)
    executed: list[str] = field(default_factory=list)
    states: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def run(self) -> dict[str, Any]:
        """Run all nodes and return the record for the history.

        Raises:
            RestartError: a fault says that the server restarts here.
        """
        _, prompt_id, graph, _, outputs = self.running.entry
        order = run_order(graph, outputs, lambda node_id: self._is_output(graph[node_id]))
        digests = signatures(graph, order, self._content_of)
        before = {n: self.cache[digests[n]] for n in order if digests[n] in self.cache}
        self.cache.clear()
        self.cache.update({digests[node_id]: output for node_id, output in before.items()})
        self._note("execution_start", {"prompt_id": prompt_id})
        self._note("execution_cached", {"nodes": list(before), "prompt_id": prompt_id})
        try:
            for node_id in order:
                self.running.node_id = node_id
                if node_id in before:
                    self._repeat(node_id, before[node_id])
                else:
                    self.cache[digests[node_id]] = await self._run_node(node_id)
                # Clients get their messages while the job goes on.
                await asyncio.sleep(0)
        except RestartError:
            raise
        except (InterruptedJobError, StoppedError):
            self._note("execution_interrupted", self._where(prompt_id))
            return self._record("error")
        except Exception as error:  # noqa: BLE001 - whatever a node raises ends its job, not the worker
            self._note("execution_error", self._failure(prompt_id, error, order))
            return self._record("error")
        self._note("execution_success", {"prompt_id": prompt_id})
        return self._record("success")

    def send(self, kind: str, data: dict[str, Any]) -> None:
        """Tell the owner of the job, or everybody if it has none and the message is public."""
        client = self.running.client_id
        if client is not None or kind in PUBLIC:
            self.machine.sockets.publish(kind, data, client)

    async def _run_node(self, node_id: str) -> dict[str, Any] | None:
        graph, prompt_id = self.running.entry[2], self.running.prompt_id
        self._progress(node_id, 0.0, 1.0, "running")
        executing = {"node": node_id, "display_node": node_id, "prompt_id": prompt_id}
        self.send("executing", executing)
        await self._strike_faults(len(self.executed) + 1)
        if self.running.is_interrupted:
            raise InterruptedJobError
        node, output = graph[node_id], None
        if node["class_type"] in SAMPLERS:
            await self._sample(node_id)
        elif self._is_output(node):
            output = await self._save(node_id)
            self._show(node_id, output)
        else:
            await self._prepare(node_id)
        state = self.states[node_id]
        self._progress(node_id, state["max"], state["max"], "finished")
        self.executed.append(node_id)
        return output

    async def _save(self, node_id: str) -> dict[str, Any]:
        artist, graph = self.machine.artist, self.running.entry[2]
        request = read_request(graph, node_id, artist.size_of)
        return await asyncio.to_thread(
            artist.save, graph, node_id, request, lambda: not self.running.is_interrupted
        )

    def _repeat(self, node_id: str, output: dict[str, Any] | None) -> None:
        """A node that is cached says nothing, unless it has something to show."""
        if output is not None:
            self._show(node_id, output)
            self._progress(node_id, 1, 1, "finished")

    def _show(self, node_id: str, output: dict[str, Any]) -> None:
        self.outputs[node_id] = output
        data = {"node": node_id, "display_node": node_id, "output": output}
        self.send("executed", {**data, "prompt_id": self.running.prompt_id})

    async def _sample(self, node_id: str) -> None:
        graph = self.running.entry[2]
        steps = steps_of(graph, node_id)
        request = read_request(graph, node_id, self.machine.artist.size_of)
        pause = working_seconds(self.machine.config, request.shape, steps) / steps
        previews = await self._previews(request, steps)
        for step in range(1, steps + 1):
            await asyncio.sleep(pause)
            if self.running.is_interrupted:
                raise InterruptedJobError
            self._progress(node_id, step, steps, "running")
            progress = {"value": step, "max": steps, "prompt_id": self.running.prompt_id}
            self.send("progress", {**progress, "node": node_id})
            if previews and self.running.client_id is not None:
                described = _named(node_id, self.running.prompt_id)
                self.machine.sockets.publish_preview(
                    previews[step - 1], described, self.running.client_id
                )

    async def _previews(self, request: Request, steps: int) -> list[bytes]:
        """Preview pictures, one for each step, if the job asks for them and the version can."""
        method = self.running.entry[3].get("preview_method")
        if not self.machine.config.is_new or method in (None, "none", "default"):
            return []
        return await asyncio.to_thread(preview_frames, request, steps)

    async def _strike_faults(self, number: int) -> None:
        """Let the faults strike that wait for the `number`-th node."""
        faults = self.machine.faults
        if faults.strike("ws_drop", at=number):
            self.machine.sockets.drop_all()
        if faults.strike("hang", at=number):
            await faults.until_changed()
        if faults.strike("restart", at=number):
            raise RestartError
        for name, (kind, message) in NODE_FAULTS.items():
            if faults.strike(name, at=number):
                raise NodeError(kind, message)

    async def _prepare(self, node_id: str) -> None:
        """Take the time that weights need, and fail where a real node would.

        That is on an unreadable image, and on a batch larger than memory.
        """
        graph = self.running.entry[2]
        if graph[node_id]["class_type"] in WEIGHT_LOADERS:
            await asyncio.sleep(self.machine.config.load_seconds)
        if graph[node_id]["class_type"] not in ("LoadImage", "EmptyImage"):
            return
        shape = measure(graph, node_id, self.machine.artist.size_of)
        needed = shape.width * shape.height * shape.count * PIXEL_BYTES
        if needed > self.machine.config.vram:
            raise NodeError(
                "RuntimeError", f"can't allocate memory: you tried to allocate {needed} bytes."
            )

    def _is_output(self, node: Node) -> bool:
        return bool(self.machine.classes[node["class_type"]].get("output_node"))

    def _content_of(self, node: Node) -> str:
        if node["class_type"] != "LoadImage":
            return ""
        try:
            return hashlib.sha256(self.machine.artist.read(node["inputs"]["image"])).hexdigest()
        except NodeError:
            return "missing"

    def _progress(self, node_id: str, value: float, top: float, state: str) -> None:
        self.states[node_id] = {
            "value": value,
            "max": top,
            "state": state,
            **_named(node_id, self.running.prompt_id),
        }
        data = {"prompt_id": self.running.prompt_id, "nodes": self.states}
        self.send("progress_state", data)

    def _note(self, kind: str, data: dict[str, Any]) -> None:
        """Send a message that the history keeps as well."""
        data = {**data, "timestamp": round(time.time() * 1000)}
        self.messages.append((kind, data))
        self.send(kind, data)

    def _where(self, prompt_id: str) -> dict[str, Any]:
        node_id = self.running.node_id or ""
        return {
            "prompt_id": prompt_id,
            "node_id": node_id,
            "node_type": self.running.entry[2][node_id]["class_type"],
            "executed": self.executed,
        }

    def _failure(self, prompt_id: str, error: Exception, order: list[str]) -> dict[str, Any]:
        where = self._where(prompt_id)
        inputs = self.running.entry[2][where["node_id"]]["inputs"]
        return {
            **where,
            "exception_message": str(error),
            "exception_type": getattr(error, "kind", type(error).__name__),
            "traceback": [f'  File "nodes.py", in {where["node_type"]}\n'],
            "current_inputs": {name: [value] for name, value in inputs.items()},
            "current_outputs": order,
        }

    def _record(self, status: str) -> dict[str, Any]:
        return {
            "prompt": self.running.entry,
            "outputs": self.outputs,
            "status": {
                "status_str": status,
                "completed": status == "success",
                "messages": self.messages,
            },
            "meta": {
                node_id: {
                    "node_id": node_id,
                    "display_node": node_id,
                    "parent_node": None,
                    "real_node_id": node_id,
                }
                for node_id in self.outputs
            },
        }


def _named(node_id: str, prompt_id: str) -> dict[str, Any]:
    return {
        "node_id": node_id,
        "prompt_id": prompt_id,
        "display_node_id": node_id,
        "parent_node_id": None,
        "real_node_id": node_id,
    }
