"""Old rejected takes go by themselves."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

from backend.domain.clip import Clip
from backend.domain.ids import ClipId, ProjectId, TakeId
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent, ReviewState
from backend.domain.times import utc_now
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated
from backend.repositories.job_tasks import JobTasks
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.review_repository import ReviewRepository
from backend.repositories.take_archive_repository import TakeArchiveRepository

T = TypeVar("T")
_AT_ONCE: Final = 50


class TakeRetention:
    """Removes takes that were rejected long ago.

    A chosen take stays, rejected or not, and so does a project's cover; no cut uses another
    rejected take. Each clip is one update, so whenever this stops it only has less to do the next
    time. The files are left to the search for those that nothing refers to.
    """

    def __init__(
        self,
        projects: ProjectRepository,
        reviews: ReviewRepository,
        archive: TakeArchiveRepository,
        jobs: JobTasks,
        hub: EventHub,
        *,
        retention: timedelta,
    ) -> None:
        self._projects = projects
        self._reviews = reviews
        self._archive = archive
        self._jobs = jobs
        self._hub = hub
        self._retention = retention

    async def sweep(self) -> None:
        """Remove what is too old by now."""
        before = utc_now() - self._retention
        for kind in MediaKind:
            for ids in _batches(await self._reviews.with_old_rejected(kind, before=before)):
                clips = await self._reviews.some(ids)
                covers = await self._covers({clip.project_id for clip in clips})
                for clip in clips:
                    await self._clear(clip, kind, _old(clip.takes(kind), before, covers))
        for ids_of_takes in _batches(await self._archive.old_rejected(before=before)):
            takes = await self._archive.some(ids_of_takes)
            covers = await self._covers({take.project_id for take in takes})
            old = _old(takes, before, covers)
            await self._jobs.forget_outputs(old)
            await self._archive.delete_takes([take.id for take in old])

    async def _clear(self, clip: Clip, kind: MediaKind, old: Sequence[GeneratedContent]) -> None:
        if not old:
            return
        await self._jobs.forget_outputs(old)
        ids = [take.id for take in old]
        changed = await self._reviews.remove_rejected(ClipId(clip.id), kind, ids)
        if changed is not None:
            self._hub.publish(ClipUpdated.of(changed))

    async def _covers(self, ids: Collection[ProjectId]) -> list[TakeId]:
        projects = await self._projects.list({"_id": {"$in": list(ids)}})
        return [project.cover_take for project in projects if project.cover_take]


def _old(
    takes: Sequence[GeneratedContent], before: datetime, covers: Collection[TakeId]
) -> list[GeneratedContent]:
    """Return which of the takes are to go."""
    return [
        take
        for take in takes
        if take.review.state is ReviewState.REJECTED
        and (take.review.at or before) < before
        and not take.is_selected
        and take.id not in covers
    ]


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
