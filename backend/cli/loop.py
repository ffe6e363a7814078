"""Runs a command's coroutine, on uvloop where it is installed."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

T = TypeVar("T")

STOPPING: Final = (signal.SIGINT, signal.SIGTERM)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; the first Ctrl-C or SIGTERM lets it clean up, the second ends it at once.

    Raises:
        KeyboardInterrupt: it was told to stop, and has cleaned up.
    """
    before = {each: signal.getsignal(each) for each in STOPPING}
    try:
        with asyncio.Runner(loop_factory=_new_loop) as runner:
            return runner.run(_stoppable(work))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


async def _stoppable(work: Coroutine[Any, Any, T]) -> T:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def stop(*_: object) -> None:
        for each in STOPPING:
            signal.signal(each, signal.SIG_DFL)
        if task is not None:
            loop.call_soon_threadsafe(task.cancel)

    for each in STOPPING:
        signal.signal(each, stop)
    return await work


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # there is none for Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
