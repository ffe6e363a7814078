"""Whether anybody is there who makes pictures or films, so that no draft waits for nobody."""

from typing import Protocol

from backend.domain.media import MediaKind
from backend.repositories.server_repository import ServerRepository


class Routes(Protocol):
    """Who knows the services."""

    def has_service(self, kind: MediaKind) -> bool:
        """Tell whether "auto" has a service for such things, beside the farm."""
        ...

    def makes(self, kind: MediaKind) -> bool:
        """Tell whether "auto" has anybody for such things, the farm among them."""
        ...


class Makers:
    """Services that are set up, and servers that are registered."""

    def __init__(self, routes: Routes, servers: ServerRepository) -> None:
        self._routes = routes
        self._servers = servers

    async def can_make(self, kind: MediaKind) -> bool:
        """Tell whether anybody is there; a server that is only away just now counts."""
        if self._routes.has_service(kind):
            return True
        if not self._routes.makes(kind):
            return False
        return any(server.is_active for server in await self._servers.list_registered())
