"""What must hold of every job, whatever goes wrong: pure rules over a history.

Each rule yields sentences about what it finds broken; none means that all is well.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from tests.faults.fairness import endless_holds, overtaken_jobs
from tests.faults.history import Answer, Document, Entry, Write, writes_by_job

FINAL: Final = {"done", "failed", "quarantined", "dependency_failed", "cancelled"}
HELD: Final = {"leased", "running", "collecting"}
AT_SERVER: Final = {"leased", "running"}
UNCOUNTED: Final = {"unreachable", "throttled", "lane_auth"}
"""Failures that are not the job's: after one it may be tried once more."""

Moves = Mapping[Any, AbstractSet[str]]
JobRule = Callable[[Sequence[Write]], Iterator[str]]


def broken_promises(log: Sequence[Entry], moves: Moves) -> list[str]:
    """Return what is wrong with a history.

    Args:
        moves: the states to which a job may go from each state.
    """
    found = [
        *lost_jobs(log),
        *late_commits(log),
        *shared_slots(log),
        *overtaken_jobs(log),
    ]
    for id, writes in writes_by_job(log).items():
        for rule in JOB_RULES:
            found += [f"{id}: {sentence}" for sentence in rule(writes)]
        found += [f"{id}: {sentence}" for sentence in forbidden_moves(writes, moves)]
    return found


def lost_jobs(log: Sequence[Entry]) -> Iterator[str]:
    """Whatever was accepted is there, and over, unless it was deleted."""
    last = {id: writes[-1].after for id, writes in writes_by_job(log).items()}
    deleted = _answered(log, "deleted")
    for id in _answered(log, "accepted") | last.keys():
        job = last.get(id)
        if job is None and id not in deleted:
            yield f"{id}: was lost"
        elif job is not None and job["state"] not in FINAL:
            yield f"{id}: never ended, it is {job['state']}"


def late_commits(log: Sequence[Entry]) -> Iterator[str]:
    """A job whose cancel was answered has no result, unless it was tried anew."""
    cancelled: set[str] = set()
    for entry in log:
        if isinstance(entry, Answer):
            if entry.said == "cancelled":
                cancelled.add(entry.id)
        elif entry.is_move_to("committed", "done") and entry.id in cancelled:
            yield f"{entry.id}: came to {entry.state} after its cancel was answered"
        elif entry.before and entry.after and entry.after["round"] > entry.before["round"]:
            cancelled.discard(entry.id)


def shared_slots(log: Sequence[Entry]) -> Iterator[str]:
    """A place at a server is held by one job at a time."""
    places: dict[tuple[str, int], str] = {}
    for write in (entry for entry in log if isinstance(entry, Write)):
        if (left := _place(write.before)) and places.get(left) == write.id:
            del places[left]
        if taken := _place(write.after):
            if places.setdefault(taken, write.id) != write.id:
                yield f"{write.id} and {places[taken]} had place {taken} at the same time"
            places[taken] = write.id


def forbidden_moves(writes: Iterable[Write], moves: Moves) -> Iterator[str]:
    """States change as the table says, and only a new round leaves a final one."""
    for write in writes:
        before, after = write.before, write.after
        if before is None or after is None:
            continue
        was, now = before["state"], after["state"]
        if was != now and now not in moves[was]:
            yield f"went from {was} to {now}"
        if was != now and was in FINAL and after["round"] != before["round"] + 1:
            yield f"went from {was} to {now} without a new round"
        if (was != now or was in HELD) and after["status"] != _status(now):
            yield f"is shown as {after['status']} while it is {now}"


def falling_tokens(writes: Iterable[Write]) -> Iterator[str]:
    """Each grant, each take-over and each cancel has a token above all before it."""
    for write in writes:
        before, after = write.before, write.after
        if before is None or after is None:
            continue
        fresh = write.is_move_to("leased", "cancelled") or _changes_hands(before, after)
        if after["token"] < before["token"] or (fresh and after["token"] == before["token"]):
            yield f"had token {after['token']} as {after['state']} after {before['token']}"


def falling_revisions(writes: Iterable[Write]) -> Iterator[str]:
    """Whoever hears of two states of a job can tell which is the later one."""
    for write in writes:
        before, after = write.before, write.after
        if before is None or after is None:
            continue
        moved = before["state"] != after["state"]
        if after["rev"] < before["rev"] or (moved and after["rev"] == before["rev"]):
            yield f"had revision {after['rev']} as {after['state']} after {before['rev']}"


def early_takeovers(writes: Iterable[Write]) -> Iterator[str]:
    """Nobody takes a job from a process whose lease has not run out."""
    for write in writes:
        before, after = write.before, write.after
        if (
            before
            and after
            and _changes_hands(before, after)
            and before["lease"]["until"] > write.at
        ):
            yield f"was taken over at {write.at}, leased until {before['lease']['until']}"


def repeated_commits(writes: Iterable[Write]) -> Iterator[str]:
    """In one round a job has one result and one end."""
    commits: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    for write in writes:
        if write.after is not None:
            commits[write.after["round"]] += write.is_move_to("committed")
            ends[write.after["round"]] += write.is_move_to(*FINAL)
    yield from (f"was committed {n} times in round {r}" for r, n in commits.items() if n > 1)
    yield from (f"ended {n} times in round {r}" for r, n in ends.items() if n > 1)


def stolen_commits(writes: Iterable[Write]) -> Iterator[str]:
    """Only the last who was granted the job commits it, and while nobody else may."""
    highest = 0
    for write in writes:
        before, after = write.before, write.after
        if after is None:
            continue
        if before is not None and write.is_move_to("committed"):
            own = _last_attempt(after).get("token")
            if not own == after["token"] == before["token"] == max(highest, before["token"]):
                yield f"was committed for token {own} while {max(highest, after['token'])} was out"
        highest = max(highest, after["token"])


def endless_attempts(writes: Iterable[Write]) -> Iterator[str]:
    """A job is tried again after each failure: its own up to a limit, those of servers freely."""
    grants: Counter[int] = Counter()
    excused: Counter[int] = Counter()
    for write in writes:
        before, after = write.before, write.after
        if before is None or after is None:
            continue
        round = after["round"]
        grants[round] += write.is_move_to("leased")
        if before["state"] in HELD and write.is_move_to("ready"):
            if after["failures"] == before["failures"]:
                excused[round] += 1
                if (why := _failure(after)) not in UNCOUNTED:
                    yield f"was tried again without counting, after {why}"
            elif after["failures"] > after["max_retries"]:
                yield f"was tried again after {after['failures']} failures"
        allowed = 1 + after["max_retries"] + excused[round]
        if write.is_move_to("leased") and grants[round] > allowed:
            yield f"was tried {grants[round]} times in round {round}, {excused[round]} excused"


JOB_RULES: Final[tuple[JobRule, ...]] = (
    falling_tokens,
    falling_revisions,
    early_takeovers,
    repeated_commits,
    stolen_commits,
    endless_attempts,
    endless_holds,
)


def _answered(log: Iterable[Entry], said: str) -> set[str]:
    return {entry.id for entry in log if isinstance(entry, Answer) and entry.said == said}


def _status(state: str) -> str:
    if state in HELD | {"committed"}:
        return "processing"
    outward = {"done": "completed", "cancelled": "cancelled"}
    return outward.get(state) or ("failed" if state in FINAL else "pending")


def _place(job: Document | None) -> tuple[str, int] | None:
    if job is None or job["state"] not in AT_SERVER or job.get("slot") is None:
        return None
    return job["server_id"], job["slot"]


def _changes_hands(before: Document, after: Document) -> bool:
    if before["state"] not in HELD or after["state"] not in HELD:
        return False
    was, now = before.get("lease"), after.get("lease")
    return bool(was and now and was["owner"] != now["owner"])


def _last_attempt(job: Document) -> dict[str, Any]:
    attempts: list[dict[str, Any]] = job["attempts"]
    return attempts[-1] if attempts else {}


def _failure(job: Document) -> str | None:
    """Both names are read: the class of a failure is called one way or the other."""
    last = _last_attempt(job)
    return last.get("failure") or last.get("error_class")
