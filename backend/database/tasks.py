"""Ends tasks for certain that may be speaking to the database."""

import asyncio
from collections.abc import Iterable
from typing import Any, Final

AGAIN_SECONDS: Final = 3.0


async def end_tasks(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel tasks until they are over; what they raise is nobody's business any more.

    Once is not enough: the driver connects under `asyncio.wait_for`, which on Python 3.11 loses a
    cancellation that comes at the same moment as what it waits for.
    """
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        ended, pending = await asyncio.wait(pending, timeout=AGAIN_SECONDS)
        await asyncio.gather(*ended, return_exceptions=True)
