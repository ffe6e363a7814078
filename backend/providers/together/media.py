"""Pictures, films and speech of Together.

Facts: the types of Together's own Python package, 3.1.1, and docs.together.ai of October 2026.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from pydantic import BaseModel, Field

from backend.domain.errors import (
    ContentRefusedError,
    ProviderOutputError,
    ProviderRejectedError,
)
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState
from backend.providers.generation import MediaOrder, ModelKind, RemoteFile, RemoteWork, ServiceModel
from backend.providers.http import provider_errors
from backend.providers.paid import PaidClient
from backend.providers.service_data import ServiceData
from backend.providers.together.models import listed_models
from backend.providers.together.orders import picture_request, speech_request, video_request
from backend.providers.together.refusals import is_about_content
from backend.providers.wire import Told, charged, decoded, paid_answer, said

_FIRST_LOOK: Final = 5.0
_NOT_FOUND: Final = 404


class _Picture(BaseModel):
    b64_json: str | None = None
    url: str | None = None


class _Pictures(BaseModel):
    data: list[_Picture] = Field(min_length=1)


class _Outputs(Told):
    cost: float | None = None
    video_url: str = ""


class _Failure(Told, coerce_numbers_to_str=True):
    code: str | None = None
    message: str = ""


class _Video(BaseModel):
    id: str
    status: str
    outputs: _Outputs | None = None
    error: _Failure | None = None


class TogetherMedia:
    """Makes pictures and speech at once, and films that have to be asked for again."""

    def __init__(self, http: PaidClient, data: ServiceData, secret: str) -> None:
        """Connect to nothing yet.

        Args:
            secret: our key, which is cut out of whatever the service says.
        """
        self._http = http
        self._data = data
        self._secret = secret

    async def models(self) -> Sequence[ServiceModel]:
        """Return what of the live list makes pictures, films and speech."""
        listed = await listed_models(self._http, self._data)
        return [each for each in listed if each.kind is not ModelKind.TEXT]

    async def submit(self, order: MediaOrder) -> RemoteWork:
        """Have something made; see MediaGenerator.submit."""
        match order.kind:
            case MediaKind.IMAGE:
                return await self._drawn(order)
            case MediaKind.VIDEO:
                return await self._filmed(order)
            case MediaKind.AUDIO:
                return await self._spoken(order)

    async def poll(self, id: str) -> RemoteWork:
        """Ask how far a film is; see MediaGenerator.poll."""
        answer = await self._http.ask(
            "GET", f"/v2/videos/{quote(id, safe='')}", accept=[_NOT_FOUND]
        )
        if answer.status == _NOT_FOUND:
            return RemoteWork(id, RemoteState.ABSENT)
        async with provider_errors(self._http.provider):
            video = _Video.model_validate(answer.json())
        return self._work(video)

    async def recall(self, task_id: str) -> RemoteWork | None:
        """Find nothing: Together never hears of our ids."""
        return None

    async def cancel(self, id: str) -> bool:
        """Stop nothing: Together has no such thing."""
        return False

    def fetch(self, file: RemoteFile, *, limit: int) -> AsyncIterator[bytes]:
        """Stream a file; the addresses of pictures and films expire."""
        return self._http.download(file.ref, limit=limit)

    async def close(self) -> None:
        """Close all connections."""
        await self._http.close()

    async def _drawn(self, order: MediaOrder) -> RemoteWork:
        sent, applied = await picture_request(order, self._data)
        found = await self._http.ask_json("POST", "/v1/images/generations", paying=True, json=sent)
        async with paid_answer(self._http.provider):
            files = [
                RemoteFile(await decoded(each.b64_json) if each.b64_json else None, each.url or "")
                for each in _Pictures.model_validate(found).data
            ]
        return RemoteWork("", RemoteState.DONE, tuple(files), applied=applied)

    async def _filmed(self, order: MediaOrder) -> RemoteWork:
        sent, applied = await video_request(order, self._data)
        found = await self._http.ask_json("POST", "/v2/videos", paying=True, json=sent)
        async with paid_answer(self._http.provider):
            video = _Video.model_validate(found)
        return replace(self._work(video), applied=applied, poll_after=_FIRST_LOOK)

    async def _spoken(self, order: MediaOrder) -> RemoteWork:
        sent, applied = speech_request(order, self._data)
        answer = await self._http.ask("POST", "/v1/audio/speech", paying=True, json=sent)
        return RemoteWork("", RemoteState.DONE, (RemoteFile(answer.body),), applied=applied)

    def _work(self, video: _Video) -> RemoteWork:
        outputs = video.outputs or _Outputs()
        match video.status:
            case "completed":
                if not outputs.video_url:
                    raise ProviderOutputError(self._http.provider, "made a film and keeps it")
                files = (RemoteFile(ref=outputs.video_url),)
                cost = charged(outputs.cost)
                return RemoteWork(video.id, RemoteState.DONE, files, 1.0, cost)
            case "failed" | "cancelled":
                raise self._failure(video.error or _Failure())
            case _:
                return RemoteWork(video.id, RemoteState.RUNNING)

    def _failure(self, failure: _Failure) -> ProviderRejectedError:
        kind = ContentRefusedError if is_about_content(failure.code) else ProviderRejectedError
        words = said(failure.message, self._secret) or "made no film, and does not say why"
        details: dict[str, Any] = {"code": failure.code} if failure.code else {}
        return kind(self._http.provider, words, details=details)
