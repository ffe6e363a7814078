"""Looks at one server again and again: what it can do, and whether it may be given work."""

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import Callable
from typing import Final

from backend.domain.errors import (
    DatabaseUnavailableError,
    ProviderAuthError,
    ProviderError,
    ProviderMisconfiguredError,
    ProviderRejectedError,
    ProviderStuckError,
)
from backend.domain.lane import Capabilities, Lane, LaneState
from backend.events.hub import EventHub
from backend.events.types import ServerUpdate
from backend.providers.base import MediaBackend
from backend.repositories.lane_repository import LaneRepository

log = logging.getLogger(__name__)

STATE_OF: Final = (
    (ProviderStuckError, LaneState.STUCK),
    (ProviderAuthError, LaneState.UNAUTHORIZED),
    (ProviderMisconfiguredError, LaneState.MISCONFIGURED),
    (ProviderRejectedError, LaneState.MISCONFIGURED),
)
LOOK_EVERY: Final = 10.0
FIRST_BACKOFF: Final = 5.0
LONGEST_BACKOFF: Final = 300.0
NOT_SEEN_YET: Final = "was not looked at yet"

OnTrouble = Callable[[ProviderError, LaneState], None]


def backoff(misses: int) -> float:
    """Return for how many seconds a server is left alone after so many misses in a row."""
    return min(FIRST_BACKOFF * 2.0 ** min(misses - 1, 10), LONGEST_BACKOFF) if misses else 0.0


class LaneWatch:
    """The looks of one server's owner.

    A server that fails jobs must pass a look before its next one. If it goes on failing jobs
    though it looks well, it gets longer and longer rests, until a job succeeds.
    """

    def __init__(
        self,
        name: str,
        lane: Lane,
        backend: MediaBackend,
        lanes: LaneRepository,
        hub: EventHub,
        *,
        wake: Callable[[], None],
        check: Callable[[], None],
        on_trouble: OnTrouble,
    ) -> None:
        """Make a watch that does nothing yet.

        Args:
            check: raises ProviderError if the server is not well though it answers.
            on_trouble: hears of every look that went wrong.
        """
        self.lane = lane
        self.rests: str | None = NOT_SEEN_YET
        self.paused = False
        """It refuses us: only a person can change that."""
        self._name = name
        self._backend = backend
        self._lanes = lanes
        self._hub = hub
        self._wake = wake
        self._check = check
        self._on_trouble = on_trouble
        self._look_now = asyncio.Event()
        self._rests_until = 0.0
        self._failures = 0
        self._misses = 0

    async def run(self) -> None:
        """Look for ever."""
        while True:
            pause = await self._look()
            resting = self._rests_until - time.monotonic()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(pause, resting) if resting > 0 else pause):
                    await self._look_now.wait()
            self._look_now.clear()

    def job_failed(self, error: ProviderError) -> None:
        """Give the server no job until it was looked at, and a while later if it fails on."""
        self._rest(backoff(self._failures), error)
        self._failures += 1

    def job_done(self) -> None:
        """It works."""
        self._failures = 0

    def pause(self, seconds: float, error: ProviderError) -> None:
        """Give the server no job for a while, or for good: it asked for that."""
        self.paused = math.isinf(seconds)
        self._rest(seconds, error)

    def look_again(self) -> None:
        """Look now, and forget what went wrong before."""
        self.paused = False
        self._rests_until, self._failures, self._misses = 0.0, 0, 0
        self._look_now.set()

    def _rest(self, seconds: float, error: ProviderError) -> None:
        log.warning("%s gets no job for now: %s", self._name, error.message)
        self.rests = f"rests after a failure ({error.message})"
        self._rests_until = max(self._rests_until, time.monotonic() + seconds)
        self._look_now.set()

    async def _look(self) -> float:
        """Look once, and return after how many seconds to look again."""
        try:
            self._became(await self._lanes.seen(self.lane.id, await self._probe()))
            self._misses = 0
        except ProviderError as error:
            self._misses += 1
            state = next((s for kind, s in STATE_OF if isinstance(error, kind)), LaneState.OFFLINE)
            pause = backoff(self._misses)
            self._on_trouble(error, state)
            with contextlib.suppress(DatabaseUnavailableError):
                self._became(await self._lanes.missed(self.lane.id, state, error.message, pause))
            return pause
        except DatabaseUnavailableError:
            return 1.0
        return LOOK_EVERY

    async def _probe(self) -> Capabilities:
        try:
            capabilities = await self._backend.probe()
            self._check()
            return capabilities
        except ProviderError:
            raise
        except Exception as bug:  # an answer nobody foresaw must not end the looking
            log.exception("%s could not be looked at", self._name)
            raise ProviderMisconfiguredError(self._name, "answers what we cannot read") from bug

    def _became(self, lane: Lane | None) -> None:
        if lane is None:
            return
        changed = lane.state is not self.lane.state
        self.lane = lane
        if time.monotonic() >= self._rests_until:
            self.rests = None
        if changed:
            self._hub.publish(ServerUpdate.of(lane))
        self._wake()
