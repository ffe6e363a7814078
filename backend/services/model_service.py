"""The catalogue of models: what the servers have, and how each is best set."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Final, Protocol

from pydantic import BaseModel, Field

from backend.domain.ids import ServerId, derived_id
from backend.domain.lane import Capabilities, Lane, LaneState, ModelFile
from backend.domain.model import (
    CatalogueModel,
    ModelMetadata,
    ModelParameters,
    ModelPresets,
    ModelSource,
)
from backend.domain.server import ComfyUIServer
from backend.providers.base import MediaBackend
from backend.providers.graphs.model_families import family_named
from backend.providers.graphs.model_figures import parameters_of, presets_of
from backend.providers.graphs.names import plain
from backend.repositories.lane_repository import LaneRepository
from backend.services.comfyui_service import KnownServer
from backend.services.generation_request import MAX_LORAS
from backend.services.paging import EVERYTHING, Listing, Page, cut

_RUNNABLE: Final = frozenset({"checkpoints", "diffusion_models"})
"""The folders of files that make pictures or films themselves, and so have presets."""
_ANY_SERVER: Final = "comfyui"

BackendFactory = Callable[[ComfyUIServer], MediaBackend]


class KnownServers(Protocol):
    """What the catalogue needs of the servers."""

    async def list(self) -> Listing[KnownServer]:
        """Return all servers, with what was seen of them."""
        ...

    async def get(self, id: ServerId) -> KnownServer:
        """Return a server, or raise ResourceNotFoundError."""
        ...


class ModelFilter(BaseModel):
    """Which models are asked for; absent: all."""

    type: str | None = Field(
        default=None, max_length=100, description="A folder: checkpoints, loras, vae, …"
    )
    server_source: str | None = Field(
        default=None,
        max_length=200,
        description="A server's id, its name, or its kind: comfyui (any), standard, runpod.",
    )
    is_active: bool | None = None

    def takes_server(self, server: ComfyUIServer) -> bool:
        """Tell whether models of the server are asked for."""
        names = (server.id, server.name, server.server_type, _ANY_SERVER)
        return not self.server_source or self.server_source in names

    def takes_folder(self, folder: str) -> bool:
        """Tell whether files of the folder are asked for; "lora" is as good as "loras"."""
        return not self.type or self.type.rstrip("s") == folder.rstrip("s")


@dataclass(frozen=True)
class _Home:
    """A server that has a model, under a name of its own."""

    server: ComfyUIServer
    lane: Lane
    filename: str

    @property
    def answers(self) -> bool:
        """Whether the model could be used there now."""
        return self.server.is_active and self.lane.state is LaneState.ONLINE

    @property
    def seen_at(self) -> datetime:
        """When the model was seen there last."""
        return self.lane.last_seen_at or self.server.created_at

    def as_source(self) -> ModelSource:
        """Return the server as the catalogue names it."""
        return ModelSource(
            id=ServerId(self.server.id),
            name=self.server.name,
            filename=self.filename,
            is_online=self.answers,
        )


class ModelService:
    """What is known of the servers' models."""

    def __init__(
        self, servers: KnownServers, lanes: LaneRepository, make_backend: BackendFactory
    ) -> None:
        self._servers = servers
        self._lanes = lanes
        self._make_backend = make_backend

    async def list(self, wanted: ModelFilter, page: Page = EVERYTHING) -> Listing[CatalogueModel]:
        """Return the models by folder and name, each once however many servers have it."""
        servers = (await self._servers.list()).items
        models = _catalogue(known for known in servers if wanted.takes_server(known.server))
        fitting = [
            model
            for model in models
            if wanted.takes_folder(model.type) and wanted.is_active in (None, model.is_active)
        ]
        return cut(fitting, page)

    async def sync(self, id: ServerId) -> Sequence[CatalogueModel]:
        """Look at the server now and return its models.

        Raises:
            ResourceNotFoundError: there is no such server.
            ProviderError: it cannot be looked at.
        """
        server = (await self._servers.get(id)).server
        backend = self._make_backend(server)
        try:
            capabilities = await backend.probe()
        finally:
            await backend.close()
        lane = await self._lanes.synced(id, capabilities)
        answering = lane.model_copy(update={"state": LaneState.ONLINE})
        return _catalogue([KnownServer(server, answering)])

    def presets(self, name: str) -> tuple[str, ModelPresets]:
        """Return the family of a model file, found by its name, and the presets of the family."""
        family = family_named(name)
        return family.id, presets_of(family)

    def parameters(self, name: str) -> tuple[str, ModelParameters]:
        """Return the family of a model file, found by its name, and what can be set on it."""
        family = family_named(name)
        return family.id, parameters_of(family, max_loras=MAX_LORAS)


def _catalogue(servers: Iterable[KnownServer]) -> Sequence[CatalogueModel]:
    """Put together what the servers have; the same path in the same folder is the same model."""
    homes: defaultdict[tuple[str, str], list[_Home]] = defaultdict(list)
    for known in servers:
        if known.lane is not None and known.lane.capabilities is not None:
            for file in _files(known.lane.capabilities):
                home = _Home(known.server, known.lane, file.name)
                homes[file.type, plain(file.name)].append(home)
    return [_model(*key, found) for key, found in sorted(homes.items(), key=itemgetter(0))]


def _files(can: Capabilities) -> Iterator[ModelFile]:
    yield from can.models
    yield from can.loras


def _model(folder: str, path: str, homes: Sequence[_Home]) -> CatalogueModel:
    best = max(homes, key=lambda home: (home.answers, home.server.is_active))
    family = family_named(path)
    presets = presets_of(family).named() if folder in _RUNNABLE else []
    return CatalogueModel(
        id=derived_id("model", folder, path),
        name=best.filename,
        type=folder,
        filename=best.filename,
        server_source=ServerId(best.server.id),
        is_active=any(home.server.is_active for home in homes),
        is_available=best.answers,
        created_at=min(home.server.created_at for home in homes),
        last_synced_at=max(home.seen_at for home in homes),
        metadata=ModelMetadata(family=family.id, servers=[home.as_source() for home in homes]),
        configuration_presets=presets,
    )
