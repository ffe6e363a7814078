"""Removes media files that nothing points at any more."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from typing import Final, Protocol

from backend.database.tasks import end_tasks
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import ProjectId
from backend.domain.times import utc_now
from backend.repositories.collection import Filter
from backend.services.media_service import MediaService

log = logging.getLogger(__name__)

INTERVAL: Final = 600.0
"""Seconds; with the time a file may lie unused, it is gone within the hour."""


class PointsAtMedia(Protocol):
    """A repository whose entities refer to media."""

    async def media_keys(self, filter: Filter | None = None) -> set[str]:
        """Return every storage key that a matching entity refers to."""
        ...


class Sweeps(Protocol):
    """Something else that has old files to remove."""

    async def sweep(self) -> None:
        """Remove them."""


class MediaJanitor:
    """Looks for unused files now and then, and at once for those of what was deleted."""

    def __init__(self, media: MediaService, referrers: Sequence[PointsAtMedia]) -> None:
        self._media = media
        self._referrers = referrers
        self._others: list[Sweeps] = []
        self._released: set[str] = set()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look, the first time at once: a crash may have left something."""
        self._task = asyncio.create_task(self._run(), name="media janitor")

    async def stop(self) -> None:
        """Stop looking."""
        if self._task is not None:
            await end_tasks([self._task])

    def look_after(self, other: Sweeps) -> None:
        """Have something else swept as well, each time."""
        self._others.append(other)

    async def keys_of_project(self, id: ProjectId) -> set[str]:
        """Return the keys of all files that anything of the project refers to."""
        of_it: Filter = {"$or": [{"_id": id}, {"project_id": id}]}
        found = [await each.media_keys(of_it) for each in self._referrers]
        return set().union(*found)

    def release(self, keys: set[str]) -> None:
        """Have these files removed soon, as far as nothing else refers to them."""
        self._released |= keys
        self._wake.set()

    async def sweep(self) -> None:
        """Remove what was released or has been unused for long.

        The references are read before the files are listed: what is stored in between is young,
        and stays.
        """
        released, now = self._released, utc_now()
        self._released = set()
        used: set[str] = set()
        for referrer in self._referrers:
            used |= await referrer.media_keys()
        await self._media.sweep_orphans(used)
        await self._media.remove_released(released, used, before=now)
        for other in self._others:
            await other.sweep()

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            with contextlib.suppress(DatabaseUnavailableError):
                await self.sweep()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(INTERVAL):
                    await self._wake.wait()
