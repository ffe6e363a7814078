"""A lane: one place where jobs run (a ComfyUI server), as the queue sees it."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from backend.domain.ids import ServerId


class LaneState(StrEnum):
    """What the last look at the server told."""

    UNKNOWN = "unknown"
    ONLINE = "online"
    OFFLINE = "offline"
    UNAUTHORIZED = "unauthorized"
    MISCONFIGURED = "misconfigured"
    STUCK = "stuck"
    """It answers and accepts prompts, but runs none: only a restart of ComfyUI helps."""


class ModelFile(BaseModel):
    """A model file a server has; type is its folder, e.g. checkpoints, loras, vae."""

    model_config = ConfigDict(frozen=True)

    name: str
    type: str


class Capabilities(BaseModel):
    """What a server can do, read from the server itself."""

    version: str | None = None
    device: str | None = None
    vram_total: int | None = None
    """Bytes."""
    vram_free: int | None = None
    models: list[ModelFile] = []
    loras: list[ModelFile] = []
    samplers: list[str] = []
    schedulers: list[str] = []
    node_classes: list[str] = []
    graphs: list[str] = []
    """Our own graphs whose node classes and model files are all there."""
    simulated: bool = False


class LaneStats(BaseModel):
    """What was counted on the lane."""

    completed: int = 0
    failed: int = 0
    run_seconds: float = 0.0
    """The sum over the completed jobs."""

    @property
    def average_job_time(self) -> float:
        """Seconds a completed job took, 0 before the first."""
        return round(self.run_seconds / self.completed, 3) if self.completed else 0.0


class LaneOutlook(BaseModel):
    """What a server's owner tells the other processes of its work; ends are database time."""

    free: int = 0
    queued: int = 0
    ends: list[datetime] = []
    """When each job there should end."""
    rests: str | None = None


class Lane(BaseModel):
    """All that the queue writes about a server."""

    id: ServerId
    owner: str | None = None
    """The process that speaks to the server, while `lease_until` is ahead."""
    lease_until: datetime | None = None
    state: LaneState = LaneState.UNKNOWN
    state_reason: str | None = None
    state_since: datetime | None = None
    last_seen_at: datetime | None = None
    last_error: str | None = None
    draining: bool = False
    backoff_until: datetime | None = None
    backoff_seconds: float = 0.0
    capabilities: Capabilities | None = None
    capabilities_rev: int = 0
    """Rises when the server can do something else than before; memory in use does not count."""
    resident_model: str | None = None
    """The model in its memory, by the name of its file."""
    resident_key: str = ""
    """The same, as jobs ask for it."""
    outlook: LaneOutlook = LaneOutlook()
    stats: LaneStats = LaneStats()
