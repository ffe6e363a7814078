"""What a picture of the queue takes over from events."""

from typing import Any

import pytest

from backend.client.queue_picture import ENDS_KEPT, QueuePicture

AT = "2026-05-04T10:00:00Z"


def queue_update(id: str, status: str, progress: float = 0.0) -> dict[str, Any]:
    """Return the event that a job moved on."""
    data = {"job_id": id, "status": status, "progress": progress}
    more = {"server_id": "s1", "eta_seconds": None, "error": None}
    return {"type": "queue_update", "at": AT, "data": {**data, **more}}


def running(*ids: str) -> QueuePicture:
    """Return a picture with these jobs running."""
    return QueuePicture(running=[{"id": id, "status": "processing", "prompt": id} for id in ids])


def test_progress_is_taken_over_without_another_look() -> None:
    picture = running("a", "b")
    assert not picture.note(queue_update("b", "processing", 40.0))
    assert [job.get("progress_percent") for job in picture.running] == [None, 40.0]


@pytest.mark.parametrize(
    "event",
    [
        queue_update("a", "completed"),
        queue_update("new", "pending"),
        queue_update("new", "processing"),
        {"type": "server_update", "at": AT, "data": {}},
        {"type": "resync", "at": AT, "data": {}},
    ],
)
def test_whatever_else_happens_asks_for_another_look(event: dict[str, Any]) -> None:
    assert running("a").note(event)


def test_an_end_comes_first_with_all_that_was_known_of_the_job() -> None:
    picture = running("a", "b")
    for id in ("a", "b", "a", "stranger"):
        picture.note(queue_update(id, "failed"))
    assert [(job["id"], job.get("prompt")) for job in picture.ended] == [
        ("stranger", None),
        ("a", "a"),
        ("b", "b"),
    ]
    assert picture.ended[0]["completed_at"] == AT


def test_a_job_is_still_known_when_its_end_is_told_after_a_look_without_it() -> None:
    picture = QueuePicture(before=[{"id": "a", "prompt": "rain"}])
    picture.note(queue_update("a", "completed"))
    assert picture.ended[0]["prompt"] == "rain"


def test_only_the_latest_ends_are_kept() -> None:
    picture = running()
    for n in range(2 * ENDS_KEPT):
        picture.note(queue_update(str(n), "completed"))
    assert len(picture.ended) == ENDS_KEPT
    assert picture.ended[0]["id"] == str(2 * ENDS_KEPT - 1)


def test_a_server_that_nobody_knows_is_called_by_its_id() -> None:
    picture = QueuePicture(servers=[{"id": "s1", "name": "gpu-1"}])
    assert [picture.server_name(id) for id in ("s1", "s2", None)] == ["gpu-1", "s2", ""]
