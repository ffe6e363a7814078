"""Pictures, films and speech of OpenRouter."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from backend.domain.errors import ProviderError
from backend.domain.media import MediaKind
from backend.providers.generation import (
    MediaOrder,
    ModelKind,
    RemoteFile,
    RemoteWork,
    ServiceModel,
)
from backend.providers.openrouter.films import look_at_film, order_film
from backend.providers.openrouter.model_lists import (
    FilmModel,
    PictureModel,
    list_film_models,
    list_models,
    list_picture_models,
)
from backend.providers.openrouter.pictures import make_picture
from backend.providers.paid import PaidClient
from backend.providers.service_data import ServiceData
from backend.providers.shaped_speech import speak

M = TypeVar("M")


class OpenRouterMedia:
    """A MediaGenerator; pictures and speech are done at once.

    Which sizes and lengths a model takes, the lists say; they are read before the first order, and
    again whenever `models` is called.
    """

    def __init__(self, http: PaidClient, data: ServiceData) -> None:
        self._http = http
        self._data = data
        self._pictures: Mapping[str, PictureModel] = {}
        self._films: Mapping[str, FilmModel] = {}

    async def models(self) -> Sequence[ServiceModel]:
        """Return the live lists, but for the models that write."""
        self._pictures = await list_picture_models(self._http)
        self._films = await list_film_models(self._http)
        speakers = await list_models(self._http, ModelKind.SPEECH)
        pictures = [each.as_model() for each in self._pictures.values()]
        films = [each.as_model() for each in self._films.values()]
        return [*pictures, *films, *speakers]

    async def submit(self, order: MediaOrder) -> RemoteWork:
        """Have something made; see MediaGenerator."""
        if order.kind is MediaKind.AUDIO:
            known = self._data.model(order.model)
            longest = known.prompt_cap if known else None
            return await speak(self._http, order, voice=self._data.voice, longest=longest)
        if order.kind is MediaKind.IMAGE:
            self._pictures = self._pictures or await self._read(list_picture_models)
            return await make_picture(self._http, order, self._pictures.get(order.model))
        self._films = self._films or await self._read(list_film_models)
        return await order_film(self._http, order, self._films.get(order.model))

    async def poll(self, id: str) -> RemoteWork:
        """Ask how far a film is."""
        return await look_at_film(self._http, id)

    async def recall(self, task_id: str) -> RemoteWork | None:
        """Return None: OpenRouter does not know our ids."""
        return None

    async def cancel(self, id: str) -> bool:
        """Return False: what was begun is charged."""
        return False

    def fetch(self, file: RemoteFile, *, limit: int) -> AsyncIterator[bytes]:
        """Stream a film."""
        return self._http.stream(file.ref, limit=limit)

    async def close(self) -> None:
        """Close all connections."""
        await self._http.close()

    async def _read(
        self, reader: Callable[[PaidClient], Awaitable[Mapping[str, M]]]
    ) -> Mapping[str, M]:
        """Read a list, or do without: then what was ordered is asked for just so."""
        try:
            return await reader(self._http)
        except ProviderError:
            return {}
