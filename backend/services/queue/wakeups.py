"""Hears of jobs that other processes queued or cancelled, where the database tells of changes."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from backend.domain.ids import JobId
from backend.domain.job_state import JobState
from backend.repositories.job_store import JobStore

log = logging.getLogger(__name__)

AGAIN_AFTER: Final = 1.0


class Wakeups:
    """Wakes the dispatcher. What it misses is found by the next look: it makes that look sooner."""

    def __init__(
        self, store: JobStore, *, wake: Callable[[], None], drop: Callable[[JobId], None]
    ) -> None:
        self._store = store
        self._wake = wake
        self._drop = drop

    async def listen(self) -> None:
        """Listen for ever."""
        while True:
            try:
                async for id, state in self._store.moves():
                    if state is not JobState.READY:
                        self._drop(id)
                    self._wake()
            except Exception as error:  # noqa: BLE001 - the dispatcher looks by itself: later, but surely
                log.debug("the change stream ended: %s", error)
            await asyncio.sleep(AGAIN_AFTER)
