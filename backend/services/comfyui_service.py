"""ComfyUI servers: registering, changing, showing and forgetting them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import SecretStr

from backend.domain.ids import ServerId
from backend.domain.lane import Lane
from backend.domain.server import ComfyUIServer, ServerChanges, ServerDraft
from backend.domain.server_trial import ServerTrial
from backend.events.hub import EventHub
from backend.events.types import ServerUpdate
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.paging import EVERYTHING, Listing, Page, cut

AddressCheck = Callable[[str], Awaitable[None]]
"""Raises ValidationError for an address that must not be called from here."""

TrialOf = Callable[[ComfyUIServer], Awaitable[ServerTrial]]
"""Takes every step towards a server."""


class NoticesServers(Protocol):
    """What registering needs of the queue."""

    def servers_changed(self) -> None:
        """Look at the servers again."""
        ...


class HasExternalJobs(Protocol):
    """What forgetting a server needs of those who lent its jobs to others."""

    async def withdraw(self, server_id: ServerId) -> None:
        """Take its jobs back from external workers."""


@dataclass(frozen=True)
class KnownServer:
    """A registered server and what the queue saw of it last."""

    server: ComfyUIServer
    lane: Lane | None


class ComfyUIService:
    """What can be done with ComfyUI servers."""

    def __init__(
        self,
        servers: ServerRepository,
        lanes: LaneRepository,
        check_address: AddressCheck,
        try_server: TrialOf,
        queue: NoticesServers,
        external: HasExternalJobs,
        hub: EventHub,
    ) -> None:
        self._servers = servers
        self._lanes = lanes
        self._check_address = check_address
        self._try_server = try_server
        self._queue = queue
        self._external = external
        self._hub = hub

    async def register(self, draft: ServerDraft) -> KnownServer:
        """Register a server; the queue looks at it at once.

        Raises:
            ValidationError: the address is one that must not be called.
            ConflictError: a server with this address is registered already.
        """
        await self._check_address(draft.url)
        server = ComfyUIServer(**draft.model_dump())
        created = await self._servers.create(server)
        self._queue.servers_changed()
        return KnownServer(created, None)

    async def list(self, page: Page = EVERYTHING) -> Listing[KnownServer]:
        """Return the servers in the order of their registration."""
        listing = cut(await self._servers.list_registered(), page)
        lanes = await self._lanes.get_many(server.id for server in listing.items)
        known = [KnownServer(server, lanes.get(server.id)) for server in listing.items]
        return Listing(known, listing.total)

    async def get(self, id: ServerId) -> KnownServer:
        """Return the server.

        Raises:
            ResourceNotFoundError: there is no such server.
        """
        return await self._known(await self._servers.get(id))

    async def update(self, id: ServerId, changes: ServerChanges) -> KnownServer:
        """Change what was sent; a new address without a type brings its own type.

        Raises:
            ResourceNotFoundError: there is no such server.
            ValidationError: the address is one that must not be called.
            ConflictError: a server with this address is registered already.
        """
        server = await self._servers.get(id)
        changed = changes.changed()
        if changes.url is not None:
            await self._check_address(changes.url)
            typed = ComfyUIServer(name=server.name, url=changes.url)
            changed.setdefault("server_type", typed.server_type)
        updated = await self._servers.update(id, _revealed(changed))
        self._queue.servers_changed()
        return await self._known(updated)

    async def delete(self, id: ServerId) -> None:
        """Forget the server and what was seen of it; its jobs go to the others.

        Raises:
            ResourceNotFoundError: there is no such server.
        """
        await self._servers.delete(id)
        await self._lanes.delete(id)
        await self._external.withdraw(id)
        self._queue.servers_changed()

    async def set_draining(self, id: ServerId, draining: bool) -> KnownServer:
        """Give the server no new jobs, or again some; what runs there runs on.

        Raises:
            ResourceNotFoundError: there is no such server.
        """
        server = await self._servers.get(id)
        lane = await self._lanes.set_draining(id, draining)
        self._hub.publish(ServerUpdate.of(lane))
        self._queue.servers_changed()
        return KnownServer(server, lane)

    async def try_out(self, server: ComfyUIServer) -> ServerTrial:
        """Take every step towards a server that need not be registered."""
        return await self._try_server(server)

    async def try_registered(self, id: ServerId) -> ServerTrial:
        """Take every step towards a registered server, with the key and headers it has.

        Raises:
            ResourceNotFoundError: there is no such server.
        """
        return await self._try_server(await self._servers.get(id))

    async def _known(self, server: ComfyUIServer) -> KnownServer:
        return KnownServer(server, await self._lanes.find_by_id(ServerId(server.id)))


def _revealed(changed: dict[str, Any]) -> dict[str, Any]:
    """Documents hold keys and header values as they are."""
    return {name: _plain(value) for name, value in changed.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, dict):
        return _revealed(value)
    return value
