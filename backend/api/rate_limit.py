"""How many orders a client may send within a while."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

from fastapi import Request

from backend.domain.errors import RateLimitError

MOST_CLIENTS: Final = 1000
"""Whoever has been silent for longest is forgotten for the sake of more."""
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}


class RateLimit:
    """Counts what each client ordered in the time that has just gone by, in this process."""

    def __init__(self, limit: str | None, clock: Callable[[], float] = time.monotonic) -> None:
        """Make it.

        Args:
            limit: as RATE_LIMIT has it, "60/minute"; None: there is no limit.
            clock: tells seconds.
        """
        most, _, per = (limit or "").partition("/")
        self._limit = limit
        self._most, self._seconds = int(most or 0), _SECONDS.get(per, 0)
        self._clock = clock
        self._orders: OrderedDict[str, deque[float]] = OrderedDict()

    def count(self, client: str) -> None:
        """Count an order; raises RateLimitError if it is one too many."""
        if self._limit is None:
            return
        now = self._clock()
        orders = self._orders.setdefault(client, deque())
        self._orders.move_to_end(client)
        while orders and orders[0] <= now - self._seconds:
            orders.popleft()
        if len(orders) >= self._most:
            message = f"A client may order {self._limit} here"
            raise RateLimitError(message, retry_after=orders[0] + self._seconds - now)
        orders.append(now)
        if len(self._orders) > MOST_CLIENTS:
            self._orders.popitem(last=False)


def count_order(request: Request) -> None:
    """Count an order of whoever sent the request; raises RateLimitError if it is one too many."""
    limit: RateLimit = request.app.state.rate_limit
    limit.count(request.client.host if request.client else "")
