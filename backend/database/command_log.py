"""What the log and the measures learn of database commands: how long, never what was in them."""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from typing import Final

from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

log = logging.getLogger(__name__)

SLOW_SECONDS: Final = 0.1
Observe = Callable[[str, str, float], None]
"""Takes the command's name, its collection's or "", and seconds."""

_collection: ContextVar[str | None] = ContextVar("collection", default=None)
"""Of the command that this task waits for; None: it waits by design, and nobody counts how long.

A command that is broken off is never told of as ended: kept here, it leaves nothing behind.
"""


class CommandLog(CommandListener):
    """Listens to the driver, and tells of every slow command; at DEBUG of all."""

    def __init__(self, observe: Observe) -> None:
        self._observe = observe

    def started(self, event: CommandStartedEvent) -> None:
        """Note which collection it is about."""
        name, command = event.command_name, event.command
        is_more = name == "getMore"
        if is_more and "maxTimeMS" in command:  # only those of change streams have it
            _collection.set(None)
            return
        about = command.get("collection" if is_more else name)
        _collection.set(about if isinstance(about, str) else "")

    def succeeded(self, event: CommandSucceededEvent) -> None:
        """Tell how long it took."""
        self._ended(event)

    def failed(self, event: CommandFailedEvent) -> None:
        """Tell how long it took; why it failed is told by whoever asked."""
        self._ended(event)

    def _ended(self, event: CommandSucceededEvent | CommandFailedEvent) -> None:
        collection = _collection.get()
        if collection is None:
            return
        seconds = event.duration_micros / 1e6
        self._observe(event.command_name, collection, seconds)
        is_slow = seconds > SLOW_SECONDS
        if is_slow or log.isEnabledFor(logging.DEBUG):
            log.log(
                logging.INFO if is_slow else logging.DEBUG,
                "slow database command" if is_slow else "database command",
                extra={
                    "command": event.command_name,
                    "collection": collection,
                    "duration_ms": round(seconds * 1000, 1),
                },
            )
