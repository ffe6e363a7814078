"""What clients read in an event."""

import base64
from datetime import timedelta
from typing import get_args

from backend.domain.ids import JobId, ServerId, new_id
from backend.domain.job_state import JobState, JobStatus
from backend.domain.lane import Lane, LaneState
from backend.domain.media import media_base
from backend.domain.project import Project
from backend.domain.times import utc_now
from backend.events.types import (
    EVENT_TYPES,
    ClipUpdated,
    EventType,
    Importance,
    Preview,
    ProjectUpdated,
    QueueUpdate,
    ServerUpdate,
    StoredEvent,
)
from tests.factories import make_clip, make_job

KEY = "a" * 64 + ".png"


def test_a_job_event_tells_its_status_and_percent() -> None:
    job = make_job(state=JobState.RUNNING, status=JobStatus.PROCESSING, progress=0.5, rev=3)
    event = QueueUpdate.of(job, eta_seconds=4.0)
    wire = event.model_dump(mode="json")
    assert wire["type"] == "queue_update"
    assert wire["project_id"] == job.project_id
    assert wire["data"]["status"] == "processing"
    assert wire["data"]["progress"] == 50
    assert wire["data"]["rev"] == 3


def test_an_address_in_an_event_is_absolute_only_once_it_is_answered() -> None:
    output = {"take_id": new_id(), "key": KEY, "kind": "image"}
    event = QueueUpdate.of(make_job(outputs=[output]))
    token = media_base.set("http://board.example")
    try:
        answered = event.model_dump(mode="json")["data"]["result_url"]
    finally:
        media_base.reset(token)
    assert answered == f"http://board.example/api/v1/media/files/{KEY}"
    assert event.model_dump()["data"]["result_url"] == KEY


def test_progress_may_be_missed_and_a_change_of_status_may_not() -> None:
    def update(status: JobStatus, progress: float) -> QueueUpdate:
        return QueueUpdate.of(make_job(status=status, progress=progress))

    assert update(JobStatus.PROCESSING, 0.3).importance is Importance.PROGRESS
    assert update(JobStatus.PROCESSING, 0).importance is Importance.STATUS
    assert update(JobStatus.COMPLETED, 1).importance is Importance.STATUS
    assert update(JobStatus.FAILED, 0.3).importance is Importance.STATUS


def test_a_preview_is_a_picture_that_is_soon_forgotten() -> None:
    job = make_job()
    preview = Preview.of(job, b"\xff\xd8jpeg")
    head, _, body = preview.data.image.partition(",")
    assert head == "data:image/jpeg;base64"
    assert base64.b64decode(body) == b"\xff\xd8jpeg"
    assert Preview.of(job, b"\x89PNG").data.image.startswith("data:image/png;")
    assert preview.importance is Importance.GLIMPSE
    assert preview.kept == timedelta(seconds=60)


def test_a_server_event_belongs_to_no_project() -> None:
    lane = Lane(id=ServerId(new_id()), state=LaneState.OFFLINE, state_reason="no answer")
    event = ServerUpdate.of(lane)
    assert event.project_id is None
    assert event.data.reason == "no answer"


def test_an_event_read_back_is_the_event_that_was_stored() -> None:
    project = Project(name="Rain song", rev=4)
    for event in (
        ProjectUpdated.of(project),
        ServerUpdate.of(Lane(id=ServerId(new_id()))),
        QueueUpdate.of(make_job(error={"code": "X", "message": "no", "failure": "user"})),
    ):
        stored = {**event.model_dump(), "id": 12, "expires_at": utc_now()}
        assert EVENT_TYPES.validate_python(stored) == event.model_copy(update={"id": 12})


def test_the_rev_of_a_clip_rises_with_its_changes() -> None:
    clip = make_clip()
    later = clip.model_copy(update={"rev": 1})
    first, second = ClipUpdated.of(clip), ClipUpdated.of(later)
    assert first.data.rev < second.data.rev
    assert (first.project_id, first.data.scene_id) == (clip.project_id, clip.scene_id)


def test_the_id_of_a_job_is_that_of_its_events() -> None:
    job = make_job()
    assert QueueUpdate.of(job).data.job_id == JobId(job.id)


def test_the_types_a_client_may_ask_for_are_those_there_are() -> None:
    assert list(get_args(EventType)) == [
        event.model_fields["type"].default for event in get_args(StoredEvent)
    ]
