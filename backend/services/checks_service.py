"""Looking through a story for what is missing, too long or out of date."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from backend.domain.check import StoryCheck
from backend.domain.ids import ProjectId
from backend.domain.media import MediaKind, is_media_key
from backend.domain.server import ComfyUIServer
from backend.providers.generation import ModelKind
from backend.services.service_catalogue import ServiceCatalogue
from backend.services.story_checks import Story, checks_of, keys_of
from backend.services.story_reader import StoryReader


class Files(Protocol):
    """Where files lie."""

    def path(self, key: str, /) -> Path: ...


class Makers(Protocol):
    """Who makes things."""

    def makes(self, kind: MediaKind) -> bool:
        """Tell whether anybody does whom "auto" may choose."""
        ...


class Servers(Protocol):
    """The farm, whose films may be of any length."""

    async def list_registered(self) -> list[ComfyUIServer]:
        """Return the servers."""
        ...


class ChecksService:
    """Checks stories."""

    def __init__(
        self,
        reader: StoryReader,
        files: Files,
        makers: Makers,
        catalogues: Mapping[str, ServiceCatalogue],
        servers: Servers,
    ) -> None:
        self._reader = reader
        self._files = files
        self._makers = makers
        self._catalogues = catalogues
        self._servers = servers

    async def check(self, project_id: ProjectId) -> list[StoryCheck]:
        """Return what is to be looked at in a project, the worst first.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        told = await self._reader.read(project_id)
        has_farm = bool(await self._servers.list_registered())
        longest = None if has_farm else longest_film(self._catalogues.values())
        missing = await asyncio.to_thread(self._missing, keys_of(told))
        speaks = self._makers.makes(MediaKind.AUDIO)
        return await asyncio.to_thread(checks_of, Story(told, missing, speaks, longest))

    def _missing(self, keys: Sequence[str]) -> frozenset[str]:
        stored = (key for key in keys if is_media_key(key))
        return frozenset(key for key in stored if not self._files.path(key).is_file())


def longest_film(catalogues: Iterable[ServiceCatalogue]) -> float | None:
    """Return the seconds of the longest film that a default model makes; None: any, or unknown."""
    names = ((each, each.service.defaults.get(ModelKind.VIDEO)) for each in catalogues)
    models = [each.model(name) for each, name in names if name]
    if not all(model and model.durations for model in models):
        return None
    return max((max(model.durations) for model in models if model), default=None)
