"""The films of OpenAI's Videos API, which gateways offer in the same shape."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any, Final, TypeVar
from urllib.parse import quote

from pydantic import BaseModel

from backend.domain.errors import ResourceNotFoundError
from backend.domain.openai_video import (
    OpenAIVideo,
    OpenAIVideoOrder,
    OpenAIVideoPage,
    OpenAIVideoQuery,
)
from backend.providers.http import MEGABYTE, Answer, provider_errors
from backend.providers.paid import PaidClient
from backend.providers.wire import paid_answer

_LIMIT: Final = 8 * MEGABYTE

M = TypeVar("M", bound=BaseModel)


class OpenAIVideos:
    """One service of that shape; raises ProviderError, or what each method names."""

    def __init__(self, http: PaidClient) -> None:
        self._http = http

    async def list(self, query: OpenAIVideoQuery) -> OpenAIVideoPage:
        """Return a part of the list.

        Raises:
            ResourceNotFoundError: there is no film to go on after.
        """
        params = query.model_dump(exclude_none=True)
        answer = await self._ask("GET", "/videos", about=query.after, params=params)
        async with provider_errors(self._http.provider):
            return _read(OpenAIVideoPage, answer)

    async def get(self, id: str) -> OpenAIVideo:
        """Return a film.

        Raises:
            ResourceNotFoundError: there is no such film.
        """
        video, _ = await self.look(id)
        return video

    async def look(self, id: str) -> tuple[OpenAIVideo, float | None]:
        """Return a film, and after how many seconds the service wants to be asked again.

        Raises:
            ResourceNotFoundError: there is no such film.
        """
        answer = await self._ask("GET", _path(id), about=id)
        async with provider_errors(self._http.provider):
            return _read(OpenAIVideo, answer), _poll_after(answer)

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
        answer = await self._http.ask("POST", "/videos", paying=True, limit=_LIMIT, **sent)
        async with paid_answer(self._http.provider):
            return _read(OpenAIVideo, answer)

    def content(self, id: str, *, limit: int) -> AsyncIterator[bytes]:
        """Yield the file of a film that is done."""
        return self._http.stream(f"{_path(id)}/content", limit=limit)

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
        accept = [HTTPStatus.NOT_FOUND] if about else []
        answer = await self._http.ask(method, path, accept=accept, limit=_LIMIT, **options)
        if answer.status == HTTPStatus.NOT_FOUND:
            if "html" in answer.headers.get("content-type", ""):
                raise self._http.refusal(answer)
            raise ResourceNotFoundError("Video", about or "")
        return answer


def _path(id: str) -> str:
    return f"/videos/{quote(id, safe='')}"


def _read(model: type[M], answer: Answer) -> M:
    return model.model_validate(answer.json())


def _poll_after(answer: Answer) -> float | None:
    try:
        return max(float(answer.headers["openai-poll-after-ms"]), 0.0) / 1000
    except (KeyError, ValueError):
        return None
