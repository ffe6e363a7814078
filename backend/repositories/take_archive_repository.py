"""Old takes in the database, moved out of their clips."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from backend.domain.ids import ClipId, JobId, ProjectId, TakeId
from backend.domain.take import ArchivedTake, ReviewState
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Filter, Index, Session


class TakeArchiveRepository(BaseRepository[ArchivedTake]):
    """Archived takes, newest first."""

    entity = ArchivedTake
    collection_name = "takes_archive"
    media_fields = ("url", "thumbnail_url")
    indexes = (
        Index((("clip_id", 1), *NEWEST_FIRST)),
        Index((("project_id", 1),)),
        Index((("job_id", 1),)),
        Index(
            (("review.at", 1),),
            options={"partialFilterExpression": {"review.state": "rejected"}},
        ),
    )

    async def list_of_clip(self, clip_id: ClipId) -> list[ArchivedTake]:
        """Return the clip's archived takes."""
        return await self.list({"clip_id": clip_id})

    async def list_of_project(self, project_id: str) -> list[ArchivedTake]:
        """Return the archived takes of all the project's clips, oldest first."""
        documents = await self._collection.find({"project_id": project_id})
        takes = [self._from_document(document) for document in documents]
        return sorted(takes, key=lambda take: (take.created_at, take.id))

    async def list_of_jobs(self, ids: Iterable[JobId]) -> list[ArchivedTake]:
        """Return what the jobs gave their clips, of what is in the archive."""
        return await self.list({"job_id": {"$in": list(ids)}})

    async def old_rejected(self, *, before: datetime) -> list[TakeId]:
        """Return which takes were rejected before then."""
        old: Filter = {"review.state": ReviewState.REJECTED, "review.at": {"$lt": before}}
        found = await self._collection.find(old, projection={"_id": 1})
        return [TakeId(each["_id"]) for each in found]

    async def some(self, ids: Sequence[TakeId]) -> list[ArchivedTake]:
        """Return those of the takes that are there still."""
        return await self.list({"_id": {"$in": list(ids)}})

    async def delete_takes(self, ids: Iterable[TakeId]) -> int:
        """Remove these; return how many there were."""
        return await self.delete_all({"_id": {"$in": list(ids)}})

    async def delete_of_clips(self, ids: Iterable[ClipId], session: Session = None) -> None:
        """Remove what the clips have in the archive."""
        of_clips: Filter = {"clip_id": {"$in": list(ids)}}
        await self.delete_all(of_clips, session)

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Remove what the project's clips have in the archive."""
        await self.delete_all({"project_id": project_id})
