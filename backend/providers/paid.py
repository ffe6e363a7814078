"""HTTP to services that are paid: one rule of repeating, for all of them.

What is repeated: a connection that could not be made, and the answers 408, 425, 429, 500, 502, 503,
504 and 524, of services of OpenAI's shape also 409. What is not: a request that was sent and never
answered, for it may have been paid for.
"""

import asyncio
import math
import random
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import count
from typing import Any, Final

import httpx2

from backend.domain.errors import (
    ProviderAuthError,
    ProviderError,
    ProviderMisconfiguredError,
    ProviderOutcomeUnknownError,
    ProviderOutputError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderUnavailableError,
)
from backend.domain.failures import FailureClass
from backend.providers.http import MEGABYTE, Answer, ProviderClient, provider_errors, retry_after

REPEATED: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 524})
REPEATED_BY_OPENAI: Final = REPEATED | {HTTPStatus.CONFLICT}
PATIENCE: Final = 120.0
"""Seconds; a service that asks for a longer wait is left alone, and the job comes back later."""
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 30.0
_CONNECT_SECONDS: Final = 10.0
_ANY: Final = range(100, 600)
_SUCCESS: Final = range(200, 300)
_SHORTEST_KEY: Final = 8
"""A shorter one is no secret: local services are given any word."""
_NOT_SENT: Final = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
_DOUBTFUL: Final = (ProviderUnavailableError, ProviderOutputError)
_NO_USE: Final = frozenset({FailureClass.LANE_AUTH})
"""What is not asked again, whatever its status: some say with 429 that all is spent."""
_WITHHELD: Final = (ProviderAuthError, ProviderMisconfiguredError, ProviderRejectedError)

Refusal = Callable[[Answer], ProviderError]
"""Makes the error of an answer that is none of success, from its status, headers and body."""
Reading = Callable[[Answer], Answer]
"""Gives an answer the status it means: some services send errors with a status of success."""


@dataclass(frozen=True)
class Patience:
    """How long one waits for a service, and how often it is asked again.

    Attributes:
        timeout: seconds of silence.
        repeats: how often a request is repeated.
        repeated: the statuses after which it is.
    """

    timeout: float = 120.0
    repeats: int = 3
    repeated: Collection[int] = REPEATED


class PaidClient:
    """HTTP with one service; raises only ProviderError."""

    def __init__(
        self,
        provider: str,
        base_url: str,
        headers: Mapping[str, str],
        refusal: Refusal,
        patience: Patience,
        transport: httpx2.AsyncBaseTransport | None = None,
        *,
        reading: Reading = lambda answer: answer,
    ) -> None:
        """Connect to nothing yet.

        Args:
            provider: its name for people.
            base_url: what all paths begin with, without a slash at the end.
        """
        self.provider = provider
        self.refusal = refusal
        self._base = httpx2.URL(base_url)
        self._http = ProviderClient(provider, base_url, headers, transport)
        self._files = ProviderClient(provider, "", {}, transport)
        self._key = _key_in(headers)
        self._reading = reading
        self._patience = patience
        self._timeout = httpx2.Timeout(patience.timeout, connect=_CONNECT_SECONDS)

    async def ask(
        self,
        method: str,
        path: str,
        *,
        paying: bool = False,
        accept: Collection[int] = (),
        limit: int = 32 * MEGABYTE,
        **options: Any,
    ) -> Answer:
        """Send a request, again if need be, and return the answer of success.

        Args:
            paying: what is sent and not answered may have been paid for.
            accept: what else is returned, though it is no success.
            options: as httpx2 has them: json, data, files, params, headers.

        Raises:
            ProviderOutcomeUnknownError: something that pays was sent, and not answered.
            ProviderError: the service does not do it, or cannot be reached.
        """
        for turn in count():
            tried = await self._tried(
                turn, method, path, paying=paying, accept=accept, limit=limit, **options
            )
            if isinstance(tried, Answer):
                return tried
            await asyncio.sleep(tried)
        raise AssertionError("counting never ends")

    async def ask_json(
        self, method: str, path: str, *, paying: bool = False, **options: Any
    ) -> Any:
        """Send a request, again if need be, and return the parsed answer."""
        answer = await self.ask(method, path, paying=paying, **options)
        try:
            async with provider_errors(self.provider):
                if len(answer.body) > MEGABYTE:
                    return await asyncio.to_thread(answer.json)
                return answer.json()
        except ProviderOutputError as error:
            raise self._doubted(error, paying=paying) from error

    def stream(self, path: str, *, limit: int, **options: Any) -> AsyncIterator[bytes]:
        """Yield the bytes of an answer as they come; not repeated."""
        return self._http.stream(path, limit=limit, timeout=self._timeout, **options)

    def download(self, url: str, *, limit: int) -> AsyncIterator[bytes]:
        """Yield a file from where the service says it is; our key goes to its own host alone.

        Raises:
            ProviderOutputError: at once, if that is no address for results; later, if nothing is
                given out there any more, for addresses expire.
        """
        try:
            found = httpx2.URL(url)
        except (httpx2.InvalidURL, TypeError) as error:
            raise ProviderOutputError(self.provider, "names no address of a result") from error
        if _origin(found) == _origin(self._base):
            return self._given_out(self.stream(url, limit=limit))
        if found.scheme not in {"https", self._base.scheme}:
            raise ProviderOutputError(self.provider, "names a result that is not on the internet")
        return self._given_out(self._files.stream(url, limit=limit, timeout=self._timeout))

    async def close(self) -> None:
        """Close all connections."""
        await self._http.close()
        await self._files.close()

    async def _given_out(self, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Yield a file; that it is withheld says nothing of our key, nor of the service."""
        try:
            async for piece in pieces:
                yield piece
        except _WITHHELD as error:
            problem = f"does not give out its file ({error.message})"
            raise ProviderOutputError(self.provider, problem) from error

    async def _tried(
        self,
        turn: int,
        method: str,
        path: str,
        *,
        paying: bool,
        accept: Collection[int],
        **options: Any,
    ) -> Answer | float:
        """Send a request; return the answer of success, or after how long to send it again."""
        is_last = turn >= self._patience.repeats
        try:
            answer = await self._http.ask(
                method, path, accept=_ANY, timeout=self._timeout, **options
            )
        except ProviderError as error:
            if not isinstance(error.__cause__, _NOT_SENT):
                raise self._doubted(error, paying=paying) from error
            if is_last:
                raise
            return _pause(turn)
        answer = self._reading(self._without_key(answer))
        if answer.status in _SUCCESS or answer.status in accept:
            return answer
        refused = self.refusal(answer)
        wait = None if is_last or refused.failure in _NO_USE else self._wait(answer, turn)
        if wait is None:
            raise _put_off(refused, answer)
        return wait

    def _without_key(self, answer: Answer) -> Answer:
        """Cut our key out: what services say is kept and shown, and some repeat it."""
        if not self._key or len(answer.body) > MEGABYTE:  # words are shorter
            return answer
        return replace(answer, body=answer.body.replace(self._key, b"[key]"))

    def _wait(self, answer: Answer, turn: int) -> float | None:
        """Return after how many seconds the request is sent again; None: it is not."""
        said = answer.headers.get("x-should-retry", "").lower()
        if said == "false" or (answer.status not in self._patience.repeated and said != "true"):
            return None
        wait = asked_wait(answer)
        if wait is None:
            return _pause(turn)
        return wait if wait <= PATIENCE else None

    def _doubted(self, error: ProviderError, *, paying: bool) -> ProviderError:
        if not paying or not isinstance(error, _DOUBTFUL):
            return error
        problem = f"may or may not have taken what is paid for ({error.message}); look there first"
        return ProviderOutcomeUnknownError(self.provider, problem)


def _put_off(error: ProviderError, answer: Answer) -> ProviderError:
    """Return the error; of a service that is away, and says for how long, that it asks to wait."""
    wait = asked_wait(answer)
    if not isinstance(error, ProviderUnavailableError) or wait is None or wait <= PATIENCE:
        return error
    return ProviderRateLimitedError(error.provider, "asks us to wait", retry_after=wait)


def asked_wait(answer: Answer) -> float | None:
    """Return the seconds that an answer asks to wait, None if it says nothing of it."""
    try:
        milliseconds = float(answer.headers.get("retry-after-ms", ""))
    except ValueError:
        milliseconds = math.nan
    if math.isfinite(milliseconds):
        return max(milliseconds, 0.0) / 1000
    said = answer.headers.get("retry-after")
    return None if said is None else retry_after(said)


def _key_in(headers: Mapping[str, str]) -> bytes:
    """Return the key that is sent, if it is one."""
    sent = headers.get("Authorization") or headers.get("xi-api-key", "")
    key = sent.removeprefix("Bearer ").encode()
    return key if len(key) >= _SHORTEST_KEY else b""


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _pause(turn: int) -> float:
    """Return a random share of a span that doubles: clients that failed together part."""
    return random.uniform(0.0, min(_FIRST_PAUSE * 2**turn, _LONGEST_PAUSE))  # noqa: S311 - no secret
