"""The events clients hear of, as they travel: one class a type, all of them in `Event`."""

import base64
from datetime import timedelta
from enum import IntEnum
from typing import Annotated, Any, ClassVar, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from backend.domain.clip import Clip
from backend.domain.draft import Draft, DraftStatus, Gate, wire_status
from backend.domain.draft_standing import (
    TOTAL_STEPS,
    current_step_of,
    description_of,
    error_code_of,
)
from backend.domain.draft_step import DraftError, StepName
from backend.domain.ids import ClipId, DraftId, JobId, ProjectId, SceneId, ServerId
from backend.domain.job import Job
from backend.domain.job_state import JobStatus
from backend.domain.lane import Lane, LaneState
from backend.domain.media import MediaRef
from backend.domain.project import Project
from backend.domain.times import Moment, utc_now

# Clients get every field, those with defaults too.
WHOLE: Final = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Importance(IntEnum):
    """What gives way first when a reader is too slow: the least important, the oldest of it."""

    GLIMPSE = 0
    PROGRESS = 1
    STATUS = 2
    """Never gives way."""


class EventData(BaseModel):
    """What an event tells."""

    model_config = WHOLE


def _a_number(schema: dict[str, Any]) -> None:
    schema.clear()
    schema.update(type="integer", description="Rises from event to event.")


class BaseEvent(BaseModel):
    """What every event has; the id is given when it is stored, and rises."""

    model_config = WHOLE

    kept: ClassVar[timedelta] = timedelta(hours=24)
    """How long it can be asked for again."""

    id: int | None = Field(default=None, json_schema_extra=_a_number)
    project_id: ProjectId | None = None
    at: Moment = Field(default_factory=utc_now)

    @property
    def importance(self) -> Importance:
        """Whether a reader who is too slow may miss it, as the next one of its kind says more."""
        return Importance.STATUS


class QueueUpdateData(EventData):
    """Where a job stands."""

    job_id: JobId
    project_id: ProjectId | None
    clip_id: ClipId | None
    rev: int = Field(description="Drop an update whose rev is below one already seen.")
    status: JobStatus
    progress: float = Field(ge=0, le=100, description="In percent.")
    server_id: ServerId | None = None
    eta_seconds: float | None = None
    error: str | None = None
    result_url: MediaRef | None = None


class QueueUpdate(BaseEvent):
    """A job moved on."""

    type: Literal["queue_update"] = "queue_update"
    data: QueueUpdateData

    @classmethod
    def of(cls, job: Job, *, eta_seconds: float | None = None) -> Self:
        """Return the update that tells how the job stands now."""
        data = QueueUpdateData(
            job_id=job.job_id,
            project_id=job.project_id,
            clip_id=job.clip_id,
            rev=job.rev,
            status=job.status,
            progress=round(job.progress * 100, 1),
            server_id=job.server_id,
            eta_seconds=eta_seconds,
            error=job.error.message if job.error else None,
            result_url=job.outputs[0].key if job.outputs else None,
        )
        return cls(project_id=job.project_id, data=data)

    @property
    def importance(self) -> Importance:
        """A job's first word that it runs, at 0 %, is a change of status; the rest is progress."""
        runs = self.data.status is JobStatus.PROCESSING and self.data.progress > 0
        return Importance.PROGRESS if runs else Importance.STATUS


class ClipUpdatedData(EventData):
    """Which clip to read again; rev rises with each change of it."""

    clip_id: ClipId
    scene_id: SceneId
    rev: int


class ClipUpdated(BaseEvent):
    """A clip, or its gallery, is not what it was."""

    type: Literal["clip_updated"] = "clip_updated"
    data: ClipUpdatedData

    @classmethod
    def of(cls, clip: Clip) -> Self:
        """Return the event for a clip just changed."""
        data = ClipUpdatedData(clip_id=ClipId(clip.id), scene_id=clip.scene_id, rev=clip.rev)
        return cls(project_id=clip.project_id, data=data)


class ProjectUpdatedData(EventData):
    """Which project to read again."""

    project_id: ProjectId
    rev: int


class ProjectUpdated(BaseEvent):
    """A project, or the list of its scenes, is not what it was."""

    type: Literal["project_updated"] = "project_updated"
    data: ProjectUpdatedData

    @classmethod
    def of(cls, project: Project) -> Self:
        """Return the event for a project just changed."""
        id = ProjectId(project.id)
        return cls(project_id=id, data=ProjectUpdatedData(project_id=id, rev=project.rev))


class DraftUpdateData(EventData):
    """How a draft stands; the story's status has its scenes, clips and cost besides."""

    story_id: ProjectId
    draft_id: DraftId
    status: str
    state: DraftStatus
    step: StepName | None = None
    progress: float = Field(ge=0, le=100, description="In percent.")
    current_step: int = Field(default=0, ge=0, description="From 1; 0 before the first.")
    total_steps: int = TOTAL_STEPS
    description: str = Field(default="", description="What is being done, for people.")
    gate: Gate | None = None
    errors: tuple[DraftError, ...] = ()
    error_code: str | None = Field(default=None, description="Why it failed, if it did.")


class DraftUpdate(BaseEvent):
    """A draft moved on."""

    type: Literal["draft_update"] = "draft_update"
    data: DraftUpdateData

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """Return the update that tells how the draft stands now."""
        data = DraftUpdateData(
            story_id=draft.project_id,
            draft_id=draft.draft_id,
            status=wire_status(draft.status),
            state=draft.status,
            step=draft.step,
            progress=draft.progress,
            current_step=current_step_of(draft),
            description=description_of(draft),
            gate=draft.gate,
            errors=tuple(draft.errors),
            error_code=error_code_of(draft),
        )
        return cls(project_id=draft.project_id, data=data)

    @property
    def importance(self) -> Importance:
        """How far it is is progress; where it stands is a change of status."""
        moves = self.data.state is DraftStatus.PROCESSING and self.data.progress > 0
        return Importance.PROGRESS if moves else Importance.STATUS


class ServerUpdateData(EventData):
    """How a server is."""

    server_id: ServerId
    state: LaneState
    reason: str | None = None


class ServerUpdate(BaseEvent):
    """A server came, went or has trouble; it belongs to no project."""

    type: Literal["server_update"] = "server_update"
    data: ServerUpdateData

    @classmethod
    def of(cls, lane: Lane) -> Self:
        """Return the event for a lane whose state changed."""
        return cls(
            data=ServerUpdateData(server_id=lane.id, state=lane.state, reason=lane.state_reason)
        )


class PreviewData(EventData):
    """What a job's picture looks like so far."""

    job_id: JobId
    image: str = Field(description="A small JPEG, rarely a PNG, as a data URL.", repr=False)


class Preview(BaseEvent):
    """A glimpse of a picture in the making; at most two a second for each job."""

    kept: ClassVar[timedelta] = timedelta(seconds=60)

    type: Literal["preview"] = "preview"
    data: PreviewData

    @classmethod
    def of(cls, job: Job, picture: bytes) -> Self:
        """Return the event that shows the picture, a JPEG or PNG file."""
        kind = "png" if picture.startswith(b"\x89PNG") else "jpeg"
        image = f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"
        return cls(project_id=job.project_id, data=PreviewData(job_id=job.job_id, image=image))

    @property
    def importance(self) -> Importance:
        """The least: the next one shows more."""
        return Importance.GLIMPSE


class ResyncData(EventData):
    """Nothing: anything may have changed."""


class Resync(BaseEvent):
    """Some events are lost to this reader: what is on screen must be read again."""

    type: Literal["resync"] = "resync"
    data: ResyncData = ResyncData()


StoredEvent = QueueUpdate | ClipUpdated | ProjectUpdated | DraftUpdate | ServerUpdate | Preview
Event = StoredEvent | Resync
EventType = Literal[
    "queue_update", "clip_updated", "project_updated", "draft_update", "server_update", "preview"
]
EVENT_TYPES: TypeAdapter[StoredEvent] = TypeAdapter(
    Annotated[StoredEvent, Field(discriminator="type")]
)
