"""The revision of a whole collection, told by an index without reading its documents."""

from typing import Final

from backend.repositories.collection import Collection, Document, Index

LATEST_CHANGE: Final = Index((("updated_at", -1),))
"""The index of a collection that is asked for its revision."""
_SETTLING_MS: Final = 2000
_COUNT: Final[list[Document]] = [
    {"$collStats": {"count": {}}},
    {"$project": {"_id": 0, "count": 1}},
]


async def read_revision(collection: Collection) -> str | None:
    """Return a text that is another one after every change that sets `updated_at`, and removal.

    It is the time of the latest change and the number of documents. Two changes in the same
    millisecond would look like one, and one that was begun earlier may come to light later: so
    while the latest change is young nothing is told (RFC 9110, 8.8.2.2).
    """
    told: Document = {"settled": True}
    for part in await collection.aggregate(
        [
            {"$sort": {"updated_at": -1}},
            {"$limit": 1},
            {"$project": {"_id": 0, "updated_at": 1}},
            {"$set": {"settled": {"$lt": ["$updated_at", {"$subtract": ["$$NOW", _SETTLING_MS]}]}}},
            {"$unionWith": {"coll": collection.name, "pipeline": _COUNT}},
        ]
    ):
        told |= part
    if not told["settled"]:
        return None
    changed = told["updated_at"].isoformat() if "updated_at" in told else ""
    return f"{changed}-{told['count']}"
