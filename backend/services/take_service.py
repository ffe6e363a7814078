"""Takes: adding, listing and choosing them, whether their clip holds them or the archive."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from backend.domain.clip import KEPT_TAKES, Clip
from backend.domain.errors import ResourceNotFoundError, invalid_field
from backend.domain.ids import ClipId, TakeId
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent, TakeChoice
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.take_archive_repository import TakeArchiveRepository
from backend.services.paging import EVERYTHING, Listing, Page, cut

MOST_TAKES: Final = 2 * KEPT_TAKES
"""Of a kind, in the clip: one more, and the oldest go to the archive, down to KEPT_TAKES."""
MOST_BYTES: Final = 8 * 1024 * 1024
"""Of a clip's document, which the database limits to 16 MB."""


@dataclass(frozen=True)
class Gallery:
    """A clip, and all of its takes, newest first."""

    clip: Clip
    takes: list[GeneratedContent]

    def of_kind(self, kind: MediaKind) -> list[GeneratedContent]:
        """Return the takes of one kind."""
        return [take for take in self.takes if take.content_type is kind]

    def take(self, id: TakeId) -> GeneratedContent:
        """Return one take; raises ResourceNotFoundError."""
        return _of_id(self.takes, id)


class TakeService:
    """What can be done with takes.

    A clip holds its newest takes and the chosen ones. The others lie in the archive, from where
    one comes back when it is chosen.
    """

    def __init__(
        self, clips: ClipRepository, archive: TakeArchiveRepository, hub: EventHub
    ) -> None:
        self._clips = clips
        self._archive = archive
        self._hub = hub

    async def add_take(self, clip_id: ClipId, take: GeneratedContent) -> Clip | None:
        """Give the clip a take, the first of its kind as the chosen one.

        A second call with the same take changes nothing, even after it went to the archive.

        Returns:
            The clip as it now is, or None if there is no such clip any more.
        """
        if await self._archive.find_by_id(take.id):
            return await self._clips.find_by_id(clip_id)
        clip = await self._clips.add_take(clip_id, take)
        if clip is None:
            return None
        for kind in MediaKind:
            if old := too_many(clip, kind):
                await self._archive_takes(clip, kind, old)
        return clip

    async def revision(self, clip_id: ClipId) -> int:
        """Return a number that rises with every change of the clip and its takes.

        Raises:
            ResourceNotFoundError: there is no such clip.
        """
        return await self._clips.revision_of(clip_id)

    async def gallery(self, clip_id: ClipId) -> Gallery:
        """Return all takes of the clip.

        Raises:
            ResourceNotFoundError: there is no such clip.
        """
        clip = await self._clips.get(clip_id)
        held = [take for kind in MediaKind for take in reversed(clip.takes(kind))]
        if clip.has_archive:
            known = {take.id for take in held}
            archived = await self._archive.list_of_clip(clip_id)
            for kind in MediaKind:
                clip.mark_stale(kind, [take for take in archived if take.content_type is kind])
            held += (take for take in archived if take.id not in known)
        return Gallery(clip, sorted(held, key=lambda take: take.created_at, reverse=True))

    async def list_of_clip(
        self, clip_id: ClipId, kind: MediaKind | None = None, page: Page = EVERYTHING
    ) -> Listing[GeneratedContent]:
        """Return the clip's takes of one kind or all, newest first.

        Raises:
            ResourceNotFoundError: there is no such clip.
        """
        gallery = await self.gallery(clip_id)
        return cut(gallery.takes if kind is None else gallery.of_kind(kind), page)

    async def select(self, clip_id: ClipId, choice: TakeChoice) -> Clip:
        """Choose takes of the clip, at most one of a kind; all that are named, or none.

        Raises:
            ValidationError: no take is named, or two of one kind are.
            ResourceNotFoundError: there is no such clip, or it has no such take.
        """
        chosen = choice.by_kind()
        if choice.content_id is not None and choice.content_type is None:
            take = _of_id((await self.gallery(clip_id)).takes, choice.content_id)
            chosen[take.content_type] = take.id
        if not chosen:
            raise invalid_field("content_id", "must name a take, or image_id or video_id must")
        clip = await self._clips.select_takes(clip_id, chosen)
        while clip is None:
            await self._bring_back(clip_id, chosen)
            clip = await self._clips.select_takes(clip_id, chosen)
        self._hub.publish(ClipUpdated.of(clip))
        return clip

    async def hold(self, clip_id: ClipId, take_id: TakeId) -> MediaKind:
        """See that the clip itself holds one of its takes; return the kind of it.

        Raises:
            ResourceNotFoundError: there is no such clip, or it has no such take.
        """
        gallery = await self.gallery(clip_id)
        take = gallery.take(take_id)
        if take not in gallery.clip.takes(take.content_type):
            await self._clips.bring_back(clip_id, take)
        return take.content_type

    async def _bring_back(self, clip_id: ClipId, chosen: Mapping[MediaKind, TakeId]) -> None:
        gallery = await self.gallery(clip_id)
        for take in [_of_id(gallery.of_kind(kind), id) for kind, id in chosen.items()]:
            await self._clips.bring_back(clip_id, take)

    async def _archive_takes(self, clip: Clip, kind: MediaKind, ids: list[TakeId]) -> None:
        if not await self._clips.archive_takes(clip, kind, ids):
            # The clip was deleted meanwhile: nothing may be left behind of it.
            await self._archive.delete_of_clips([ClipId(clip.id)])


def too_many(clip: Clip, kind: MediaKind) -> list[TakeId]:
    """Return which takes of a kind are to go to the archive: the oldest that are not chosen.

    A document that grows too large by few takes keeps the newer half of them.
    """
    takes = clip.takes(kind)
    if clip.stored_bytes > MOST_BYTES:
        old = takes[: (len(takes) + 1) // 2]
    elif len(takes) > MOST_TAKES:
        old = takes[:-KEPT_TAKES]
    else:
        return []
    return [take.id for take in old if not take.is_selected]


def _of_id(takes: Iterable[GeneratedContent], id: TakeId) -> GeneratedContent:
    for take in takes:
        if take.id == id:
            return take
    raise ResourceNotFoundError("Take", id)
