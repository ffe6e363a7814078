"""The pools of projects: keeping media there, and putting them into clips."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, Protocol

from backend.domain.clip import Clip
from backend.domain.errors import ResourceNotFoundError, invalid_field
from backend.domain.ids import ClipId, PoolItemId, ProjectId
from backend.domain.media import Media, MediaKind, is_media_key
from backend.domain.pool import PoolItem, PoolItemChanges, PoolItemDraft
from backend.domain.stored import StoredList
from backend.domain.take import GeneratedContent
from backend.domain.values import MAX_SEED
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.pool_repository import PoolRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.paging import EVERYTHING, Page
from backend.services.project_children import create_in_project
from backend.services.queue.takes import measured
from backend.services.take_service import TakeService

PROVIDER: Final = "pool"


class KnownMedia(Protocol):
    """What a pool needs of the media."""

    async def get_many(self, keys: Collection[str]) -> Mapping[str, Media]:
        """Return what is known of the files, by key; unknown ones are absent."""
        ...


class PoolService:
    """What can be done with the pools of projects."""

    def __init__(
        self,
        projects: ProjectRepository,
        pool: PoolRepository,
        clips: ClipRepository,
        takes: TakeService,
        media: KnownMedia,
        hub: EventHub,
    ) -> None:
        self._projects = projects
        self._pool = pool
        self._clips = clips
        self._takes = takes
        self._media = media
        self._hub = hub

    async def create(self, draft: PoolItemDraft) -> PoolItem:
        """Put media into a project's pool; of a file of ours the kind and thumbnail are known.

        Raises:
            ResourceNotFoundError: there is no such project.
            ValidationError: we have no such file, or it is of another kind than said.
        """
        told = draft.model_dump(exclude_unset=True)
        item = PoolItem(**{**told, **await self._known(told, draft.media_url)})
        return await create_in_project(item, self._pool, self._projects)

    async def list(
        self,
        project_id: ProjectId,
        *,
        content_type: MediaKind | None = None,
        tags: Sequence[str] = (),
        page: Page = EVERYTHING,
    ) -> StoredList[PoolItem]:
        """Return the items that are of that kind and have all of the tags, newest first.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        return await self._pool.list_stored(
            self._projects.as_parent(project_id),
            content_type=content_type,
            tags=tags,
            skip=page.offset,
            limit=page.limit,
        )

    async def get(self, id: PoolItemId) -> PoolItem:
        """Return the item.

        Raises:
            ResourceNotFoundError: there is no such item.
        """
        return await self._pool.get(id)

    async def update(self, id: PoolItemId, changes: PoolItemChanges) -> PoolItem:
        """Change what was sent.

        Raises:
            ResourceNotFoundError: there is no such item.
            ValidationError: we have no such file, or it is of another kind than said.
        """
        changed = changes.changed()
        if changed.keys() & {"media_url", "content_type"}:
            address = changes.media_url or (await self._pool.get(id)).media_url
            changed |= await self._known(changed, address)
        return await self._pool.update(id, changed)

    async def delete(self, id: PoolItemId) -> None:
        """Take the item out of the pool; clips it was applied to keep their takes.

        Raises:
            ResourceNotFoundError: there is no such item.
        """
        await self._pool.delete(id)

    async def apply(self, id: PoolItemId, clip_id: ClipId) -> tuple[Clip, GeneratedContent]:
        """Add the item to a clip of its project as a new take, each time anew.

        Raises:
            ResourceNotFoundError: there is no such item or clip.
            ValidationError: the clip is of another project.
        """
        item = await self._pool.get(id)
        clip = await self._clips.get(clip_id)
        if clip.project_id != item.project_id:
            raise invalid_field("clip_id", f"the clip '{clip.name}' is of another project")
        known = await self._media.get_many([item.media_url])
        take = _take_of(item, known.get(item.media_url))
        changed = await self._takes.add_take(clip_id, take)
        if changed is None:
            raise ResourceNotFoundError(self._clips.kind(), clip_id)
        self._hub.publish(ClipUpdated.of(changed))
        return changed, take

    async def _known(self, told: Mapping[str, Any], address: str) -> dict[str, Any]:
        """Return what is known of the media beyond what was told; elsewhere that is nothing."""
        if not is_media_key(address):
            return {}
        media = (await self._media.get_many([address])).get(address)
        if media is None:
            raise invalid_field("media_url", "there is no such file here: upload it first")
        if told.get("content_type", media.kind) != media.kind:
            raise invalid_field("content_type", f"the file is of kind {media.kind}")
        thumbnail = told.get("thumbnail_url") or media.thumbnail
        return {"content_type": media.kind, "thumbnail_url": thumbnail}


def _take_of(item: PoolItem, media: Media | None) -> GeneratedContent:
    params = item.generation_params
    seed = params.get("seed")
    return GeneratedContent(
        **{
            **(measured(media) if media else {}),
            "thumbnail_url": item.thumbnail_url,
            "content_type": item.content_type,
            "url": item.media_url,
            "prompt": str(params.get("prompt") or ""),
            "negative_prompt": str(params.get("negative_prompt") or ""),
            "provider": PROVIDER,
            "model_name": str(params.get("model") or ""),
            "generation_params": params,
            "seed": seed if isinstance(seed, int) and 0 <= seed <= MAX_SEED else None,
        }
    )
