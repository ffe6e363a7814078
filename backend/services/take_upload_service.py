"""Takes that people bring themselves, and takes that they remove."""

from collections.abc import AsyncIterator
from typing import Final, Protocol

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ClipId, TakeId
from backend.domain.media import Media, MediaKind, media_key
from backend.domain.take import GeneratedContent
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.job_tasks import JobTasks
from backend.repositories.review_repository import ReviewRepository
from backend.repositories.take_archive_repository import TakeArchiveRepository
from backend.services.media_service import MediaService, Upload
from backend.services.media_types import HEAD_BYTES, type_of
from backend.services.queue.takes import measured
from backend.services.take_service import TakeService

PROVIDER: Final = "upload"
"""What made such a take."""


class UnusedFiles(Protocol):
    """Who removes files."""

    def release(self, keys: set[str]) -> None:
        """Have these files removed soon, as far as nothing else refers to them."""


class TakeUploadService:
    """Brings takes into clips and takes them out again."""

    def __init__(
        self,
        clips: ClipRepository,
        reviews: ReviewRepository,
        archive: TakeArchiveRepository,
        jobs: JobTasks,
        takes: TakeService,
        media: MediaService,
        files: UnusedFiles,
        hub: EventHub,
        *,
        max_video_bytes: int,
    ) -> None:
        self._clips = clips
        self._reviews = reviews
        self._archive = archive
        self._jobs = jobs
        self._takes = takes
        self._media = media
        self._files = files
        self._hub = hub
        self._max_video_bytes = max_video_bytes

    async def upload(self, clip_id: ClipId, upload: Upload) -> GeneratedContent:
        """Make a take of a file; for an unknown clip none of it is read.

        What it is follows from its first bytes, and from that how large it may be.

        Raises:
            ResourceNotFoundError: there is no such clip.
            PayloadTooLargeError: it is larger than such a file may be; not all of it was read.
            UnsupportedMediaError: it is no picture, film or sound that we take.
            ValidationError: it is missing, empty or damaged.
            StorageFullError: it does not fit on the disk.
        """
        await self._clips.get(clip_id)
        limits = {MediaKind.VIDEO: self._max_video_bytes, **self._media.limits}
        name, content = await upload.open(max(limits.values()))
        head = await _first(content)
        limit = limits[type_of(head[:HEAD_BYTES]).kind]
        media = await self._media.store_stream(_joined(head, content), limit=limit, name=name)
        take = _take_of(media)
        clip = await self._takes.add_take(clip_id, take)
        if clip is None:
            raise ResourceNotFoundError(self._clips.kind(), clip_id)
        self._hub.publish(ClipUpdated.of(clip))
        held = (each for each in clip.takes(take.content_type) if each.id == take.id)
        return next(held, take)

    async def remove(self, clip_id: ClipId, take_id: TakeId) -> None:
        """Remove a take, wherever it lies; a chosen one is no longer chosen, and no other is.

        Its file goes too, unless something else refers to it. Removing again what a crash left
        of it ends the work.

        Raises:
            ResourceNotFoundError: there is no such clip, or it has no such take.
        """
        take = (await self._takes.gallery(clip_id)).take(take_id)
        await self._jobs.forget_outputs([take])
        clip = await self._reviews.remove_take(clip_id, take_id)
        await self._archive.delete_takes([take_id])
        self._files.release({media_key(key) for key in (take.url, take.thumbnail_url) if key})
        if clip is not None:
            self._hub.publish(ClipUpdated.of(clip))


def _take_of(media: Media) -> GeneratedContent:
    return GeneratedContent(
        **measured(media),
        content_type=media.kind,
        url=media.id,
        provider=PROVIDER,
        generation_params={"original_name": media.original_name} if media.original_name else {},
    )


async def _first(content: AsyncIterator[bytes]) -> bytes:
    """Return so much of the content as tells what it is, at least."""
    head = b""
    while len(head) < HEAD_BYTES and (chunk := await anext(content, b"")):
        head += chunk
    return head


async def _joined(head: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield head
    async for chunk in rest:
        yield chunk
