"""The services that are set up: what they can make, which models they have, and how they are."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from backend.database.tasks import end_tasks
from backend.domain.errors import (
    ProviderError,
    ProviderNotConfiguredError,
    ProviderTimeoutError,
    ResourceNotFoundError,
)
from backend.domain.task_lane import TaskLaneStatus, lane_of
from backend.providers.generation import ModelKind, ServiceModel
from backend.providers.service_data import ServiceData
from backend.providers.services import Service
from backend.providers.services_factory import not_set_up
from backend.services.service_catalogue import ServiceCatalogue

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 60.0
"""So long a service may take to tell its models."""
DAY: Final = 86_400.0
AGAIN: Final = 900.0
"""Seconds until a list is asked for again that could not be read."""
LINGER: Final = 30.0
"""So long a service that was replaced is kept after its last use: a job may be about to begin."""


@dataclass(frozen=True)
class ProviderView:
    """A service; one that is not set up has neither a catalogue nor a lane that is used."""

    name: str
    label: str
    lane: str
    catalogue: ServiceCatalogue | None
    status: TaskLaneStatus | None

    @property
    def trouble(self) -> str | None:
        """Why it makes nothing just now, as far as that is known."""
        if self.status is not None and (self.status.paused or self.status.resting):
            return self.status.reason
        error = self.catalogue.error if self.catalogue else None
        return error.message if error else None

    @property
    def status_word(self) -> Literal["up", "down", "unknown"]:
        """Whether it can be used, as far as that is known."""
        if self.trouble is not None:
            return "down"
        seen = self.catalogue is not None and self.catalogue.looked_at is not None
        return "up" if seen else "unknown"


class ProviderService:
    """Keeps what services tell of themselves; their lists are read at the start and daily."""

    def __init__(
        self,
        services: Mapping[str, Service],
        known: Mapping[str, ServiceData],
        order: Sequence[str],
        lanes: Callable[[], Awaitable[Sequence[TaskLaneStatus]]],
    ) -> None:
        """Make it.

        Args:
            known: all services there are, set up or not.
            order: what `auto` asks, one after the other.
            lanes: tells how the task lanes are used.
        """
        self.catalogues = {name: ServiceCatalogue(each) for name, each in services.items()}
        self.order = list(order)
        self._known = known
        self._lanes = lanes
        self._lists: dict[str, asyncio.Task[None]] = {}
        self._partings: dict[asyncio.Task[None], Service] = {}

    async def start(self) -> None:
        """Begin to read the lists; nobody waits for them."""
        for name in self.catalogues:
            self._read(name)

    async def stop(self) -> None:
        """Read no more, and close all connections."""
        parting = list(self._partings.values())
        await end_tasks([*self._lists.values(), *self._partings])
        for service in [*parting, *(each.service for each in self.catalogues.values())]:
            await service.close()

    def replace(
        self,
        services: Mapping[str, Service | None],
        known: Mapping[str, ServiceData],
        order: Sequence[str],
    ) -> None:
        """Go over to other services; those before them are closed after their last use.

        Args:
            services: those that change, by name; None: it is not set up any more.
            known: as of __init__.
            order: as of __init__; whoever has ours sees the new one.
        """
        self._known, self.order[:] = known, order
        for name, service in services.items():
            before = self.catalogues.pop(name, None)
            if before is not None:
                self._part(name, before.service)
            if service is not None:
                self.catalogues[name] = ServiceCatalogue(service)
                self._read(name)

    async def overview(self) -> list[ProviderView]:
        """Return how each service stands; none of them is called."""
        lanes = {status.name: status for status in await self._lanes()}
        return [
            ProviderView(
                name, data.label, lane_of(name), self.catalogues.get(name), lanes.get(lane_of(name))
            )
            for name, data in self._known.items()
        ]

    def get(self, name: str) -> ServiceCatalogue:
        """Return what is known of a service.

        Raises:
            ResourceNotFoundError: there is no such service.
            ProviderNotConfiguredError: it is not set up here.
        """
        if name not in self._known:
            raise ResourceNotFoundError("Provider", name)
        if name not in self.catalogues:
            raise ProviderNotConfiguredError(self._known[name].label, not_set_up(name))
        return self.catalogues[name]

    def models(self, name: str, kind: ModelKind | None = None) -> Sequence[ServiceModel]:
        """Return a service's models; raises as `get` does."""
        return self.get(name).models(kind)

    async def test(self, name: str) -> Sequence[ServiceModel]:
        """Ask a service for its models, which costs nothing, and return them.

        Raises:
            ResourceNotFoundError, ProviderNotConfiguredError: as of `get`.
            ProviderError: it cannot be reached, or does not accept our key.
        """
        await self._refresh(self.get(name))
        return self.models(name)

    def _read(self, name: str) -> None:
        keeping = self._keep(self.catalogues[name])
        self._lists[name] = asyncio.create_task(keeping, name=f"models of {name}")

    def _part(self, name: str, service: Service) -> None:
        self._lists.pop(name).cancel()
        parting = asyncio.create_task(service.retire(LINGER), name=f"parting from {name}")
        self._partings[parting] = service
        parting.add_done_callback(self._partings.pop)

    async def _keep(self, catalogue: ServiceCatalogue) -> None:
        while True:
            pause = DAY
            try:
                await self._refresh(catalogue)
            except ProviderError as error:
                pause = AGAIN
                log.warning("the models cannot be read: %s", error.message)
            except Exception:  # a list nobody foresaw must not be the last one that is read
                log.exception("the models of %s cannot be read", catalogue.service.label)
            for problem in catalogue.problems():
                log.warning("%s: %s", catalogue.service.label, problem)
            await asyncio.sleep(pause)

    async def _refresh(self, catalogue: ServiceCatalogue) -> None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await catalogue.refresh()
        except TimeoutError:
            label = catalogue.service.label
            raise ProviderTimeoutError(label, "did not tell its models in time") from None
