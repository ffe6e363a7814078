"""The films of OpenAI's Videos API, which gateways offer in the same shape."""

from http import HTTPStatus
from typing import Any, Final, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel

from backend.domain.errors import ResourceNotFoundError
from backend.domain.openai_video import OpenAIVideo, OpenAIVideoPage, OpenAIVideoQuery
from backend.providers.http import MEGABYTE, Answer, ProviderClient, provider_errors

PROVIDER: Final = "OpenAI"
_LIMIT: Final = 8 * MEGABYTE

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
