"""Servers that other processes speak to, as far as their owners tell of them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial

from backend.domain.ids import ServerId
from backend.domain.lane import Capabilities, LaneOutlook, LaneState
from backend.domain.server import ComfyUIServer
from backend.providers.base import Requirements
from backend.providers.factory import refusal_of
from backend.repositories.lane_repository import LaneHold, LaneRepository
from backend.services.queue.farm import LaneView

UNOWNED = "is not looked after by any process just now"


class ForeignLanes:
    """Sees through other processes' eyes, and tells them what ours see.

    What servers can do is read only when it changed.
    """

    def __init__(self, lanes: LaneRepository) -> None:
        self._lanes = lanes
        self._known: dict[ServerId, tuple[int, Capabilities | None]] = {}
        self._told: dict[str, LaneOutlook] = {}

    async def views(
        self, servers: Mapping[ServerId, ComfyUIServer], holds: Mapping[ServerId, LaneHold]
    ) -> list[LaneView]:
        """Return the servers as placement sees them."""
        await self._read_changed({id: holds[id] for id in servers if id in holds})
        return [_view(server, holds.get(id), self._can(id)) for id, server in servers.items()]

    async def tell(self, owner: str, ours: Iterable[LaneView]) -> None:
        """Let the other processes know what our servers have to do, where that changed."""
        for lane in ours:
            outlook = _outlook_of(lane)
            if self._told.get(lane.id) != outlook:
                self._told[lane.id] = outlook
                await self._lanes.note_outlook(ServerId(lane.id), owner, outlook)

    async def _read_changed(self, holds: Mapping[ServerId, LaneHold]) -> None:
        changed = [
            id
            for id, hold in holds.items()
            if id not in self._known or self._known[id][0] != hold.capabilities_rev
        ]
        for lane in (await self._lanes.get_many(changed)).values() if changed else ():
            self._known[lane.id] = (lane.capabilities_rev, lane.capabilities)

    def _can(self, id: ServerId) -> Capabilities | None:
        return self._known[id][1] if id in self._known else None


def _outlook_of(lane: LaneView) -> LaneOutlook:
    return LaneOutlook(
        free=lane.free,
        queued=lane.queued,
        ends=[datetime.fromtimestamp(round(end), UTC) for end in lane.busy],
        rests=lane.rests,
    )


def _view(server: ComfyUIServer, hold: LaneHold | None, can: Capabilities | None) -> LaneView:
    outlook = hold.outlook if hold is not None and hold.held else LaneOutlook(rests=UNOWNED)
    return LaneView(
        id=server.id,
        name=server.name,
        free=outlook.free,
        state=hold.state if hold is not None else LaneState.UNKNOWN,
        refuse=partial(_refusal, server, can) if can is not None else None,
        busy=tuple(end.timestamp() for end in outlook.ends),
        queued=outlook.queued,
        draining=hold is not None and hold.draining,
        rests=outlook.rests,
        resident_model=hold.resident_key if hold is not None else None,
    )


def _refusal(server: ComfyUIServer, can: Capabilities, needs: Requirements) -> str | None:
    return refusal_of(server, needs, can)
