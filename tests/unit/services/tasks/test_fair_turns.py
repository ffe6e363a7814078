"""Whose turn it is on a task lane."""

from datetime import UTC, datetime, timedelta

from backend.domain.ids import JobId, ProjectId
from backend.domain.task_lane import DueTask, ProjectOnLane
from backend.services.tasks.fair_turns import in_turn

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def on_lane(project: str, *minutes: int, running: int = 0) -> ProjectOnLane:
    """Return a project with jobs that stand so many minutes after noon, named "project minute"."""
    return ProjectOnLane(
        lane="tests",
        project_id=ProjectId(project),
        depth=len(minutes),
        running=running,
        slots=running,
        next=[DueTask(id=JobId(f"{project} {minute}")) for minute in minutes],
        keys=[NOON + timedelta(minutes=minute) for minute in minutes],
        silent=[],
    )


def turns(*rows: ProjectOnLane, free: int = 3, paused: str = "") -> list[str]:
    return [due.id for due in in_turn(rows, free, paused={ProjectId(paused)})]


def test_one_project_has_its_jobs_in_their_order() -> None:
    assert turns(on_lane("a", 1, 2, 3, 4)) == ["a 1", "a 2", "a 3"]


def test_a_flood_holds_up_nobody() -> None:
    assert turns(on_lane("flood", 1, 2, 3, 4), on_lane("guest", 9)) == [
        "flood 1",
        "guest 9",
        "flood 2",
    ]


def test_what_runs_counts() -> None:
    assert turns(on_lane("a", 1, running=2), on_lane("b", 8, 9), free=2) == ["b 8", "b 9"]


def test_what_is_paused_is_passed_over() -> None:
    assert turns(on_lane("a", 1), on_lane("b", 2), paused="a") == ["b 2"]


def test_a_full_lane_begins_nothing() -> None:
    assert turns(on_lane("a", 1), free=0) == turns(on_lane("a", 1), free=-1) == []


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [on_lane("a", 1, 4), on_lane("b", 1, 3), on_lane("c", 2)]
    assert turns(*rows) == turns(*reversed(rows))
