"""Pieces of the pipeline updates that move jobs."""

from typing import Any

from backend.domain.job import JobError
from backend.domain.waiting import WaitingCode
from backend.repositories.collection import Document

ATTEMPTS_KEPT = 50
AGEING_MS = 600_000
"""A step of priority counts as ten minutes of waiting."""
OTHERS_FIRST = "Other jobs must be done first"
FOR_LATER = "It was queued for a later time"


def lease(owner: str, seconds: float) -> Document:
    """Return a lease that lasts some seconds from now, by the database's clock."""
    return {"owner": owner, "until": {"$add": ["$$NOW", int(seconds * 1000)]}}


def waiting_for(code: WaitingCode, text: str) -> Document:
    """Return what a job waits for; since when is kept while it goes on to be of that kind."""
    since = {"$cond": [{"$eq": ["$waiting.code", code]}, "$waiting.since", "$$NOW"]}
    return {"code": code, "text": {"$literal": text}, "since": since}


def ready_from(not_before: object, priority: object) -> Document:
    """Return the place in the queue of a job that is ready now, or when its time has come."""
    ready_at = {"$max": ["$$NOW", not_before]}
    return {"$subtract": [ready_at, {"$multiply": [AGEING_MS, priority]}]}


def waiting_until(not_before: object) -> Document:
    """Return what a job waits for whose time may not have come; nothing, if it has."""
    later = {"$gt": [not_before, "$$NOW"]}
    return {"$cond": [later, waiting_for(WaitingCode.RETRY_AT, FOR_LATER), None]}


def opened(lane_id: str, name: str, remote_id: str, *, external: bool) -> Document:
    """Return the attempts with a new one behind them, whose token is the job's next."""
    attempt: dict[str, Any] = {
        "n": {"$add": [{"$ifNull": [{"$last": "$attempts.n"}, 0]}, 1]},
        "round": "$round",
        "lane_id": lane_id,
        "lane_name": {"$literal": name},
        "remote_id": remote_id,
        "external": external,
        "token": {"$add": ["$token", 1]},
        "intent_at": "$$NOW",
        "posted_at": None,
        "ended_at": None,
        "outcome": None,
        "failure": None,
    }
    return {"$slice": [{"$concatArrays": ["$attempts", [attempt]]}, -ATTEMPTS_KEPT]}


def last_attempt(changes: Document, *, open_: bool = False) -> Document:
    """Return the attempts with the latest one changed; with open_, only if it has no outcome."""
    is_last: Document = {"$eq": ["$$attempt.n", {"$last": "$attempts.n"}]}
    if open_:
        is_last = {"$and": [is_last, {"$eq": ["$$attempt.outcome", None]}]}
    changed = {"$mergeObjects": ["$$attempt", changes]}
    return {
        "$map": {
            "input": "$attempts",
            "as": "attempt",
            "in": {"$cond": [is_last, changed, "$$attempt"]},
        }
    }


def closed(error: JobError) -> Document:
    """Return the attempts with the latest one ended by an error."""
    outcome = {"outcome": {"$literal": error.message}, "failure": error.failure}
    return last_attempt({**outcome, "ended_at": "$$NOW"}, open_=True)
