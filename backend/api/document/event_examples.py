"""What is said on a stream of events, on the board that all examples are about."""

from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel

from backend.api.document.story_ids import (
    BASE,
    CLIP,
    DRAFT,
    JOB,
    LATER,
    PICTURE,
    PROJECT,
    SCENE,
    SERVER,
)
from backend.api.v1.dtos import event_dtos as said
from backend.domain.draft import DraftStatus
from backend.domain.draft_step import StepName
from backend.domain.ids import ClipId, DraftId, JobId, ProjectId, SceneId, ServerId
from backend.domain.job_state import JobStatus
from backend.domain.lane import LaneState
from backend.events import types as events

_AT: Final = datetime.fromisoformat(LATER)
_PROJECT: Final = ProjectId(PROJECT)

EVENTS: Final[tuple[events.Event, ...]] = (
    events.QueueUpdate(
        id=4711,
        project_id=_PROJECT,
        at=_AT,
        data=events.QueueUpdateData(
            job_id=JobId(JOB),
            project_id=_PROJECT,
            clip_id=ClipId(CLIP),
            rev=9,
            status=JobStatus.COMPLETED,
            progress=100,
            server_id=ServerId(SERVER),
            result_url=f"{BASE}/{PICTURE}.png",
        ),
    ),
    events.ClipUpdated(
        id=4712,
        project_id=_PROJECT,
        at=_AT,
        data=events.ClipUpdatedData(clip_id=ClipId(CLIP), scene_id=SceneId(SCENE), rev=3),
    ),
    events.ProjectUpdated(
        id=4713,
        project_id=_PROJECT,
        at=_AT,
        data=events.ProjectUpdatedData(project_id=_PROJECT, rev=12),
    ),
    events.DraftUpdate(
        id=4714,
        project_id=_PROJECT,
        at=_AT,
        data=events.DraftUpdateData(
            story_id=_PROJECT,
            draft_id=DraftId(DRAFT),
            status="processing",
            state=DraftStatus.PROCESSING,
            step=StepName.IMAGES,
            progress=62.5,
            current_step=8,
            description="Making pictures",
        ),
    ),
    events.ServerUpdate(
        id=4715,
        at=_AT,
        data=events.ServerUpdateData(
            server_id=ServerId(SERVER), state=LaneState.OFFLINE, reason="could not be reached"
        ),
    ),
    events.Preview(
        id=4716,
        project_id=_PROJECT,
        at=_AT,
        data=events.PreviewData(job_id=JobId(JOB), image="data:image/jpeg;base64,/9j/4AAQSkZJRg=="),
    ),
    events.Resync(id=4716, at=_AT),
)
REPLIES: Final = (
    said.Pong(at=_AT),
    said.SocketError(
        at=_AT,
        data=said.SocketErrorData(
            code="RESOURCE_NOT_FOUND", message=f"Project with id '{PROJECT}' not found"
        ),
    ),
)
REQUESTS: Final = (
    said.Subscribe(
        type="subscribe",
        data=said.SubscriptionData(project_id=_PROJECT, types=["clip_updated", "project_updated"]),
    ),
    said.SubscribeQueue(
        type="subscribe_queue", data=said.QueueSubscriptionData(project_id=_PROJECT)
    ),
    said.Unsubscribe(type="unsubscribe", data=said.SubscriptionData(project_id=_PROJECT)),
    said.UnsubscribeQueue(type="unsubscribe_queue"),
    said.Ping(type="ping"),
)


def as_sent(message: BaseModel) -> dict[str, Any]:
    """Return the message as it travels; what a client did not say is not there."""
    return message.model_dump(mode="json", exclude_unset=isinstance(message, said.Said | said.Ping))
