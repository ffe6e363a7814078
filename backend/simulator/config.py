"""What a simulated server is told when it starts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from backend.simulator.faults import Fault

Version = Literal["0.33.0", "0.3.64"]

GIB = 1 << 30


@dataclass(frozen=True)
class SimulatorConfig:
    """One simulated server: who it is, how fast it works, what is wrong with it.

    Attributes:
        name: shown in the pictures and in /system_stats.
        speed: how many times faster than the reference: an SD1.5 picture of 512x512 in 20 steps
            takes one second at speed 1.
        version: which of the two recorded ComfyUI versions to look like.
        models: file names by model folder; None means every file the standard graphs name.
        history_gap_ms: time between the success message and the history entry.
        vram: bytes; a picture that needs more fails as out of memory.
        seed: added to the seed of each picture, so that servers can be told apart.
        seconds_scale: multiplies all working time; 0 makes jobs instant.
        max_seconds: the most one sampler works at speed 1, however large the video.
        load_seconds: what reading a model's weights takes, if the job before had others.
        storage_bytes: outputs and uploads kept; the oldest go first.
        history_size: jobs remembered.
        max_upload: bytes of a request body, above which the answer is 413.
    """

    name: str = "simulator"
    speed: float = 1.0
    version: Version = "0.33.0"
    models: Mapping[str, Sequence[str]] | None = None
    faults: tuple[Fault, ...] = ()
    history_gap_ms: float = 3.0
    vram: int = 24 * GIB
    seed: int = 0
    seconds_scale: float = 1.0
    max_seconds: float = 10.0
    load_seconds: float = 0.0
    storage_bytes: int = GIB // 4
    history_size: int = 10_001
    max_upload: int = 100 << 20

    def __post_init__(self) -> None:
        """Raise ValueError for a speed that would stop all work or a name that cannot be shown."""
        if self.speed <= 0:
            raise ValueError("speed must be above 0")
        if not re.fullmatch(r"[\w .:-]{1,60}", self.name):
            raise ValueError("name must be 1 to 60 letters, digits, spaces or . : _ -")

    @property
    def is_new(self) -> bool:
        """Whether this is the newer of the two versions."""
        return self.version == "0.33.0"
