"""Runs a command's coroutine, on uvloop where it is installed."""

import asyncio
import signal
from collections.abc import Coroutine
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; Ctrl-C and SIGTERM cancel it and let it clean up.

    Raises:
        KeyboardInterrupt: it was told to stop, and has cleaned up.
    """
    before = signal.signal(signal.SIGTERM, _like_ctrl_c)
    try:
        with asyncio.Runner(loop_factory=_new_loop) as runner:
            return runner.run(work)
    finally:
        signal.signal(signal.SIGTERM, before)


def _like_ctrl_c(_signal: int, _frame: FrameType | None) -> None:
    signal.raise_signal(signal.SIGINT)


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # there is none for Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
