"""A simulated server as a process, which takes exactly as long for a job as the job's seed says.

The seed counts milliseconds of work at speed 1. What happened is appended to a file, a line for
each job that ended: when it was accepted, began and ended, and whether its model was loaded first.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from backend.simulator.config import SimulatorConfig
from backend.simulator.machine import Machine
from backend.simulator.object_info import default_models
from backend.simulator.server import running_simulator
from backend.simulator.state import Entry

UNIT_SECONDS: Final = 1e-6
"""No job is shorter, so that the simulator's own idea of its length is always cut to this."""
FILM_MODEL: Final = "ltx-video-2b-v0.9.5.safetensors"


@dataclass(frozen=True)
class JobTimes:
    """When a job was where, in seconds since the epoch.

    Attributes:
        told: how long it was to take, loading included.
        loaded: its model was loaded for it.
    """

    accepted: float
    began: float
    ended: float
    told: float
    loaded: bool


@dataclass(frozen=True)
class ServerPlan:
    """What such a process is told; load is in seconds of the workload, as its works are.

    Attributes:
        scale: real seconds for each of the workload's.
        models: the workload's names of those that the server has.
        log: the file where it writes down what it does.
    """

    name: str
    port: int
    speed: float
    scale: float
    load: float
    models: list[str]
    log: str


def checkpoint(model: str) -> str:
    """Return the file of a workload's model: one of SD 1.5, or the one that makes films."""
    return FILM_MODEL if model == "films" else f"sd15-{model.replace(' ', '-')}.safetensors"


def job_times(log: Path) -> list[JobTimes]:
    """Read what a server wrote down."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [JobTimes(**json.loads(line)) for line in lines]


class ObedientMachine:
    """Has a simulated machine take the time it is told, and writes down what it does."""

    def __init__(self, machine: Machine, scale: float, log: Path) -> None:
        self._machine = machine
        self._scale = scale
        self._log = log
        self._accepted: dict[str, float] = {}
        self._model: str | None = None
        self._accept, self._run = machine.accept, machine._run
        machine.accept = self.accept  # type: ignore[method-assign]
        machine._run = self.run  # type: ignore[method-assign]

    def accept(self, entry: Entry) -> None:
        """Note when a prompt came."""
        self._accept(entry)
        self._accepted[entry[1]] = time.time()

    async def run(self, entry: Entry) -> None:
        """Run a job for as long as its seed says, and write it down."""
        work = self._scale * (_value(entry, "seed") or _value(entry, "noise_seed")) / 1000
        config = replace(
            self._machine.config, max_seconds=UNIT_SECONDS, seconds_scale=work / UNIT_SECONDS
        )
        self._machine.config = config
        before, self._model = self._model, _value(entry, "ckpt_name")
        loaded, began = config.load_seconds > 0 and self._model != before, time.time()
        await self._run(entry)
        told = work / config.speed + loaded * config.load_seconds
        times = JobTimes(self._accepted[entry[1]], began, time.time(), told, loaded)
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(asdict(times)) + "\n")


def _value(entry: Entry, name: str) -> Any:
    """Return the first input of that name in a job's graph."""
    inputs = (node["inputs"] for node in entry[2].values())
    return next((each[name] for each in inputs if name in each), None)


async def serve(plan: ServerPlan) -> None:
    """Serve until the process is ended."""
    files = {**default_models(), "checkpoints": [checkpoint(model) for model in plan.models]}
    config = SimulatorConfig(
        name=plan.name, speed=plan.speed, load_seconds=plan.load * plan.scale, models=files
    )
    async with running_simulator(config, port=plan.port) as server:
        ObedientMachine(server.machine, plan.scale, Path(plan.log))
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(ServerPlan(**json.loads(sys.argv[1]))))
