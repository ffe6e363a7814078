"""Drafts in the database: every move is one guarded update of one document.

Whoever runs a draft writes under its task and fencing token: once a person cancelled it, or another
process has its task, nothing matches and the writer learns that it lost the draft.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final, TypeVar

from backend.domain.draft import AT_WORK, UNFINISHED, Draft, DraftStatus, statuses_before
from backend.domain.errors import ConflictError, RateLimitError
from backend.domain.ids import DraftId, JobId, ProjectId
from backend.domain.job_state import CANCELLABLE, OVER
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository, changed
from backend.repositories.collection import Collection, Document, Filter, Index
from backend.repositories.errors import DuplicateKeyConflict

T = TypeVar("T")

TRY_AGAIN: Final = 30.0
"""Seconds after which a place may be free."""
_LARGE: Final = {"source.text": 0, "work": 0}
_OF_JOBS: Final = dict.fromkeys(("clip_id", "generation_type", "status", "error"), 1)
_FREED: Final[Document] = {"slot": None, "active_project_id": None}


class DraftLostError(Exception):
    """Somebody else decides about this draft now: whoever ran it must drop it."""


class DraftRepository(BaseRepository[Draft]):
    """Stored drafts; read without their texts, unless they are asked for."""

    entity = Draft
    collection_name = "drafts"
    projection = _LARGE
    indexes = (
        Index(
            (("active_project_id", 1),),
            unique=True,
            options={"partialFilterExpression": {"active_project_id": {"$gt": ""}}},
        ),
        Index(
            (("slot", 1),),
            unique=True,
            options={"partialFilterExpression": {"slot": {"$gte": 0}}},
        ),
        Index((("project_id", 1), *NEWEST_FIRST)),
        Index(NEWEST_FIRST),
        Index((("status", 1), ("ended_at", 1))),
    )

    def __init__(self, collection: Collection, jobs: Collection) -> None:
        """Make a repository that also reads the jobs of the drafts."""
        super().__init__(collection)
        self._jobs = jobs

    async def begin(self, draft: Draft, *, places: int) -> Draft:
        """Store a new draft; doing it again changes nothing.

        Raises:
            ConflictError: the project has an unfinished draft.
            RateLimitError: so many drafts are at work already.
        """

        async def store(slot: int) -> Draft:
            taken = draft.model_copy(update={"slot": slot, "active_project_id": draft.project_id})
            await self._collection.insert_one(self._to_document(taken))
            return taken

        if known := await self.find_by_id(draft.id):
            return known
        try:
            return await self._in_a_place(draft, places, store)
        except ConflictError:
            if known := await self.find_by_id(draft.id):
                return known  # the same request came twice at once
            raise

    async def resume(self, draft: Draft, changes: Mapping[str, Any], *, places: int) -> Draft:
        """Let a draft that stands still go on, in a new run.

        Raises:
            ConflictError: it moved on meanwhile, or the project has another unfinished draft.
            RateLimitError: so many drafts are at work already.
        """
        guard = {"_id": draft.id, "rev": draft.rev, "status": draft.status}

        async def go_on(slot: int) -> Draft:
            news = {
                **changes,
                "status": DraftStatus.PROCESSING,
                "gate": None,
                "ended_at": None,
                "slot": slot,
                "active_project_id": draft.project_id,
                "job_id": draft.next_job_id,
                "token": 0,
            }
            document = await self._collection.find_one_and_update(guard, changed(news))
            if document is None:
                raise ConflictError("The draft moved on meanwhile")
            return self._from_document(document)

        return await self._in_a_place(draft, places, go_on)

    async def take(self, id: DraftId, job_id: JobId, token: int) -> Draft | None:
        """Return the draft, whole, to whoever has its task; None: it goes on no more.

        From here on every write with an older token is refused.
        """
        document = await self._collection.find_one_and_update(
            {
                "_id": id,
                "job_id": job_id,
                "token": {"$lte": token},
                "status": {"$in": sorted(AT_WORK)},
            },
            changed({"status": DraftStatus.PROCESSING, "token": token}),
        )
        return None if document is None else self._from_document(document)

    async def note(self, draft: Draft, changes: Mapping[str, Any]) -> int:
        """Write down what a run did; return the new revision.

        Raises:
            DraftLostError: the draft was cancelled, or another process runs it.
        """
        document = await self._collection.find_one_and_update(
            {**_held(draft), "status": DraftStatus.PROCESSING}, changed(changes)
        )
        if document is None:
            raise DraftLostError(draft.id)
        return int(document["rev"])

    async def stop(self, draft: Draft, status: DraftStatus, changes: Mapping[str, Any]) -> int:
        """Note that a run came to its end, at a gate or for good; return the new revision.

        Raises:
            DraftLostError: the draft was cancelled, or another process runs it.
        """
        waits = status is DraftStatus.AWAITING_REVIEW
        freed: Document = {"slot": None} if waits else _FREED
        guard = {**_held(draft), "status": {"$in": statuses_before(status)}}
        document = await self._collection.find_one_and_update(
            guard, changed({**changes, **freed, "status": status})
        )
        if document is None:
            raise DraftLostError(draft.id)
        return int(document["rev"])

    async def cancel(self, id: DraftId, changes: Mapping[str, Any]) -> Draft:
        """Cancel a draft that is unfinished; whoever runs it loses it in the same step.

        Raises:
            ResourceNotFoundError: there is no such draft.
            ConflictError: it is over.
        """
        document = await self._collection.find_one_and_update(
            {"_id": id, "status": {"$in": sorted(UNFINISHED)}},
            changed({**changes, **_FREED, "status": DraftStatus.CANCELLED, "gate": None}),
        )
        if document is not None:
            return self._from_document(document)
        draft = await self.get(id)
        raise ConflictError(f"The draft is {draft.status} and can no longer be cancelled")

    async def newest(self, project_id: ProjectId) -> Draft | None:
        """Return the newest draft of a project."""
        found = await self.list({"project_id": project_id}, limit=1)
        return found[0] if found else None

    async def list_of_project(
        self, project_id: ProjectId, *, skip: int = 0, limit: int | None = None
    ) -> list[Draft]:
        """Return the drafts of a project, newest first."""
        return await self.list({"project_id": project_id}, skip=skip, limit=limit)

    async def jobs(self, ids: Sequence[JobId]) -> list[Document]:
        """Return what drafts want to know of jobs; those that were deleted are not among them."""
        return await self._jobs.find({"_id": {"$in": list(ids)}}, projection=_OF_JOBS)

    async def jobs_of(self, id: DraftId) -> list[Document]:
        """Return the same of all jobs that a draft ordered."""
        ordered = {"draft_id": id, "clip_id": {"$ne": None}}
        return await self._jobs.find(ordered, projection=_OF_JOBS)

    async def abandoned(self) -> list[tuple[Draft, str | None]]:
        """Return the drafts at work whose task is over or was never queued, and what ended it.

        Only a crash leaves such drafts, or a task that was given up.
        """
        found = await self._collection.aggregate(
            [
                {"$match": {"status": {"$in": sorted(AT_WORK)}}},
                {"$unset": list(_LARGE)},
                {
                    "$lookup": {
                        "from": self._jobs.name,
                        "localField": "job_id",
                        "foreignField": "_id",
                        "as": "task",
                        "pipeline": [{"$project": {"status": 1}}],
                    }
                },
                {"$match": {"$or": [{"task": []}, {"task.status": {"$in": sorted(OVER)}}]}},
            ]
        )
        return [
            (self._from_document(each), next((job["status"] for job in each["task"]), None))
            for each in found
        ]

    async def left_jobs(self) -> list[DraftId]:
        """Return cancelled drafts of which jobs are still under way."""
        found = await self._jobs.aggregate(
            [
                {"$match": {"draft_id": {"$gt": ""}, "state": {"$in": sorted(CANCELLABLE)}}},
                {"$group": {"_id": "$draft_id"}},
                {
                    "$lookup": {
                        "from": self._collection.name,
                        "localField": "_id",
                        "foreignField": "_id",
                        "as": "draft",
                        "pipeline": [{"$project": {"status": 1}}],
                    }
                },
                {"$match": {"draft.status": DraftStatus.CANCELLED}},
            ]
        )
        return [DraftId(each["_id"]) for each in found]

    async def forget_details(self, *, age: timedelta) -> None:
        """Drop what only the steps of drafts needed that ended so long ago."""
        since = {"$subtract": ["$$NOW", int(age.total_seconds() * 1000)]}
        old: Filter = {
            "status": {"$nin": sorted(UNFINISHED)},
            "ended_at": {"$ne": None},
            "work": {"$ne": {}},
            "$expr": {"$lt": ["$ended_at", since]},
        }
        await self._collection.update_many(old, {"$set": {"work": {}, "errors": []}})

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Remove all drafts of the project."""
        await self.delete_all({"project_id": project_id})

    async def count_by_status(self) -> dict[DraftStatus, int]:
        """Return how many drafts there are of each status, answered from an index."""
        found = await self._collection.aggregate(
            [
                {"$match": {"status": {"$in": sorted(DraftStatus)}}},
                {"$group": {"_id": "$status", "n": {"$sum": 1}}},
            ]
        )
        counts = {DraftStatus(each["_id"]): int(each["n"]) for each in found}
        return {status: counts.get(status, 0) for status in DraftStatus}

    async def _in_a_place(
        self, draft: Draft, places: int, write: Callable[[int], Awaitable[T]]
    ) -> T:
        """Write with a place that is free; of many who want the last one, one gets it."""
        while free := await self._free(places):
            # Each begins elsewhere, so that many at once do not all want the same place.
            first = int(draft.id[:8], 16) % len(free)
            for slot in [*free[first:], *free[:first]]:
                try:
                    return await write(slot)
                except DuplicateKeyConflict as taken:
                    if "slot" not in taken.fields:  # nor will another place do
                        raise ConflictError("The project has an unfinished draft") from taken
        raise RateLimitError(
            "As many drafts as are allowed at once are at work; wait for one, or cancel one",
            retry_after=TRY_AGAIN,
        )

    async def _free(self, places: int) -> Sequence[int]:
        found = await self._collection.find({"slot": {"$gte": 0}}, projection={"slot": 1})
        taken = {document["slot"] for document in found}
        return [slot for slot in range(places) if slot not in taken]


def _held(draft: Draft) -> Document:
    return {"_id": draft.id, "job_id": draft.job_id, "token": draft.token}
