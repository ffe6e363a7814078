"""Pieces of the pipeline updates that move jobs."""

from backend.domain.job import JobError
from backend.repositories.collection import Document


def lease(owner: str, seconds: float) -> Document:
    """Return a lease that lasts some seconds from now, by the database's clock."""
    return {"owner": owner, "until": {"$add": ["$$NOW", int(seconds * 1000)]}}


def last_attempt(changes: Document, *, open_: bool = False) -> Document:
    """Return the attempts with the latest one changed; with open_, only if it has no outcome."""
    is_last: Document = {"$eq": ["$$attempt.n", {"$size": "$attempts"}]}
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
