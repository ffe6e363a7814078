"""Task lanes: where jobs run that no ComfyUI server does, so many at once over all processes."""

from datetime import datetime
from typing import Final

from pydantic import BaseModel, Field

from backend.domain.ids import JobId, ProjectId

EXPORTS: Final = "exports"
"""The lane of exports."""
OPENAI: Final = "cloud:openai"
"""The lane of films made at OpenAI, or at a service of its shape."""
FAKE: Final = "fake"
"""The lane of what only pretends to be made."""
DRAFTS: Final = "drafts"
"""The lane of drafts: of the steps that code and language models do."""
UNASKED_LANES: Final = (EXPORTS, DRAFTS)
"""Of these nothing is listed unless it is asked for: lists of jobs show pictures and films."""
EXPORT: Final = "export"
"""The kind of task that writes a project to a file."""
DRAFT: Final = "draft"
"""The kind of task that takes a draft through its steps."""


_CLOUD: Final = "cloud:"
_NAMED_OTHERWISE: Final = {"openai_shaped": OPENAI, FAKE: FAKE}
_SERVICES: Final = {lane: service for service, lane in _NAMED_OTHERWISE.items()}


def lane_of(service: str) -> str:
    """Return the name of the lane on which a service of providers.json works."""
    return _NAMED_OTHERWISE.get(service, _CLOUD + service)


def service_of(lane: str) -> str:
    """Return whose lane it is, as providers.json calls it."""
    return _SERVICES.get(lane, lane.removeprefix(_CLOUD))


class TaskLaneState(BaseModel):
    """What is written down about a lane, the same for every process."""

    paused: bool = False
    """By a person, or because its provider refuses us: until it is resumed."""
    resting: bool = False
    """Its provider asked us to wait, or cannot be reached: until `rests_until` by itself."""
    reason: str | None = None
    since: datetime | None = None
    rests_until: datetime | None = None


class TaskLaneStatus(TaskLaneState):
    """How a lane is used."""

    name: str
    concurrency: int = Field(description="So many run at once, over all processes.")
    depth: int = Field(description="How many wait.")
    running: int


class DueTask(BaseModel):
    """A job that may run now, or very soon."""

    id: JobId
    not_before: datetime | None = None


class ProjectOnLane(BaseModel):
    """What a project has on a lane."""

    lane: str
    project_id: ProjectId | None = None
    depth: int
    running: int
    slots: int
    """How many places it takes up."""
    next: list[DueTask]
    """Its first jobs, in the order of the queue."""
    keys: list[datetime]
    """Where each of them stands in that order."""
    silent: list[JobId]
    """Those whose holder did not renew its lease."""
    cheapest_held: float | None = None
    """US dollars of the cheapest that waits for money; None: none does."""
