"""Whose turn it is on a task lane: a pure function."""

from collections.abc import Collection, Iterable

from backend.domain.ids import ProjectId
from backend.domain.task_lane import DueTask, ProjectOnLane


def in_turn(
    rows: Iterable[ProjectOnLane], free: int, *, paused: Collection[ProjectId] = ()
) -> list[DueTask]:
    """Return the jobs that are to begin on one lane, in this order.

    The next is always of the project of which the fewest run; of several such, the one whose job
    stands first in the queue. So a project with a thousand jobs holds up nobody who has one.

    Args:
        free: so many places the lane has left.
        paused: projects of which nothing may begin.
    """
    ranked = sorted(
        (row.running + place, key, due.id, due)
        for row in rows
        if row.project_id not in paused
        for place, (key, due) in enumerate(zip(row.keys, row.next, strict=True))
    )
    return [due for *_, due in ranked[: max(free, 0)]]
