"""Media: taking files in, knowing what they are, handing them out, removing what nobody uses."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Collection, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from os import stat_result
from pathlib import Path
from typing import Final, Protocol

from backend.domain.errors import ResourceNotFoundError, invalid_field
from backend.domain.ids import ProjectId
from backend.domain.media import Media, MediaKind, thumbnail_key
from backend.domain.times import utc_now
from backend.events.hub import EventHub
from backend.events.types import ProjectUpdated
from backend.repositories.media_repository import MediaRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.media_examination import Examined, examine
from backend.services.media_store import LEFTOVER_SECONDS, MediaStore, disk_errors
from backend.services.media_types import TYPE_OF

ANY_KIND: Final = frozenset(MediaKind)
_SOUND: Final = frozenset({MediaKind.AUDIO})
_PICTURE: Final = frozenset({MediaKind.IMAGE})
_MAX_NAME: Final = 200
CHARACTER_IMAGES: Final = {"face_image": 1, "full_body_image": 1, "reference_images": 20}
"""The fields for pictures of a character, and how many files each takes at once."""
# A picture at the limit takes 256 MB while it is decoded.
_DECODED_AT_ONCE: Final = 2


class Upload(Protocol):
    """A file that a client is about to send; nothing of it is read before it is opened."""

    async def open(self, limit: int) -> tuple[str | None, AsyncIterator[bytes]]:
        """Begin to read, and return the name the client gave and the content.

        Raises:
            PayloadTooLargeError: the client says already that it is over `limit` bytes.
            ValidationError: there is no such file in what was sent.
        """


class UploadedPart(Protocol):
    """A part of a form, whose content is read before the next part is asked for."""

    @property
    def name(self) -> str:
        """The field."""

    @property
    def filename(self) -> str | None:
        """What the client calls the file."""

    @property
    def content(self) -> AsyncIterator[bytes]:
        """The file."""


class UploadForm(Protocol):
    """Several files that a client is about to send."""

    def open(self, limit: int) -> None:
        """Get ready to read `limit` bytes of files; raises as `Upload.open` does."""

    async def next_part(self) -> UploadedPart | None:
        """Return the next part, None behind the last."""


@dataclass(frozen=True)
class StoredFile:
    """A file as it is handed out."""

    key: str
    path: Path
    content_type: str
    stat: stat_result


class MediaService:
    """What can be done with media.

    A file is renamed into its place before its document is written, and a document is removed
    before its file: so no document is without its file, whenever the process dies.
    """

    def __init__(
        self,
        store: MediaStore,
        media: MediaRepository,
        projects: ProjectRepository,
        hub: EventHub,
        *,
        max_music_bytes: int,
        max_image_bytes: int,
    ) -> None:
        self._store = store
        self._media = media
        self._projects = projects
        self._hub = hub
        self._decoding = asyncio.Semaphore(_DECODED_AT_ONCE)
        self.limit_uploads(max_music_bytes=max_music_bytes, max_image_bytes=max_image_bytes)

    def limit_uploads(self, *, max_music_bytes: int, max_image_bytes: int) -> None:
        """Take in no larger files from now on."""
        self._max_music_bytes = max_music_bytes
        self._max_image_bytes = max_image_bytes

    @property
    def limits(self) -> dict[MediaKind, int]:
        """How large a song and a picture may be, in bytes."""
        return {MediaKind.AUDIO: self._max_music_bytes, MediaKind.IMAGE: self._max_image_bytes}

    async def get(self, key: str) -> Media:
        """Return what is known of a file.

        Raises:
            ResourceNotFoundError: there is no such file.
        """
        return await self._media.get(key)

    async def get_many(self, keys: Collection[str]) -> dict[str, Media]:
        """Return what is known of the files, by key; unknown ones are absent."""
        return await self._media.get_many(keys)

    async def file(self, key: str) -> StoredFile:
        """Return a file or thumbnail to hand out; the database is not asked.

        Raises:
            ResourceNotFoundError: there is no such file.
        """
        path = self._store.path(key)
        type = TYPE_OF.get(path.suffix[1:])
        stat = await self._store.stat(key)
        if type is None or stat is None:
            raise ResourceNotFoundError("Media", key)
        return StoredFile(key, path, type.content_type, stat)

    async def store_stream(
        self,
        chunks: AsyncIterable[bytes],
        *,
        limit: int,
        kinds: frozenset[MediaKind] = ANY_KIND,
        name: str | None = None,
        strip: bool = False,
    ) -> Media:
        """Take in a file of at most `limit` bytes; the same content twice is the same Media.

        Args:
            name: what the sender called it; only ever shown to people.
            strip: remove embedded prompts and tags first.

        Raises:
            PayloadTooLargeError: it is larger; not all of it was read.
            UnsupportedMediaError: its content is of no kind asked for.
            ValidationError: it is empty, damaged, cut short, or has too many pixels.
            StorageFullError: it does not fit on the disk.
        """
        async with self._store.receive(chunks, limit=limit) as temporary:
            examined = await self._examine(temporary, kinds, strip=strip)
            return await self._keep(temporary, examined, name)

    async def _examine(
        self, temporary: Path, kinds: frozenset[MediaKind], *, strip: bool = False
    ) -> Examined:
        async with self._decoding:
            with disk_errors():
                return await asyncio.to_thread(examine, temporary, kinds, strip=strip)

    async def _keep(self, temporary: Path, examined: Examined, name: str | None) -> Media:
        key = await self._store.keep(temporary, examined.facts.extension)
        thumbnail = None
        if examined.thumbnail is not None:
            thumbnail = await self._store.keep_thumbnail(key, examined.thumbnail)
        media = Media(
            **examined.facts.model_dump(),
            id=key,
            size_bytes=examined.size_bytes,
            sha256=key[:64],
            thumbnail=thumbnail,
            original_name=_shown(name),
        )
        return await self._media.upsert(media)

    async def store_bytes(
        self,
        content: bytes,
        *,
        kinds: frozenset[MediaKind] = ANY_KIND,
        name: str | None = None,
        strip: bool = False,
    ) -> Media:
        """Take in a file that is in memory already; raises as `store_stream` does."""
        return await self.store_stream(
            _once(content), limit=len(content), kinds=kinds, name=name, strip=strip
        )

    async def upload_music(self, project_id: ProjectId, upload: Upload) -> Media:
        """Put a song under the project; an unknown project is refused before anything is read.

        Raises:
            ResourceNotFoundError: there is no such project.
            As `store_stream` and `Upload.open`.
        """
        await self._projects.get(project_id)
        song = await self._store_upload(upload, self._max_music_bytes, _SOUND)
        music = {"music_file": song.id, "music_duration": song.duration}
        self._hub.publish(ProjectUpdated.of(await self._projects.update(project_id, music)))
        return song

    async def upload_face_image(self, upload: Upload) -> Media:
        """Take in a picture that a character may refer to; raises as `upload_music` does."""
        return await self._store_upload(upload, self._max_image_bytes, _PICTURE)

    async def upload_character_images(self, form: UploadForm) -> list[tuple[str, Media]]:
        """Take in the pictures of a character by the names of their fields; all of them, or none.

        Raises:
            ValidationError: there are more than the fields have room for.
            As `upload_face_image` does.
        """
        form.open(self._max_image_bytes * sum(CHARACTER_IMAGES.values()))
        room = dict(CHARACTER_IMAGES)
        received: list[tuple[str, Path, Examined, str | None]] = []
        async with AsyncExitStack() as stack:
            while part := await form.next_part():
                field = part.name.removesuffix("[]")
                if field not in room:
                    continue
                if not room[field]:
                    problem = f"there may be no more than {CHARACTER_IMAGES[field]}"
                    raise invalid_field(field, problem)
                room[field] -= 1
                receiving = self._store.receive(part.content, limit=self._max_image_bytes)
                temporary = await stack.enter_async_context(receiving)
                examined = await self._examine(temporary, _PICTURE)
                received.append((field, temporary, examined, part.filename))
            return [
                (field, await self._keep(temporary, examined, name))
                for field, temporary, examined, name in received
            ]

    async def sweep_orphans(self, referenced: Iterable[str]) -> None:
        """Remove all files, and what is known of them, that are not among the keys.

        Files stored a short while ago stay: what refers to them may be about to be written.

        Args:
            referenced: the keys of all files, or of their thumbnails, that something points at.
        """
        before = utc_now() - timedelta(seconds=LEFTOVER_SECONDS)
        used = {key[:64] for key in referenced}
        old = await self._store.keys(untouched_since=before)
        orphans = [key for key in old if key[:64] not in used]
        await self._media.forget(orphans, untouched_since=before)
        for key in orphans:
            await self._store.delete(key, untouched_since=before)

    async def remove_released(
        self, released: Iterable[str], referenced: Iterable[str], *, before: datetime
    ) -> None:
        """Remove files that were in use until their last user was deleted.

        One that was stored a second time stays for `sweep_orphans`: somebody may be about to
        refer to it.

        Args:
            released: their keys, or their thumbnails'.
            referenced: the keys that something points at, read after `before`.
        """
        used = {key[:64] for key in referenced}
        unused = [key for key in released if key[:64] not in used]
        for key in await self._media.forget_once_stored(unused, before=before):
            await self._store.delete(key, untouched_since=before)
            await self._store.delete(thumbnail_key(key), untouched_since=before)

    async def _store_upload(self, upload: Upload, limit: int, kinds: frozenset[MediaKind]) -> Media:
        name, content = await upload.open(limit)
        return await self.store_stream(content, limit=limit, kinds=kinds, name=name)


def _shown(name: str | None) -> str | None:
    """The last part of a name, without what cannot be printed."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(filter(str.isprintable, last)).strip()[:_MAX_NAME] or None


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
