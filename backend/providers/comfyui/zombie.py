"""Tell a server whose worker has died: prompts wait, none runs, and the same one stays next."""

import time
from typing import Final

from backend.providers.comfyui.answers import Queue

_GRACE: Final = 15.0


class ZombieDetector:
    """Looks at the queue again and again.

    Between two prompts a healthy server runs none for a moment, and may take seconds to unload
    models, so it is judged by two looks that are apart, and only if the queue did not move.

    Args:
        grace: seconds for which the queue must stand still.
    """

    def __init__(self, grace: float = _GRACE) -> None:
        self._grace = grace
        self._next: str | None = None
        self._since = 0.0

    def observe(self, queue: Queue) -> bool:
        """Take one more look; True if the server is stuck."""
        now = time.monotonic()
        waiting = queue.pending[0] if queue.pending and not queue.running else None
        if waiting is None or waiting != self._next:
            self._next, self._since = waiting, now
            return False
        return now - self._since >= self._grace
