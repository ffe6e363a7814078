"""Which jobs could be granted next: few of each project, however many wait."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, NamedTuple

from backend.domain.ids import JobId, ProjectId, ServerId
from backend.domain.job import SERVERS, Job
from backend.domain.job_state import HELD, WAITING, JobState
from backend.repositories.collection import Collection, Document, Filter, Index
from backend.repositories.job_filters import NOT_BEFORE_NOW
from backend.repositories.job_repository import QUEUE_ORDER, JobRepository
from backend.repositories.pause_repository import QUEUE, PauseRepository
from backend.repositories.share_repository import FLOOR, ShareRepository

FEW_PROJECTS: Final = 8
"""Of more projects those count that were given least: the others are not served before them."""
WARM: Final = 8
"""So many of a project's jobs are read besides, whose model is in a server's memory."""

_OPEN: Final = WAITING | HELD | {JobState.COMMITTED}
_READY: Filter = {"state": JobState.READY, "lane_group": SERVERS}
_BY_PROJECT: Final = (("state", 1), ("lane_group", 1), ("project_id", 1))
_GRANTABLE: Final = (("pinned_server_id", 1), *QUEUE_ORDER, ("not_before", 1))
_PUT_IN: Document = {"operationType": "insert", "fullDocument.state": JobState.READY}
_MOVED: Document = {
    "updateDescription.updatedFields.state": {"$in": [JobState.READY, JobState.CANCELLED]}
}
_STATE: Document = {
    "state": {"$ifNull": ["$updateDescription.updatedFields.state", "$fullDocument.state"]}
}
_BY_CHANGE: Final = (("updated_at", 1), ("_id", 1))
_THIN: Document = {
    "project_id": 1,
    "updated_at": 1,
    "rev": 1,
    "order_key": 1,
    "created_at": 1,
    "pinned_server_id": 1,
    "excluded_lanes": 1,
    "held_since": 1,
    "waiting": 1,
}


@dataclass(frozen=True)
class Head:
    """A job that could be granted, without all that is asked for.

    Attributes:
        code, text: why it waits, as far as that was written down.
    """

    id: JobId
    rev: int
    updated_at: datetime
    project_id: ProjectId | None
    order_key: datetime
    created_at: datetime
    pinned: ServerId | None
    excluded: frozenset[ServerId]
    held_since: datetime | None
    code: str | None
    text: str | None


@dataclass(frozen=True)
class Reading:
    """The first waiting jobs of each project that is not paused.

    Attributes:
        now: the database's time.
        given: the seconds of service each of the projects was given.
        projects: how many there are, also beyond those that were looked at.
        cut_off: there are more jobs than these.
    """

    now: datetime
    heads: Sequence[Head]
    given: Mapping[ProjectId | None, float]
    projects: int
    cut_off: bool


class Crowd(NamedTuple):
    """So many jobs, the oldest of which was put in so many seconds ago."""

    jobs: int
    seconds: float


class JobCandidates(JobRepository):
    """The stored jobs as placement asks for them."""

    indexes: ClassVar[tuple[Index, ...]] = (
        *JobRepository.indexes,
        Index((*_BY_PROJECT, *_GRANTABLE)),
        Index((*_BY_PROJECT, ("model_key", 1), *_GRANTABLE)),
        Index(_BY_CHANGE, options={"partialFilterExpression": {"state": JobState.READY}}),
    )

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        self._name = collection.name

    async def read_waiting(
        self,
        servers: Iterable[ServerId],
        *,
        depth: int,
        skip: int = 0,
        warm: Iterable[str] = (),
        projects: int = FEW_PROJECTS,
    ) -> Reading | None:
        """Return jobs that may be granted now, in one command; None if there are none.

        What paused projects have in the queue is not read, however much it is.

        Args:
            servers: jobs pinned to others are left out.
            depth: how many of each project.
            skip: how many of each project to leave out, those that come up first.
            warm: what is in the servers' memories; some jobs that ask for it come besides.
            projects: of how many projects, those first that were given least.
        """
        able: Document = {**_READY, **NOT_BEFORE_NOW}
        able["pinned_server_id"] = {"$in": [None, *servers]}
        if self._unreadable:
            able["_id"] = {"$nin": list(self._unreadable)}
        models = sorted(set(warm) - {""})
        of_models = {**able, "model_key": {"$in": models}}
        rows = await self._collection.aggregate(
            [
                *_projects_by_share(projects),
                self._first("heads", able, depth, skip),
                *([self._first("warm", of_models, WARM, 0)] if models else ()),
                {"$set": {"now": "$$NOW"}},
            ]
        )
        return _to_reading(rows, depth)

    async def read_changed(self, since: tuple[datetime, str] | None, limit: int) -> list[Head]:
        """Return ready jobs by the time of their latest change and id, those after such a pair.

        They may be paused, or wait for their time.
        """
        changed: Document = {**_READY}
        if since is not None:
            moment, id = since
            later = [{"updated_at": {"$gt": moment}}, {"updated_at": moment, "_id": {"$gt": id}}]
            changed |= {"updated_at": {"$gte": moment}, "$or": later}
        found = await self._collection.find(changed, sort=_BY_CHANGE, limit=limit, projection=_THIN)
        return [_to_head(document) for document in found]

    async def find_readable(self, ids: Iterable[JobId]) -> list[Job]:
        """Return those of the jobs that are there and can be read."""
        return await self._readable({"_id": {"$in": list(ids)}})

    async def hold(self, ids: Iterable[JobId]) -> None:
        """Note that jobs are left for a faster server from now on, unless they were already."""
        since = {"held_since": {"$ifNull": ["$held_since", "$$NOW"]}}
        await self._collection.update_many(
            {"_id": {"$in": list(ids)}, "state": JobState.READY}, [{"$set": since}]
        )

    async def standing(self) -> dict[tuple[JobState, str], Crowd]:
        """Return how many jobs that are not over stand where, answered from an index alone."""
        counted = await self._collection.aggregate(
            [
                {"$match": {"state": {"$in": list(_OPEN)}}},
                {
                    "$group": {
                        "_id": {"state": "$state", "lane_group": "$lane_group"},
                        "count": {"$sum": 1},
                        "since": {"$min": "$created_at"},
                    }
                },
                {"$set": {"seconds": {"$subtract": ["$$NOW", "$since"]}}},
            ]
        )
        return {
            (JobState(row["_id"]["state"]), row["_id"]["lane_group"]): Crowd(
                row["count"], row["seconds"] / 1000
            )
            for row in counted
        }

    async def moves(self) -> AsyncIterator[tuple[JobId, JobState]]:
        """Yield jobs that become ready or are cancelled, whoever does it; on a replica set only."""
        told = ({"$match": {"$or": [_PUT_IN, _MOVED]}}, {"$project": {"documentKey": 1, **_STATE}})
        async for change in self._collection.changes(told, whole=False):
            yield JobId(change["documentKey"]["_id"]), JobState(change["state"])

    def _first(self, name: str, able: Filter, most: int, skip: int) -> Document:
        return {
            "$lookup": {
                "from": self._name,
                "localField": "project_id",
                "foreignField": "project_id",
                "pipeline": [
                    {"$match": able},
                    {"$sort": dict(QUEUE_ORDER)},
                    *([{"$skip": skip}] if skip else ()),
                    {"$limit": most},
                    {"$project": _THIN},
                ],
                "as": name,
            }
        }


def _projects_by_share(most: int) -> list[Document]:
    """Return the stages that yield projects with waiting jobs, those first that were given least.

    The first two skip from project to project in the index. All projects of the queue together
    are few beside their jobs, so they are ranked as they come.
    """
    given = {"$max": [{"$first": "$share.v"}, {"$first": "$floor.v"}, 0.0]}
    return [
        {"$match": _READY},
        {"$group": {"_id": "$project_id"}},
        _joined(PauseRepository.collection_name, "paused"),
        {"$match": {"paused": []}},
        _looked_up(PauseRepository.collection_name, QUEUE, "paused"),
        {"$match": {"paused": []}},
        _joined(ShareRepository.collection_name, "share"),
        _looked_up(ShareRepository.collection_name, FLOOR, "floor"),
        {
            "$group": {
                "_id": None,
                "projects": {"$sum": 1},
                "project": {
                    "$topN": {
                        "n": most,
                        "sortBy": {"share.v": 1},
                        "output": {"project_id": "$_id", "given": given},
                    }
                },
            }
        },
        {"$unwind": "$project"},
        {"$replaceWith": {"$mergeObjects": ["$project", {"projects": "$projects"}]}},
    ]


def _joined(collection: str, name: str) -> Document:
    return {"$lookup": {"from": collection, "localField": "_id", "foreignField": "_id", "as": name}}


def _looked_up(collection: str, id: str, name: str) -> Document:
    return {"$lookup": {"from": collection, "pipeline": [{"$match": {"_id": id}}], "as": name}}


def _to_reading(rows: Sequence[Document], depth: int) -> Reading | None:
    heads = [
        _to_head(document)
        for row in rows
        for document in _once([*row["heads"], *row.get("warm", ())])
    ]
    if not heads:
        return None
    return Reading(
        now=rows[0]["now"],
        heads=heads,
        given={row["project_id"]: row["given"] for row in rows},
        projects=rows[0]["projects"],
        cut_off=any(len(row["heads"]) == depth for row in rows) or rows[0]["projects"] > len(rows),
    )


def _once(documents: Iterable[Document]) -> Iterable[Document]:
    return {document["_id"]: document for document in documents}.values()


def _to_head(document: Document) -> Head:
    waiting = document.get("waiting")
    told: dict[str, str] = waiting if isinstance(waiting, dict) else {}
    return Head(
        id=JobId(document["_id"]),
        rev=document["rev"],
        updated_at=document["updated_at"],
        project_id=document["project_id"],
        order_key=document["order_key"],
        created_at=document["created_at"],
        pinned=document.get("pinned_server_id"),
        excluded=frozenset(document.get("excluded_lanes") or ()),
        held_since=document.get("held_since"),
        code=told.get("code"),
        text=told.get("text"),
    )
