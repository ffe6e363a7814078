"""What SIGHUP does: the settings are read again, unless it is a terminal that was closed."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from backend.services.config_service import ConfigService


@contextmanager
def reloading(config: ConfigService) -> Iterator[None]:
    """Have SIGHUP reload the settings while the block lasts; there is none on Windows."""
    if sys.platform == "win32":
        yield
        return
    loop, reloads, had_terminal = asyncio.get_running_loop(), set[asyncio.Task[None]](), _terminal()

    def hang_up() -> None:
        if had_terminal and not _terminal():
            # Whoever closes a window does not expect a server to live on without it.
            os.kill(os.getpid(), signal.SIGTERM)
            return
        reload = asyncio.create_task(config.hang_up(), name="reload")
        reloads.add(reload)
        reload.add_done_callback(reloads.discard)

    loop.add_signal_handler(signal.SIGHUP, hang_up)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)


def _terminal() -> bool:
    """Tell whether this process has a terminal."""
    try:
        os.close(os.open(os.ctermid(), os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
