"""Which jobs are meant, in the language of the database, where several queries mean the same."""

from typing import Final

from backend.domain.job import SERVERS, JobKind
from backend.domain.task_lane import UNASKED_LANES
from backend.repositories.collection import Document, Filter

NOT_BEFORE_NOW: Final[Filter] = {
    "$or": [{"not_before": None}, {"$expr": {"$lte": ["$not_before", "$$NOW"]}}]
}

OF_SERVERS: Final[Filter] = {"lane_group": SERVERS}
"""Jobs that servers run."""

UNASKED: Final[Filter] = {"lane_group": {"$nin": list(UNASKED_LANES)}}
"""Jobs that are listed, counted and cleared unless others are asked for."""

SILENT: Final[Filter] = {"$expr": {"$lt": ["$lease.until", "$$NOW"]}}
"""The lease has run out, by the database's clock."""


def of_kind(kind: JobKind | None) -> Document:
    """Return the filter of the jobs of a kind; None: all that are listed unasked."""
    if kind is JobKind.EXPORT:
        return {"task.kind": kind}
    return dict(UNASKED) if kind is None else {**UNASKED, "generation_type": kind}
