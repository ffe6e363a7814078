"""Fetches what an external worker made, from where it says that it is."""

from urllib.parse import urlsplit

from backend.domain.errors import (
    PayloadTooLargeError,
    ProviderError,
    ProviderOutputError,
    ProviderRateLimitedError,
    ProviderUnavailableError,
    ResourceNotFoundError,
    UnsupportedMediaError,
    ValidationError,
    invalid_field,
)
from backend.domain.job import Job, JobOutput
from backend.domain.media import Media, is_media_key, media_key
from backend.domain.server import ComfyUIServer
from backend.providers.addresses import ForbiddenAddressError, resolve
from backend.providers.download import download
from backend.services.media_service import MediaService
from backend.services.queue.takes import output_of


class Delivery:
    """Turns the address of a result into stored media."""

    def __init__(self, media: MediaService, *, limit: int) -> None:
        self._media = media
        self._limit = limit

    async def check(self, url: str) -> None:
        """Make sure that the address may be called.

        Raises:
            ValidationError: it may not, or is none.
        """
        try:
            parts = urlsplit(url)
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise invalid_field("result_url", "must be an http or https address")
            await resolve(parts.hostname, parts.port or 0)
        except ForbiddenAddressError as exc:
            raise invalid_field("result_url", str(exc)) from exc
        except ValueError as exc:
            raise invalid_field("result_url", "is not a valid address") from exc
        except OSError:
            return  # a name that leads nowhere yet may be known when it is called

    async def fetch(self, job: Job, server: ComfyUIServer | None, url: str) -> list[JobOutput]:
        """Store the result; one that is a file of ours already is not fetched.

        Args:
            server: whose key and headers are sent, if the result lies there; None if it is gone.

        Raises:
            ProviderOutputError: there is no file of the kind asked for.
            ProviderUnavailableError, ProviderRateLimitedError: it cannot be had just now.
            StorageFullError: our disk is full.
        """
        media = await self._own(url) or await self._fetched(job, server, url)
        if media.kind is not job.generation_type:
            raise ProviderOutputError(
                _name(job), f"delivered {media.content_type}, wanted was {job.generation_type}"
            )
        return [output_of(job, 0, media)]

    async def _own(self, url: str) -> Media | None:
        """Return our file of that name: it is named by its content, wherever the address leads."""
        key = media_key(url)
        if not is_media_key(key):
            return None
        try:
            return await self._media.get(key)
        except ResourceNotFoundError:
            return None

    async def _fetched(self, job: Job, server: ComfyUIServer | None, url: str) -> Media:
        own = server is not None and url.startswith(f"{server.url}/")
        headers = server.request_headers() if server is not None and own else {}
        try:
            return await self._media.store_stream(
                download(_name(job), url, headers, limit=self._limit),
                limit=self._limit,
                kinds=frozenset({job.generation_type}),
                strip=True,
            )
        except (ProviderUnavailableError, ProviderRateLimitedError):
            raise
        except (
            ProviderError,
            UnsupportedMediaError,
            ValidationError,
            PayloadTooLargeError,
        ) as exc:
            raise ProviderOutputError(_name(job), f"delivered no result: {exc.message}") from exc


def _name(job: Job) -> str:
    return job.server_name or "The worker"
