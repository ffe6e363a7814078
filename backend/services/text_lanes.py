"""The lanes of services that write: which are open, and how many calls each is asked at once."""

import asyncio
import math
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final, Protocol

from backend.domain.errors import ProviderError, ProviderUnavailableError
from backend.domain.task_lane import TaskLaneState
from backend.domain.times import utc_now
from backend.providers.services import Service
from backend.services.lane_trouble import SparedLanes, spare

PATIENCE: Final = 30.0
"""Seconds: longer rests are not waited for, for somebody waits for the draft."""


class LaneStates(SparedLanes, Protocol):
    """What is written down about lanes, the same for every process."""

    async def states(self) -> Mapping[str, TaskLaneState]:
        """Return what is known, by name."""
        ...

    async def works(self, name: str) -> None:
        """Forget the lane's trouble, but for a pause."""


class _Turnstile:
    """Lets so many through at once, and each so many seconds after the one before."""

    def __init__(self, at_once: int, interval: float) -> None:
        self._room = asyncio.Semaphore(at_once)
        self._interval = interval
        self._next = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        async with self._room:
            now = asyncio.get_running_loop().time()
            begin = max(now, self._next)
            self._next = begin + self._interval
            if begin > now:
                await asyncio.sleep(begin - now)
            yield


class TextLanes:
    """The lanes; bounds on calls hold in this process, for a text is written within its draft."""

    def __init__(self, states: LaneStates) -> None:
        self._states = states
        self._turnstiles: dict[tuple[str, int, float], _Turnstile] = {}

    @asynccontextmanager
    async def turn(self, service: Service, *, patient: bool) -> AsyncIterator[None]:
        """Wait for a place on the service's lane, and note how the call in it went.

        Args:
            patient: wait for a lane that rests for a short time only.

        Raises:
            ProviderUnavailableError: the lane is paused, or rests.
        """
        bounds = (service.data.max_concurrency, service.data.min_interval)
        made = self._turnstiles.setdefault((service.lane, *bounds), _Turnstile(*bounds))
        async with made.turn():
            await self._opened(service, PATIENCE if patient else 0.0)
            try:
                yield
            except ProviderError as error:
                await spare(self._states, service.lane, error, error.failure)
                raise
        await self._states.works(service.lane)

    async def _opened(self, service: Service, patience: float) -> None:
        """Wait so many seconds at most for a lane that rests."""
        state = (await self._states.states()).get(service.lane, TaskLaneState())
        left = (state.rests_until - utc_now()).total_seconds() if state.rests_until else math.inf
        if state.paused or (state.resting and left > patience):
            how = "is paused" if state.paused else "rests for a while"
            problem = f"{how}: {state.reason}" if state.reason else how
            raise ProviderUnavailableError(service.label, problem)
        if state.resting:
            await asyncio.sleep(max(left, 0.0))
