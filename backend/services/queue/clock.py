"""What time it is for the database, whatever the clock of this machine shows."""

import time
from datetime import datetime


class DatabaseClock:
    """The database's time, carried on by monotonic time between two looks at it."""

    def __init__(self) -> None:
        self._ahead = time.time() - time.monotonic()

    def set(self, moment: datetime) -> None:
        """Take over the time that the database told just now."""
        self._ahead = moment.timestamp() - time.monotonic()

    def now(self) -> float:
        """Return the seconds since the epoch."""
        return time.monotonic() + self._ahead
