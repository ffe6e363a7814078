"""How long a job loads its model and works, as far as its server's hints tell."""

import time
from dataclasses import dataclass

from backend.providers.base import RemoteEvent


@dataclass(frozen=True)
class Laps:
    """Where a completed job's time went.

    Attributes:
        load: seconds until its model was in memory; None if nobody knows.
        run: seconds of the work itself, or of everything if `load` is None.
    """

    load: float | None
    run: float


class Stopwatch:
    """Watches one try from the moment it is handed over; silent about one that began unseen."""

    def __init__(self) -> None:
        self._posted: float | None = None
        self._began: float | None = None
        self._stepped: float | None = None
        self._ended: float | None = None

    def posted(self) -> None:
        """The server takes the job."""
        self._posted = time.monotonic()

    def notice(self, event: RemoteEvent) -> None:
        """Take a hint: the first is that the server begins with it."""
        now = time.monotonic()
        if event.finished:
            self._ended = self._ended or now
            return
        self._began = self._began or now
        if event.steps:
            self._stepped = self._stepped or now

    def ended(self) -> None:
        """The server's record says that it is over."""
        self._ended = self._ended or time.monotonic()

    def laps(self, *, loads: bool) -> Laps | None:
        """Return the times, or None if they are not known.

        Args:
            loads: its model was not in memory as it began.
        """
        if self._posted is None or self._ended is None:
            return None
        began = self._posted if self._began is None else max(self._began, self._posted)
        if loads and self._stepped is not None:
            return Laps(self._stepped - began, self._ended - self._stepped)
        return Laps(None, self._ended - began)
