"""The films of OpenAI's Videos API, which gateways offer in the same shape."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any, Final, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel

from backend.domain.errors import (
    ProviderAuthError,
    ProviderError,
    ProviderMisconfiguredError,
    ProviderOutcomeUnknownError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ResourceNotFoundError,
)
from backend.domain.openai_video import (
    OpenAIVideo,
    OpenAIVideoOrder,
    OpenAIVideoPage,
    OpenAIVideoQuery,
)
from backend.providers.http import MEGABYTE, Answer, ProviderClient, provider_errors, retry_after

PROVIDER: Final = "OpenAI"
_LIMIT: Final = 8 * MEGABYTE
_REFUSED: Final = (HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
_NOT_PAID: Final = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_NOT_MADE: Final = (
    ProviderAuthError,
    ProviderMisconfiguredError,
    ProviderRateLimitedError,
    ProviderRejectedError,
)

M = TypeVar("M", bound=BaseModel)


class OpenAIVideos:
    """One service of that shape; raises ProviderError, or what each method names."""

    def __init__(
        self,
        base_url: str,
        headers: dict[str, str],
        *,
        timeout: float,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        """Connect to nothing yet.

        Args:
            base_url: up to and with the version, e.g. "https://api.openai.com/v1".
            timeout: seconds.
        """
        self._http = ProviderClient(PROVIDER, base_url, headers, transport)
        self._timeout = timeout

    async def list(self, query: OpenAIVideoQuery) -> OpenAIVideoPage:
        """Return a part of the list.

        Raises:
            ResourceNotFoundError: there is no film to go on after.
        """
        params = query.model_dump(exclude_none=True)
        answer = await self._ask("GET", "/videos", about=query.after, params=params)
        return await _read(OpenAIVideoPage, answer)

    async def get(self, id: str) -> OpenAIVideo:
        """Return a film.

        Raises:
            ResourceNotFoundError: there is no such film.
        """
        return await _read(OpenAIVideo, await self._ask("GET", _path(id), about=id))

    async def create(
        self, order: OpenAIVideoOrder, picture: tuple[str, bytes] | None = None
    ) -> OpenAIVideo:
        """Have a film made, which costs money: never call it twice for the same.

        Args:
            picture: content type and content of the first frame.

        Raises:
            ProviderOutcomeUnknownError: it may be in the making, or not.
            ProviderError: it is not.
        """
        fields = order.model_dump()
        sent: dict[str, Any] = {"json": fields}
        if picture is not None:
            content_type, content = picture
            sent = {
                "data": fields,
                "files": {"input_reference": ("first_frame", content, content_type)},
            }
        try:
            answer = await self._http.ask(
                "POST",
                "/videos",
                accept=(HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED, *_REFUSED),
                limit=_LIMIT,
                timeout=self._timeout,
                **sent,
            )
            if answer.status in _REFUSED:
                raise _refusal(answer)
            return await _read(OpenAIVideo, answer)
        except _NOT_MADE:
            raise
        except ProviderError as error:
            if isinstance(error.__cause__, httpx2.ConnectError | httpx2.ConnectTimeout):
                raise
            problem = f"may or may not be making the film ({error.message}); look there first"
            raise ProviderOutcomeUnknownError(PROVIDER, problem) from error

    def content(self, id: str, *, limit: int) -> AsyncIterator[bytes]:
        """Yield the file of a film that is done."""
        return self._http.stream(f"{_path(id)}/content", limit=limit, timeout=self._timeout)

    async def delete(self, id: str) -> None:
        """Delete a film.

        Raises:
            ResourceNotFoundError: there is no such film.
        """
        await self._ask("DELETE", _path(id), about=id)

    async def close(self) -> None:
        """Close all connections."""
        await self._http.close()

    async def _ask(self, method: str, path: str, *, about: str | None, **options: Any) -> Answer:
        accept = [HTTPStatus.OK, HTTPStatus.NO_CONTENT]
        if about:
            accept.append(HTTPStatus.NOT_FOUND)
        answer = await self._http.ask(
            method, path, accept=accept, limit=_LIMIT, timeout=self._timeout, **options
        )
        if answer.status == HTTPStatus.NOT_FOUND:
            raise ResourceNotFoundError("Video", about or "")
        return answer


def _path(id: str) -> str:
    return f"/videos/{quote(id, safe='')}"


async def _read(model: type[M], answer: Answer) -> M:
    async with provider_errors(PROVIDER):
        return model.model_validate(answer.json())


def _refusal(answer: Answer) -> ProviderError:
    """Return the error in an answer that says no; one about money is the lane's, not the job's."""
    try:
        error = answer.json()["error"]
        code, message = str(error.get("code")), str(error.get("message"))[:500]
    except (ValueError, LookupError, AttributeError, TypeError):
        code, message = "", f"does not accept what we sent ({answer.status})"
    if code in _NOT_PAID:
        return ProviderAuthError(PROVIDER, f"makes nothing more for us: {code}")
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = retry_after(answer.headers.get("retry-after"))
        return ProviderRateLimitedError(PROVIDER, "asks us to wait", retry_after=wait)
    if answer.status == HTTPStatus.FORBIDDEN and not code:
        return ProviderAuthError(PROVIDER, "refuses our key (403)")
    return ProviderRejectedError(PROVIDER, message)
