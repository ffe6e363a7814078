"""Pictures, films and speech of OpenAI, or of any service of its shape."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from pydantic import BaseModel

from backend.domain.media import MediaKind
from backend.providers.generation import (
    MediaOrder,
    ModelKind,
    RemoteFile,
    RemoteWork,
    ServiceModel,
)
from backend.providers.http import provider_errors
from backend.providers.openai_shaped.films import look_at_film, order_film
from backend.providers.openai_shaped.pictures import make_picture
from backend.providers.openai_shaped.videos import OpenAIVideos
from backend.providers.paid import PaidClient
from backend.providers.service_data import ServiceData
from backend.providers.shaped_speech import speak

_NO_LIST: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)
_LONGEST_TEXT: Final = 4096
"""Characters that are spoken at once, unless providers.json says otherwise of a model."""


class _Listed(BaseModel):
    id: str
    shutdown_date: str | None = None


class _List(BaseModel):
    data: list[_Listed]


class OpenAIShapedMedia:
    """A MediaGenerator; pictures and speech are done at once."""

    def __init__(self, http: PaidClient, data: ServiceData) -> None:
        self._http = http
        self._data = data
        self._videos = OpenAIVideos(http)

    async def models(self) -> Sequence[ServiceModel]:
        """Return the live list; it says no kinds: what providers.json does not know is text."""
        answer = await self._http.ask("GET", "/models", accept=_NO_LIST)
        if answer.status in _NO_LIST:
            return []
        async with provider_errors(self._http.provider):
            listed = _List.model_validate(answer.json()).data
        return [self._known(each) for each in listed]

    async def submit(self, order: MediaOrder) -> RemoteWork:
        """Have something made; see MediaGenerator."""
        known = self._data.model(order.model)
        if order.kind is MediaKind.AUDIO:
            longest = (known and known.prompt_cap) or _LONGEST_TEXT
            return await speak(self._http, order, voice=self._data.voice, longest=longest)
        sizes = known.sizes if known else ()
        if order.kind is MediaKind.IMAGE:
            return await make_picture(self._http, order, sizes)
        lengths = known.durations if known else ()
        return await order_film(
            self._videos, self._http.provider, order, sizes=sizes, lengths=lengths
        )

    async def poll(self, id: str) -> RemoteWork:
        """Ask how far a film is."""
        return await look_at_film(self._videos, self._http.provider, id)

    async def recall(self, task_id: str) -> RemoteWork | None:
        """Return None: such services do not know our ids."""
        return None

    async def cancel(self, id: str) -> bool:
        """Return False: what was begun is charged."""
        return False

    def fetch(self, file: RemoteFile, *, limit: int) -> AsyncIterator[bytes]:
        """Stream a film of ours there, or a file from where the service says it is."""
        if "://" in file.ref:
            return self._http.download(file.ref, limit=limit)
        return self._videos.content(file.ref, limit=limit)

    async def close(self) -> None:
        """Close all connections."""
        await self._http.close()

    def _known(self, listed: _Listed) -> ServiceModel:
        known = self._data.model(listed.id) or ServiceModel(listed.id, ModelKind.TEXT)
        return replace(known, expires=listed.shutdown_date or known.expires)
