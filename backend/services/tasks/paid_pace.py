"""The pace at which a service is asked for new things by one process."""

import asyncio


class Pace:
    """Lets orders through one after the other, so many seconds apart."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next = float("-inf")

    async def turn(self) -> None:
        """Wait until it is our turn."""
        now = asyncio.get_running_loop().time()
        mine = self._next = max(now, self._next + self._seconds)
        await asyncio.sleep(mine - now)
