"""Fetches what a server made, checks it and stores it."""

from collections.abc import Sequence

from backend.domain.errors import (
    PayloadTooLargeError,
    ProviderOutputError,
    UnsupportedMediaError,
    ValidationError,
)
from backend.domain.job import Job, JobOutput
from backend.domain.media import Media, MediaKind
from backend.providers.base import MediaBackend, RemoteOutput
from backend.services.media_service import MediaService
from backend.services.queue.takes import output_of


class Collector:
    """Turns a server's files into stored media."""

    def __init__(self, media: MediaService, *, limit: int) -> None:
        self._media = media
        self._limit = limit

    async def collect(
        self, job: Job, backend: MediaBackend, outputs: Sequence[RemoteOutput]
    ) -> list[JobOutput]:
        """Store the outputs that are of the kind asked for, in the server's order.

        Raises:
            ProviderOutputError: there are none, or one is not what it claims to be.
            ProviderError: the server could not deliver.
            StorageFullError: our disk is full.
        """
        wanted = [output for output in outputs if output.kind is job.generation_type]
        if not wanted:
            raise ProviderOutputError(
                job.server_name or "The server", f"finished without {_a(job.generation_type)}"
            )
        return [
            output_of(job, index, await self._store(job, backend, output))
            for index, output in enumerate(wanted)
        ]

    async def _store(self, job: Job, backend: MediaBackend, output: RemoteOutput) -> Media:
        try:
            return await self._media.store_stream(
                backend.fetch(output),
                limit=self._limit,
                kinds=frozenset({output.kind}),
                name=output.name,
                strip=True,
            )
        except (UnsupportedMediaError, ValidationError, PayloadTooLargeError) as exc:
            raise ProviderOutputError(
                job.server_name or "The server", f"delivered a bad file: {exc.message}"
            ) from exc


def _a(kind: MediaKind) -> str:
    return {MediaKind.IMAGE: "a picture", MediaKind.VIDEO: "a video"}.get(kind, "a sound")
