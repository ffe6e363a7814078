"""Removing clips so that none of their jobs is left behind, whatever happens meanwhile."""

from collections.abc import Iterable
from typing import Protocol

from backend.domain.ids import ClipId
from backend.repositories.clip_repository import ClipRepository


class JobsOfClips(Protocol):
    """What removing clips needs of the queue."""

    async def delete_of_clips(self, ids: Iterable[ClipId]) -> None:
        """Stop the clips' jobs and forget them."""


async def remove_clips(ids: Iterable[str], clips: ClipRepository, jobs: JobsOfClips) -> None:
    """Remove some clips and their jobs.

    The jobs go first, so that after a crash the clips are there to be removed again; and once
    more after the clips, for one may have been queued in between.
    """
    gone = [ClipId(id) for id in ids]
    if not gone:
        return
    await jobs.delete_of_clips(gone)
    await clips.delete_all({"_id": {"$in": gone}})
    await jobs.delete_of_clips(gone)
