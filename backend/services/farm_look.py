"""Whether the farm of ComfyUI servers could do something just now, as it was seen last."""

from collections.abc import Sequence

from backend.domain.lane import LaneState
from backend.providers.base import Requirements
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.server_looks import AsksServer


class FarmLook:
    """Asks the servers that are switched on and well."""

    def __init__(self, servers: ServerRepository, lanes: LaneRepository, ask: AsksServer) -> None:
        self._servers = servers
        self._lanes = lanes
        self._ask = ask

    async def can(self, needs: Sequence[Requirements]) -> list[bool]:
        """Tell of each whether one of the servers could do it."""
        servers = [each for each in await self._servers.list_registered() if each.is_active]
        lanes = await self._lanes.get_many(each.id for each in servers) if servers else {}
        well = [
            (server, lane.capabilities)
            for server in servers
            if (lane := lanes.get(server.id)) and not lane.draining and lane.capabilities
            if lane.state is LaneState.ONLINE
        ]
        return [any(self._ask(server, each, can) is None for server, can in well) for each in needs]
