"""How many jobs there are of each status, though very many be over."""

from collections.abc import Iterable

from backend.domain.job_state import STATUS_OF, JobState, JobStatus
from backend.domain.task_lane import UNASKED_LANES
from backend.repositories.collection import Document


def counts_of(collection: str, statuses: Iterable[JobStatus]) -> list[Document]:
    """Return the stages that yield the numbers of jobs of the statuses, in parts.

    To count what has one value of an indexed field, the database does not look at each. So all
    jobs are counted like that, and those that are not listed unasked, few in comparison, are
    taken off.
    """
    wanted = list(statuses)
    states = [state for state, status in STATUS_OF.items() if status in wanted]
    return [
        {"$match": {"state": {"$in": states}, "lane_group": {"$in": list(UNASKED_LANES)}}},
        {"$group": {"_id": "$state", "n": {"$sum": -1}}},
        *({"$unionWith": {"coll": collection, "pipeline": _count(each)}} for each in wanted),
    ]


def status_in(row: Document) -> JobStatus:
    """Return the status that a part belongs to."""
    return JobStatus(row["status"]) if "status" in row else STATUS_OF[JobState(row["_id"])]


def _count(status: JobStatus) -> list[Document]:
    return [{"$match": {"status": status}}, {"$count": "n"}, {"$set": {"status": status}}]
