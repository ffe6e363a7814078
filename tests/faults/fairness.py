"""Who may be served before whom, and for how long one may be held back: pure rules over a history.

Each rule yields sentences about what it finds broken; none means that all is well.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from tests.faults.history import Document, Entry, Write

LONGEST_AFFINITY: Final = timedelta(seconds=600)
LONGEST_TAIL: Final = timedelta(seconds=60)
LEAST_HOLD: Final = timedelta(seconds=30)
REACTION: Final = timedelta(seconds=3)
"""Who became ready so lately may not have been seen yet by whoever granted something else."""


def overtaken_jobs(log: Sequence[Entry]) -> Iterator[str]:
    """Within a project and priority, only jobs ready little later go first on the same server.

    Little is what a loaded model and the last jobs' lengths may weigh together. A job that is
    pinned, was refused by that server before, waits for a retry or was held is no witness.
    """
    waiting: dict[str, Write] = {}
    for write in (entry for entry in log if isinstance(entry, Write)):
        if write.is_move_to("leased"):
            yield from _overtaken_by(write, waiting)
        if write.state != "ready":
            waiting.pop(write.id, None)
        elif write.id not in waiting or write.state_before != "ready":
            waiting[write.id] = write
        else:
            waiting[write.id] = Write(waiting[write.id].at, write.id, write.before, write.after)


def _overtaken_by(grant: Write, waiting: Mapping[str, Write]) -> Iterator[str]:
    assert grant.before is not None
    granted = grant.before
    assert grant.after is not None
    lane = grant.after["server_id"]
    for other in waiting.values():
        job = other.after
        if job is None or other.id == grant.id or other.at > grant.at - REACTION:
            continue
        if not _alike(job, granted) or not _may_run(job, lane, grant):
            continue
        late = granted["order_key"] - job["order_key"]
        if late > LONGEST_AFFINITY + LONGEST_TAIL:
            yield f"{other.id}: {grant.id}, ready {late} later, was granted {lane} before it"


def _alike(one: Document, other: Document) -> bool:
    same = ("project_id", "priority", "model", "generation_type", "lane_group")
    return all(one.get(field) == other.get(field) for field in same)


def _may_run(job: Document, lane: str, grant: Write) -> bool:
    not_before = job.get("not_before")
    return (
        not job.get("hold")
        and job.get("pinned_server_id") in {None, lane}
        and lane not in job.get("excluded_lanes", [])
        and (not_before is None or not_before < grant.at - REACTION)
    )


def endless_holds(writes: Sequence[Write]) -> Iterator[str]:
    """A job is held back for a faster server only so long as that can pay."""
    since, longest = None, max((_run_time(write) for write in writes), default=timedelta())
    for write in writes:
        is_held = write.state == "ready" and bool((write.after or {}).get("hold"))
        since = (since or write.at) if is_held else since
        if since and not is_held:
            if write.at - since > max(LEAST_HOLD, 2 * longest) + REACTION:
                yield f"was held back for {write.at - since}"
            since = None


def _run_time(write: Write) -> timedelta:
    last = ((write.after or {}).get("attempts") or [{}])[-1]
    begun, ended = last.get("posted_at"), last.get("ended_at")
    return ended - begun if begun and ended else timedelta()
