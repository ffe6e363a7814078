"""Films at OpenAI, or at a service of its shape, if one is set up."""

import asyncio
import re
from typing import Final, Protocol

from backend.database.tasks import end_tasks
from backend.domain.errors import ProviderNotConfiguredError, ResourceNotFoundError
from backend.domain.openai_video import (
    VIDEO_ID,
    OpenAIVideo,
    OpenAIVideoPage,
    OpenAIVideoQuery,
)
from backend.providers.uses import Uses

_VIDEO_ID: Final = re.compile(VIDEO_ID)


class RemoteVideos(Protocol):
    """A service that makes films."""

    async def list(self, query: OpenAIVideoQuery) -> OpenAIVideoPage:
        """Return a part of the list."""
        ...

    async def get(self, id: str) -> OpenAIVideo:
        """Return a film."""
        ...

    async def delete(self, id: str) -> None:
        """Delete a film."""

    async def close(self) -> None:
        """Close all connections."""


class OpenAIVideoService:
    """What can be done with films there.

    Every method raises ProviderNotConfiguredError where no such service is set up, and another
    ProviderError for what is wrong with it.
    """

    def __init__(self, videos: RemoteVideos | None) -> None:
        self._videos = videos
        self._uses = Uses()
        self._partings: dict[asyncio.Task[None], RemoteVideos] = {}

    def replace(self, videos: RemoteVideos | None) -> None:
        """Ask another service from now on; the one before is closed after its last answer."""
        before, uses = self._videos, self._uses
        self._videos, self._uses = videos, Uses()
        if before is not None:
            parting = asyncio.create_task(_part(before, uses), name="parting from films")
            self._partings[parting] = before
            parting.add_done_callback(self._partings.pop)

    async def list(self, query: OpenAIVideoQuery) -> OpenAIVideoPage:
        """Return a part of the list.

        Raises:
            ResourceNotFoundError: there is no film to go on after.
        """
        with self._uses.one():
            return await self._remote().list(query)

    async def get(self, id: str) -> OpenAIVideo:
        """Return a film.

        Raises:
            ResourceNotFoundError: there is no such film.
        """
        with self._uses.one():
            return await self._remote().get(_checked(id))

    async def delete(self, id: str) -> None:
        """Delete a film.

        Raises:
            ResourceNotFoundError: there is no such film.
        """
        with self._uses.one():
            await self._remote().delete(_checked(id))

    async def close(self) -> None:
        """Close all connections."""
        parting = list(self._partings.values())
        await end_tasks(self._partings)
        for videos in (*parting, self._videos):
            if videos is not None:
                await videos.close()

    def _remote(self) -> RemoteVideos:
        if self._videos is None:
            raise ProviderNotConfiguredError(
                "OpenAI", "is not set up: set OPENAI_API_KEY, OPENAI_BASE_URL or both"
            )
        return self._videos


async def _part(videos: RemoteVideos, uses: Uses) -> None:
    await uses.end(0)
    await videos.close()


def _checked(id: str) -> str:
    """Return an id as such services make them: nothing that could lead to another path."""
    if not _VIDEO_ID.fullmatch(id):
        raise ResourceNotFoundError("Video", id)
    return id
