"""Where a new scene or clip goes that says nothing of its order: behind the others."""

from typing import Final

from backend.domain.values import MAX_ORDER
from backend.repositories.collection import Document

NEXT_ORDER: Final = "next_order"


def next_order_below(children: str, parent_field: str) -> list[Document]:
    """Return the stages that add to a parent the order that puts a new child last.

    Of children with the same order the newer is behind, so that at the highest it is last too.
    """
    last = [{"$sort": {"order": -1}}, {"$limit": 1}, {"$project": {"order": 1}}]
    lookup = {"from": children, "localField": "_id", "foreignField": parent_field}
    highest = {"$ifNull": [{"$first": f"${NEXT_ORDER}.order"}, -1]}
    return [
        {"$lookup": {**lookup, "pipeline": last, "as": NEXT_ORDER}},
        {"$set": {NEXT_ORDER: {"$min": [{"$add": [highest, 1]}, MAX_ORDER]}}},
    ]
