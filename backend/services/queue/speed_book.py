"""What this process knows of learned speeds: read anew now and then, taught by its own servers."""

from collections.abc import Collection, Mapping
from datetime import datetime

from backend.domain.ids import ServerId
from backend.domain.speed import LaneSpeed, PairSpeed, Speeds
from backend.domain.work import Work
from backend.repositories.speed_repository import SpeedRepository


class SpeedBook:
    """Learned speeds, shared with the other processes through the database."""

    def __init__(self, stored: SpeedRepository) -> None:
        self.speeds = Speeds()
        self._stored = stored
        self._pairs: dict[tuple[str, str], PairSpeed] = {}
        self._lanes: dict[str, LaneSpeed] = {}
        self._devices: dict[str, str] = {}
        self._read_to: datetime | None = None

    async def refresh(self) -> None:
        """Take up what other processes' servers taught."""
        pairs, lanes, self._read_to = await self._stored.since(self._read_to)
        news = [pair for pair in pairs if self._pairs.get((pair.lane_id, pair.family)) != pair]
        moved = [lane for lane in lanes if self._lanes.get(lane.lane_id) != lane]
        self._pairs |= {(pair.lane_id, pair.family): pair for pair in news}
        self._lanes |= {lane.lane_id: lane for lane in moved}
        if news or moved:
            self._open()

    def know_devices(self, devices: Mapping[str, str]) -> None:
        """Take up which GPU each server has: of the same kind are about as fast."""
        if devices != self._devices:
            self._devices = dict(devices)
            self._open()

    async def learn(self, lane_id: ServerId, work: Work, run: float, load: float | None) -> None:
        """Take up a completed job of a server of ours.

        Args:
            run: seconds of the work itself.
            load: seconds of loading its model, if it did and that is known.
        """
        pair, lane = self.speeds.learn(lane_id, work, run, load)
        self._pairs[pair.lane_id, pair.family] = pair
        self._lanes[lane.lane_id] = lane
        await self._stored.save(pair, lane)

    async def forget_all_but(self, lane_ids: Collection[ServerId]) -> None:
        """Forget the servers that are no longer registered."""
        gone = self._lanes.keys() - set(lane_ids)
        if gone:
            self._pairs = {key: pair for key, pair in self._pairs.items() if key[0] not in gone}
            self._lanes = {id: lane for id, lane in self._lanes.items() if id not in gone}
            self._open()
            await self._stored.forget_all_but(lane_ids)

    def copy(self) -> Speeds:
        """Return all that is known now; it does not learn."""
        return Speeds(self._pairs.values(), self._lanes.values(), self._devices)

    def _open(self) -> None:
        self.speeds = self.copy()
