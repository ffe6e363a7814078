"""Figures over whole collections, and over what belongs to one user."""

from collections.abc import Mapping
from typing import Final

from backend.domain.draft import DraftStatus
from backend.domain.ids import UserId
from backend.domain.job_state import JobStatus
from backend.domain.task_lane import UNASKED_LANES
from backend.repositories.collection import Collection, Document, Filter
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.stored_lists import ALL

_SIZES: Final = ("users", "scenes", "clips", "media")
_OPEN: Final = sorted(set(DraftStatus) - {DraftStatus.COMPLETED, DraftStatus.PARTIAL})
_EXISTING: Final = ProjectRepository.existing


class StatsRepository:
    """Reads figures; each method is one command that starts at the projects."""

    def __init__(self, projects: Collection) -> None:
        self._projects = projects

    async def totals(self) -> Mapping[str, int]:
        """Return how many there are: `stories`, `public`, in collections, in states of drafts."""
        projects = self._projects.name
        drafts: Filter = {"draft.draft_id": {"$gt": ""}, "draft.state": {"$in": _OPEN}}
        found = await self._projects.aggregate(
            [
                *_counted("stories", _EXISTING),
                _beside(projects, _counted("public", {"visibility": "public", **_EXISTING})),
                _beside(projects, [{"$match": drafts}, _BY_STATE]),
                *(_beside(name, _counted(name, ALL)) for name in _SIZES),
            ]
        )
        return {row["_id"]: int(row["n"]) for row in found}

    async def stories_of(self, id: UserId) -> list[Document]:
        """Return the figures of each of the user's stories."""
        return await self._projects.aggregate(
            [
                {"$match": {"owner_id": id, **_EXISTING}},
                _beneath("scenes", [{"$match": {"is_alternate": False}}, {"$count": "n"}]),
                _beneath("clips", _CLIPS),
                _beneath("queue_jobs", _JOBS, named="jobs"),
                {"$project": _SHOWN},
            ]
        )


_ONE: Final[Document] = {"$sum": 1}
_BY_STATE: Final[Document] = {"$group": {"_id": "$draft.state", "n": _ONE}}
_CLIPS: Final[list[Document]] = [
    {"$match": {"is_alternate": False}},
    {
        "$group": {
            "_id": None,
            "n": _ONE,
            "seconds": {"$sum": "$length"},
            **{
                kind: {"$sum": {"$size": f"$generated_{kind}"}}
                for kind in ("images", "videos", "audio")
            },
        }
    },
]
_TOOK: Final[Document] = {"$subtract": ["$completed_at", "$started_at"]}
_IS_DONE: Final[Document] = {"$eq": ["$status", JobStatus.COMPLETED.value]}
_JOBS: Final[list[Document]] = [
    {"$match": {"lane_group": {"$nin": list(UNASKED_LANES)}}},
    {
        "$group": {
            "_id": "$status",
            "n": _ONE,
            "milliseconds": {"$sum": {"$cond": [_IS_DONE, _TOOK, 0]}},
            "usd": {"$sum": "$cost_actual"},
        }
    },
]
_SHOWN: Final[Document] = {
    **dict.fromkeys(("created_at", "updated_at", "visibility", "scenes", "clips", "jobs"), 1),
    "status": "$draft.status",
}


def _beside(collection: str, pipeline: list[Document]) -> Document:
    return {"$unionWith": {"coll": collection, "pipeline": pipeline}}


def _counted(name: str, filter: Filter) -> list[Document]:
    return [{"$match": filter}, {"$count": "n"}, {"$set": {"_id": name}}]


def _beneath(collection: str, pipeline: list[Document], *, named: str = "") -> Document:
    return {
        "$lookup": {
            "from": collection,
            "localField": "_id",
            "foreignField": "project_id",
            "pipeline": pipeline,
            "as": named or collection,
        }
    }
