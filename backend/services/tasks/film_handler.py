"""Has films made by a service that is paid for each of them, and never pays twice."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import ClassVar, Final, Protocol

from backend.database.tasks import end_tasks
from backend.domain.errors import (
    JobLostError,
    JobOverrunError,
    PayloadTooLargeError,
    ProviderError,
    ProviderOutcomeUnknownError,
    ProviderOutputError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderUnavailableError,
    ResourceNotFoundError,
    UnsupportedMediaError,
    ValidationError,
)
from backend.domain.job import Job, JobOutput
from backend.domain.media import MediaKind
from backend.domain.openai_video import OpenAIVideo, OpenAIVideoOrder
from backend.services.media_service import MediaService
from backend.services.queue.takes import output_of
from backend.services.tasks.handler import Done, RunContext

PROVIDER: Final = "OpenAI"
DEFAULT_MODEL: Final = "sora-2"
LENGTHS: Final = (4, 8, 12)
"""Seconds; a film is as short as it can be without being shorter than its clip."""
TIME_LIMIT: Final = 3600.0
PARTING_SECONDS: Final = 2.0
_SLOWEST: Final = 10.0
_MADE: Final = "completed"
_FAILED: Final = frozenset({"failed", "cancelled", "expired"})


class Films(Protocol):
    """A service that makes films."""

    async def create(
        self, order: OpenAIVideoOrder, picture: tuple[str, bytes] | None = None
    ) -> OpenAIVideo:
        """Have a film made."""
        ...

    async def get(self, id: str) -> OpenAIVideo:
        """Return a film."""
        ...

    def content(self, id: str, *, limit: int) -> AsyncIterator[bytes]:
        """Yield the file of a film."""
        ...


def order_of(job: Job) -> OpenAIVideoOrder:
    """Return what is asked of the service for a job, in the sizes and lengths it knows."""
    width, height = job.params.get("width"), job.params.get("height")
    if not (width and height):
        landscape = job.target.width >= job.target.height
        width, height = (1280, 720) if landscape else (720, 1280)
    seconds = next((each for each in LENGTHS if each >= job.target.seconds), LENGTHS[-1])
    return OpenAIVideoOrder(
        model=job.model or DEFAULT_MODEL,
        prompt=job.prompt,
        seconds=str(seconds),
        size=f"{width}x{height}",
    )


class FilmHandler:
    """Makes films.

    That we are about to ask is written down before we ask, and the film's id before we look at it
    for the first time: whatever dies in between, a film is ordered once.
    """

    kind: ClassVar[str] = MediaKind.VIDEO

    def __init__(
        self, films: Films, media: MediaService, *, limit: int, poll_seconds: float
    ) -> None:
        """Make the handler.

        Args:
            limit: bytes of a film.
            poll_seconds: between the first two looks at a film; later ones are further apart.
        """
        self._films = films
        self._media = media
        self._limit = limit
        self._poll_seconds = poll_seconds

    async def run(self, job: Job, ctx: RunContext) -> Done:
        """Order the film, unless that was done, wait for it and fetch it."""
        order = order_of(job)
        id = ctx.remembered.get("remote_id") or await self._ordered(job, order, ctx)
        await self._made(id, ctx)
        output = await self._fetched(job, id)
        return Done([output], applied={**order.model_dump(), "remote_id": id})

    async def _ordered(self, job: Job, order: OpenAIVideoOrder, ctx: RunContext) -> str:
        if ctx.remembered.get("asked"):
            problem = "may or may not be making the film: we were cut short; look there first"
            raise ProviderOutcomeUnknownError(PROVIDER, problem)
        picture = await self._picture(job.source_key) if job.source_key else None
        paying = asyncio.create_task(self._paid(order, picture, ctx))
        try:
            return await asyncio.shield(paying)
        except asyncio.CancelledError:
            # What is being ordered just now is better noted than doubted for ever.
            await asyncio.wait([paying], timeout=PARTING_SECONDS)
            await end_tasks([paying])
            raise

    async def _paid(
        self, order: OpenAIVideoOrder, picture: tuple[str, bytes] | None, ctx: RunContext
    ) -> str:
        await ctx.remember(asked=True)
        try:
            film = await self._films.create(order, picture)
        except ProviderOutcomeUnknownError:
            raise
        except ProviderError:
            await ctx.remember(asked=False)
            raise
        await ctx.remember(remote_id=film.id)
        return film.id

    async def _picture(self, key: str) -> tuple[str, bytes]:
        file = await self._media.file(key)
        return file.content_type, await asyncio.to_thread(file.path.read_bytes)

    async def _made(self, id: str, ctx: RunContext) -> None:
        """Wait until the film is there; what cannot be reached meanwhile works on all the same."""
        pause = self._poll_seconds
        try:
            async with asyncio.timeout(TIME_LIMIT):
                while not await self._is_made(id, ctx):
                    await asyncio.sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311 - no secret
                    pause = min(pause * 1.3, max(_SLOWEST, self._poll_seconds))
        except TimeoutError:
            raise JobOverrunError(PROVIDER, f"took longer than {TIME_LIMIT:.0f} s") from None

    async def _is_made(self, id: str, ctx: RunContext) -> bool:
        try:
            film = await self._films.get(id)
        except ProviderRateLimitedError as error:
            await asyncio.sleep(error.retry_after)
            return False
        except ProviderUnavailableError:
            return False
        except ResourceNotFoundError:
            raise JobLostError(PROVIDER, "knows nothing of the film any more") from None
        if film.status in _FAILED:
            said = film.error.message if film.error else None
            raise ProviderRejectedError(PROVIDER, said or f"made no film: {film.status}")
        await ctx.progress((film.progress or 0) / 100)
        return film.status == _MADE

    async def _fetched(self, job: Job, id: str) -> JobOutput:
        try:
            media = await self._media.store_stream(
                self._films.content(id, limit=self._limit),
                limit=self._limit,
                kinds=frozenset({MediaKind.VIDEO}),
                strip=True,
            )
        except (UnsupportedMediaError, ValidationError, PayloadTooLargeError) as exc:
            raise ProviderOutputError(PROVIDER, f"delivered a bad film: {exc.message}") from exc
        return output_of(job, 0, media)
