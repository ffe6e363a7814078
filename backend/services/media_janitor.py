"""Removes media files that nothing points at any more."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from typing import Final, Protocol

from backend.database.tasks import end_tasks
from backend.domain.errors import DatabaseUnavailableError
from backend.services.media_service import MediaService

log = logging.getLogger(__name__)

INTERVAL: Final = 1800.0
"""Seconds; with the hour a file may lie unused, it is gone after an hour and a half at most."""


class PointsAtMedia(Protocol):
    """A repository whose entities refer to media."""

    async def media_keys(self) -> set[str]:
        """Return every storage key that an entity refers to."""


class MediaJanitor:
    """Looks for unused files now and then."""

    def __init__(self, media: MediaService, referrers: Sequence[PointsAtMedia]) -> None:
        self._media = media
        self._referrers = referrers
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look, the first time at once: a crash may have left something."""
        self._task = asyncio.create_task(self._run(), name="media janitor")

    async def stop(self) -> None:
        """Stop looking."""
        if self._task is not None:
            await end_tasks([self._task])

    async def sweep(self) -> None:
        """Remove what has been unused for an hour.

        The references are read before the files are listed: what is stored in between is young,
        and stays.
        """
        used: set[str] = set()
        for referrer in self._referrers:
            used |= await referrer.media_keys()
        await self._media.sweep_orphans(used)

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(DatabaseUnavailableError):
                await self.sweep()
            await asyncio.sleep(INTERVAL)
