"""HTTP to providers: one client that bounds what it reads, and one mapping of what goes wrong."""

import asyncio
import json
import math
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Final

import httpx2

from backend.domain.errors import (
    ProviderAuthError,
    ProviderError,
    ProviderMisconfiguredError,
    ProviderOutputError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderTimeoutError,
    ProviderUnavailableError,
)
from backend.providers.addresses import ForbiddenAddressError, GuardedTransport

MEGABYTE: Final = 1024 * 1024
_TIMEOUT: Final = httpx2.Timeout(connect=5, read=30, write=60, pool=30)
_KEY_REFUSED: Final = {401: "refuses our key", 402: "asks for payment", 403: "refuses our key"}
_REFUSED: Final = {
    400: "does not accept what we sent (400)",
    413: "does not take anything that large (413)",
    422: "does not accept what we sent (422)",
}
_WAIT: Final = 10.0
_LONGEST_WAIT: Final = 3600.0


@dataclass(frozen=True)
class Answer:
    """A whole answer."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body as text, whatever is in it."""
        return self.body.decode(errors="replace")

    def json(self) -> Any:
        """Parse the body; raises ValueError."""
        return json.loads(self.body)


class ProviderClient:
    """HTTP with one provider; raises only ProviderError.

    Redirects are not followed, proxies of the environment are not used, and answers longer than
    their limit are given up.
    """

    def __init__(
        self,
        provider: str,
        base_url: str,
        headers: Mapping[str, str],
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self.provider = provider
        self._http = httpx2.AsyncClient(
            base_url=base_url,
            headers=[(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
            transport=transport or GuardedTransport(),
            timeout=_TIMEOUT,
            follow_redirects=False,
            trust_env=False,
        )

    async def ask(
        self,
        method: str,
        path: str,
        *,
        accept: Collection[int] = (200,),
        limit: int = 32 * MEGABYTE,
        **options: Any,
    ) -> Answer:
        """Send a request and return the answer if its status is among the accepted."""
        async with self._answer(method, path, accept, **options) as response:
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > limit:
                    raise ProviderOutputError(self.provider, "answered far too much")
            return Answer(response.status_code, bytes(body), response.headers)

    async def ask_json(self, method: str, path: str, **options: Any) -> Any:
        """Send a request and return the parsed answer."""
        answer = await self.ask(method, path, **options)
        async with provider_errors(self.provider):
            if len(answer.body) > MEGABYTE:
                return await asyncio.to_thread(answer.json)
            return answer.json()

    async def stream(self, path: str, *, limit: int, **options: Any) -> AsyncIterator[bytes]:
        """Yield the bytes of an answer as they come."""
        total = 0
        async with self._answer("GET", path, (200,), **options) as response:
            async for chunk in response.aiter_bytes(256 * 1024):
                total += len(chunk)
                if total > limit:
                    raise ProviderOutputError(self.provider, "sent a file that is far too large")
                yield chunk

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    @asynccontextmanager
    async def _answer(
        self, method: str, path: str, accept: Collection[int], **options: Any
    ) -> AsyncIterator[httpx2.Response]:
        async with (
            provider_errors(self.provider),
            self._http.stream(method, path, **options) as response,
        ):
            if response.status_code not in accept:
                raise status_error(self.provider, response)
            if response.is_success and _is_page(response):
                raise _not_ours(self.provider)
            yield response


@asynccontextmanager
async def provider_errors(provider: str) -> AsyncIterator[None]:
    """Turn whatever goes wrong outside into a ProviderError without secrets in it."""
    try:
        yield
    except httpx2.TimeoutException as exc:
        raise ProviderTimeoutError(provider, "did not answer in time") from exc
    except ForbiddenAddressError as exc:
        raise ProviderMisconfiguredError(provider, str(exc)) from exc
    except httpx2.ConnectError as exc:
        raise ProviderUnavailableError(provider, "could not be reached") from exc
    except httpx2.RequestError as exc:
        raise ProviderUnavailableError(provider, "broke off the connection") from exc
    except httpx2.InvalidURL as exc:
        raise ProviderMisconfiguredError(provider, "has an address that cannot be used") from exc
    except (ValueError, RecursionError) as exc:
        raise ProviderOutputError(provider, "answered in a form we do not know") from exc


def status_error(provider: str, response: httpx2.Response) -> ProviderError:
    """Return the error for a status that is no success."""
    status = response.status_code
    if status in _KEY_REFUSED:
        return ProviderAuthError(provider, f"{_KEY_REFUSED[status]} ({status})")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = retry_after(response.headers.get("retry-after"))
        return ProviderRateLimitedError(provider, "asks us to wait", retry_after=wait)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ProviderUnavailableError(provider, f"answered {status}")
    if 300 <= status < 400:
        return ProviderMisconfiguredError(
            provider, f"sends us elsewhere ({status}): register the address it leads to"
        )
    if _is_page(response):
        return _not_ours(provider)
    if status in _REFUSED:
        return ProviderRejectedError(provider, _REFUSED[status])
    return ProviderMisconfiguredError(provider, f"answered {status}: is this the right address?")


def retry_after(header: str | None) -> float:
    """Return the seconds a Retry-After header asks for: a number or a date (RFC 9110, 10.2.3)."""
    try:
        seconds = float(header or "")
    except ValueError:
        seconds = _seconds_until(header)
    return min(max(seconds, 0.0), _LONGEST_WAIT) if math.isfinite(seconds) else _WAIT


def _seconds_until(date: str | None) -> float:
    try:
        moment = parsedate_to_datetime(date or "")
    except ValueError:
        return _WAIT
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - datetime.now(UTC)).total_seconds()


def _is_page(response: httpx2.Response) -> bool:
    return "text/html" in response.headers.get("content-type", "").lower()


def _not_ours(provider: str) -> ProviderMisconfiguredError:
    return ProviderMisconfiguredError(
        provider, "answered with a web page: is this the address of the service itself?"
    )
