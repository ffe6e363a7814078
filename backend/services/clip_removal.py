"""Removing clips so that nothing of them is left behind, whatever happens meanwhile."""

from collections.abc import Iterable
from typing import Protocol

from backend.domain.clip import Clip
from backend.domain.ids import ClipId
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Session
from backend.repositories.take_archive_repository import TakeArchiveRepository
from backend.services.transactions import Transactions


class JobsOfClips(Protocol):
    """What removing clips needs of the queue."""

    async def delete_of_clips(self, ids: Iterable[ClipId]) -> None:
        """Stop the clips' jobs and forget them."""


class ClipRemoval:
    """Removes clips with their jobs and takes.

    What hangs on a clip goes before it, so that after a crash the clip is there to be removed
    again; and the jobs once more after it, for one may have been queued in between.
    """

    def __init__(
        self,
        clips: ClipRepository,
        archive: TakeArchiveRepository,
        jobs: JobsOfClips,
        database: Transactions,
    ) -> None:
        self._clips = clips
        self._archive = archive
        self._jobs = jobs
        self._database = database

    async def remove_all(self, ids: Iterable[str]) -> None:
        """Remove clips that no others are alternates of."""
        gone = [ClipId(id) for id in ids]
        if not gone:
            return
        await self._jobs.delete_of_clips(gone)
        await self._archive.delete_of_clips(gone)
        await self._clips.delete_all({"_id": {"$in": gone}})
        await self._jobs.delete_of_clips(gone)

    async def remove(self, id: ClipId) -> list[Clip]:
        """Remove a clip; the first of its alternates takes its place.

        Returns:
            The alternates it had, as they now are.
        """

        async def work(session: Session) -> list[Clip]:
            await self._archive.delete_of_clips([id], session)
            return await self._clips.remove(id, session)

        await self._jobs.delete_of_clips([id])
        alternates = await self._database.transaction(work)
        await self._jobs.delete_of_clips([id])
        return alternates
