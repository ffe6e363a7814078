"""Counts who uses something that may be replaced, so that it is closed after its last use."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Uses:
    """The uses of one thing.

    Attributes:
        are_over: whoever comes now comes too late.
    """

    def __init__(self) -> None:
        self.are_over = False
        self._running = 0
        self._begun = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count as a user while the block lasts."""
        self._running += 1
        self._begun += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._running -= 1
            if not self._running:
                self._idle.set()

    async def end(self, seconds: float) -> None:
        """Return once nobody has used it for so long; nobody will any more."""
        while not self.are_over:
            await self._idle.wait()
            begun = self._begun
            await asyncio.sleep(seconds)
            self.are_over = self._begun == begun
